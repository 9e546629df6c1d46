"""Dataclasses and named tuples, of which modes and presets are made."""

from __future__ import annotations

from modec.evaluate.values import Residual


def test_defaults_replacements_and_dicts(evaluated):
    variables = evaluated("""
        from dataclasses import asdict, dataclass, field, replace
        @dataclass(frozen=True)
        class Training:
            rate: float = 0.5
            tags: dict = field(default_factory=dict)
        @dataclass
        class Env:
            name: str
            training: Training = field(default_factory=lambda: Training(tags={"a": 1}))
            quick: bool = field(default=False)
        DEV = Env("dev")
        PROD = replace(DEV, name="prod", quick=True)
        NAMES = [DEV.name, PROD.name]
        QUICK = [DEV.quick, PROD.quick]
        CONFIG = asdict(PROD)
        """).entry.variables
    assert variables["NAMES"] == ["dev", "prod"]
    assert variables["QUICK"] == [False, True]
    assert variables["CONFIG"] == {
        "name": "prod",
        "training": {"rate": 0.5, "tags": {"a": 1}},
        "quick": True,
    }


def test_what_post_init_does(evaluated):
    variables = evaluated("""
        from dataclasses import dataclass
        @dataclass
        class Env:
            name: str
            def __post_init__(self):
                self.name = self.name.lower()
                self.key = "k_" + self.name
        NAMES = [Env("DEV").name, Env("Prod").key]
        """).entry.variables
    assert variables["NAMES"] == ["dev", "k_prod"]


def test_named_tuples_made_by_a_call(evaluated):
    variables = evaluated("""
        from collections import namedtuple
        Env = namedtuple("Env", "name host", defaults=["localhost"])
        HOSTS = [each.host for each in (Env("dev"), Env(name="prod", host="db"))]
        Other = namedtuple("Else", ["name"])
        """).entry.variables
    assert variables["HOSTS"] == ["localhost", "db"]


def test_what_the_run_only_knows_stays_with_the_run(evaluated):
    variables = evaluated("""
        import os
        from dataclasses import asdict, dataclass, replace
        @dataclass
        class Env:
            name: str
            host: str = "h"
        ENV = Env("dev", os.environ["HOST"])
        CONFIG = asdict(ENV)
        UNKNOWN = replace(ENV, **{os.environ["A"]: 1})
        """).entry.variables
    assert variables["CONFIG"]["name"] == "dev"
    assert isinstance(variables["CONFIG"]["host"], Residual)
    assert isinstance(variables["UNKNOWN"], Residual)
