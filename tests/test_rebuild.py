"""Builds after edits, one after the other with one cache: each writes what a build from nothing writes."""

from __future__ import annotations

import functools
import random
from collections.abc import Callable
from pathlib import Path

import black
import pytest

from modec import cache
from modec.cache import piece_cache
from modec.compiler import analyse, build
from modec.diagnostics import Refused
from modec.emit import layout

FILES = {
    "pipeline.py": '''"""A shop's day."""

import helpers
from dagster import ModeDefinition, PresetDefinition, file_relative_path, pipeline
from steps import collect, count, publish, store

presets = [
    PresetDefinition.from_files("daily", config_files=[file_relative_path(__file__, "daily.yaml")], mode="default")
]


@pipeline(mode_defs=[ModeDefinition(resource_defs={"store": store})], preset_defs=presets)
def shop():
    publish(count(collect()))
''',
    "steps.py": """from dagster import resource, solid
from helpers import LIMIT, rounded

FACTOR = 3
TABLE = {"a": FACTOR, "b": LIMIT}


@resource(config_schema={"path": str})
def store(context):
    return {"path": context.resource_config["path"]}


@solid(config_schema={"limit": int})
def collect(context):
    context.log.info("collecting")
    return [FACTOR * number for number in range(context.solid_config["limit"])]


@solid
def count(_, numbers):
    return rounded(sum(numbers) / LIMIT)


@solid(required_resource_keys={"store"})
def publish(context, number):
    context.resources.store[number] = TABLE
    return number
""",
    "helpers.py": """LIMIT = 7
DIGITS = 2


def rounded(value):
    return round(value, DIGITS)


def unused(value):
    return value
""",
    "daily.yaml": """solids:
  collect:
    config:
      limit: 5
resources:
  store:
    config:
      path: out
""",
}

Texts = dict[str, str]
FORMATTED = functools.cache(black.format_str)


def change(file: str, before: str, after: str) -> Callable[[Texts], None]:
    """An edit, and back again where it has been made before."""

    def edit(texts: Texts) -> None:
        old, new = (before, after) if before in texts[file] else (after, before)
        texts[file] = texts[file].replace(old, new)

    return edit


def renamed(texts: Texts) -> None:
    """Another name for a helper, in both modules."""
    old, new = (
        ("rounded", "to_digits") if "rounded" in texts["helpers.py"] else ("to_digits", "rounded")
    )
    for file in ("helpers.py", "steps.py"):
        texts[file] = texts[file].replace(old, new)


EDITS: dict[str, Callable[[Texts], None]] = {
    "a constant": change("steps.py", "FACTOR = 3\n", "FACTOR = 4\n"),
    "a constant of another module": change("helpers.py", "DIGITS = 2\n", "DIGITS = 3\n"),
    "a helper": change("helpers.py", "round(value, DIGITS)", "round( value+1 , DIGITS )"),
    "a helper that nobody needs": change("helpers.py", "    return value\n", "    return -value\n"),
    "a name": renamed,
    "a body": change("steps.py", "sum(numbers)", "max(numbers)"),
    "how the context is used": change(
        "steps.py", '("collecting")', '("collecting %s" % context.run_id)'
    ),
    "a context that escapes": change("steps.py", "context.log.info(", "print(context, "),
    "a comment inside": change(
        "steps.py", "    return number\n", "    # Done.\n    return number\n"
    ),
    "a comment above": change("steps.py", "FACTOR =", "# How much.\nFACTOR ="),
    "lines above": change("helpers.py", "LIMIT = 7", "\n\n\nLIMIT = 7"),
    "whitespace": change("steps.py", '{"a": FACTOR', '{  "a" : FACTOR'),
    "a docstring": change(
        "helpers.py", "(value):\n    return round", '(value):\n    """R."""\n    return round'
    ),
    "an import": change("steps.py", "from dagster", "import math\nfrom dagster"),
    "what uses it": change("steps.py", "FACTOR * number", "math.floor(number)"),
    "an import of another module": change("pipeline.py", "import helpers\n", ""),
    "an alias": change("steps.py", "import LIMIT, ", "import DIGITS as LIMIT, "),
    "the order of solids": change("pipeline.py", "publish(count(collect()))", "count(collect())"),
    "a declaration": change("steps.py", '@solid(required_resource_keys={"store"})', "@solid"),
    "a preset": change("daily.yaml", "limit: 5", "limit: 50"),
    "a preset that is wrong": change("daily.yaml", "path: out", "path: [out]"),
    "syntax that is wrong": change("helpers.py", "def unused(", "def unused(("),
    "a walrus": change("helpers.py", "return round(value", "return round(both := value"),
    "formatting switched off": change("helpers.py", "LIMIT = 7", "# fmt: off\nLIMIT = 7"),
    "a future": change(
        "steps.py", "from dagster", "from __future__ import annotations\nfrom dagster"
    ),
}


@pytest.fixture(autouse=True)
def no_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache folder of its own; only the cache remembers, but for what Black gives, which is waited for once."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(cache, "RECENT", 0)
    monkeypatch.setattr(black, "format_str", FORMATTED)
    cache._RECENT.clear()


def written(folder: Path, texts: Texts) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text)


def made(folder: Path) -> str:
    """The script, or the findings."""
    try:
        return build(analyse(folder / "pipeline.py"), preset="daily").text
    except Refused as refusal:
        return str(refusal)


def rebuilt(folder: Path) -> str:
    """The same with the cache, where what a refused build has learnt is not kept."""
    try:
        with piece_cache(str(folder)):
            return build(analyse(folder / "pipeline.py"), preset="daily").text
    except Refused as refusal:
        return str(refusal)


@pytest.mark.parametrize("name", EDITS)
def test_after_an_edit_and_after_it_is_taken_back(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "project"
    texts = dict(FILES)
    written(folder, texts)
    first = rebuilt(folder)
    assert "def run(" in first
    EDITS[name](texts)
    assert texts != FILES
    written(folder, texts)
    assert rebuilt(folder) == made(folder)
    written(folder, FILES)
    assert rebuilt(folder) == first


@pytest.mark.parametrize("seed", range(4))
def test_after_edits_in_any_order(tmp_path: Path, seed: int) -> None:
    choice = random.Random(seed)
    folder = tmp_path / "project"
    texts = dict(FILES)
    for name in choice.choices(sorted(EDITS), k=12):
        EDITS[name](texts)
        written(folder, texts)
        assert rebuilt(folder) == made(folder), name


def test_lines_that_move_lay_nothing_out_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    framed: list[str] = []
    frame = layout._framed
    monkeypatch.setattr(
        layout, "_framed", lambda skeleton: framed.append(skeleton) or frame(skeleton)
    )
    written(tmp_path, FILES)
    first = rebuilt(tmp_path)
    assert framed
    framed.clear()
    (tmp_path / "steps.py").write_text("# A remark.\n\n" + FILES["steps.py"])
    second = rebuilt(tmp_path)
    assert not framed
    assert second != first
    assert second == made(tmp_path)
