"""Where definitions come from, and how strictly they are checked: what static evaluation tells constructors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from modec.diagnostics import Span

_HERE: ContextVar[Span | None] = ContextVar("here", default=None)
_DEFERRED: ContextVar[bool] = ContextVar("deferred", default=False)


def here() -> Span | None:
    """The place of the call that is being evaluated; None when the module is imported live."""
    return _HERE.get()


class at:
    """What is constructed inside has `span` as its origin."""

    __slots__ = ("span", "token")

    def __init__(self, span: Span | None) -> None:
        self.span = span

    def __enter__(self) -> None:
        self.token = _HERE.set(self.span)

    def __exit__(self, *raised: object) -> None:
        _HERE.reset(self.token)


def validation_is_deferred() -> bool:
    """Whether a pipeline's modes are checked only when one of them is planned.

    Live, a pipeline is refused when any of its modes lacks a resource, as Dagster does (semantics 2). A build is
    about one mode: another, broken one does not stand in its way.
    """
    return _DEFERRED.get()


@contextmanager
def deferred_validation() -> Iterator[None]:
    """Inside, pipelines are constructed without checking that their modes provide every resource."""
    token = _DEFERRED.set(True)
    try:
        yield
    finally:
        _DEFERRED.reset(token)
