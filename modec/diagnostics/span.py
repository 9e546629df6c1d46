"""Where something stands in one of the author's files."""

from __future__ import annotations

import ast
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of a file: lines count from 1, columns from 0 in characters, ends are exclusive.

    `path` is what is shown: relative to the project's root, with forward slashes, so that no output
    depends on the machine. `end_line` 0 means that only the start is known.
    """

    path: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0

    @classmethod
    def of(cls, path: str, node: ast.AST) -> Span:
        """The span of an `ast` node (its columns are UTF-8 offsets; see `renderers` for carets)."""
        place = node.__dict__.get
        return cls(
            path,
            place("lineno", 0),
            place("col_offset", 0),
            place("end_lineno") or 0,
            place("end_col_offset") or 0,
        )

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column + 1}" if self.line else self.path
