"""Helpers of `dagster.utils` in scripts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from modec.runtime.utilities import backoff, ensure_file, merge_dicts, mkdir_p, safe_tempfile_path


def test_merging():
    assert merge_dicts({"a": 1, "b": 1}, {"b": 2}) == {"a": 1, "b": 2}


def test_folders_and_files(tmp_path: Path):
    folder = tmp_path / "a" / "b"
    assert mkdir_p(folder) == folder and folder.is_dir()
    assert mkdir_p(folder) is None
    ensure_file(str(folder / "c" / "f"))
    assert (folder / "c" / "f").read_text() == ""
    (folder / "plain").write_text("x")
    with pytest.raises(FileExistsError):
        mkdir_p(folder / "plain")


def test_a_temporary_path_is_gone_afterwards():
    with safe_tempfile_path() as path:
        assert not os.path.exists(path)
        Path(path).write_text("x")
    assert not os.path.exists(path)


def test_backing_off():
    calls = []

    def fail(until: int) -> int:
        calls.append(until)
        if len(calls) < until:
            raise KeyError
        return len(calls)

    assert backoff(fail, KeyError, args=[3], delay_generator=iter([0.0, 0.0])) == 3
    with pytest.raises(KeyError):
        backoff(fail, (KeyError,), kwargs={"until": 99}, max_retries=1, delay_generator=iter([0.0]))
    assert len(calls) == 5


def test_a_fault_ends_the_process():
    program = "from modec.runtime.utilities import segfault\ntry:\n    segfault()\nfinally:\n    print('still here')"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (ended.returncode, ended.stdout) == (-signal.SIGSEGV, "")
