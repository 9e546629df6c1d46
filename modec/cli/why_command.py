"""`modec why`: the reason for which something is in a script."""

from __future__ import annotations

import sys

import click

from modec.cli.options import Target, target_options
from modec.cli.reporting import findings_shown


@click.command("why")
@click.argument("name")
@target_options
def command(target: Target, name: str) -> None:
    """Say why NAME is in the script of a pipeline of SOURCE: the chain from the pipeline to it.

    NAME is a resource key, a solid or step, a function, class or variable, a module, or a package that is
    imported. Exit code 1 when it is not in the script.
    """
    from modec.diagnostics.near import did_you_mean
    from modec.show.why import known_names, why

    with findings_shown():
        analysis = target.analyse()
        built = target.build(analysis)
        answers = why(name, built.plan, built.linked, analysis.evaluation.environments)
    for answer in answers:
        click.echo(answer.text)
    if not answers:
        near = did_you_mean(name, known_names(built.plan, built.linked))
        hint = f"; {near.rstrip('; ')}" if near else ""
        click.echo(f"nothing in {target.source} is called {name!r}{hint}", err=True)
    sys.exit(0 if any(answer.is_there for answer in answers) else 1)
