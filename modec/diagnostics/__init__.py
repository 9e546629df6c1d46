"""Findings: what modec tells the author about a program.

A finding is a `Diagnostic`: a code of the one table (`modec.diagnostics.codes`), a primary `Span`, and
what the code's message template names. `Refused` carries findings up to whoever asked for a build.
"""

from modec.diagnostics.diagnostic import (
    Diagnostic,
    InternalError,
    Refused,
    Related,
    finding,
    placed,
    refuse,
)
from modec.diagnostics.span import Span

__all__ = [
    "Diagnostic",
    "InternalError",
    "Refused",
    "Related",
    "Span",
    "finding",
    "placed",
    "refuse",
]
