"""Modes, presets, config and tags of a plan (section 2, 4.4, 4.5)."""

from __future__ import annotations

from typing import Any

import pytest

from modec.definitions.config import Field
from modec.definitions.configurable import configured
from modec.definitions.graph import composite_solid
from modec.definitions.mode import ModeDefinition
from modec.definitions.pipeline import pipeline
from modec.definitions.preset import PresetDefinition
from modec.definitions.resource import resource
from modec.definitions.solid import op, solid
from modec.diagnostics import Refused
from modec.plan import check_pipeline, make_plan
from modec.runtime.config_types import process_config
from modec.runtime.errors import CheckError, DagsterInvariantViolationError


@resource(config_schema={"path": str, "size": Field(int, default_value=5)})
def db(context: Any) -> Any: ...


@solid(required_resource_keys={"db"}, config_schema={"limit": int})
def work(context: Any) -> None: ...


@pipeline(
    mode_defs=[
        ModeDefinition("prod", {"db": db}),
        ModeDefinition("dev", {"db": db.configured({"path": "here"})}),
    ],
    preset_defs=[
        PresetDefinition("nightly", {"solids": {"work": {"config": {"limit": 1}}}}, mode="dev")
    ],
    tags={"team": "a", "level": 1},
)
def working() -> None:
    work()


def refused(*arguments: Any, **keywords: Any) -> Any:
    with pytest.raises(Refused) as caught:
        make_plan(working, *arguments, **keywords)
    return caught.value


def test_one_mode_is_used_whatever_its_name() -> None:
    @pipeline(mode_defs=[ModeDefinition("special", {"db": db})])
    def single() -> None:
        work()

    assert make_plan(single, None).mode.name == "special"
    with pytest.raises(
        DagsterInvariantViolationError, match=r"with mode default. Available modes: \['special'\]"
    ):
        make_plan(single, "default")


def test_unknown_and_unnamed_modes() -> None:
    error = refused("prdo")
    assert error.diagnostics[0].code == "MD203"
    assert error.diagnostics[0].help == "did you mean 'prod'? modes: prod, dev"
    error = refused(None)
    assert error.diagnostics[0].code == "MD204"
    assert "has multiple modes (Available modes: ['prod', 'dev'])" in str(error)


def test_presets_bring_mode_config_and_tags() -> None:
    plan = make_plan(working, None, preset="nightly", tags={"level": "2"})
    assert plan.mode.name == "dev"
    assert plan.run_config == {"solids": {"work": {"config": {"limit": 1}}}}
    assert plan.tags == {"team": "a", "level": "2"}
    assert refused(None, preset="nightl").diagnostics[0].code == "MD208"
    error = refused("dev", preset="nightly")
    assert error.diagnostics[0].code == "MD209"
    assert isinstance(error, CheckError)


def test_config_given_at_build_is_checked() -> None:
    error = refused("prod", {"solids": {"work": {"config": {"limit": "x", "more": 1}}}})
    assert [each.code for each in error.diagnostics] == ["MD401", "MD401"]
    assert 'unexpected config entry "more"' in error.diagnostics[0].message


def test_what_is_missing_may_come_at_run_time() -> None:
    plan = make_plan(working, "prod", {"resources": {"db": {"config": {"path": "x"}}}})
    assert plan.run_config["resources"]["db"]["config"]["path"] == "x"


def test_the_schema_resolves_config_and_configured() -> None:
    given = {"solids": {"work": {"config": {"limit": 1}}}}
    resolved = process_config(make_plan(working, "dev").schema, given, "Error")
    assert resolved["resources"]["db"]["config"] == {"path": "here", "size": 5}
    assert resolved["solids"]["work"]["config"] == {"limit": 1}
    with pytest.raises(Exception, match='Missing required config entry "resources" at the root'):
        process_config(make_plan(working, "prod").schema, given, "Error")


def test_a_configured_function_without_schema_is_handed_an_empty_dict() -> None:
    @configured(db)
    def local(config: Any) -> Any:
        return {"path": f"p{config}"}

    @pipeline(mode_defs=[ModeDefinition("m", {"db": local})])
    def single() -> None:
        work()

    schema = make_plan(single, "m").schema
    resolved = process_config(schema, {"solids": {"work": {"config": {"limit": 1}}}}, "Error")
    assert resolved["resources"]["db"]["config"] == {"path": "p{}", "size": 5}


def test_config_mappings_of_composites_give_the_inner_config() -> None:
    @solid(config_schema={"a": int})
    def inner(context: Any) -> None: ...

    @composite_solid(
        config_schema={"b": int},
        config_fn=lambda config: {"inner": {"config": {"a": config["b"] + 1}}},
    )
    def comp() -> None:
        inner()

    @pipeline
    def single() -> None:
        comp()

    plan = make_plan(single, None)
    resolved: Any = process_config(plan.schema, {"solids": {"comp": {"config": {"b": 1}}}}, "Error")
    for key in plan.step("comp.inner").config_path:
        resolved = resolved[key]
    assert resolved == {"a": 2}


def test_entries_of_resources_that_nobody_requires_are_optional() -> None:
    @solid
    def free(context: Any) -> None: ...

    @pipeline(mode_defs=[ModeDefinition("m", {"db": db})])
    def single() -> None:
        free()

    assert not make_plan(single, None).schema.fields["resources"].is_required


def test_ops_are_configured_under_ops() -> None:
    @op(config_schema={"a": int})
    def job_step(context: Any) -> None: ...

    @pipeline
    def single() -> None:
        job_step()

    plan = make_plan(single, None)
    assert plan.steps[0].config_path == ("ops", "job_step", "config")
    resolved = process_config(plan.schema, {"solids": {"job_step": {"config": {"a": 1}}}}, "Error")
    assert resolved["ops"]["job_step"]["config"] == {"a": 1}


def test_check_looks_at_presets_too() -> None:
    @pipeline(preset_defs=[PresetDefinition("odd", {"solids": {"nope": {}}})])
    def single() -> None: ...

    assert [each.code for each in check_pipeline(single)] == ["MD401"]
