"""One finding, and the exceptions that carry findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, NoReturn

from modec.diagnostics.codes import CODES
from modec.diagnostics.span import Span


@dataclass(frozen=True)
class Related:
    """A second place that the finding is about, with what is to be seen there."""

    span: Span
    label: str


@dataclass(frozen=True)
class Diagnostic:
    """A finding. `message` is one general sentence; the primary span alone should make sense."""

    code: str
    message: str
    span: Span | None = None
    label: str = ""
    related: tuple[Related, ...] = ()
    notes: tuple[str, ...] = ()
    help: str = ""

    @property
    def severity(self) -> str:
        """`error` or `warning`, from the table of codes."""
        return CODES[self.code].severity

    @property
    def title(self) -> str:
        """The code's title, from the table of codes."""
        return CODES[self.code].title


class Refused(Exception):
    """The program is refused: `diagnostics` say why, each with a place, a reason and a way out."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__("\n".join(f"{d.span}: {d.code} {d.message}" for d in diagnostics))
        self.diagnostics = tuple(diagnostics)


class InternalError(Exception):
    """modec is at fault, not the program. Nothing is written; the message asks for a report."""


@contextmanager
def placed(span: Span | None) -> Iterator[None]:
    """Inside, findings of `Refused` that have no place are about `span`."""
    try:
        yield
    except Refused as refused:
        if span is None or all(each.span is not None for each in refused.diagnostics):
            raise
        found = [each if each.span else replace(each, span=span) for each in refused.diagnostics]
        raise Refused(found) from None


def finding(
    code: str,
    span: Span | None,
    *,
    label: str = "",
    related: Sequence[Related] = (),
    notes: Sequence[str] = (),
    help: str = "",
    **names: Any,
) -> Diagnostic:
    """A diagnostic of the table: `names` fill the code's message template."""
    message = CODES[code].message.format(**names)
    return Diagnostic(code, message, span, label, tuple(related), tuple(notes), help)


def refuse(code: str, span: Span | None, **parts: Any) -> NoReturn:
    """Raise `Refused` with one finding (arguments as for `finding`)."""
    raise Refused([finding(code, span, **parts)])
