"""Black, piece by piece: the same text as formatting the whole at once, at about half the cost.

What Black writes for a piece depends on the Python versions that it infers from the *whole* file (a `match`
anywhere makes it write parenthesised `with` items everywhere). So every piece is first formatted for the
versions that any script of modec's runs on, and again only when some piece turns out to need a newer one.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from modec.cache import remembered
from modec.diagnostics import InternalError
from modec.emit.checks import FUTURE, GlobalNames, check_part
from modec.emit.meaning import same_meaning
from modec.emit.versions import needed_minor

if TYPE_CHECKING:
    from black.mode import Mode

ORIGIN = "# from "
"""What the comment begins with that says where a piece is from."""
DEFINITION = re.compile(r"(async def|def|class)\b|@")
"""What the text of a definition begins with."""
NO_ORIGIN = f"{ORIGIN}-"
"""Stands for any such comment."""


@dataclass(frozen=True)
class Formatted:
    """A piece as it stands in the script, without its final newline, and what it does with global names."""

    text: str
    names: GlobalNames
    count: int
    """How many statements it is."""


def format_pieces(pieces: Sequence[str]) -> tuple[list[Formatted], int]:
    """The pieces as Black formats them in a file of all of them, checked, and the oldest Python minor that runs them.

    Raises `InternalError` when a piece does not parse, fails its checks, or Black changes its meaning.
    """
    is_lazy = FUTURE in pieces
    versions = [_versions(piece, is_lazy) for piece in pieces]
    minor = max((oldest for oldest, _ in versions), default=8)
    needed = max((needed for _, needed in versions), default=8)
    return [format_piece(piece, minor, is_lazy) for piece in pieces], max(minor, needed)


def format_piece(piece: str, minor: int = 8, is_lazy: bool = False) -> Formatted:
    """One top-level piece, formatted and checked. `is_lazy`: in a file whose annotations are never evaluated."""
    origin, body = _split(piece)
    text, bound, read, count = remembered(
        lambda: f"formatted for 3.{minor}, {is_lazy}\n{body}",
        lambda: _formatted(body, minor, is_lazy),
    )
    text = origin + text.removeprefix(NO_ORIGIN) if origin else text
    return Formatted(text, GlobalNames(frozenset(bound), frozenset(read)), count)


def oldest_python(text: str) -> int:
    """The minor version of the oldest Python 3 (8 at least) that can parse `text`.

    Raises `InternalError` when none can: what is emitted must parse.
    """
    for minor in range(8, 15):
        try:
            ast.parse(text, feature_version=(3, minor))
        except SyntaxError as error:
            problem = error
        else:
            return minor
    raise InternalError(f"the emitted code does not parse: {problem}\n{text}")


def _split(piece: str) -> tuple[str, str]:
    """The comment that says where a piece is from, and the piece with another in its place.

    It takes no part in anything: its line number changes when nothing else does.
    """
    origin, newline, body = piece.partition("\n")
    if not newline or not origin.startswith(ORIGIN) or origin != origin.rstrip():
        return "", piece
    return origin, f"{NO_ORIGIN}\n{body}"


def _versions(piece: str, is_lazy: bool) -> list[int]:
    """The oldest Python minor that parses a piece, and the oldest that can execute it."""
    _, body = _split(piece)
    return remembered(
        lambda: f"versions, {is_lazy}\n{body}",
        lambda: [oldest_python(body), needed_minor(body, is_lazy)],
    )


def _formatted(piece: str, minor: int, is_lazy: bool) -> tuple[str, list[str], list[str], int]:
    """A piece formatted, the global names that it binds, those that it reads, and how many statements it is."""
    # Imported late: where nothing is new, nothing is formatted.
    import black
    from black.parsing import InvalidInput

    try:
        formatted = black.format_str(piece, mode=_mode(minor)).strip("\n")
    except InvalidInput as error:
        raise InternalError(f"Black cannot read a piece of the script: {error}\n{piece}") from error
    names = check_part(formatted, is_lazy)
    if not same_meaning(piece, formatted):
        raise InternalError(f"Black changed the meaning of a piece of the script:\n{piece}")
    count = 1 if DEFINITION.match(formatted) else len(ast.parse(formatted).body)
    return formatted, sorted(names.bound), sorted(names.read), count


@cache
def _mode(minor: int) -> Mode:
    from black.mode import Mode, TargetVersion

    return Mode(target_versions={v for v in TargetVersion if v.value >= minor})
