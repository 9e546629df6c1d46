"""Helpers of `dagster.seven` and `dagster.utils` about JSON, YAML, temporary files and the process."""

from __future__ import annotations

import io
import os
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from modec.runtime import seven, system, temporary_files, yaml_files
from modec.runtime.errors import CheckError, ParameterCheckError
from modec.runtime.file_caches import FSFileCache
from modec.runtime.file_managers import TempfileManager
from modec.runtime.log_levels import coerce_valid_log_level


def test_json_has_sorted_keys_and_takes_control_characters():
    assert seven.dumps({"b": 1, "a": [2]}) == '{"a": [2], "b": 1}'
    assert seven.dumps({"b": 1, "a": 2}, sort_keys=False) == '{"b": 1, "a": 2}'
    file = io.StringIO()
    seven.dump({"b": 1, "a": 2}, file)
    assert file.getvalue() == '{"a": 2, "b": 1}'
    assert seven.loads('["a\tb"]') == seven.load(io.StringIO('["a\tb"]')) == ["a\tb"]
    with pytest.raises(seven.JSONDecodeError):
        seven.loads("[")


def test_times_must_be_in_utc():
    time = datetime(1970, 1, 1, 1, tzinfo=timezone.utc)
    assert seven.get_timestamp_from_utc_datetime(time) == 3600.0
    with pytest.raises(Exception, match="Must pass in a UTC timezone"):
        seven.get_timestamp_from_utc_datetime(time.astimezone(timezone(timedelta(hours=1))))


def test_modules_by_path(tmp_path: Path):
    (tmp_path / "one.py").write_text("value = 1")
    made = seven.import_module_from_path("a_module_of_its_own", str(tmp_path / "one.py"))
    try:
        assert made.value == 1
        same = seven.import_module_from_path("a_module_of_its_own", str(tmp_path / "one.py"))
        assert same is made
    finally:
        del sys.modules["a_module_of_its_own"]
    assert seven.is_module_available("json") and not seven.is_module_available("no_such_module")


def test_yaml_files_are_merged(tmp_path: Path):
    (tmp_path / "a.yaml").write_text("x: {y: 1, z: 2}")
    (tmp_path / "b.yaml").write_text("x: {y: 3}")
    (tmp_path / "list.yaml").write_text("[1]")
    merged = {"x": {"y": 3, "z": 2}}
    paths = [str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml")]
    assert yaml_files.load_yaml_from_globs(*paths, str(tmp_path / "none*.yaml")) == merged
    assert yaml_files.merge_yaml_strings(["x: {y: 1, z: 2}", "x: {y: 3}"]) == merged
    assert yaml_files.load_yaml_from_path(paths[1]) == {"x": {"y": 3}}
    with pytest.raises(CheckError, match="to parse to dictionary"):
        yaml_files.merge_yamls([str(tmp_path / "list.yaml")])
    with pytest.raises(ParameterCheckError):
        yaml_files.load_yaml_from_path(tmp_path)  # type: ignore[arg-type]


def test_another_folder_for_a_while(tmp_path: Path):
    before = os.getcwd()
    with pytest.raises(KeyError), system.pushd(tmp_path):
        assert os.path.samefile(os.getcwd(), tmp_path)
        raise KeyError
    assert os.getcwd() == before
    with system.alter_sys_path(["new"], sys.path[:1]):
        assert sys.path[0] == "new"
    assert "new" not in sys.path
    assert not system.safe_isfile("a\0b")


def test_each_element_in_a_context_of_its_own(tmp_path: Path):
    said: list[object] = []
    for each in system.iterate_with_context(lambda: system.pushd(tmp_path), iter([1, None])):
        said.append((each, os.path.samefile(os.getcwd(), tmp_path)))
    assert said == [(1, False), (None, False)]


def test_temporary_files_are_gone_afterwards():
    with temporary_files.get_temp_file_handle_with_data(b"x") as handle:
        assert Path(handle.path).read_bytes() == b"x"
    assert not os.path.exists(handle.path)
    with temporary_files.get_temp_file_names(2) as names:
        assert all(map(os.path.exists, names)) and len(names) == 2
    assert not any(map(os.path.exists, names))
    with temporary_files.get_temp_dir() as folder:
        assert os.path.isdir(folder)
    assert not os.path.exists(folder)


def test_a_manager_removes_its_files_and_folders():
    manager = TempfileManager()
    file, folder = manager.tempfile(), manager.tempdir()
    file.write(b"x")
    assert manager.paths == [file.name] and os.path.isdir(folder)
    manager.close()
    assert file.closed and not os.path.exists(file.name) and not os.path.exists(folder)


def test_a_file_cache(tmp_path: Path):
    cache = FSFileCache(str(tmp_path))
    assert not cache.has_file_object("k") and not cache.overwrite
    assert cache.write_binary_data("k", b"x").path == str(tmp_path / "k")
    assert cache.has_file_object("k") and cache.get_file_handle("k").path_desc == str(
        tmp_path / "k"
    )
    with pytest.raises(ParameterCheckError):
        FSFileCache(str(tmp_path / "none"))


def test_log_levels():
    assert [coerce_valid_log_level(each) for each in ("warn", "FATAL", "Debug", 5)] == [
        30,
        50,
        10,
        5,
    ]
    with pytest.raises(CheckError, match="Bad value for log level loud"):
        coerce_valid_log_level("loud")
