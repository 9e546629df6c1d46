"""Findings as SARIF 2.1.0, the interchange format of static analysis."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from modec.diagnostics.codes import CODES
from modec.diagnostics.diagnostic import Diagnostic
from modec.diagnostics.positions import position_of
from modec.diagnostics.span import Span

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render_sarif(diagnostics: Sequence[Diagnostic]) -> str:
    """One SARIF log with one run; its rules are the codes that were found, in the order of the codes."""
    codes = sorted({each.code for each in diagnostics})
    run = {
        "tool": {"driver": {"name": "modec", "rules": [_rule(code) for code in codes]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, codes) for each in diagnostics],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _rule(name: str) -> dict[str, Any]:
    code = CODES[name]
    return {
        "id": name,
        "name": "".join(word.capitalize() for word in code.title.replace("'", "").split()),
        "shortDescription": {"text": code.title},
        "defaultConfiguration": {"level": code.severity},
    }


def _result(diagnostic: Diagnostic, codes: list[str]) -> dict[str, Any]:
    text = "\n".join([diagnostic.message, *(f"note: {note}" for note in diagnostic.notes)])
    if diagnostic.help:
        text += f"\nhelp: {diagnostic.help}"
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": codes.index(diagnostic.code),
        "level": diagnostic.severity,
        "message": {"text": text},
    }
    if diagnostic.span is not None:
        result["locations"] = [_location(diagnostic.span, diagnostic.label)]
    if diagnostic.related:
        result["relatedLocations"] = [
            {"id": number, **_location(related.span, related.label)}
            for number, related in enumerate(diagnostic.related, 1)
        ]
    return result


def _location(span: Span, label: str) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(span.path)}}
    place = position_of(span)
    if place.line:
        region = {"startLine": place.line, "startColumn": place.column}
        if place.end_line:
            region.update(endLine=place.end_line, endColumn=place.end_column)
        physical["region"] = region
    location: dict[str, Any] = {"physicalLocation": physical}
    if label:
        location["message"] = {"text": label}
    return location
