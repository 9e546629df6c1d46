"""What a row of the table of codes is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Code:
    """A kind of finding: its name (`MD201`), title, message template and severity.

    `message` is a `str.format` template, filled by the keyword arguments of `finding`.
    """

    name: str
    title: str
    message: str
    severity: str = "error"
