"""`modec check`: every pipeline in every mode, all findings at once."""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import replace

import click

from modec.cli.report import Report, report_options


@click.command("check")
@click.argument("source", required=False)
@click.option("--define", "defines", multiple=True, metavar="NAME=VALUE", help="As for build.")
@click.option("--root", "roots", multiple=True, metavar="DIR", help="As for build.")
@click.option("--library-path", "libraries", multiple=True, metavar="DIR", help="As for build.")
@report_options
def command(
    source: str | None,
    defines: tuple[str, ...],
    roots: tuple[str, ...],
    libraries: tuple[str, ...],
    output_format: str,
    strict: bool,
) -> None:
    """Check every pipeline of SOURCE in every mode. Nothing is written; exit code 1 when there are errors.

    Without SOURCE, the sources of the builds that pyproject.toml lists are checked.
    """
    from modec.cli.options import Target
    from modec.cli.project import wanted_sources
    from modec.diagnostics import Refused

    given = Target(source or "", None, None, None, (), (), defines, roots, libraries)
    report = Report(output_format, strict)
    checked = 0
    with report.gathering():
        from modec.plan import choose_pipeline, make_plan, preset_plans
        from modec.source.settings import ignored_codes

        for target in wanted_sources(given):
            analysis = target.analyse()
            report.ignored = ignored_codes(analysis.program.root)
            report.refuse(analysis.evaluation.needed_findings)
            report.add(analysis.evaluation.warnings)
            report.add(analysis.evaluation.remarks)
            if not analysis.evaluation.pipelines and not analysis.evaluation.needed_findings:
                choose_pipeline(analysis.evaluation, None)  # says that there is none, and why
            plans = []
            for name, pipeline in analysis.evaluation.pipelines.items():
                complete = set()
                for mode in pipeline.mode_defs:
                    checked += 1
                    try:
                        built = replace(target, pipeline=name).build(analysis, mode.name)
                    except Refused as refused:
                        report.refuse(refused.diagnostics)
                        # what can be planned is looked at all the same
                        with suppress(Refused):
                            plans.append(make_plan(pipeline, mode.name))
                    else:
                        complete.add(mode.name)
                        report.add(built.warnings)
                        plans.append(built.plan)
                with_presets, found = preset_plans(pipeline, complete)
                plans += with_presets
                report.refuse(found)
            # modes that cannot be built have been refused above
            found = target.inspect(analysis, plans)
            report.add(each for each in found if each.code != "MD212")
    report.show()
    if not report.failed:
        click.echo(f"{checked} mode{'s' if checked != 1 else ''} checked, no errors", err=True)
    sys.exit(1 if report.failed else 0)
