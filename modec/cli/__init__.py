"""The front door: one file a command, each imported only when it is asked for."""

from __future__ import annotations

import errno
import importlib
import sys
import traceback
from typing import Any

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

INTERRUPTED = 130
"""The exit code of what Ctrl-C has ended, as shells have it."""

DEFECT = (
    "modec: INTERNAL ERROR: this is a defect of modec, not of your program.\n"
    "Please report it with the source that shows it."
)
"""What is said of an error that nobody foresaw."""

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

    def invoke(self, context: click.Context) -> Any:
        """Run the command. Whatever happens ends with a message: a full disk, a closed pipe, Ctrl-C, a defect of modec's."""
        try:
            return super().invoke(context)
        except KeyboardInterrupt:
            click.echo("interrupted", err=True)
            context.exit(INTERRUPTED)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # whoever reads has read enough; click ends in silence
            click.echo(f"modec: {error}", err=True)
            context.exit(1)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception:
            click.echo(f"{DEFECT}\n\n{traceback.format_exc()}", err=True, nl=False)
            context.exit(1)

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="modec")
def main() -> None:
    """Compile Dagster-style pipelines, in one chosen mode, to standalone Python scripts.

    Nothing of yours is imported or run by a build. Exit codes: 0 done; 1 refused, failed, or --check found
    a difference; 2 wrong usage; 130 interrupted.
    """
    sys.setrecursionlimit(max(RECURSION, sys.getrecursionlimit()))
