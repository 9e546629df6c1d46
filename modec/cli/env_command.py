"""`modec env`: the environment variables that a mode reads."""

from __future__ import annotations

import json
import os

import click

from modec.cli.options import Target, target_options
from modec.cli.reporting import findings_shown


@click.command("env")
@target_options
@click.option("--json", "as_json", is_flag=True, help="Machine-readable, on stdout.")
def command(target: Target, as_json: bool) -> None:
    """Show the environment variables that the script of a pipeline of SOURCE reads in one mode, and where.

    Says whether each is set here, never what it is set to.
    """
    from modec.show.environment import readings
    from modec.show.tables import table

    with findings_shown():
        analysis = target.analyse()
        built = target.build(analysis)
        found = readings(built.plan, built.linked, analysis.evaluation.environments)
    names = sorted({reading.name for reading in found})
    described = [
        {
            "name": name,
            "set": name in os.environ,
            "required": any(each.is_required for each in found if each.name == name),
            "where": [each.where for each in found if each.name == name],
        }
        for name in names
    ]
    if as_json:
        click.echo(json.dumps({"variables": described}, indent=2))
        return
    rows = []
    for name, variable in zip(names, described):
        where = [each.where for each in found if each.name == name]
        state = "" if name.startswith("(") else "set" if variable["set"] else "not set"
        rows.append([name, state, "required" if variable["required"] else "optional", where[0]])
        rows += [["", "", "", place] for place in where[1:]]
    if rows:
        click.echo(table(rows))
    else:
        click.echo("it reads no environment variables", err=True)
