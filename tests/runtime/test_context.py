"""The context objects of functions that keep theirs (1.5, 1.11, 3.13)."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from modec.runtime.context import InitResourceContext, Resources, SolidExecutionContext
from modec.runtime.errors import DagsterInvalidPropertyError, DagsterUnknownResourceError


def test_resources_that_were_not_declared() -> None:
    resources = Resources({"db": 1, "count": 2})
    assert (resources.db, resources.count) == (1, 2)
    with pytest.raises(DagsterUnknownResourceError, match="Unknown resource `b`"):
        _ = resources.b
    assert not hasattr(resources, "b") and getattr(resources, "b", 5) == 5
    assert copy.copy(resources).db == 1


def test_the_context_of_a_solid(pipeline: Any) -> None:
    context = SolidExecutionContext(
        pipeline,
        "comp.add1",
        {"a": 1},
        {"db": 2},
        "prod",
        {"team": "x"},
        solid="add",
        solid_tags={"k": "v"},
    )
    assert context.solid_config is context.op_config and context.solid_config == {"a": 1}
    assert context.resources.db == 2
    assert (context.run_id, context.pipeline_name, context.mode_def.name) == ("run-1", "p", "prod")
    assert (context.solid.name, context.solid_def.name, context.solid.tags) == (
        "add1",
        "add",
        {"k": "v"},
    )
    assert context.pipeline_run.run_id == "run-1" and context.pipeline_run.tags == {"team": "x"}
    assert context.has_tag("team") and context.get_tag("team") == "x"
    assert not context.has_tag("k") and context.get_tag("k") is None
    assert context.retry_number == 0 and context.get_mapping_key() is None
    assert context.describe_op() == 'solid "comp.add1"'
    assert not hasattr(context, "step_key")  # Dagster's has none either
    context.log.info("hello")
    assert pipeline.messages("INFO") == ["hello"]


def test_the_context_of_a_resource(pipeline: Any) -> None:
    context = InitResourceContext(pipeline, "store", {"path": "x"}, {"db": 1}, "prod", {"t": "u"})
    assert context.resource_config == {"path": "x"} and context.resources.db == 1
    assert context.run_id == context.pipeline_run.run_id == "run-1"
    assert context.pipeline_run.mode == "prod" and context.pipeline_run.tags == {"t": "u"}
    assert context.log is context.log_manager and context.log.name == "resource:store"
    other = context.replace_config({"path": "y"})
    assert other.resource_config == {"path": "y"} and context.resource_config == {"path": "x"}


def test_what_has_no_meaning_in_a_script_is_named(pipeline: Any) -> None:
    context = SolidExecutionContext(pipeline, "a")
    for name in ("instance", "file_manager", "partition_key"):
        with pytest.raises(
            DagsterInvalidPropertyError, match=f"`{name}` has no meaning in a script"
        ):
            getattr(context, name)
    assert not hasattr(InitResourceContext(pipeline, "r"), "instance")


def test_a_solid_knows_its_handle_and_its_pipelines_name(pipeline: Any) -> None:
    context = SolidExecutionContext(pipeline, "outer.inner")
    assert context.solid_handle.to_string() == "outer.inner"
    assert context.solid_handle.parent.name == "outer"
    assert context.pipeline_def.name == pipeline.name
