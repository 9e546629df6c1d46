"""Black, piece by piece: the same text as formatting the whole at once, at about half the cost.

What Black writes for a piece depends on the Python versions that it infers from the *whole* file (a `match`
anywhere makes it write parenthesised `with` items everywhere). So every piece is first formatted for the
versions that any script of modec's runs on, and again only when some piece turns out to need a newer one.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from functools import cache

import black
from black.mode import Mode, TargetVersion
from black.parsing import InvalidInput

from modec.diagnostics import InternalError
from modec.emit.cache import remembered
from modec.emit.meaning import same_meaning
from modec.emit.versions import needed_minor

ORIGIN = "# from "
"""What the comment begins with that says where a piece is from."""


@cache
def _mode(minor: int) -> Mode:
    versions = {v for v in TargetVersion if v.value >= minor}
    return Mode(target_versions=versions)


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


def format_pieces(pieces: Sequence[str]) -> tuple[list[str], int]:
    """The pieces as Black formats them in a file of all of them, and the oldest Python minor that runs them.

    Raises `InternalError` when a piece does not parse or Black changes its meaning.
    """
    minor = max((oldest_python(piece) for piece in pieces), default=8)
    lazy = "from __future__ import annotations" in pieces
    needed = max((needed_minor(piece, lazy) for piece in pieces), default=8)
    return [format_piece(piece, minor) for piece in pieces], max(minor, needed)


def format_piece(piece: str, minor: int = 8) -> str:
    """One top-level piece as Black formats it, without its final newline. Out of the cache where there is one.

    The comment that says where a piece is from takes no part in it: its line number changes when nothing else does.
    """
    origin, newline, body = piece.partition("\n")
    if not newline or not origin.startswith(ORIGIN) or origin != origin.rstrip():
        return _remembered(piece, minor)
    return origin + _remembered(f"{ORIGIN}-\n{body}", minor).removeprefix(f"{ORIGIN}-")


def _remembered(piece: str, minor: int) -> str:
    return remembered(
        lambda: f"formatted for 3.{minor}\n{piece}",
        lambda: _formatted(piece, minor),
    )


def _formatted(piece: str, minor: int) -> str:
    try:
        formatted = black.format_str(piece, mode=_mode(minor))
    except InvalidInput as error:
        raise InternalError(f"Black cannot read a piece of the script: {error}\n{piece}") from error
    if not same_meaning(piece, formatted):
        raise InternalError(f"Black changed the meaning of a piece of the script:\n{piece}")
    return formatted.strip("\n")
