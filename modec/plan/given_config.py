"""The run config that is known at build time: does it fit, and can a script do what it asks (4.3)?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from modec.definitions.checks import holds_residual, is_residual
from modec.definitions.pipeline import PipelineDefinition
from modec.diagnostics import Span, finding
from modec.plan.records import PlannedStep
from modec.plan.refusals import RefusedConfig
from modec.runtime.config_errors import ConfigPath, EvaluationError, at
from modec.runtime.config_types import ConfigType


def check_given_config(
    pipeline: PipelineDefinition,
    schema: ConfigType,
    run_config: Mapping[str, Any],
    steps: tuple[PlannedStep, ...],
    span: Span | None,
) -> None:
    """Raises `RefusedConfig` with a finding (MD401) at `span` for each thing that is wrong with `run_config`.

    What is missing may still be given when the script runs. Values that only the run knows are checked then.
    """
    if not run_config:
        return
    errors = [
        error
        for error in schema.validate(run_config)
        if not error.message.startswith("Missing required config")
        and not _about_residual(error, run_config)
    ]
    errors += _unsupported(run_config, steps)
    if errors:
        findings = [finding("MD401", span, reason=error.message) for error in errors]
        preamble = f"Error in config for pipeline {pipeline.name}"
        lines = [
            f"\n    Error {number}: {error.message}" for number, error in enumerate(errors, start=1)
        ]
        raise RefusedConfig(preamble + "".join(lines), findings, errors, run_config)


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


def _unsupported(
    run_config: Mapping[str, Any], steps: tuple[PlannedStep, ...]
) -> list[EvaluationError]:
    """What the config asks for and a script does not do: output materialisations, disabled retries."""
    errors = []
    for step in steps:
        path: ConfigPath = (*step.config_path[:-1], "outputs")
        given = _value_at(run_config, path)
        if isinstance(given, list) and given:
            message = f"The materialization of outputs that is asked for {at(path)} is not carried into scripts."
            errors.append(EvaluationError(path, message))
    retries: ConfigPath = ("execution", "in_process", "config", "retries", "disabled")
    if _value_at(run_config, retries) is not None:
        errors.append(
            EvaluationError(retries, f"Retries cannot be disabled {at(retries)}: scripts do retry.")
        )
    return errors


def _value_at(run_config: Any, path: ConfigPath) -> Any:
    for key in path:
        if not isinstance(run_config, Mapping) or key not in run_config:
            return None
        run_config = run_config[key]
    return run_config


def is_known(run_config: Any) -> bool:
    """Whether nothing in it is left to the run."""
    return not holds_residual(run_config)
