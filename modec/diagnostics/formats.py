"""The formats that findings can be shown in, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from modec.diagnostics.concise import render_concise
from modec.diagnostics.diagnostic import Diagnostic
from modec.diagnostics.github import render_github
from modec.diagnostics.json_lines import render_json
from modec.diagnostics.sarif import render_sarif

FOR_MACHINES: Mapping[str, Callable[[Sequence[Diagnostic]], str]] = {
    "concise": render_concise,
    "json": render_json,
    "github": render_github,
    "sarif": render_sarif,
}
"""Renderers without colour and width; `text`, for people, is in modec/diagnostics/text.py."""

FORMATS = ("text", *FOR_MACHINES)
