"""Large projects: what is done more than once for nothing is counted, so that nothing depends on the clock."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

import black
import pytest

from benchmarks.projects import Size, change_one_solid, write_project
from modec import cache
from modec.cache import piece_cache
from modec.collecting import seldom_collected
from modec.compiler import analyse, build
from modec.diagnostics.timings import recorded_timings
from modec.link.side_effects import SideEffects
from modec.runtime.schedule import static_order
from modec.unroll import forms_of_plan, mentions

SOLIDS = 30


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of some solids in three modules, and a cache folder of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(cache, "RECENT", 0)
    cache._RECENT.clear()
    write_project(tmp_path / "project", Size(SOLIDS, 10))
    return tmp_path / "project"


@pytest.fixture
def blackened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that Black is given."""
    texts: list[str] = []
    real = black.format_str

    def format_str(text: str, *, mode: Any) -> str:
        texts.append(text)
        return real(text, mode=mode)

    monkeypatch.setattr(black, "format_str", format_str)
    return texts


def built(project: Path, mode: str = "real") -> str:
    with piece_cache(f"{project} {mode}"):
        return build(analyse(project / "pipeline.py"), mode=mode).text


def test_the_same_project_is_made_each_time(project: Path, tmp_path: Path) -> None:
    write_project(tmp_path / "other", Size(SOLIDS, 10))
    for path in sorted(project.rglob("*.py")):
        other = tmp_path / "other" / path.relative_to(project)
        assert other.read_bytes() == path.read_bytes()


def test_a_script_has_what_the_pipeline_reaches_and_no_more(project: Path) -> None:
    text = built(project)
    assert text.count("\ndef compute_") == SOLIDS
    assert "unused" not in text
    assert "_for_tests" not in text


def test_each_piece_is_formatted_once(project: Path, blackened: list[str]) -> None:
    built(project)
    assert len(blackened) == len(set(blackened))


def test_the_layout_does_not_grow_with_the_solids(
    tmp_path: Path, blackened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lengths = []
    for solids in (10, 40):
        folder = tmp_path / str(solids)
        write_project(folder, Size(solids, 40))
        blackened.clear()
        build(analyse(folder / "pipeline.py"), mode="tests")
        (layout,) = [text for text in blackened if "# /// script" in text]
        lengths.append(layout.partition('"""\n')[2].count("\n"))
    assert lengths[0] == lengths[1]


def test_a_change_in_one_solid_formats_that_solid_and_no_more(
    project: Path, blackened: list[str]
) -> None:
    built(project)
    change_one_solid(project, Size(SOLIDS, 10))
    blackened.clear()
    changed = built(project)
    (text,) = blackened
    assert f"def compute_{SOLIDS // 2:04}" in text
    assert changed == build(analyse(project / "pipeline.py"), mode="real").text


def test_the_form_of_a_function_is_found_once(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    real = forms_of_plan.solid_form

    def solid_form(definition: Any, comment: str = "") -> Any:
        asked.append(definition.name)
        return real(definition, comment)

    monkeypatch.setattr(forms_of_plan, "solid_form", solid_form)
    built(project)
    assert sorted(asked) == [f"compute_{number:04}" for number in range(SOLIDS)]


def test_a_table_of_constants_is_looked_through_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[dict[str, int]] = []
    parts = mentions._parts
    monkeypatch.setattr(
        mentions,
        "_parts",
        lambda value: (seen.append(value) if isinstance(value, dict) else None) or parts(value),
    )
    solids = "".join(
        f"@solid\ndef s{number}():\n    return TABLE['a'] + {number}\n\n" for number in range(10)
    )
    calls = "".join(f"    s{number}()\n" for number in range(10))
    source = tmp_path / "tables.py"
    source.write_text(
        f"from dagster import pipeline, solid\n\nTABLE = {{'a': 1}}\n\n{solids}"
        f"@pipeline\ndef tables():\n{calls}"
    )
    build(analyse(source))
    assert seen == [{"a": 1}]


def test_a_class_asks_for_each_of_its_ancestors_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    named = SideEffects._globals_in
    monkeypatch.setattr(
        SideEffects,
        "_globals_in",
        lambda self, node, module: asked.append(node.id) or named(self, node, module),
    )
    depth = 20
    classes = "".join(f"class C{n}(C{n - 1}):\n    pass\n\n" for n in range(1, depth))
    source = tmp_path / "classes.py"
    source.write_text(
        f"from dagster import pipeline, solid\n\nclass C0:\n    pass\n\n{classes}"
        f"@solid\ndef last():\n    return C{depth - 1}()\n\n@pipeline\ndef classes():\n    last()\n"
    )
    build(analyse(source))
    assert asked.count("C0") <= 4 * depth


def test_the_order_of_steps_asks_about_each_dependency_once() -> None:
    class Counted(frozenset[str]):
        comparisons = 0

        def __le__(self, other: object) -> bool:
            Counted.comparisons += 1
            return super().__le__(other)  # type: ignore[operator]

    steps = [(f"s{n}", 0, Counted({f"s{n - 1}"} if n else ())) for n in range(300)]
    assert static_order(steps) == [key for key, _, _ in steps]
    assert Counted.comparisons == 0


def test_every_stage_is_timed_in_the_order_of_the_pipeline(project: Path) -> None:
    with recorded_timings() as seconds:
        built(project)
    assert list(seconds) == [
        "source",
        "evaluate",
        "plan",
        "unroll",
        "link",
        "lower",
        "format",
        "check",
        "source map",
    ]


def test_the_collector_is_left_as_it_was(project: Path) -> None:
    before = gc.get_threshold()
    during: list[int] = []
    with seldom_collected():
        during.append(gc.get_threshold()[0])
        built(project)
        assert gc.get_threshold()[0] == during[0] > before[0]
    assert gc.get_threshold() == before
