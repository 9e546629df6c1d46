"""Retry policies as arguments (3.10)."""

from __future__ import annotations

from typing import Any

from modec.definitions.checks import known
from modec.runtime.errors import ParameterCheckError


def optional_retry_policy(value: Any) -> Any:
    """None or a `RetryPolicy`. Raises `ParameterCheckError`."""
    if value is not None and not hasattr(known("retry_policy", value), "max_retries"):
        raise ParameterCheckError(
            f'Param "retry_policy" is not a RetryPolicy. Got {value!r} which is type {type(value)}.'
        )
    return value
