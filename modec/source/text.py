"""A file -> its text: encodings, byte-order marks and line endings settled."""

from __future__ import annotations

import ast
import codecs
import contextlib
import io
import re
import sys
import tokenize
from pathlib import Path
from typing import NoReturn

from modec.cache import remembered
from modec.diagnostics import Span, refuse
from modec.diagnostics.lines import remember
from modec.quiet import without_syntax_warnings
from modec.source import type_checking
from modec.source.depth import FLATTER, deepest

# PEP 263, on one of the first two lines.
_CODING = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", re.MULTILINE)

DEEPER = 4
"""How many times as deep as Python parses is still looked into for the place to name."""

_MARK = "\ufeff"


def read_source(path: Path, display: str) -> str:
    """The text of a Python file, decoded as Python decodes it, with `\\n` line endings and no BOM.

    Raises `Refused`: MD001 when there is no such file, MD004 when it cannot be read, MD005 when it is not
    text in the encoding that it declares.
    """
    data = read_bytes(path, display)
    encoding = _encoding(data, display)
    if encoding == "utf-8-sig":
        data, encoding = data.removeprefix(codecs.BOM_UTF8), "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reason = f"byte 0x{data[error.start]:02x} at offset {error.start}: {error.reason}"
        _undecodable(display, encoding, reason, line)
    except (
        LookupError,
        UnicodeError,
    ) as error:  # rot13 and its like: codecs that are no encodings of text
        _undecodable(display, encoding, str(error))
    if text.startswith(_MARK):
        reason = "this is not valid Python: it begins with a second byte-order mark"
        refuse("MD006", Span(display, 1), reason=reason, help="save the file without one")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    remember(display, text)
    return text


def read_bytes(path: Path, display: str) -> bytes:
    """The bytes of a file. Raises `Refused` (MD001, MD004)."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        refuse("MD001", Span(display), path=display)
    except OSError as error:
        refuse("MD004", Span(display), path=display, reason=error.strerror or str(error))


def _encoding(data: bytes, display: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        _undecodable(display, "utf-8", "it begins with the byte-order mark of UTF-16")
    try:
        return tokenize.detect_encoding(io.BytesIO(data).readline)[0]
    except SyntaxError as error:
        declared = _CODING.search(b"\n".join(data.splitlines()[:2]))
        if data.startswith(codecs.BOM_UTF8):
            reason = "it begins with the byte-order mark of UTF-8, and declares another encoding"
            _undecodable(display, "utf-8", reason)
        if declared is None:
            _undecodable(display, "utf-8", "its first lines are no text in it")
        _undecodable(display, declared.group(1).decode("ascii", "replace"), error.msg)


def _undecodable(display: str, encoding: str, reason: str, line: int = 1) -> NoReturn:
    refuse(
        "MD005",
        Span(display, line),
        path=display,
        encoding=encoding,
        reason=reason,
        help="save the file as UTF-8, or declare its encoding in the first line: "
        "# -*- coding: latin-1 -*-",
    )


def parse(text: str, display: str) -> ast.Module:
    """The syntax of a module. Raises `Refused` (MD006) with the place that Python names."""
    try:
        with without_syntax_warnings():
            tree = ast.parse(text)
            # Python has more to say than its parser: `return` outside a function, two parameters of one name.
            remembered(lambda: f"compiles\n{text}", lambda: _compiles(tree, display))
            if type_checking.NAME in text:
                type_checking.without_type_checking(tree)
            return tree
    except SyntaxError as error:
        line = min(error.lineno or 1, text.count("\n") + 1)
        column = max((error.offset or 1) - 1, 0)
        end_line = error.end_lineno or line
        end = max((error.end_offset or 0) - 1, 0)
        if end_line < line or (end_line == line and end <= column):
            end_line, end = line, column + 1
        refuse(
            "MD006",
            Span(display, line, column, end_line, end),
            reason=f"this is not valid Python: {error.msg}",
            help="modec reads the module with the Python that modec itself runs on; code for an "
            "older or newer Python may need that version",
        )
    except ValueError as error:  # null bytes, before Python 3.12
        refuse("MD006", Span(display, 1), reason=f"this is not valid Python: {error}")
    except (RecursionError, MemoryError):
        _too_deep(text, display)


def _too_deep(text: str, display: str) -> NoReturn:
    """Refuse a text that nests deeper than Python's parser follows, at its deepest statement where that can be found."""
    limit = sys.getrecursionlimit()
    depth, statement = 0, None
    with contextlib.suppress(RecursionError, MemoryError):
        sys.setrecursionlimit(DEEPER * limit)
        try:
            depth, statement = deepest(ast.parse(text))
        finally:
            sys.setrecursionlimit(limit)
    levels = f": {depth} levels" if depth else ""
    refuse(
        "MD006",
        Span(display, 1) if statement is None else Span.of(display, statement),
        reason=f"this nests too deeply to be parsed{levels}",
        help=FLATTER,
    )


def _compiles(tree: ast.Module, display: str) -> bool:
    """True. Raises what `compile` raises."""
    compile(tree, display, "exec", dont_inherit=True)
    return True
