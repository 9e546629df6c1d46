"""The cache of pieces: the same bytes with it and without, and never trusted when it is not whole."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from modec import cache
from modec.cache import piece_cache
from modec.compiler import analyse, build
from modec.diagnostics import Refused
from modec.emit import formatting, script
from modec.source import text

PIPELINE = """
from dagster import pipeline, solid


@solid
def first(context):
    context.log.info('one')
    return [1,2]


@solid
def second(_, value):
    return len( value )


@pipeline
def small():
    second(first())
"""


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project, and a cache folder of its own; the process remembers nothing by itself."""
    monkeypatch.setattr(cache, "RECENT", 0)
    cache._RECENT.clear()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "pipeline.py"
    path.write_text(PIPELINE)
    return path


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is lowered and formatted rather than taken from the cache."""
    done: list[str] = []
    lower, formatted = script.lower, formatting._formatted
    monkeypatch.setattr(script, "lower", lambda piece: done.append("lower") or lower(piece))
    monkeypatch.setattr(
        formatting, "_formatted", lambda text, *given: done.append(text) or formatted(text, *given)
    )
    yield done


def built(source: Path) -> str:
    """The script, built with the cache."""
    with piece_cache(str(source)):
        return build(analyse(source)).text


def uncached(source: Path) -> str:
    """The script, built without."""
    return build(analyse(source)).text


def kept(source: Path) -> Path:
    """The file of the cache."""
    (path,) = (source.parent / "cache" / "modec").iterdir()
    return path


def test_a_second_build_gives_the_same_bytes_and_formats_nothing(
    source: Path, work: list[str]
) -> None:
    first = built(source)
    work.clear()
    assert built(source) == first
    assert work == []
    assert uncached(source) == first


def test_only_what_changed_is_made_anew(source: Path, work: list[str]) -> None:
    built(source)
    work.clear()
    source.write_text(PIPELINE.replace("len( value )", "len( value )+1"))
    changed = built(source)
    assert len(work) == 2
    assert work[0] == "lower"
    assert "def second" in work[1]
    assert changed == uncached(source)


def test_lines_that_come_above_change_where_a_piece_is_from_and_nothing_else(
    source: Path, work: list[str]
) -> None:
    before = built(source)
    work.clear()
    source.write_text("# A comment.\n\n" + PIPELINE)
    after = built(source)
    assert work == []
    assert "# from pipeline.py:6" in before
    assert "# from pipeline.py:8" in after
    assert after == uncached(source)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-20],
        lambda data: data.replace(b"len(value)", b"sum(value)"),
        lambda data: b"\xff\xfe" + data,
        lambda data: b"{}",
    ],
    ids=["empty", "cut off", "changed", "no text", "no head"],
)
def test_a_damaged_file_is_as_good_as_none(source: Path, damage: object) -> None:
    whole = built(source)
    path = kept(source)
    data = path.read_bytes()
    assert b"len(value)" in data
    path.write_bytes(damage(data))  # type: ignore[operator]
    assert built(source) == whole
    assert path.read_bytes() == data


def test_what_other_versions_have_made_is_not_used(
    source: Path, work: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = built(source)
    work.clear()
    monkeypatch.setattr(cache, "tools", lambda: "another Black")
    assert built(source) == whole
    assert work
    work.clear()
    assert built(source) == whole
    assert not work


def test_the_versions_of_the_tools_are_part_of_their_checksum(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = cache.tools.__wrapped__()
    monkeypatch.setattr(cache, "_version", lambda name: "0.0.1")
    assert cache.tools.__wrapped__() != here


def test_versions_are_those_of_the_distributions() -> None:
    for name in ("black", "libcst", "jinja2"):
        assert cache._version(name) == cache.metadata.version(name)


def test_a_cache_folder_that_cannot_be_written_stops_nothing(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = source.parent / "file"
    blocked.write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert built(source) == uncached(source)


def test_a_cache_file_that_is_a_folder_stops_nothing(source: Path) -> None:
    whole = built(source)
    path = kept(source)
    path.unlink()
    path.mkdir()
    assert built(source) == whole
    assert os.listdir(path.parent) == [path.name]


def test_the_folder_is_the_users(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "relative/paths/are/invalid")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    built(source)
    assert len(list((tmp_path / "home" / ".cache" / "modec").iterdir())) == 1


def test_a_build_that_fails_keeps_nothing(source: Path) -> None:
    with pytest.raises(KeyError), piece_cache(str(source)):
        raise KeyError
    assert not (source.parent / "cache").exists()


def test_what_is_cached_is_built_without_black_libcst_and_jinja(source: Path) -> None:
    text = built(source)
    program = """if True:
        import sys
        from pathlib import Path
        from modec.compiler import analyse, build
        from modec.cache import piece_cache
        with piece_cache(sys.argv[1]):
            text = build(analyse(Path(sys.argv[1]))).text
        sys.stdout.buffer.write(text.encode())
        sys.exit(2 if {"black", "jinja2", "libcst"} & set(sys.modules) else 0)
    """
    command = [sys.executable, "-c", program, str(source)]
    done = subprocess.run(command, stdout=subprocess.PIPE)
    assert (done.stdout.decode(), done.returncode) == (text, 0)


def test_a_process_remembers_what_it_made(
    source: Path, work: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "RECENT", 1000)
    first = uncached(source)
    assert work
    work.clear()
    assert uncached(source) == first
    assert work == []


def test_what_a_process_remembers_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "RECENT", 2)
    cache._RECENT.clear()
    made: list[str] = []

    def get(key: str) -> str:
        return cache.remembered(lambda: key, lambda: made.append(key) or f"made {key}")

    assert [get(key) for key in "abab"] == ["made a", "made b", "made a", "made b"]
    assert made == ["a", "b"]
    get("c")  # `a` is the oldest now
    get("b")
    get("a")
    assert made == ["a", "b", "c", "a"]
    cache._RECENT.clear()


CONTEXTS = """
from dagster import ModeDefinition, pipeline, resource, solid


