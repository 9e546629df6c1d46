"""Cutting a statement out of its module's text, with the comments that belong to it."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

from modec.source.program import Module

COMPOUND = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.If,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.Try,
    ast.With,
    ast.AsyncWith,
    ast.Match,
)
NOT_OF_THE_STATEMENT = re.compile(r"#!|#.*?coding[:=][ \t]*[-\w.]+")
"""A shebang or an encoding declaration: comments of the file, in its first two lines."""


@dataclass(frozen=True)
class Snippet:
    """A statement's text, ending in a newline. `indented`: its lines stand as deep as in the module."""

    text: str
    indented: bool = False


def cut(module: Module, node: ast.stmt | ast.Lambda) -> Snippet:
    """The text of a statement of the module, with the comment lines directly above it and those that trail it.

    A statement that shares its lines with others (`a = 1; b = 2`), and a lambda, is cut out by itself.
    """
    lines = module.lines
    first, last = _first_line(node), node.end_lineno or node.lineno
    start = _characters(lines[node.lineno - 1], node.col_offset)
    end = _characters(lines[last - 1], node.end_col_offset or 0)
    indent = _indent(lines[first - 1])
    before, after = lines[node.lineno - 1][:start], lines[last - 1][end:].lstrip()
    alone = not before.strip() and (not after or after[0] == "#")
    if isinstance(node, ast.Lambda) or not alone:
        return Snippet(
            _between(lines, first, start if first == node.lineno else 0, last, end) + "\n"
        )
    first = _with_comments_above(module, first, indent)
    if isinstance(node, COMPOUND):
        last = _with_comments_below(lines, last, indent)
    taken = lines[first - 1 : last]
    if isinstance(node, ast.If) and lines[node.lineno - 1].startswith("elif", start):
        # What was decided at build time stood before it: `if __name__ == ...: ... elif ...:`.
        taken[node.lineno - first] = before + lines[node.lineno - 1][start + len("el") :]
    text = "\n".join(taken) + "\n"
    return Snippet(_without_form_feeds(text, node, first), bool(indent))


def _first_line(node: ast.stmt | ast.Lambda) -> int:
    """The first line of a statement, decorators included."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def _characters(line: str, column: int) -> int:
    """A column of `ast`'s, which counts UTF-8 bytes, in characters."""
    return column if line.isascii() else len(line.encode()[:column].decode())


def _indent(line: str) -> str:
    """The white space a line begins with. A form feed starts the line anew, as it does for Python."""
    return line[: len(line) - len(line.lstrip(" \t\f"))].rpartition("\f")[2]


def _between(lines: list[str], first: int, start: int, last: int, end: int) -> str:
    if first == last:
        return lines[first - 1][start:end]
    return "\n".join([lines[first - 1][start:], *lines[first : last - 1], lines[last - 1][:end]])


def _with_comments_above(module: Module, first: int, indent: str) -> int:
    """The first of the comment lines that stand directly above line `first`, as deep as it stands."""
    top = first
    while top > 1:
        line = module.lines[top - 2]
        if not line.lstrip(" \t\f").startswith("#") or _indent(line) != indent:
            break
        if top <= 3 and NOT_OF_THE_STATEMENT.match(line):
            break
        top -= 1
    if top == first:
        return first
    # A line of a multi-line string can look like a comment: nothing above the end of what stands before.
    ends = (
        getattr(other, "end_lineno", 0) or 0
        for other in (module.tree.body if not indent else ast.walk(module.tree))
        if isinstance(other, ast.stmt)
    )
    return max([top, *(end + 1 for end in ends if end < first)])


def _with_comments_below(lines: list[str], last: int, indent: str) -> int:
    """The last of the comment lines that close a block: deeper than its head, nothing else in between."""
    bottom = last
    for number in range(last + 1, len(lines) + 1):
        line = lines[number - 1]
        if not line.strip():
            continue
        if not line.lstrip().startswith("#") or len(_indent(line)) <= len(indent):
            break
        bottom = number
    return bottom


def _without_form_feeds(text: str, node: ast.AST, first: int) -> str:
    """The text without form feeds before the first token of a line, which LibCST has no place for."""
    if "\f" not in text:
        return text
    inside_string = {
        line
        for part in ast.walk(node)
        if isinstance(part, (ast.Constant, ast.JoinedStr))
        for line in range(part.lineno + 1, (part.end_lineno or 0) + 1)
    }
    lines = text.split("\n")
    for index, line in enumerate(lines):
        if first + index not in inside_string:
            lines[index] = _indent(line) + line.lstrip(" \t\f")
    return "\n".join(lines)
