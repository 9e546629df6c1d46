"""`modec run`: build a pipeline in one mode and run the script in a fresh interpreter."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import click

from modec.cli.options import Target, target_options
from modec.cli.report import Report


@click.command("run", context_settings={"ignore_unknown_options": False})
@target_options
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(target: Target, arguments: tuple[str, ...]) -> None:
    """Build a pipeline of SOURCE and run the script; ARGUMENTS after -- are the script's own.

    The exit code is the script's; 1 where there is none, because of errors in the source.
    """
    report = Report()
    with report.gathering():
        from modec.source.settings import ignored_codes

        analysis = target.analyse()
        report.ignored = ignored_codes(analysis.program.root)
        report.add(analysis.evaluation.warnings)
        built = target.build(analysis)
        report.add(built.warnings)
        report.add(target.inspect(analysis, [built.plan]))
        report.add(target.ambiguities())
        report.show()
        if report.failed:
            sys.exit(1)
        with tempfile.TemporaryDirectory(prefix="modec-") as folder:
            script = Path(folder) / built.file_name
            script.write_text(built.text, encoding="utf-8")
            try:
                code = subprocess.call([sys.executable, str(script), *arguments])
            except KeyboardInterrupt:
                # The script has had the same signal, and has torn down by now.
                code = 130
    sys.exit(code)
