"""Second attempts (3.10)."""

import random
from enum import Enum
from typing import Any, Mapping, NamedTuple, Optional, Tuple, Union

from modec.runtime.check import inst_param, opt_inst_param
from modec.runtime.errors import (
    DagsterError,
    DagsterExecutionHandleOutputError,
    DagsterExecutionLoadInputError,
    DagsterInvalidDefinitionError,
)


class RetryRequested(Exception):
    """Raised by a solid that wants to be run again, at most `max_retries` times."""

    control_flow = True

    def __init__(
        self, max_retries: int = 1, seconds_to_wait: Optional[Union[float, int]] = None
    ) -> None:
        super().__init__()
        self.max_retries = inst_param(max_retries, "max_retries", int)
        self.seconds_to_wait = opt_inst_param(seconds_to_wait, "seconds_to_wait", (int, float))


class Backoff(Enum):
    """How the delay grows with the attempts."""

    LINEAR = "LINEAR"
    EXPONENTIAL = "EXPONENTIAL"


class Jitter(Enum):
    """How chance changes the delay."""

    FULL = "FULL"
    PLUS_MINUS = "PLUS_MINUS"


class _Policy(NamedTuple):
    max_retries: int = 1
    delay: Optional[float] = None
    backoff: Optional[Backoff] = None
    jitter: Optional[Jitter] = None


class RetryPolicy(_Policy):
    """How often, and after how many seconds, a step that raised is run again."""

    def __new__(cls, *args: Any, **kwargs: Any) -> "RetryPolicy":
        """Raises DagsterInvalidDefinitionError for backoff or jitter without a delay."""
        policy = super().__new__(cls, *args, **kwargs)
        for name in ("backoff", "jitter"):
            if getattr(policy, name) is not None and policy.delay is None:
                raise DagsterInvalidDefinitionError(
                    f"Can not set {name} on RetryPolicy without also setting delay"
                )
        return policy

    def calculate_delay(self, attempt_num: int) -> float:
        """The seconds to wait after the attempt of that number, from 1."""
        base = self.delay or 0
        delay = base
        if self.backoff is Backoff.EXPONENTIAL:
            delay = (2**attempt_num - 1) * base
        elif self.backoff is Backoff.LINEAR:
            delay = attempt_num * base
        if self.jitter is Jitter.FULL:
            return random.random() * delay
        if self.jitter is Jitter.PLUS_MINUS:
            return delay + 2 * random.random() * base - base
        return delay


class Retrying:
    """What a `Step` has as `retry` where its function may ask for a retry or a policy does so for it."""

    def __init__(self, policy: Optional[RetryPolicy] = None, enabled: bool = True) -> None:
        self.policy = policy
        self.enabled = enabled

    def decide(self, error: Any, attempts: int) -> Tuple[Optional[float], BaseException, str]:
        """Seconds to wait before the next attempt (None: it has failed), the error, and words on it."""
        request = error if isinstance(error, RetryRequested) else self._by_policy(error, attempts)
        if request is None:
            return None, error, ""
        if not self.enabled:
            return None, request, " RetryRequested but retries are disabled"
        if attempts >= request.max_retries:
            return None, request, f" Exceeded max_retries of {request.max_retries}"
        return request.seconds_to_wait or 0, request, ""

    def _by_policy(self, error: Any, attempts: int) -> Optional[RetryRequested]:
        """The request that the policy makes of an exception of the author's code."""
        if isinstance(error, (DagsterExecutionLoadInputError, DagsterExecutionHandleOutputError)):
            error = error.__cause__
        if (
            self.policy is None
            or not isinstance(error, Exception)
            or isinstance(error, DagsterError)
        ):
            return None
        request = RetryRequested(self.policy.max_retries, self.policy.calculate_delay(attempts + 1))
        request.__cause__ = error
        return request


def retries_enabled(config: Mapping[str, Any]) -> bool:
    """Whether the executor that the run config chooses has its retries on (3.10)."""
    chosen = next(iter((config.get("execution") or {}).values()), None)
    own = chosen.get("config") if isinstance(chosen, dict) else None
    return not isinstance(own, dict) or "disabled" not in (own.get("retries") or {})
