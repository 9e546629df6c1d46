"""The script's text: pieces lowered, formatted one by one, and laid out by the template."""

from __future__ import annotations

import hashlib
import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import black
import jinja2

from modec.diagnostics import InternalError
from modec.diagnostics.timings import timed
from modec.emit.cache import remembered
from modec.emit.checks import check_script
from modec.emit.distributions import dependency_lines
from modec.emit.formatting import format_pieces
from modec.emit.source_map import DEFINITION, source_map
from modec.link.records import Linked, Piece
from modec.lower import lower
from modec.lower.keys import key_of
from modec.plan.records import Plan
from modec.unroll.code import SOURCE_LINES, Unrolled
from modec.unroll.memory import taking_part

FORMAT = 1
"""The version of the header: what `# modec: {...}` says and how its checksums are made."""

_SECTIONS = (
    ("early support", "support (modec runtime, needed while the script loads)"),
    ("code", ""),
    ("resources", "resources"),
    ("solids", "solids"),
    ("run", "run"),
    ("support", "support (modec runtime, only what this script reaches)"),
    ("settings", "config"),
    ("lines", "source lines (of this script: of the author's files)"),
)
_ABOVE_RUN = ("future", "imports", "early support", "code", "resources", "solids")
"""The sections that linked pieces make up, down to the script's own code."""
_NO_LINES = f'{SOURCE_LINES} = ""\n'
_STUB = "_modec_piece_"


@dataclass(frozen=True)
class _Text:
    """One piece of the script: the comment lines above it, and what they stand above."""

    comment: str
    body: str

    @property
    def whole(self) -> str:
        return f"{self.comment}\n{self.body}" if self.comment else self.body


def emit(
    plan: Plan, unrolled: Unrolled, linked: Linked, source: str, checksums: Mapping[str, str]
) -> str:
    """The script for a linked plan.

    `source` is the entry file's name as shown in its first lines, `checksums` what the script was made from.

    Raises `InternalError` when the text does not pass its checks.
    """
    by_section: dict[str, list[_Text]] = {}
    pieces: list[tuple[Piece, str]] = []
    with timed("lower"):
        for piece in linked.pieces:
            text = _lowered(piece)
            by_section.setdefault(piece.section, []).append(text)
            if piece.section in _ABOVE_RUN:
                pieces.append((piece, text.body))
        by_section["run"] = [_Text("", linked.resolve(unrolled.run))]
        for name, value in unrolled.settings:
            section = "lines" if name == SOURCE_LINES else "settings"
            setting = _Text("", f"{name} = {linked.resolve(value)}")
            by_section.setdefault(section, []).append(setting)
        main = linked.resolve(unrolled.main)

    with timed("format"):
        texts = [text for section in by_section.values() for text in section]
        formatted, minor = format_pieces([text.whole for text in texts] + [main])
        shown = dict(zip(texts, formatted[:-1]))
        by_name = {name: [shown[text] for text in section] for name, section in by_section.items()}
        laid_out = _lay_out(plan, linked, by_name, formatted[-1], minor, source)

    # What is filled in afterwards is a string and a comment.
    with timed("check"):
        tree = check_script(laid_out)
    with timed("source map"):
        if "lines" in by_section:
            pieces.sort(key=lambda each: _ABOVE_RUN.index(each[0].section))
            before, _, after = laid_out.rpartition(_NO_LINES)
            lines = repr(source_map(tree, pieces))
            laid_out = f"{before}{SOURCE_LINES} = {lines}\n{after}"
    return _sealed(laid_out, plan, checksums)


def _lowered(piece: Piece) -> _Text:
    text = piece.text
    if piece.node is not None:
        text = remembered(lambda: f"lowered\n{key_of(piece)}", lambda: lower(piece))
    return _Text(f"# {piece.comment}" if piece.comment else "", text.strip("\n"))


