"""A deliberate difference: what collects mapped steps waits for them, though they wait for another collect."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from modec import (
    DynamicOutput,
    DynamicOutputDefinition,
    execute_pipeline,
    pipeline,
    solid,
)
from modec.compiler import analyse, build


@solid(output_defs=[DynamicOutputDefinition()])
def first(_):
    yield DynamicOutput(1, mapping_key="a")
    yield DynamicOutput(2, mapping_key="b")


@solid(output_defs=[DynamicOutputDefinition()])
def second(_):
    yield DynamicOutput(10, mapping_key="c")


@solid(output_defs=[DynamicOutputDefinition()])
def failing(_):
    raise ValueError("no elements")
    yield DynamicOutput(0, mapping_key="never")


@solid
def total(_, every):
    return sum(every)


@solid
def add(_, one, other):
    return one + other


@solid
def show(_, every):
    print(every)
    return every


@pipeline
def waiting():
    offset = total(second().collect())
    show(first().map(lambda one: add(one, offset)).collect())


@pipeline
def abandoned():
    offset = total(failing().collect())
    show(first().map(lambda one: add(one, offset)).collect())


def test_live() -> None:
    assert execute_pipeline(waiting).output_for_solid("show") == [11, 12]
    result = execute_pipeline(abandoned, raise_on_error=False)
    assert "show" not in {event.step_key for event in result.step_event_list}


def test_compiled(tmp_path: Path) -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    kept = text[text.index("@solid(output_defs") : text.index("def test_live")]
    names = "DynamicOutput, DynamicOutputDefinition, pipeline, solid"
    (tmp_path / "p.py").write_text(f"from dagster import {names}\n\n{kept}")
    for name, expected in (("waiting", (0, "[11, 12]\n")), ("abandoned", (1, ""))):
        script = tmp_path / f"{name}.py"
        script.write_text(build(analyse(tmp_path / "p.py"), pipeline=name).text)
        done = subprocess.run([sys.executable, "-I", str(script)], capture_output=True, text=True)
        assert (done.returncode, done.stdout) == expected
