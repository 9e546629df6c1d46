"""`modec graph`: the resources and steps of a mode, and who hands what to whom."""

from __future__ import annotations

import dataclasses
import json

import click

from modec.cli.options import Target, target_options
from modec.cli.reporting import findings_shown


@click.command("graph")
@target_options
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "mermaid", "dot", "json", "svg"]),
    default="text",
    help="What to draw it as; text for a terminal unless said otherwise.",
)
@click.option("--resources", is_flag=True, help="The resources alone.")
@click.option("--steps", is_flag=True, help="The steps alone.")
def command(target: Target, style: str, resources: bool, steps: bool) -> None:
    """Show the resource graph and the step graph of a pipeline of SOURCE in one mode, on stdout."""
    if resources and steps:
        raise click.UsageError("--resources and --steps: give one, or none for both")
    from modec.plan.describe import describe
    from modec.show.graph_text import dot, mermaid, tree
    from modec.show.graphs import graph_of
    from modec.show.svg import svg

    with findings_shown():
        plan = describe(target.plan(target.analyse()))
    graph = graph_of(plan, resources=not steps, steps=not resources)
    if style == "json":
        click.echo(json.dumps(dataclasses.asdict(graph), indent=2))
    else:
        draw = {"text": tree, "mermaid": mermaid, "dot": dot, "svg": svg}[style]
        click.echo(draw(graph))