def _lay_out(
    plan: Plan, linked: Linked, by_name: Mapping[str, list[str]], main: str, minor: int, source: str
) -> str:
    """The template filled with stubs, laid out by Black, and the stubs replaced by the pieces.

    How many blank lines stand between two pieces is for Black to say, and depends on what kind of statements they
    are, not on their bodies: so Black lays out a file of stubs. Definitions of one kind that follow each other
    share a stub, since two blank lines stand between them whatever they are.
    """
    stubs: dict[str, str] = {}
    # `# fmt: off` may stand for the rest of the file, blank lines included.
    switched_off = any(
        "fmt:" in text or "yapf:" in text for texts in by_name.values() for text in texts
    )

    def stubbed(texts: Sequence[str]) -> Iterator[str]:
        kind_before = name = ""
        for text in texts:
            head, definition = _split_comments(text)
            kind = _kind(definition)
            if kind and kind == kind_before and "\n\n" not in head and not switched_off:
                stubs[name] += f"\n\n\n{text}"
                continue
            kind_before = kind
            if not kind:
                yield text
                continue
            name = f"{_STUB}{len(stubs)}_"
            stubs[name] = definition
            yield head + kind.format(name=name)

    sections = [(title, list(stubbed(by_name.get(section, [])))) for section, title in _SECTIONS]
    skeleton = _template().render(
        minor=minor,
        dependencies=dependency_lines(linked.third_party),
        source=source,
        mode=plan.mode.name,
        header="HEADER",
        docstring=_docstring(plan),
        imports=_import_groups(by_name, linked.third_party),
        sections=sections,
        main=textwrap.indent(main, "    ").strip(),
    )
    laid_out = black.format_str(skeleton, mode=black.Mode())

    def piece(match: re.Match[str]) -> str:
        return stubs.pop(match.group("name"))

    pattern = rf"^(@decorator\n)?(def|class) (?P<name>{_STUB}\d+_)(\(\))?:\n    pass$"
    result = re.sub(pattern, piece, laid_out, flags=re.MULTILINE)
    if stubs:
        raise InternalError("the script's layout lost a piece")
    return result


def _kind(definition: str) -> str:
    """The stub for a definition, its name to be filled in; empty for a statement that is none."""
    if not DEFINITION.match(definition):
        return ""
    decorator = "@decorator\n" if definition.startswith("@") else ""
    is_class = re.search(r"^class\b", definition, re.MULTILINE) and not re.search(
        r"^(async )?def\b", definition, re.MULTILINE
    )
    return decorator + ("class {name}:\n    pass" if is_class else "def {name}():\n    pass")


def _import_groups(by_name: Mapping[str, list[str]], third_party: Sequence[str]) -> list[list[str]]:
    """The imports as they are grouped by custom: of the future, of the standard library, of others."""
    standard: list[str] = []
    others: list[str] = []
    for text in by_name.get("imports", []):
        module = text.split()[1].partition(".")[0]
        (others if module in third_party else standard).append(text)
    return [by_name.get("future", []), standard, others]


def _split_comments(text: str) -> tuple[str, str]:
    """The comment lines that a piece begins with, and the rest."""
    lines = text.split("\n")
    count = 0
    while count < len(lines) and (lines[count].startswith("#") or not lines[count]):
        count += 1
    head = "\n".join(lines[:count])
    return (head + "\n" if head else ""), "\n".join(lines[count:])


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


def _sealed(text: str, plan: Plan, checksums: Mapping[str, str]) -> str:
    """The text with its header: checksums of what went in, and of the text without that line."""
    before, _, after = text.partition("# modec: HEADER\n")
    header = {
        "format": FORMAT,
        "pipeline": plan.pipeline.name,
        "mode": plan.mode.name,
        "sources": checksums,
        "body": "sha256:" + hashlib.sha256((before + after).encode("utf-8")).hexdigest(),
    }
    return f"{before}# modec: {json.dumps(header, separators=(',', ':'))}\n{after}"


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_template_folders()),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    return environment.get_template("script.py.jinja")


def _template_folders() -> Sequence[str]:
    """`templates/` at the project's root, or where the wheel puts it."""
    package = Path(__file__).resolve().parent.parent
    return [str(package / "templates"), str(package.parent / "templates")]
