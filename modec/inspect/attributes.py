"""What solids read of their resources, held against what the modes bind."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from modec.definitions.mode import ModeDefinition
from modec.diagnostics import Diagnostic, Related, finding
from modec.diagnostics.near import did_you_mean
from modec.evaluate.values import UserFunction
from modec.inspect.made_values import Made, made_by
from modec.inspect.shown import shown
from modec.inspect.uses import guarded, places_of, use_of
from modec.plan.records import Plan


def missing_attributes(plan: Plan) -> Iterator[Diagnostic]:
    """MD216 for each attribute that a solid reads of a resource, and that a mode's resource surely lacks.

    All modes of the pipeline are looked at: what is bound to one key should do for the solids in every mode. What
    stands under a condition, or in a `try`, may be meant for some modes only.
    """
    made = {mode.name: _made(mode) for mode in plan.pipeline.mode_defs}
    for step in plan.steps:
        function = step.solid.compute_fn
        definition = step.solid.innermost
        if not isinstance(function, UserFunction) or definition.context_parameter is None:
            continue
        asked = shown(function, definition.context_parameter).asked
        if all(_has(kind, attribute) for key, attribute in asked for kind in _of_key(made, key)):
            continue
        use = use_of(function, definition.context_parameter, False)
        for read in use.reads:
            if read.attribute != "resources":
                continue
            key = read.what.partition(".")[2]
            for place in places_of(use, read):
                above = use.scopes.parents.get(place)
                if isinstance(above, ast.Attribute) and not guarded(use, above):
                    yield from _lacking(made, key, above, function)


def _made(mode: ModeDefinition) -> dict[str, Made | None]:
    return {key: made_by(definition) for key, definition in mode.resource_defs.items()}


def _of_key(made: dict[str, dict[str, Made | None]], key: str) -> Iterator[Made | None]:
    """What the modes make of a resource, in those that have it."""
    return (by_key[key] for by_key in made.values() if key in by_key)


def _has(kind: Made | None, attribute: str) -> bool:
    """Whether a resource may have an attribute."""
    return kind is None or attribute in kind.attributes


def _lacking(
    made: dict[str, dict[str, Made | None]], key: str, read: ast.Attribute, function: UserFunction
) -> Iterator[Diagnostic]:
    if read.attr.startswith("__") or not isinstance(read.ctx, ast.Load):
        return
    kinds = {mode: by_key[key] for mode, by_key in made.items() if key in by_key}
    for mode, kind in kinds.items():
        if kind is None or _has(kind, read.attr):
            continue
        having = [
            f"mode {other!r} ({each.kind})"
            for other, each in kinds.items()
            if each is not None and read.attr in each.attributes
        ]
        public = [name for name in kind.attributes if not name.startswith("_")]
        span = kind.span
        yield finding(
            "MD216",
            function.module.span(read),
            related=[Related(span, f"{kind.kind} in mode {mode!r}")] if span else [],
            notes=[f"it is there in {', '.join(having)}"] if having else [],
            help=f"{did_you_mean(read.attr, public)}what the modes bind to {key!r} must do for all solids alike",
            mode=mode,
            key=key,
            kind=kind.kind,
            attribute=read.attr,
        )
