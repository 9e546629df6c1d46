"""A deliberate difference: a hook on a solid inside a composite has the resources that it declares."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from modec import (
    ModeDefinition,
    composite_solid,
    execute_pipeline,
    pipeline,
    resource,
    solid,
    success_hook,
)
from modec.compiler import analyse, build

told: list[str] = []


@resource
def line(_):
    return "line"


@success_hook(required_resource_keys={"line"})
def tell(context):
    told.append(f"{context.resources.line} {context.solid.name}")
    print(told[-1])


@solid
def work(_):
    return 1


@composite_solid
def inner():
    work.with_hooks({tell})()


@pipeline(mode_defs=[ModeDefinition(resource_defs={"line": line})])
def working():
    inner()


def test_live() -> None:
    told.clear()
    assert execute_pipeline(working).success and told == ["line work"]


def test_compiled(tmp_path: Path) -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    kept = text[text.index("told: list") : text.index("def test_live")]
    names = "ModeDefinition, composite_solid, pipeline, resource, solid, success_hook"
    (tmp_path / "p.py").write_text(f"from dagster import {names}\n\n{kept}")
    script = tmp_path / "script.py"
    script.write_text(build(analyse(tmp_path / "p.py")).text)
    done = subprocess.run([sys.executable, "-I", str(script)], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "line work\n")
