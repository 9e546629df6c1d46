"""Retry policies as arguments (3.10)."""

from __future__ import annotations

from typing import Any

from modec.definitions.checks import instance_of, is_residual, known
from modec.runtime.errors import ParameterCheckError
from modec.runtime.retries import Backoff, Jitter


def optional_retry_policy(value: Any) -> Any:
    """None or a `RetryPolicy`. Raises `ParameterCheckError`."""
    if value is not None and not hasattr(known("retry_policy", value), "max_retries"):
        raise ParameterCheckError(
            f'Param "retry_policy" is not a RetryPolicy. Got {value!r} which is type {type(value)}.'
        )
    if value is not None:
        _check("max_retries", value, int)
        for name, kind in (("delay", (int, float)), ("backoff", Backoff), ("jitter", Jitter)):
            if getattr(value, name) is not None:
                _check(name, value, kind)
    return value


def _check(name: str, policy: Any, kind: type | tuple[type, ...]) -> None:
    """Raises `ParameterCheckError` for an attribute of the wrong kind; what only the run knows passes."""
    given = getattr(policy, name)
    if not is_residual(given):
        instance_of(name, given, kind)
