"""The one table of codes. Numbers are grouped by stage, a file a stage; a code is never reused."""

from __future__ import annotations

from modec.diagnostics.codes.code import Code
from modec.diagnostics.codes.config import CONFIG
from modec.diagnostics.codes.evaluating import EVALUATING
from modec.diagnostics.codes.linking import LINKING
from modec.diagnostics.codes.modes import MODES
from modec.diagnostics.codes.output import OUTPUT
from modec.diagnostics.codes.reading import READING
from modec.diagnostics.codes.wiring import WIRING

CODES: dict[str, Code] = {
    code.name: code
    for group in (READING, EVALUATING, MODES, WIRING, CONFIG, LINKING, OUTPUT)
    for code in group
}

__all__ = ["CODES", "Code"]
