"""The run config that is known at build time: does it fit, and can a script do what it asks (4.3)?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from modec.definitions.checks import holds_residual, is_residual
from modec.diagnostics import Span, finding
from modec.diagnostics.near import did_you_mean
from modec.plan.records import Plan
from modec.plan.refusals import RefusedConfig
from modec.runtime.config_errors import ConfigPath, EvaluationError
from modec.runtime.config_shapes import FieldsType
from modec.runtime.config_types import ConfigType

_SCALAR = "Invalid scalar"
_SCALARS = {
    "Int": "an Int is a whole number, without quotation marks: 3",
    "Float": "a Float is a number, without quotation marks: 1.5",
    "Bool": "a Bool is true or false, without quotation marks",
    "String": 'a String is a text; in quotation marks, whatever it looks like: "3"',
}
_UNEXPECTED = "Received unexpected config entr"


def check_given_config(plan: Plan) -> None:
    """Raises `RefusedConfig` with a finding (MD401) for each thing that is wrong with the plan's run config.

    What is missing may still be given when the script runs. Values that only the run knows are checked then.
    """
    run_config = plan.run_config
    if not run_config:
        return
    errors = [
        error
        for error in plan.schema.validate(run_config)
        if not error.message.startswith("Missing required config")
        and not _about_residual(error, run_config)
    ]
    if errors:
        findings = [
            finding(
                "MD401", _span(plan, error), reason=_plainly(error.message), help=_help(plan, error)
            )
            for error in errors
        ]
        preamble = f"Error in config for pipeline {plan.pipeline.name}"
        lines = [
            f"\n    Error {number}: {error.message}" for number, error in enumerate(errors, start=1)
        ]
        raise RefusedConfig(preamble + "".join(lines), findings, errors, run_config)


def _plainly(message: str) -> str:
    """A message of the run's with types as people write them: `str` for `"<class 'str'>"`."""
    return re.sub(r"\"?<class '([\w.]+)'>\"?", r"\1", message)


def _span(plan: Plan, error: EvaluationError) -> Span | None:
    """Where the error is seen: at the value, or at the key that should not be there."""
    for name in _unexpected(plan, error):
        span = plan.places.key((*error.path, name))
        if span is not None:
            return span
    return plan.places.value(error.path) or plan.config_origin


def _help(plan: Plan, error: EvaluationError) -> str:
    """The fields that are near to a key that is none; what a scalar of the type looks like."""
    if error.message.startswith(_SCALAR):
        expected = error.message.rpartition("expected type ")[2].strip('".')
        return _SCALARS.get(expected, "")
    fields = _fields_at(plan.schema, error.path)
    return "".join(did_you_mean(name, fields) for name in _unexpected(plan, error)).strip()


def _unexpected(plan: Plan, error: EvaluationError) -> list[str]:
    """The keys at the error's path that its schema does not have, if that is what it is about."""
    value = _value_at(plan.run_config, error.path)
    fields = _fields_at(plan.schema, error.path)
    if not error.message.startswith(_UNEXPECTED) or not isinstance(value, Mapping):
        return []
    return [str(key) for key in value if key not in fields]


def _fields_at(schema: ConfigType, path: ConfigPath) -> list[str]:
    """The fields that the schema has at `path`, with their other names; none where it has no fixed ones there."""
    found: Any = schema
    for step in path:
        if not isinstance(found, FieldsType):
            return []
        aliases = getattr(found, "field_aliases", {})
        name = next((each for each, alias in aliases.items() if alias == step), step)
        if name not in found.fields:
            return []
        found = found.fields[name].config_type
    if not isinstance(found, FieldsType):
        return []
    return sorted({*found.fields, *getattr(found, "field_aliases", {}).values()})


def _about_residual(error: EvaluationError, run_config: Mapping[str, Any]) -> bool:
    """Whether the value that the error is about is one that only the run knows."""
    value: Any = run_config
    for key in error.path:
        if is_residual(value):
            return True
        try:
            value = value[key]
        except (KeyError, IndexError, TypeError):
            return False
    return is_residual(value)


def _value_at(run_config: Any, path: ConfigPath) -> Any:
    for key in path:
        if not isinstance(run_config, Mapping) or key not in run_config:
            return None
        run_config = run_config[key]
    return run_config


def is_known(run_config: Any) -> bool:
    """Whether nothing in it is left to the run."""
    return not holds_residual(run_config)
