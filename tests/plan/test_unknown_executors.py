"""Executors and storages of libraries that are not there hold back the modes that need them, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from modec.diagnostics import Refused
from modec.evaluate import evaluate
from modec.plan import make_plan
from modec.source import read_program

PROGRAM = """
from dagster import ModeDefinition, default_executors, pipeline, solid
from dagster_farm import farm_executor, farm_storages

@solid
def one(): ...

MODES = [
    ModeDefinition("plain"),
    ModeDefinition("either", executor_defs=default_executors + [farm_executor]),
    ModeDefinition("farm", executor_defs=[farm_executor]),
    ModeDefinition("stored", intermediate_storage_defs=farm_storages),
]

@pipeline(mode_defs=MODES)
def p():
    one()
"""


@pytest.mark.parametrize("mode", ["plain", "either", "farm", "stored"])
def test_only_modes_without_another_choice_are_refused(tmp_path: Path, mode: str):
    (tmp_path / "p.py").write_text(PROGRAM)
    (pipeline,) = evaluate(read_program(tmp_path / "p.py")).pipelines.values()
    if mode in ("plain", "either"):
        assert [each.name for each in make_plan(pipeline, mode).mode.executor_defs] == [
            "in_process",
            "multiprocess",
        ]
        return
    with pytest.raises(Refused) as refused:
        make_plan(pipeline, mode)
    (found,) = refused.value.diagnostics
    assert found.code == "MD108"
    assert "--library-path" in found.help and "dagster-farm" in found.help
