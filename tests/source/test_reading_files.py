"""Files: encodings, byte-order marks, line endings, and the findings about what cannot be read."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from modec.diagnostics import Diagnostic, Refused
from modec.source import read_program


def refusal(source: object, **options: object) -> Diagnostic:
    with pytest.raises(Refused) as caught:
        read_program(source, **options)
    return caught.value.diagnostics[0]


@pytest.mark.parametrize(
    "data",
    [
        b"x = '\xc3\xa9'\n",
        b"\xef\xbb\xbfx = '\xc3\xa9'\n",
        b"x = '\xc3\xa9'\r\n",
        b"x = '\xc3\xa9'\r",
        b"# -*- coding: latin-1 -*-\nx = '\xe9'\n",
        b"#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\nx = '\xe9'\n",
    ],
)
def test_text_is_decoded_as_python_does(tmp_path: Path, data: bytes):
    (tmp_path / "p.py").write_bytes(data)
    entry = read_program(tmp_path / "p.py").entry
    assert entry.text.endswith("x = 'é'\n")
    assert "\r" not in entry.text
    assert entry.tree.body[0].value.value == "é"


def test_a_missing_file_names_its_neighbours(tmp_path: Path):
    (tmp_path / "pipeline.py").write_text("")
    found = refusal("pipline.py", directory=tmp_path)
    assert found.code == "MD001"
    assert "pipeline.py" in found.help


def test_a_folder_that_is_no_package(tmp_path: Path):
    (tmp_path / "a.py").write_text("")
    found = refusal(tmp_path)
    assert (found.code, "a.py" in found.help) == ("MD003", True)


def test_a_file_of_another_kind(tmp_path: Path):
    (tmp_path / "p.yaml").write_text("")
    assert refusal(tmp_path / "p.yaml").code == "MD003"


def test_a_syntax_error_has_its_place(tmp_path: Path):
    (tmp_path / "p.py").write_text("x = 1\ny = (2 +\n")
    found = refusal(tmp_path / "p.py")
    assert found.code == "MD006"
    assert found.span is not None
    assert (found.span.path, found.span.line, found.span.column) == ("p.py", 2, 4)


@pytest.mark.parametrize("text", ["x = 1\0", "(" * 5000 + ")" * 5000])
def test_what_no_parser_takes(tmp_path: Path, text: str):
    (tmp_path / "p.py").write_text(text)
    assert refusal(tmp_path / "p.py").code == "MD006"


@pytest.mark.parametrize(
    ("data", "named"),
    [(b"x = 1\ny = '\xff'\n", "utf-8"), (b"# coding: no-such\n", "no-such")],
)
def test_undecodable_text(tmp_path: Path, data: bytes, named: str):
    (tmp_path / "p.py").write_bytes(data)
    found = refusal(tmp_path / "p.py")
    assert found.code in ("MD005", "MD006")
    assert named in found.message


def test_a_module_that_is_not_there(tmp_path: Path):
    assert refusal("no.such.module", directory=tmp_path).code == "MD002"


def _elifs(count: int) -> str:
    branches = "".join(f"elif x == {number}:\n    y = {number}\n" for number in range(count))
    return f"x = 1\nif x == -1:\n    y = 0\n{branches}"


@pytest.mark.parametrize(
    ("text", "line", "levels"),
    [
        ("x = 1\ny = " + " + ".join(["'a'"] * 2000), 2, "2001 levels"),
        (_elifs(1400), 2803, "nests too deeply to be parsed"),
        ("x = " + "(" * 100_000, 1, "too many nested parentheses"),
    ],
    ids=["terms", "branches", "brackets"],
)
def test_what_nests_too_deeply_is_named(tmp_path: Path, text: str, line: int, levels: str):
    (tmp_path / "p.py").write_text(text)
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(1000)  # Python's own, which the command line raises
    try:
        with pytest.raises(Refused, match="MD006") as refused:
            read_program(tmp_path / "p.py")
    finally:
        sys.setrecursionlimit(limit)
    (found,) = refused.value.diagnostics
    assert found.span is not None
    assert found.span.line == line
    assert levels in found.message
