"""From a plan to the script's own code."""

from __future__ import annotations

from modec.diagnostics import placed
from modec.evaluate.values import External
from modec.plan.records import Plan
from modec.unroll.code import SOURCE_LINES, Code, Runtime, Standard, Unrolled, code
from modec.unroll.config import script_config
from modec.unroll.forms_of_plan import Forms
from modec.unroll.straight import is_straight, straight_run
from modec.unroll.table import table_run


def unroll(plan: Plan, source_map: bool = True) -> Unrolled:
    """The script's own code for `plan`. Raises `Refused` for what cannot be written down.

    With a `source_map`, the script shows tracebacks in the author's files: by a constant whose value is only known
    when the script is laid out, and which is empty until then.
    """
    with placed(plan.pipeline.origin):
        forms = Forms(plan)
        config = script_config(plan, forms)
        make_run = straight_run if is_straight(plan) else table_run
        run = make_run(plan, forms, config)
    main = code(
        Standard(External("sys")),
        ".exit(",
        Runtime("main", "main"),
        f"(run, {plan.pipeline.name!r}",
        config.main_argument,
        _source_lines() if source_map else Code(),
        "))",
    )
    settings = (*config.settings, (SOURCE_LINES, code(repr("")))) if source_map else config.settings
    return Unrolled(run, settings, main)


def _source_lines() -> Code:
    return code(", source_lines=", Runtime("source_lines", "SourceLines"), f"({SOURCE_LINES})")
