"""Methods of a class that make definitions do not hold back its other methods."""

from __future__ import annotations

import pytest
from linking import project, run, script

from modec.diagnostics import Refused

FACTORY = """
from dagster import solid, pipeline
class Etl:
    def __init__(self, rows):
        self.rows = rows
    def total(self):
        return sum(self.rows)
    def make(self):
        @pipeline
        def etl():
            self.steps()
        return etl
    def steps(self):
        @solid
        def step(_):
            return self.total()
        return step()
"""


def test_they_stay_out() -> None:
    linked = project(pipeline=f"{FACTORY}\ndef main():\n    return Etl([1, 2]).total()\n").call(
        "main"
    )
    assert run(linked)["main"]() == 3
    assert "def make" not in script(linked)
    assert "def steps" not in script(linked)


def test_one_that_code_that_runs_asks_for_is_refused() -> None:
    made = project(pipeline=f"{FACTORY}\ndef main():\n    return Etl([1, 2]).make()\n")
    with pytest.raises(Refused) as refusal:
        made.call("main")
    assert {each.code for each in refusal.value.diagnostics} == {"MD503"}


def test_one_that_a_base_from_outside_may_call_is_refused() -> None:
    made = project(pipeline="""
        import threading
        from dagster import execute_pipeline, solid
        class Worker(threading.Thread):
            def run(self):
                solid(self)
        def main():
            Worker().start()
        """)
    with pytest.raises(Refused) as refusal:
        made.call("main")
    assert {each.code for each in refusal.value.diagnostics} == {"MD503"}


def test_one_that_dagster_calls_is_refused() -> None:
    made = project(pipeline="""
        from dagster import IOManager, List
        class Kept(IOManager):
            def load_input(self, context):
                return context.dagster_type == List[int]
        def main():
            return Kept()
        """)
    with pytest.raises(Refused) as refusal:
        made.call("main")
    assert {each.code for each in refusal.value.diagnostics} == {"MD503"}
