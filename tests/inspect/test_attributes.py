"""Attributes of resources that a mode's value surely lacks (MD216)."""

from __future__ import annotations

from pathlib import Path

import pytest
from checking import check

PROGRAM = """
import abc
import enum
from dataclasses import dataclass

import elsewhere

class Full:
    def save(self):
        return 1

    def close(self):
        return 2


%s


@resource
def full(_):
    return Full()


@resource
def other(_):
    %s


@solid(required_resource_keys={"db"})
def work(context):
    %s


@pipeline(
    mode_defs=[
        ModeDefinition("prod", resource_defs={"db": full}),
        ModeDefinition("test", resource_defs={"db": other}),
    ]
)
def working():
    work()
"""
SMALL = "class Small:\n    def save(self):\n        return 1"
USE = "context.resources.db.save(); context.resources.db.close()"
FOUND = ["MD216 context.resources.db.close"]


@pytest.mark.parametrize(
    ("cls", "made"),
    [
        (SMALL, "return Small()"),
        (SMALL, "yield Small()"),
        (SMALL, "small = Small()\n    yield small"),
        (
            SMALL,
            "small = Small()\n    try:\n        yield small\n    finally:\n        small.save()",
        ),
        (SMALL.replace("Small:", "Small(abc.ABC):"), "return Small()"),
        ("@dataclass\n" + SMALL, "return Small()"),
        ("class Base:\n    pass\n\n\n" + SMALL.replace("Small:", "Small(Base):"), "return Small()"),
        ("", 'return {"save": 1}'),
        ("", "return []"),
    ],
)
def test_what_is_surely_lacking(tmp_path: Path, cls: str, made: str) -> None:
    use = USE if cls else "context.resources.db.close()"
    assert check(tmp_path, PROGRAM % (cls, made, use)) == FOUND


def test_through_a_variable(tmp_path: Path) -> None:
    use = "store = context.resources.db\n    store.save()\n    store.close()"
    assert check(tmp_path, PROGRAM % (SMALL, "return Small()", use)) == ["MD216 store.close"]


@pytest.mark.parametrize(
    ("cls", "made"),
    [
        (SMALL + "\n\n    close = save", "return Small()"),
        (SMALL + "\n\n    def __init__(self):\n        self.close = print", "return Small()"),
        (SMALL + "\n\n    def __getattr__(self, name):\n        return print", "return Small()"),
        (SMALL + "\n\n    def __init__(self):\n        setattr(self, 'close', 1)", "return Small()"),
        (SMALL + "\n\n    def __init__(self):\n        self.__dict__['close'] = 1", "return Small()"),
        (SMALL.replace("Small:", "Small(elsewhere.Base):"), "return Small()"),
        (SMALL.replace("Small:", "Small(metaclass=elsewhere.Meta):"), "return Small()"),
        ("@elsewhere.register\n" + SMALL, "return Small()"),
        (SMALL + "\n\n\nSmall.close = print", "return Small()"),
        (SMALL, "small = Small()\n    small.close = print\n    return small"),
        (SMALL, "return elsewhere.wrap(Small())"),
        (SMALL, "return Small() if elsewhere else Full()"),
        (SMALL, "if elsewhere:\n        return Full()\n    return Small()"),
        (SMALL, "small = Small()\n    small = elsewhere.wrap(small)\n    return small"),
        ("class Base:\n    def close(self):\n        pass\n\n\n" + SMALL.replace("Small:", "Small(Base):"), "return Small()"),
    ],
)  # fmt: skip
def test_what_may_be_there(tmp_path: Path, cls: str, made: str) -> None:
    assert check(tmp_path, PROGRAM % (cls, made, USE)) == []


@pytest.mark.parametrize(
    "use",
    [
        'if hasattr(context.resources.db, "close"):\n        context.resources.db.close()',
        'context.resources.db.close() if context.mode_def.name == "prod" else None',
        "try:\n        context.resources.db.close()\n    except AttributeError:\n        pass",
        'getattr(context.resources.db, "close", print)()',
        "context.resources.db.close = print",
    ],
)
def test_what_is_provided_for(tmp_path: Path, use: str) -> None:
    assert check(tmp_path, PROGRAM % (SMALL, "return Small()", use)) == []
