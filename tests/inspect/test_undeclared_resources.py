"""Reads of resources that are not declared: all of them at once, one call deep, and none that may be meant so."""

from __future__ import annotations

from pathlib import Path

import pytest
from checking import check

SOLID = """
@solid(required_resource_keys={"db"})
def work(context):
    print(context.resources.db)
    %s


@pipeline(mode_defs=[ModeDefinition("prod", resource_defs={"db": db})])
def working():
    work()
"""


def test_all_at_once(tmp_path: Path) -> None:
    text = """
@resource(required_resource_keys={"db"})
def store(init):
    return init.resources.db, init.resources.cache


@solid(required_resource_keys={"store"})
def work(context):
    return context.resources.store, context.resources.first, context.resources.second, context.resources.first


@solid(config_schema={"a": int})
def other(context):
    return context.resources.third, context.solid_config["b"]


@pipeline(mode_defs=[ModeDefinition("prod", resource_defs={"db": db, "store": store})])
def working():
    work()
    other()
"""
    assert check(tmp_path, text) == [
        "MD350 init.resources.cache",
        "MD350 context.resources.first",
        "MD350 context.resources.second",
        "MD350 context.resources.third",
        'MD351 context.solid_config["b"]',
    ]


@pytest.mark.parametrize(
    ("helper", "call", "found"),
    [
        ("def helper(c):\n    return c.resources.cache", "helper(context)", "MD350 c.resources.cache"),
        ("def helper(n, *, c):\n    return c.resources.cache", "helper(1, c=context)", "MD350 c.resources.cache"),
        ("helper = lambda c: c.resources.cache", "helper(context)", "MD350 c.resources.cache"),
        ('def helper(c):\n    return getattr(c.resources, "cache")', "helper(context)", 'MD350 getattr(c.resources, "cache")'),
    ],
)  # fmt: skip
def test_one_call_deep(tmp_path: Path, helper: str, call: str, found: str) -> None:
    assert check(tmp_path, helper + "\n\n" + SOLID % call) == [found]


@pytest.mark.parametrize(
    ("helper", "call"),
    [
        ("def helper(c):\n    return c.resources.db", "helper(context)"),
        ("def helper(c, n):\n    if n:\n        return c.resources.cache", "helper(context, 0)"),
        ("def helper(c, n):\n    return c.resources.cache if n else 1", "helper(context, 0)"),
        ("def helper(c, n):\n    return lambda: c.resources.cache", "helper(context, 0)"),
        ("def helper(c):\n    return hasattr(c.resources, 'cache') and c.resources.cache", "helper(context)"),
        ("def helper(c):\n    try:\n        return c.resources.cache\n    except Exception:\n        return 1", "helper(context)"),
        ("def helper(c):\n    return c.resources.cache", "helper(object())"),
        ("def helper(c):\n    return c.resources.cache", "helper = print; helper(context)"),
        ("def helper(c):\n    return 1", "\n    try:\n        context.resources.cache\n    except Exception:\n        pass"),
    ],
)  # fmt: skip
def test_what_may_be_meant_so(tmp_path: Path, helper: str, call: str) -> None:
    assert check(tmp_path, helper + "\n\n\n" + SOLID % call) == []


def test_what_follows_from_it_is_not_said(tmp_path: Path) -> None:
    """Neither that the key is bound for nothing, nor that the one that was meant is not used."""
    text = """
@solid(required_resource_keys={"db"})
def work(context):
    print(context.resources.dbb, context.resources.cache)


@pipeline(mode_defs=[ModeDefinition("prod", resource_defs={"db": db, "cache": db})])
def working():
    work()
"""
    assert check(tmp_path, text) == ["MD350 context.resources.dbb", "MD350 context.resources.cache"]
