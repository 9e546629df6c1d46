"""Helpers of `dagster.utils` in scripts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path

import pytest

from modec.runtime.errors import CheckError
from modec.runtime.temporary_files import safe_tempfile_path
from modec.runtime.utilities import (
    backoff,
    camelcase,
    compose,
    datetime_as_float,
    deep_merge_dicts,
    ensure_file,
    ensure_gen,
    ensure_single_item,
    list_pull,
    merge_dicts,
    mkdir_p,
    utc_datetime_from_timestamp,
)


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


def test_merging_takes_two_and_goes_deep_where_it_says_so():
    with pytest.raises(CheckError, match="Expected 2 or more args to merge_dicts, found 1"):
        merge_dicts({})
    onto = {"a": {"b": 1, "c": 2}, "d": 3}
    assert deep_merge_dicts(onto, {"a": {"b": 0}, "d": {"e": 4}}) == {
        "a": {"b": 0, "c": 2},
        "d": {"e": 4},
    }
    assert onto == {"a": {"b": 1, "c": 2}, "d": 3}


def test_names_and_elements():
    assert [camelcase(each) for each in ("", "_a", "snake_case", "a-b.c d")] == [
        "",
        "A",
        "SnakeCase",
        "ABCD",
    ]
    assert ensure_single_item({"a": 1}) == ("a", 1)
    with pytest.raises(CheckError):
        ensure_single_item({})
    assert list(ensure_gen(1)) == [1] and list(ensure_gen(i for i in (1, 2))) == [1, 2]
    assert compose(lambda x: x + 1, lambda x: 2 * x)(5) == 11
    assert list_pull([{"real": 1}, 2], "real") == [1, 2]


def test_times():
    assert datetime_as_float(datetime(1970, 1, 2)) == 86400.0
    assert utc_datetime_from_timestamp(86400) == datetime(1970, 1, 2, tzinfo=timezone.utc)
