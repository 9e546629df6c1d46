"""Which lines of a script are from which lines of the author's files, once the script is laid out.

Lowering changes expressions and drops or replaces a few statements, Black moves lines; what stays keeps its order. So the
syntax of each piece is walked along with the syntax that its author wrote, and lines are paired where nodes begin.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from unicodedata import east_asian_width

from modec.cache import remembered
from modec.link.records import Piece, Rewrite
from modec.unroll.code import Form
from modec.unroll.context_use import READS

SUPPORT = frozenset({"early support", "support"})
"""The sections of what is not the author's."""
_LINE = 88
_BLOCKS = frozenset({"body", "orelse", "finalbody"})
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


class Run(NamedTuple):
    """Lines of a script that are from the author's: all from line `origin`, or in parallel, one each (`step` 1)."""

    line: int
    below: int
    """How many lines more there are below the first."""
    origin: int
    step: int

    def shown(self, line: int = 0, origin: int = 0) -> str:
        """`28-30:8-10` in parallel, `40-43:21` from one line, so many lines further down in both texts."""
        first, author = self.line + line, self.origin + origin
        lines = f"{first}-{first + self.below}" if self.below else f"{first}"
        return f"{lines}:{author}-{author + self.below}" if self.step else f"{lines}:{author}"


def source_map(pieces: Iterable[tuple[Piece, str, str, int]]) -> str:
    """The map's text, as `modec.runtime.source_lines.SourceLines` reads it: JSON on one line, without apostrophes.

    `pieces` are those of the script in order, each with its key, its text there (without comments above it) and the line
    that it begins on.
    """
    by_file: dict[str, list[str]] = {}
    for piece, key, text, line in pieces:
        if piece.node is not None and piece.section not in SUPPORT:
            found = by_file.setdefault(piece.module.display, [])
            found += [run.shown(line, piece.node.lineno) for run in runs_of(piece, key, text)]
    files = {file: " ".join(found) for file, found in by_file.items()}
    text = json.dumps(files, ensure_ascii=False, separators=(",", ":"))
    return text.replace("'", "\\u0027")


def map_statement(name: str, text: str) -> str:
    """The statement that gives a map its name, laid out as Black does.

    Black puts a string into parentheses when it fits into a line only so; Black itself is not asked, as it takes long to load
    and the map is new for every script.
    """
    quoted = repr(text) if '"' in text else f'"{text}"'
    width = sum(2 if east_asian_width(each) in "WF" else 1 for each in quoted)
    if len(name) + 3 + width > _LINE >= 4 + width:
        return f"{name} = (\n    {quoted}\n)"
    return f"{name} = {quoted}"


def runs_of(piece: Piece, key: str, text: str) -> list[Run]:
    """The runs of one piece, its lines and the author's counted from 0. Out of the cache where there is one."""
    found = remembered(
        lambda: f"lines\n{key}\n{text}",
        lambda: list(_runs_of(piece, text)),
    )
    return [Run(*each) for each in found]


def _runs_of(piece: Piece, text: str) -> Iterator[Run]:
    assert piece.node is not None
    statements = ast.parse(text).body
    base = piece.node.lineno
    lines = {line - 1: origin - base for line, origin in paired_lines(piece, statements).items()}
    if lines:
        last = max(each.end_lineno or each.lineno for each in statements) - 1
        yield from runs(lines, last)


def runs(lines: Mapping[int, int], last: int) -> Iterator[Run]:
    """Pairs of lines in short.

    Nothing begins on the lines in between that have no pair, nor after the last pair up to `last`: they go with those above.
    """
    known = sorted(lines)
    start = 0
    while start < len(known):
        first, origin = known[start], lines[known[start]]
        end = start + 1
        step = int(end < len(known) and lines[known[end]] == origin + known[end] - first)
        while end < len(known) and lines[known[end]] == origin + step * (known[end] - first):
            end += 1
        below = (known[end] - 1 if end < len(known) else last) - first
        yield Run(first, below, origin, step)
        start = end


def paired_lines(piece: Piece, statements: Sequence[ast.stmt]) -> dict[int, int]:
    """Lines of the script on which something of a piece begins -> the line of the author's on which it does.

    Where several of the author's lines are one in the script, it is the first.
    """
    assert piece.node is not None
    pairs = _Pairs(piece.rewrite)
    if isinstance(piece.node, ast.Lambda):
        pairs.add_lambda(piece.node, statements[0])
    else:
        pairs.add_block([piece.node], statements, 0, piece.node.lineno)
    return pairs.lines()


