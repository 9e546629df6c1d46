"""`modec run`: build a pipeline in one mode and run the script in a fresh interpreter."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import click

from modec.cli.options import Target, target_options
from modec.cli.reporting import findings_shown, show


@click.command("run", context_settings={"ignore_unknown_options": False})
@target_options
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(target: Target, arguments: tuple[str, ...]) -> None:
    """Build a pipeline of SOURCE and run the script; ARGUMENTS after -- are the script's own.

    The exit code is the script's.
    """
    with findings_shown():
        built = target.build(target.analyse())
        show(built.warnings)
        with tempfile.TemporaryDirectory(prefix="modec-") as folder:
            script = Path(folder) / built.file_name
            script.write_text(built.text, encoding="utf-8")
            try:
                code = subprocess.call([sys.executable, str(script), *arguments])
            except KeyboardInterrupt:
                # The script has had the same signal, and has torn down by now.
                code = 130
    sys.exit(code)
