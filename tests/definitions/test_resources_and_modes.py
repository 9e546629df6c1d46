"""Resources, modes, presets: how they may be defined (1.1, 1.6, section 2, 4.5)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from modec.definitions.configurable import configured
from modec.definitions.io_managers import IOManagerDefinition, mem_io_manager
from modec.definitions.logger import logger
from modec.definitions.mode import ModeDefinition
from modec.definitions.origin import at, here
from modec.definitions.pipeline import pipeline
from modec.definitions.preset import PresetDefinition
from modec.definitions.resource import ResourceDefinition, make_values_resource, resource
from modec.diagnostics import Span
from modec.runtime.errors import (
    CheckError,
    DagsterInvalidDefinitionError,
    DagsterInvalidInvocationError,
    DagsterInvariantViolationError,
    ParameterCheckError,
)


class Residual:
    """A value that only the run knows."""

    __modec_residual__ = True
    reason = "it reads the environment"


def test_bare_and_called_decorators() -> None:
    @resource
    def bare(context: Any) -> int:
        """Makes one."""
        return 1

    @resource(str)
    def schema(context: Any) -> int:
        return 1

    assert (bare.__name__, bare.__doc__, bare.description) == ("bare", "Makes one.", None)
    assert schema.config_field.config_type.describe() == "String"
    assert not bare.config_field.is_required
    assert bare.context_parameter == "context"


def test_a_resource_function_takes_a_context_or_nothing() -> None:
    resource(lambda: 1)
    resource(lambda *args: 1)
    resource(lambda context, more=1: 1)
    with pytest.raises(DagsterInvalidDefinitionError, match="Got required extra params b"):
        resource(lambda a, b: 1)
    with pytest.raises(ParameterCheckError, match="not callable"):
        ResourceDefinition(5)
    with pytest.raises(ParameterCheckError, match="required_resource_keys"):
        ResourceDefinition(lambda: 1, required_resource_keys=["a"])


def test_ready_made_resources() -> None:
    hard = ResourceDefinition.hardcoded_resource(Residual())
    assert hard.has_value
    assert isinstance(hard.value, Residual)
    assert make_values_resource(a=int).config_field.is_required
    assert make_values_resource().config_field.is_required
    kinds = [
        ResourceDefinition.none_resource(),
        ResourceDefinition.string_resource(),
        ResourceDefinition.mock_resource(),
    ]
    assert [each.kind for each in kinds] == ["value", "string", "mock"]


def test_direct_calls_of_resources() -> None:
    one = resource(lambda context: 1)
    assert one(None) == 1
    assert resource(lambda: 2)() == 2
    with pytest.raises(DagsterInvalidInvocationError, match="no context was provided"):
        one()
    with pytest.raises(DagsterInvalidInvocationError, match="multiple arguments"):
        one(1, 2)
    with pytest.raises(DagsterInvalidInvocationError, match="required config schema"):
        resource({"a": int})(lambda context: 1)(None)


def test_configured_takes_no_name_for_resources() -> None:
    inner = resource({"a": int})(lambda context: 1)
    outer = configured(inner)({"a": 1})
    again = outer.configured({"ignored": 1})
    assert (outer.configured_by.config, again.innermost) == ({"a": 1}, inner)
    with pytest.raises(TypeError):
        configured(inner, name="x")({"a": 1})
    with pytest.raises(ParameterCheckError, match="Only the following types"):
        configured(1)
    with pytest.raises(
        DagsterInvalidDefinitionError, match="must be known when the script is built"
    ):
        configured(inner)(Residual())


def test_modes_have_defaults() -> None:
    mode = ModeDefinition()
    assert (mode.name, list(mode.resource_defs), list(mode.loggers)) == (
        "default",
        ["io_manager"],
        ["console"],
    )
    assert [each.name for each in mode.executor_defs] == ["in_process", "multiprocess"]
    assert mode.resource_defs["io_manager"] is mem_io_manager
    own = IOManagerDefinition(lambda context: None)
    assert ModeDefinition(resource_defs={"io_manager": own}).resource_defs == {"io_manager": own}
    assert ModeDefinition.from_resources({"a": 3}, "x").resource_defs["a"].value == 3


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: ModeDefinition("a b"), DagsterInvalidDefinitionError, "not a valid name"),
        (lambda: ModeDefinition("config"), DagsterInvalidDefinitionError, "reserved keyword"),
        (
            lambda: ModeDefinition(resource_defs={"a-b": mem_io_manager}),
            CheckError,
            "valid Python identifier",
        ),
        (
            lambda: ModeDefinition(resource_defs={"a": 1}),
            CheckError,
            "mismatches expected type for key a",
        ),
        (
            lambda: ModeDefinition(resource_defs={"a", "b"}),
            ParameterCheckError,
            r"'dict'.*Got \{'a', 'b'\}",
        ),
        (lambda: ModeDefinition(Residual()), CheckError, "name"),
    ],
)
def test_modes_that_mean_nothing(make: Any, error: type[Exception], message: str) -> None:
    with pytest.raises((error, DagsterInvalidDefinitionError), match=message):
        make()


def test_messages_show_no_addresses() -> None:
    with pytest.raises(ParameterCheckError) as refused:
        pipeline(name="p", mode_defs=ModeDefinition("prod"))(lambda: None)
    assert "Got <ModeDefinition prod>" in str(refused.value)
    assert "0x" not in str(refused.value)


def test_modes_and_presets_of_a_pipeline() -> None:
    with pytest.raises(DagsterInvalidDefinitionError, match='Two modes seen with the name "x"'):
        pipeline(name="p", mode_defs=[ModeDefinition("x"), ModeDefinition("x")])(lambda: None)
    with pytest.raises(
        DagsterInvalidDefinitionError, match='references mode "default" which is not defined'
    ):
        pipeline(name="p", mode_defs=[ModeDefinition("x")], preset_defs=[PresetDefinition("p")])(
            lambda: None
        )
    with pytest.raises(DagsterInvariantViolationError, match="Attempted to call pipeline"):
        pipeline(name="p")(lambda: None)()


def test_presets_from_yaml(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("solids: {a: {config: {x: 1, l: [1, 2]}}}\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("solids: {a: {config: {y: 2, l: [3]}}}\n", encoding="utf-8")
    preset = PresetDefinition.from_files("p", [str(tmp_path / "*.yaml")], mode="m")
    assert preset.run_config == {"solids": {"a": {"config": {"x": 1, "y": 2, "l": [3]}}}}
    more = preset.with_additional_config({"solids": {"a": {"config": {"x": 5}}}})
    assert more.run_config["solids"]["a"]["config"]["x"] == 5
    with pytest.raises(DagsterInvariantViolationError, match="produced no results"):
        PresetDefinition.from_files("p", [str(tmp_path / "no.yaml")])
    with pytest.raises(DagsterInvariantViolationError, match="attempting to parse yaml"):
        PresetDefinition.from_yaml_strings("p", ["a: ["])
    with pytest.raises(CheckError):
        PresetDefinition.from_yaml_strings("p", ["- a"])


def test_definitions_know_where_they_come_from() -> None:
    span = Span("pipeline.py", 3, 0)
    with at(span):
        made = resource(lambda: 1)
    assert made.origin == span
    assert here() is None
    with at(span), pytest.raises(DagsterInvalidDefinitionError) as refused:
        ModeDefinition("a b")
    assert refused.value.finding.span == span  # type: ignore[attr-defined]


def test_loggers() -> None:
    @logger({"level": str})
    def quiet(context: Any) -> None: ...

    assert ModeDefinition(logger_defs={"quiet": quiet}).loggers == {"quiet": quiet}
