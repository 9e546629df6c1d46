"""A script is written whole or not at all."""

import os
from pathlib import Path

import pytest

from modec.diagnostics import Refused
from modec.emit.writing import write_script


def test_it_is_written_with_the_run_bit(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "script.py"
    assert write_script("print(1)\n", target)
    assert target.read_text() == "print(1)\n"
    assert os.access(target, os.X_OK)
    assert [p.name for p in target.parent.iterdir()] == ["script.py"]


def test_the_same_text_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "script.py"
    write_script("print(1)\n", target)
    before = target.stat().st_ino
    assert not write_script("print(1)\n", target)
    assert target.stat().st_ino == before


def test_what_cannot_be_written_is_said_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Refused) as refused:
        write_script("x", tmp_path / "file" / "script.py")
    assert refused.value.diagnostics[0].code == "MD601"
    (tmp_path / "folder").mkdir()
    with pytest.raises(Refused):
        write_script("x", tmp_path / "folder")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder"]


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert write_script("print()\n", pipe)
        assert os.read(reader, 100) == b"print()\n"
    finally:
        os.close(reader)
    assert pipe.is_fifo()