@resource
def store(_):
    return {"a": 1}


@solid(required_resource_keys={"store"})
def reads(context):
    return context.resources.store["a"]


@solid(required_resource_keys={"store"})
def hands_on(context):
    return helper(context)


def helper(context):
    return context.resources.store["a"]


@pipeline(mode_defs=[ModeDefinition(resource_defs={"store": store})])
def small():
    reads()
    hands_on()
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('return context.resources.store["a"]\n\n\n@solid', "return context.run_id\n\n\n@solid"),
        ("def reads(context):\n    return", "def reads(it):\n    context = it\n    return"),
        ("def reads(context):\n", "def reads(context):\n    store = 1\n"),
        ("def reads(context):\n    return", "def reads(context):\n    print(locals())\n    return"),
        ("return helper(context)", "return context.resources.store"),
        ("def helper(context):\n    return", "def helper(context):\n    yield"),
        ("from dagster import", "from dagster import Output,"),
        ("    return helper(context)", "    yield Output(helper(context))"),
        ('    return {"a": 1}', "    yield {}"),
        (
            "def store(_):\n    return {",
            "def store(_):\n    assert _.resource_config\n    return {",
        ),
    ],
)
def test_what_is_known_of_a_function_is_forgotten_when_it_changes(
    source: Path, before: str, after: str
) -> None:
    source.write_text(CONTEXTS)
    first = built(source)
    changed = CONTEXTS.replace(before, after, 1)
    assert changed != CONTEXTS
    if "Output(" in after:
        changed = changed.replace("from dagster import", "from dagster import Output,")
    source.write_text(changed)
    with_cache = built(source)
    cache._RECENT.clear()
    assert with_cache == uncached(source)
    source.write_text(CONTEXTS)
    assert built(source) == first


def test_a_resource_that_is_no_longer_declared_is_refused_with_the_cache(source: Path) -> None:
    source.write_text(CONTEXTS)
    built(source)
    source.write_text(CONTEXTS.replace('@solid(required_resource_keys={"store"})', "@solid", 1))
    with pytest.raises(Refused, match="MD350"):
        built(source)


def test_a_helper_that_reads_what_is_not_declared_is_refused_though_its_caller_is_the_same(
    source: Path,
) -> None:
    source.write_text(CONTEXTS)
    built(source)
    at = CONTEXTS.index("def helper")
    source.write_text(CONTEXTS[:at] + CONTEXTS[at:].replace("resources.store", "resources.other"))
    with pytest.raises(Refused, match="MD350"):
        built(source)


def test_a_helper_that_comes_to_yield_events_is_seen_in_its_callers(source: Path) -> None:
    plain = """
from dagster import AssetMaterialization, Output, pipeline, solid


def helper():
    return 1


@solid
def calls(_):
    return helper()


@pipeline
def small():
    calls()
"""
    source.write_text(plain)
    first = built(source)
    source.write_text(plain.replace("return 1", "return Output(1)"))
    second = built(source)
    cache._RECENT.clear()
    assert second == uncached(source) != first


def test_a_module_that_compiled_before_is_not_compiled_again(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: list[str] = []
    compiles = text._compiles
    monkeypatch.setattr(
        text, "_compiles", lambda tree, name: compiled.append(name) or compiles(tree, name)
    )
    first = built(source)
    assert compiled == ["pipeline.py"]
    assert built(source) == first
    assert compiled == ["pipeline.py"]
    source.write_text(PIPELINE + "\nreturn 1\n")
    for _ in range(2):
        with pytest.raises(Refused, match="MD006"):
            built(source)
    assert compiled == ["pipeline.py"] * 3
