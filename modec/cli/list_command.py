"""`modec list`: what a source defines."""

from __future__ import annotations

import json
from typing import Any

import click

from modec.cli.reporting import findings_shown


@click.command("list")
@click.argument("source")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable, on stdout.")
@click.option("--define", "defines", multiple=True, metavar="NAME=VALUE", help="As for build.")
@click.option("--root", "roots", multiple=True, metavar="DIR", help="As for build.")
@click.option("--library-path", "libraries", multiple=True, metavar="DIR", help="As for build.")
def command(
    source: str,
    as_json: bool,
    defines: tuple[str, ...],
    roots: tuple[str, ...],
    libraries: tuple[str, ...],
) -> None:
    """Show the pipelines of SOURCE with their modes, presets and resources, in definition order.

    A * marks a resource key that the modes bind differently; - says that a mode does not have it.
    """
    from modec.cli.options import Target
    from modec.plan import choose_pipeline
    from modec.plan.describe import describe_pipeline

    with findings_shown():
        analysis = Target(source, None, None, None, (), (), defines, roots, libraries).analyse()
        if not analysis.evaluation.pipelines and not as_json:
            choose_pipeline(analysis.evaluation, None)  # says that there is none, and why
        described = [describe_pipeline(each) for each in analysis.evaluation.pipelines.values()]
    if as_json:
        click.echo(json.dumps({"pipelines": described}, indent=2))
    else:
        click.echo("\n\n".join(_text(pipeline) for pipeline in described))


def _text(pipeline: dict[str, Any]) -> str:
    from modec.show.matrix import mode_matrix
    from modec.show.tables import common_folder, table

    parts = [pipeline, *pipeline["modes"], *pipeline["presets"]]
    folder = common_folder(part["place"] for part in parts if part["place"])

    def place(described: dict[str, Any]) -> str:
        return (described["place"] or "").removeprefix(folder)

    lines = [f"{pipeline['kind']} {pipeline['name']}  {pipeline['place'] or ''}".rstrip()]
    rows = [
        ["mode", mode["name"], place(mode), mode["description"] or ""] for mode in pipeline["modes"]
    ]
    rows += [
        ["preset", preset["name"], place(preset), f"mode {preset['mode']}"]
        for preset in pipeline["presets"]
    ]
    lines.append(table(rows, "  "))
    if any(mode["bindings"] for mode in pipeline["modes"]):
        matrix = mode_matrix(pipeline).splitlines()
        lines += ["", *(f"  {line}".rstrip() for line in matrix)]
    return "\n".join(lines)
