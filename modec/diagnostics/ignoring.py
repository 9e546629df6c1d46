"""Which findings the author wants to hear nothing of: `# modec: ignore[MD305]` on the line in question."""

from __future__ import annotations

import re
from collections.abc import Collection

from modec.diagnostics.diagnostic import Diagnostic
from modec.diagnostics.lines import line_of

_COMMENT = re.compile(r"#\s*modec:\s*ignore\[\s*([A-Z0-9,\s]+)\]")


def is_ignored(diagnostic: Diagnostic, codes: Collection[str] = ()) -> bool:
    """Whether the finding's code is one of `codes`, or named in a comment on the line of its primary span."""
    if diagnostic.code in codes:
        return True
    span = diagnostic.span
    line = line_of(span.path, span.line) if span is not None else None
    named = (found for match in _COMMENT.findall(line or "") for found in match.split(","))
    return diagnostic.code in (name.strip() for name in named)