class _Pairs:
    """Pairs of nodes to look at. They wait in a list, not on the interpreter's stack: code may nest deeply."""

    def __init__(self, rewrite: Rewrite) -> None:
        self.rewrite = rewrite
        self._lines: dict[int, int] = {}
        self._waiting: list[tuple[ast.AST, ast.AST, int]] = []
        """Theirs, ours, and how many functions and classes are around them: 1 in the function that the piece is."""

    def lines(self) -> dict[int, int]:
        """The pairs of lines."""
        while self._waiting:
            self._look_at(*self._waiting.pop())
        return self._lines

    def add_lambda(self, theirs: ast.Lambda, ours: ast.stmt) -> None:
        """A lambda, and the function that it became."""
        self._note(ours.lineno, theirs.lineno)
        value = ours.body[-1] if isinstance(ours, ast.FunctionDef) else ours
        if isinstance(value, ast.Return) and value.value is not None:
            self._note(value.lineno, theirs.body.lineno)
            self._waiting.append((theirs.body, value.value, 1))

    def add_block(
        self, theirs: Sequence[ast.stmt], ours: Sequence[ast.stmt], depth: int, above: int
    ) -> None:
        """The statements of a block below their line `above`: some of theirs may be gone, or have others in their place."""
        left = list(reversed(ours))
        for statement in theirs:
            replaced = self._replacement(statement)
            if replaced is not None:
                for _ in range(min(replaced, len(left))):
                    self._note(left.pop().lineno, statement.lineno)
            elif left and not (depth == 1 and _is_alias(statement, self.rewrite.form)):
                self._waiting.append((statement, left.pop(), depth))
            above = statement.lineno
        for each in left:  # `pass`, where nothing else is left
            self._note(each.lineno, above)

    def _replacement(self, statement: ast.stmt) -> int | None:
        """How many statements stand for an import; None where it is as it was."""
        if not isinstance(statement, (ast.Import, ast.ImportFrom)):
            return None
        lines = self.rewrite.imports.get((statement.lineno, statement.col_offset))
        return None if lines is None else len(lines)

    def _look_at(self, theirs: ast.AST, ours: ast.AST, depth: int) -> None:
        line, end = getattr(ours, "lineno", 0), getattr(ours, "end_lineno", 0)
        origin, origin_end = getattr(theirs, "lineno", 0), getattr(theirs, "end_lineno", 0)
        if line:
            self._note(line, origin)
            if line == end:
                return  # nothing in it begins on another line
        if isinstance(ours, ast.Attribute) and isinstance(theirs, ast.Attribute):
            self._note(end, origin_end)  # a call of it has the line of the attribute's name
        if isinstance(ours, (ast.Constant, ast.JoinedStr)):
            # A string's lines stay as they are. Where an f-string's parts stand is not to be relied on before 3.12.
            if end - line == origin_end - origin:
                for number in range(1, end - line + 1):
                    self._note(line + number, origin + number)
        elif type(ours) is type(theirs) or isinstance(theirs, ast.AnnAssign):
            self._add_fields(theirs, ours, depth)

    def _add_fields(self, theirs: ast.AST, ours: ast.AST, depth: int) -> None:
        """What two nodes of a kind hold. Decorators and parameters that differ in number have no pairs of their own."""
        within = depth + isinstance(ours, _SCOPES)
        for name in ours._fields:
            their, our = getattr(theirs, name, None), getattr(ours, name)
            if name == "decorator_list" and depth == 0 and isinstance(their, list):
                dropped = self.rewrite.drop_decorators
                their = [each for index, each in enumerate(their) if index not in dropped]
            if name in _BLOCKS and isinstance(our, list) and isinstance(their, list):
                their, our = self._without_captured(theirs, their, our, depth)
                self.add_block(their, our, within, getattr(theirs, "lineno", 0))
                continue
            pairs = [(their, our)]
            if isinstance(our, list):
                same = isinstance(their, list) and len(their) == len(our)
                pairs = list(zip(their or (), our)) if same else []
            self._waiting += [
                (one, other, depth)
                for one, other in pairs
                if isinstance(one, ast.AST) and isinstance(other, ast.AST)
            ]

    def _without_captured(
        self, owner: ast.AST, theirs: list[ast.stmt], ours: list[ast.stmt], depth: int
    ) -> tuple[list[ast.stmt], list[ast.stmt]]:
        """A block, without the assignments that a factory's product begins with for what it captured."""
        count = len(self.rewrite.captured)
        if depth or not count:
            return theirs, ours
        at = 1 if _is_docstring(theirs[0]) else 0
        for each in ours[at : at + count]:
            self._note(each.lineno, getattr(owner, "lineno", 0))
        return theirs, [*ours[:at], *ours[at + count :]]

    def _note(self, line: int, origin: int) -> None:
        known = self._lines.setdefault(line, origin)
        if origin < known:
            self._lines[line] = origin


def _is_docstring(statement: ast.stmt) -> bool:
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def _is_alias(statement: ast.stmt, form: Form | None) -> bool:
    """Whether it is `db = context.resources.db` where `db` is a parameter now: lowering has left it out."""
    if form is None or form.context is None or form.kept:
        return False
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            pass
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            pass
        case _:
            return False
    return dict(form.parameters).get(_read(value, form.context)) == name


def _read(value: ast.expr, context: str) -> str:
    """What is read of a context, as a form has it: `resources.db`, `config`."""
    match value:
        case ast.Attribute(
            value=ast.Attribute(value=ast.Name(id=name), attr="resources"), attr=key
        ) if (name == context):
            return f"resources.{key}"
        case ast.Call(
            func=ast.Name(id="getattr"),
            args=[
                ast.Attribute(value=ast.Name(id=name), attr="resources"),
                ast.Constant(value=str() as key),
            ],
        ) if (
            name == context
        ):
            return f"resources.{key}"
        case ast.Attribute(value=ast.Name(id=name), attr=attribute) if name == context:
            return READS.get(attribute, "")
    return ""
