"""`modec list`: what a source defines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from modec.cli.reporting import findings_shown

if TYPE_CHECKING:
    from modec.definitions.pipeline import PipelineDefinition


@click.command("list")
@click.argument("source")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable, on stdout.")
@click.option("--define", "defines", multiple=True, metavar="NAME=VALUE", help="As for build.")
@click.option("--root", "roots", multiple=True, metavar="DIR", help="As for build.")
def command(source: str, as_json: bool, defines: tuple[str, ...], roots: tuple[str, ...]) -> None:
    """Show the pipelines of SOURCE with their modes, presets and resources, in definition order."""
    from modec.cli.options import Target

    with findings_shown():
        analysis = Target(source, None, None, None, (), (), defines, roots).analyse()
        described = [
            _describe(name, pipeline) for name, pipeline in analysis.evaluation.pipelines.items()
        ]
    if as_json:
        click.echo(json.dumps({"pipelines": described}, indent=2))
        return
    for pipeline in described:
        click.echo(pipeline["name"])
        for mode in pipeline["modes"]:
            click.echo(
                f"  mode    {mode['name']:<16} {', '.join(mode['resources']) or '(no resources)'}"
            )
        for preset in pipeline["presets"]:
            click.echo(f"  preset  {preset['name']:<16} in mode {preset['mode']}")


def _describe(name: str, pipeline: PipelineDefinition) -> dict[str, Any]:
    return {
        "name": name,
        "solids": sorted({node.definition.name for node in pipeline.nodes}),
        "modes": [
            {
                "name": mode.name,
                "resources": sorted(key for key in mode.resource_defs if key != "io_manager"),
            }
            for mode in pipeline.mode_defs
        ],
        "presets": [{"name": preset.name, "mode": preset.mode} for preset in pipeline.preset_defs],
    }
