"""Config for mappings that do not ask for processed values: defaults are filled in, nothing else changes."""

from __future__ import annotations

import enum

from modec import Array, Enum, Field, IntSource, Noneable, Permissive, Selector, Shape
from modec.definitions.config import to_config_type
from modec.plan.unprocessed import unprocessed
from modec.runtime.config_types import process_config


class Level(enum.Enum):
    LOW = 1
    HIGH = 2


LEVEL = Enum.from_python_enum(Level)

SCHEMA = Shape(
    {
        "level": Field(LEVEL, default_value="HIGH"),
        "size": Field(IntSource, default_value={"env": "NOT_SET"}),
        "levels": Field(Array(LEVEL), is_required=False),
        "inner": {"a": Field(int, default_value=1), "b": Noneable(LEVEL)},
        "chosen": Field(Selector({"one": LEVEL, "two": int}), is_required=False),
        "open": Permissive({"x": Field(float, default_value=2)}),
    }
)


def test_defaults_are_as_they_were_written() -> None:
    seen = process_config(unprocessed(SCHEMA), {}, "")
    assert seen == {
        "level": "HIGH",
        "size": {"env": "NOT_SET"},
        "inner": {"a": 1, "b": None},
        "open": {"x": 2},
    }


def test_given_values_too() -> None:
    given = {
        "levels": ["LOW"],
        "inner": {"b": "LOW"},
        "chosen": {"one": "HIGH"},
        "open": {"y": 1},
    }
    seen = process_config(unprocessed(to_config_type(SCHEMA)), given, "")
    assert seen["levels"] == ["LOW"]
    assert seen["inner"] == {"a": 1, "b": "LOW"}
    assert seen["chosen"] == {"one": "HIGH"}
    assert seen["open"] == {"x": 2, "y": 1}
