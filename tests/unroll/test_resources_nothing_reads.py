"""What nothing reads has no variable in `run()`: resources that are only there for what making them does, and the config."""

from pathlib import Path

import pytest

from modec.compiler import analyse, build

PROGRAM = """\
from dagster import ModeDefinition, RetryPolicy, pipeline, resource, solid

@resource
def session(_):
    yield 1

@resource(required_resource_keys={"session"})
def store(context):
    return context.resources.session

@resource
def marks(_):
    pass

@solid(required_resource_keys={"store", "marks"}, retry_policy=POLICY)
def work(_):
    pass

@pipeline(mode_defs=[ModeDefinition(resource_defs={"session": session, "store": store, "marks": marks})])
def working():
    work()
"""


@pytest.mark.parametrize("policy", ["None", "RetryPolicy(max_retries=1)"])
def test_nothing_is_bound_that_nothing_reads(policy: str, tmp_path: Path) -> None:
    (tmp_path / "p.py").write_text(PROGRAM.replace("POLICY", policy))
    lines = [line.strip() for line in build(analyse(tmp_path / "p.py")).text.splitlines()]
    assert any(' = pipeline.resource("session"' in line for line in lines)  # the store reads it
    assert 'pipeline.resource("marks", marks)' in lines
    assert not any(line.startswith(("marks = ", "store = ")) for line in lines)


def test_config_that_nothing_reads(tmp_path: Path) -> None:
    program = PROGRAM.replace("POLICY", "None").replace(
        "@resource\ndef marks", "@resource({'on': int})\ndef marks"
    )
    (tmp_path / "p.py").write_text(program)
    text = build(analyse(tmp_path / "p.py")).text
    assert "CONFIG_SCHEMA" in text
    assert "pipeline.config" not in text
