"""Refusals of a plan: findings for a build, and Dagster's own error classes for live execution."""

from __future__ import annotations

from collections.abc import Sequence

from modec.diagnostics import Diagnostic, Refused
from modec.runtime.config_errors import DagsterInvalidConfigError, EvaluationError
from modec.runtime.errors import (
    CheckError,
    DagsterInvalidDefinitionError,
    DagsterInvalidSubsetError,
    DagsterInvariantViolationError,
)


class _Refusal(Refused):
    """`str()` is the sentence with Dagster's meaning; `diagnostics` are the findings, `finding` the first."""

    def __init__(self, message: str, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__(diagnostics)
        self.message = message

    @property
    def finding(self) -> Diagnostic:
        """The first finding."""
        return self.diagnostics[0]

    def __str__(self) -> str:
        return self.message


class RefusedDefinition(_Refusal, DagsterInvalidDefinitionError):
    """A mode that lacks resources, or an IO manager that is none."""


class RefusedChoice(_Refusal, DagsterInvariantViolationError):
    """A mode or preset that is not there or not named, a cycle of resources, an input without a value."""


class RefusedSelection(_Refusal, DagsterInvalidSubsetError):
    """A selection of solids that selects nothing, or what cannot run."""


class RefusedArguments(_Refusal, CheckError):
    """Arguments that contradict each other: a preset and a mode."""


class RefusedConfig(_Refusal, DagsterInvalidConfigError):
    """Run config that does not fit."""

    def __init__(
        self,
        message: str,
        diagnostics: Sequence[Diagnostic],
        errors: Sequence[EvaluationError],
        config_value: object,
    ) -> None:
        # Not the bases' own initialisers: both take what only the other does not.
        Exception.__init__(self, message)
        self.diagnostics = tuple(diagnostics)
        self.message = message
        self.errors = list(errors)
        self.error_messages = [error.message for error in errors]
        self.config_value = config_value
