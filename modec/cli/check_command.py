"""`modec check`: every pipeline in every mode, all findings at once."""

from __future__ import annotations

import sys

import click

from modec.cli.reporting import findings_shown, show


@click.command("check")
@click.argument("source")
@click.option("--define", "defines", multiple=True, metavar="NAME=VALUE", help="As for build.")
@click.option("--root", "roots", multiple=True, metavar="DIR", help="As for build.")
@click.option("--library-path", "libraries", multiple=True, metavar="DIR", help="As for build.")
def command(
    source: str, defines: tuple[str, ...], roots: tuple[str, ...], libraries: tuple[str, ...]
) -> None:
    """Check every pipeline of SOURCE in every mode. Nothing is written; exit code 1 when there are errors."""
    from modec.cli.options import Target
    from modec.diagnostics import Diagnostic, Refused

    target = Target(source, None, None, None, (), (), defines, roots, libraries)
    with findings_shown():
        analysis = target.analyse()
        findings: dict[Diagnostic, None] = {}
        checked = 0
        for name, pipeline in analysis.evaluation.pipelines.items():
            for mode in pipeline.mode_defs:
                checked += 1
                try:
                    from modec.compiler import build

                    built = build(analysis, pipeline=name, mode=mode.name)
                except Refused as refused:
                    findings.update(dict.fromkeys(refused.diagnostics))
                else:
                    findings.update(dict.fromkeys(built.warnings))
    show(list(findings))
    errors = any(finding.severity == "error" for finding in findings)
    if not errors:
        click.echo(f"{checked} mode{'s' if checked != 1 else ''} checked, no errors", err=True)
    sys.exit(1 if errors else 0)
