"""`modec config`: a sample run config of a mode."""

from __future__ import annotations

import click

from modec.cli.options import Target, target_options
from modec.cli.reporting import findings_shown


@click.command("config")
@target_options
@click.option("--required-only", is_flag=True, help="Only what has to be given.")
def command(target: Target, required_only: bool) -> None:
    """Write a sample run config for a pipeline of SOURCE in one mode, as YAML with comments, on stdout.

    What has to be given is left blank; the rest has its default. Config of --config, --set or a preset is in it.
    """
    from modec.show.sample_config import sample_config

    with findings_shown():
        plan = target.plan(target.analyse())
    click.echo(sample_config(plan, required_only), nl=False)
