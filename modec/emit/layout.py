"""Formatted pieces -> the text of a script, and where in it each piece begins.

How many blank lines stand between two pieces is for Black to say, and depends on what kind of statements they are, not on
their bodies: so Black lays out a frame, the template with stubs for the definitions, which take their places then.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modec.cache import remembered
from modec.diagnostics import InternalError
from modec.emit.checks import GlobalNames, check_part
from modec.emit.formatting import DEFINITION, ORIGIN, Formatted

if TYPE_CHECKING:
    import jinja2

SECTIONS = (
    ("early support", "support (modec runtime, needed while the script loads)"),
    ("code", ""),
    ("resources", "resources"),
    ("solids", "solids"),
    ("run", "run"),
    ("support", "support (modec runtime, only what this script reaches)"),
    ("settings", "config"),
    ("lines", "source lines (of this script: of the author's files)"),
)
"""The sections below the imports, with their titles."""
_IMPORTS = ("future", "imports")

_STUB = "_modec_piece_"
_PLACE = re.compile(
    rf"^(?:# (?P<comment>{_STUB}\d+_)"
    rf"|(?:@{_STUB}\n)?(?:def|class) (?P<definition>{_STUB}\d+_)(?:\(\))?:\n    pass)$",
    re.MULTILINE,
)
"""A stub, as Black leaves it."""
_CLASS = re.compile(r"^class\b", re.MULTILINE)
_FUNCTION = re.compile(r"^(async )?def\b", re.MULTILINE)


@dataclass(frozen=True)
class Laid:
    """A laid out script."""

    text: str
    names: GlobalNames
    """What is done with global names outside of definitions."""
    statements: Sequence[str]
    """The pieces, without the comments above them."""
    begins: Mapping[int, int]
    """By the number of a piece below the imports: the line on which it begins, comments aside."""


def lay_out(
    pieces: Sequence[tuple[str, Formatted]], third_party: Sequence[str], **values: Any
) -> Laid:
    """The script of pieces, each given with its section. `values` are the template's.

    Raises `InternalError` when a piece does not come out again.
    """
    return _Layout(pieces).laid(third_party, values)


class _Layout:
    def __init__(self, pieces: Sequence[tuple[str, Formatted]]) -> None:
        self.pieces = pieces
        self.split = [_split_comments(piece.text) for _, piece in pieces]
        # `# fmt: off` may stand for the rest of the file, blank lines included.
        self.switched_off = any(
            "fmt:" in piece.text or "yapf:" in piece.text for _, piece in pieces
        )
        self.stubs: dict[str, str] = {}
        """What comes in the place of each stub: definitions, or the comment above one."""
        self.groups: list[list[int]] = []
        """The numbers of the pieces below the imports: those that share a stub together."""

    def laid(self, third_party: Sequence[str], values: Mapping[str, Any]) -> Laid:
        """The script."""
        sections = [(title, list(self._stubbed(section))) for section, title in SECTIONS]
        filled = {"imports": _import_groups(self.pieces, third_party), "sections": sections}
        frame, bound, read, places = remembered(
            lambda: f"laid out\n{json.dumps({**filled, **values})}\n{_template_text()}",
            lambda: _framed(_template().render(**filled, **values)),
        )
        unused = dict(self.stubs)
        text = _PLACE.sub(lambda found: unused.pop(found["comment"] or found["definition"]), frame)
        if unused:
            raise InternalError("the script's layout lost a piece")
        names = GlobalNames(frozenset(bound), frozenset(read))
        return Laid(text, names, [each for _, each in self.split], self._begins(places))

    def _stubbed(self, section: str) -> Iterator[str]:
        """The pieces of a section as the frame has them.

        Definitions of one kind that follow each other share a stub, since two blank lines stand between them whatever
        they are.
        """
        kind_before = name = ""
        for number, (its_section, piece) in enumerate(self.pieces):
            if its_section != section:
                continue
            head, definition = self.split[number]
            kind = _kind(definition)
            if kind and kind == kind_before and "\n\n" not in head and not self.switched_off:
                self.stubs[name] += f"\n\n\n{piece.text}"
                self.groups[-1].append(number)
                continue
            kind_before = kind
            self.groups.append([number])
            if head.startswith(ORIGIN):
                origin, _, rest = head.partition("\n")
                head = f"# {self._stub(origin)}\n{rest}"
            if not kind:
                yield head + definition
                continue
            name = self._stub(definition)
            yield head + kind.format(name=name)

    def _stub(self, text: str) -> str:
        name = f"{_STUB}{len(self.stubs)}_"
        self.stubs[name] = text
        return name

    def _begins(self, places: Sequence[Sequence[int]]) -> dict[int, int]:
        """Where the pieces begin, by their numbers; `places` are those of the frame's statements."""
        begins: dict[int, int] = {}
        imports = (piece.count for section, piece in self.pieces if section in _IMPORTS)
        index = 1 + sum(imports)  # below the docstring
        moved = 0
        for group in self.groups:
            first, last = places[index]
            line = first + moved
            for number in group:
                head, statement = self.split[number]
                if number != group[0]:
                    line += 3 + head.count("\n")
                begins[number] = line
                line += statement.count("\n")
            if _kind(self.split[group[0]][1]):
                index += 1
                moved = line - last
            else:
                index += self.pieces[group[0]][1].count
        return begins


def _framed(skeleton: str) -> tuple[str, list[str], list[str], list[list[int]]]:
    """A skeleton laid out and checked; the global names that it binds and reads; its statements' first and last lines."""
    import black  # late: where nothing is new, nothing is formatted

    frame = black.format_str(skeleton, mode=black.Mode())
    names = check_part(frame)
    places = [[_first_line(node), node.end_lineno or 0] for node in ast.parse(frame).body]
    return frame, sorted(names.bound), sorted(names.read - {_STUB}), places


def _first_line(node: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def _kind(definition: str) -> str:
    """The stub for a definition, its name to be filled in; empty for a statement that is none."""
    if not DEFINITION.match(definition):
        return ""
    decorator = f"@{_STUB}\n" if definition.startswith("@") else ""
    is_class = _CLASS.search(definition) and not _FUNCTION.search(definition)
    return decorator + ("class {name}:\n    pass" if is_class else "def {name}():\n    pass")


def _split_comments(text: str) -> tuple[str, str]:
    """The comment lines that a piece begins with, and the rest."""
    lines = text.split("\n")
    count = 0
    while count < len(lines) and (lines[count].startswith("#") or not lines[count]):
        count += 1
    head = "\n".join(lines[:count])
    return (head + "\n" if head else ""), "\n".join(lines[count:])


def _import_groups(
    pieces: Sequence[tuple[str, Formatted]], third_party: Sequence[str]
) -> list[list[str]]:
    """The imports as they are grouped by custom: of the future, of the standard library, of others."""
    groups: tuple[list[str], list[str], list[str]] = ([], [], [])
    for section, piece in pieces:
        if section in _IMPORTS:
            module = piece.text.split()[1].partition(".")[0]
            groups[0 if section == "future" else 1 + (module in third_party)].append(piece.text)
    return list(groups)


@cache
def _template() -> jinja2.Template:
    import jinja2  # late: where nothing is new, nothing is laid out

    environment = jinja2.Environment(
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    return environment.from_string(_template_text())


@cache
def _template_text() -> str:
    """The template, in `templates/` at the project's root, or where the wheel puts it."""
    package = Path(__file__).resolve().parent.parent
    places = [folder / "templates" / "script.py.jinja" for folder in (package, package.parent)]
    path = next((path for path in places if path.is_file()), places[-1])
    return path.read_text(encoding="utf-8")
