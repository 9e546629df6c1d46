"""The front door: one file a command, each imported only when it is asked for."""

from __future__ import annotations

import importlib
import sys

import click

COMMANDS = {
    "build": "Compile a pipeline, in one mode, to a standalone script.",
    "check": "Check every pipeline of a source in every mode; write nothing.",
    "list": "Show the pipelines, modes, presets and resources of a source.",
    "graph": "Draw the resources and steps of a mode: text, Mermaid, Graphviz, JSON or SVG.",
    "why": "Say why something is in a mode's script: the chain from the pipeline to it.",
    "config": "Write a sample run config of a mode: YAML with types, defaults and descriptions.",
    "env": "Show the environment variables that a mode reads, and where.",
    "diff": "Show what differs between two modes, a git revision and now, or two scripts.",
    "verify": "Say whether a script was edited by hand, and whether it is up to date.",
    "explain": "Say what a code of a finding means, with a wrong and a right program.",
    "run": "Build a pipeline in one mode and run the script.",
}
"""Command names with their one-line help: known without importing the commands."""

RECURSION = 3000
"""How deep the interpreter's stack may be: `elif` chains and sums of some hundred parts nest as deeply as they are long."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are asked for: `modec --help` stays fast."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"modec.cli.{name}_command")
        command: click.Command = module.command
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="modec")
def main() -> None:
    """Compile Dagster-style pipelines, in one chosen mode, to standalone Python scripts.

    Nothing of yours is imported or run by a build. Exit codes: 0 done; 1 refused, failed, or --check found
    a difference; 2 wrong usage.
    """
    sys.setrecursionlimit(max(RECURSION, sys.getrecursionlimit()))
