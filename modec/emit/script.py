"""The script's text: pieces lowered, formatted one by one, and laid out by the template."""

from __future__ import annotations

import hashlib
import json
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass

from modec.cache import remembered
from modec.diagnostics.timings import timed
from modec.emit.checks import check_names
from modec.emit.distributions import dependency_lines
from modec.emit.formatting import format_pieces
from modec.emit.layout import lay_out
from modec.emit.source_map import map_statement, source_map
from modec.link.records import Linked, Piece
from modec.lower import lower
from modec.lower.keys import key_of
from modec.plan.records import Plan
from modec.unroll.code import SOURCE_LINES, Unrolled
from modec.unroll.memory import taking_part

FORMAT = 1
"""The version of the header: what `# modec: {...}` says and how its checksums are made."""

_NO_LINES = f'{SOURCE_LINES} = ""\n'


@dataclass(frozen=True)
class _Part:
    """A piece of the script before it is formatted; `piece` is what linking gave, if it did, and `key` its key."""

    section: str
    text: str
    piece: Piece | None = None
    key: str = ""


def emit(
    plan: Plan, unrolled: Unrolled, linked: Linked, source: str, checksums: Mapping[str, str]
) -> str:
    """The script for a linked plan.

    `source` is the entry file's name as shown in its first lines, `checksums` what the script was made from.

    Raises `InternalError` when the text does not pass its checks.
    """
    with timed("lower"):
        parts = [_lowered(piece) for piece in linked.pieces]
        parts.append(_Part("run", linked.resolve(unrolled.run)))
        for name, value in unrolled.settings:
            section = "lines" if name == SOURCE_LINES else "settings"
            parts.append(_Part(section, f"{name} = {linked.resolve(value)}"))
        main = linked.resolve(unrolled.main)

    with timed("format"):
        formatted, minor = format_pieces([*(part.text for part in parts), main])
        laid = lay_out(
            [(part.section, each) for part, each in zip(parts, formatted)],
            linked.third_party,
            minor=minor,
            dependencies=dependency_lines(linked.third_party),
            source=source,
            mode=plan.mode.name,
            header="HEADER",
            docstring=_docstring(plan),
            main=textwrap.indent(formatted[-1].text, "    ").strip(),
        )

    # What is filled in afterwards is a string and a comment.
    with timed("check"):
        check_names([laid.names, *(each.names for each in formatted)])

    text = laid.text
    with timed("source map"):
        if any(part.section == "lines" for part in parts):
            found = [
                (piece, parts[number].key, laid.statements[number], line)
                for number, line in laid.begins.items()
                if (piece := parts[number].piece) is not None
            ]
            before, _, after = text.rpartition(_NO_LINES)
            text = f"{before}{map_statement(SOURCE_LINES, source_map(found))}\n{after}"
    return _sealed(text, plan, checksums, linked.files)


def _lowered(piece: Piece) -> _Part:
    text, key = piece.text, ""
    if piece.node is not None:
        key = key_of(piece)
        text = remembered(lambda: f"lowered\n{key}", lambda: lower(piece))
    comment = f"# {piece.comment}\n" if piece.comment else ""
    return _Part(piece.section, comment + text.strip("\n"), piece, key)


def _docstring(plan: Plan) -> str:
    """What `--plan` prints: the resources and steps in the order they run."""
    rows = []
    resources = taking_part(plan)
    if resources:
        rows.append(("resources", " -> ".join(resource.key for resource in resources)))
    order = plan.order if plan.order is not None else tuple(step.key for step in plan.steps)
    if order:
        rows.append(("steps", " -> ".join(order)))
    lines = [f'{plan.pipeline.name} in mode "{plan.mode.name}".']
    if rows:
        lines.append("")
    for title, row in rows:
        lines.extend(
            textwrap.wrap(
                row,
                width=88,
                initial_indent=f"{title:<12}",
                subsequent_indent=" " * 12,
                break_long_words=False,
                break_on_hyphens=False,
            )
        )
    return "\n".join(lines) + ("\n" if rows else "")


def _sealed(text: str, plan: Plan, checksums: Mapping[str, str], carried: Mapping[str, int]) -> str:
    """The text with its header: checksums of what went in, sizes of the files it carries, the checksum of the rest."""
    before, _, after = text.partition("# modec: HEADER\n")
    header = {
        "format": FORMAT,
        "pipeline": plan.pipeline.name,
        "mode": plan.mode.name,
        "sources": checksums,
        **({"embedded": dict(carried)} if carried else {}),
        "body": "sha256:" + hashlib.sha256((before + after).encode("utf-8")).hexdigest(),
    }
    return f"{before}# modec: {json.dumps(header, separators=(',', ':'))}\n{after}"
