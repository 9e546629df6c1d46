"""What `context.solid_config` is: dicts and lists that refuse changes (3.13)."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from modec.definitions.config import to_config_type
from modec.runtime.config_types import process_config
from modec.runtime.readonly import ReadOnlyDict, ReadOnlyList


@pytest.fixture
def config() -> Any:
    schema = to_config_type({"a": int, "l": [int], "d": {"x": int}, "free": dict, "any": list})
    value = {"a": 1, "l": [1, 2], "d": {"x": 1}, "free": {"y": {}}, "any": [[1]]}
    return process_config(schema, value, "")


@pytest.mark.parametrize(
    "change",
    [
        lambda c: c.__setitem__("a", 2),
        lambda c: c.__delitem__("a"),
        lambda c: c.pop("a"),
        lambda c: c.popitem(),
        lambda c: c.clear(),
        lambda c: c.update(a=2),
        lambda c: c.setdefault("q", 2),
        lambda c: c.__ior__({"a": 2}),
        lambda c: c["d"].update(x=2),
    ],
)
def test_dicts_refuse_changes(config: Any, change: Callable[[Any], Any]) -> None:
    with pytest.raises(RuntimeError, match="Cannot modify ReadOnlyDict"):
        change(config)
    assert config["a"] == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda v: v.__setitem__(0, 2),
        lambda v: v.__delitem__(0),
        lambda v: v.append(1),
        lambda v: v.extend([1]),
        lambda v: v.insert(0, 1),
        lambda v: v.pop(),
        lambda v: v.remove(1),
        lambda v: v.clear(),
        lambda v: v.sort(),
        lambda v: v.reverse(),
    ],
)
def test_lists_refuse_changes(config: Any, change: Callable[[Any], Any]) -> None:
    with pytest.raises(RuntimeError, match="Cannot modify ReadOnlyList"):
        change(config["l"])
    assert config["l"] == [1, 2]


def test_they_work_as_dicts_and_lists_do(config: Any) -> None:
    def keywords(**given: Any) -> Any:
        return given

    assert isinstance(config, dict) and isinstance(config["l"], list)
    assert json.loads(json.dumps(config)) == config
    assert keywords(**config)["a"] == 1
    assert {**config, "a": 2}["a"] == 2
    assert hash(config["l"]) == hash((1, 2))


def test_a_copy_is_a_plain_dict(config: Any) -> None:
    assert type(config.copy()) is dict and type(config["l"].copy()) is list


def test_deep_copies_and_pickles_stay_read_only(config: Any) -> None:
    for same in (copy.deepcopy(config), pickle.loads(pickle.dumps(config))):
        assert same == config
        assert type(same) is ReadOnlyDict and type(same["l"]) is ReadOnlyList


def test_what_no_schema_describes_is_the_value_that_was_given() -> None:
    inner = {"y": [1]}
    resolved = process_config(to_config_type({"free": dict}), {"free": {"x": inner}}, "")
    assert resolved["free"]["x"] is inner
