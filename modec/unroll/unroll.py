"""From a plan to the script's own code."""

from __future__ import annotations

from modec.diagnostics import placed
from modec.evaluate.values import External
from modec.plan.records import Plan
from modec.unroll.code import SOURCE_LINES, Code, Runtime, Standard, Unrolled, code
from modec.unroll.config import script_config
from modec.unroll.forms_of_plan import Forms
from modec.unroll.mentions import asks_for_retries
from modec.unroll.straight import is_straight, straight_run
from modec.unroll.table import table_run


def unroll(plan: Plan, source_map: bool = True, retries: bool = False) -> Unrolled:
    """The script's own code for `plan`. Raises `Refused` for what cannot be written down.

    `retries`: a step may ask to be run again, though nothing that unrolling looks at says so (3.10).

    With a `source_map`, the script shows tracebacks in the author's files: by a constant whose value is only known
    when the script is laid out, and which is empty until then.
    """
    with placed(plan.pipeline.origin):
        forms = Forms(plan)
        retries = retries or asks_for_retries(plan)
        config = script_config(plan, forms, retries)
        straight = is_straight(plan) and not retries
        run = (
            straight_run(plan, forms, config)
            if straight
            else table_run(plan, forms, config, retries)
        )
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
    policies = any(step.retry_policy is not None for step in plan.steps)
    return Unrolled(run, settings, main, retries or policies)


def _source_lines() -> Code:
    return code(", source_lines=", Runtime("source_lines", "SourceLines"), f"({SOURCE_LINES})")
