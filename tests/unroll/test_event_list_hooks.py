"""Hooks that are handed events: the script records what they ask for, or they are refused."""

from pathlib import Path

import pytest

from modec.compiler import analyse, build
from modec.diagnostics import Refused

PROGRAM = """\
from dagster import pipeline, solid
from dagster.core.definitions.decorators.hook import event_list_hook
from dagster.core.definitions.events import HookExecutionResult

def texts(events):
    return [event.{asked} for event in events]

@event_list_hook
def watch(context, event_list):
    print(texts(event_list))
    return HookExecutionResult("watch")

@solid
def work(_):
    return 1

@watch
@pipeline
def working():
    work()
"""


def test_kinds_and_messages(tmp_path: Path) -> None:
    (tmp_path / "p.py").write_text(PROGRAM.replace("{asked}", "message"))
    text = build(analyse(tmp_path / "p.py")).text
    assert "record_events(pipeline)" in text
    assert "class HookExecutionResult" in text


def test_data_of_events(tmp_path: Path) -> None:
    (tmp_path / "p.py").write_text(PROGRAM.replace("{asked}", "event_specific_data"))
    with pytest.raises(Refused) as refused:
        build(analyse(tmp_path / "p.py"))
    (found,) = refused.value.diagnostics
    assert found.code == "MD552"
    assert "'event_specific_data'" in found.message
