"""What definitions refuse, in the sentences that Dagster's users know."""

from __future__ import annotations

from typing import Any

import pytest

from modec import (
    DagsterInvalidDefinitionError,
    DagsterInvariantViolationError,
    DependencyDefinition,
    DynamicOutput,
    DynamicOutputDefinition,
    InputDefinition,
    ModeDefinition,
    Nothing,
    PipelineDefinition,
    PresetDefinition,
    String,
    composite_solid,
    dagster_type_loader,
    lambda_solid,
    pipeline,
    solid,
    success_hook,
)


@lambda_solid
def start() -> int:
    return 1


@solid
def follow(_: Any, x: Any, y: Any = None) -> Any:
    return x


@solid(output_defs=[DynamicOutputDefinition()])
def parts(_: Any) -> Any:
    yield DynamicOutput(1, "a")


@pytest.mark.parametrize(
    ("dependencies", "said"),
    [
        ([], r'The expected type for "dependencies" is Dict'),
        (
            {"follow": DependencyDefinition("start")},
            "Received a IDependencyDefinition one layer too high under key follow",
        ),
        (
            {"follow": {"x": {"x": DependencyDefinition("start")}}},
            'Expected IDependencyDefinition for solid "follow" input "x"',
        ),
        ({"follow": 3}, "Under key follow received value 3"),
    ],
)
def test_dependencies_of_the_wrong_shape(dependencies: Any, said: str) -> None:
    with pytest.raises(DagsterInvalidDefinitionError, match=said):
        PipelineDefinition(name="p", solid_defs=[start, follow], dependencies=dependencies)


def test_nothing_has_no_default() -> None:
    with pytest.raises(DagsterInvalidDefinitionError, match="of type Nothing"):
        InputDefinition("x", Nothing, default_value=None)


def test_loaders_take_a_context_and_a_value() -> None:
    def only_a_value(value: Any) -> Any:
        return value

    def only_a_context(_: Any) -> Any:
        return 1

    for function in (only_a_value, only_a_context):
        with pytest.raises(DagsterInvalidDefinitionError, match="required positional parameter"):
            dagster_type_loader(String)(function)


def test_a_hook_on_a_pipeline_needs_its_resources() -> None:
    @success_hook(required_resource_keys={"b"})
    def noted(context: Any) -> None:
        pass

    @pipeline(mode_defs=[ModeDefinition(resource_defs={})])
    def flow() -> None:
        start()

    with pytest.raises(DagsterInvalidDefinitionError, match='"b" is required by hook "noted"'):
        noted(flow)


def test_invoked_handles_cannot_be_renamed() -> None:
    with pytest.raises(
        DagsterInvariantViolationError,
        match=r"In @pipeline late, attempted to call alias method for InvokedSolidOutputHandle",
    ):

        @pipeline
        def late() -> None:
            start().alias("other")  # type: ignore[attr-defined]


def test_what_was_never_invoked_is_warned_of() -> None:
    with pytest.warns(UserWarning) as warned:

        @pipeline
        def forgetful() -> None:
            start.alias("one").tag({"a": "b"})  # type: ignore[attr-defined]

    (warning,) = warned
    assert "'start' was aliased as 'one'.\nProvided tags: {'a': 'b'}.\n" in str(warning.message)


def test_collecting_and_being_mapped() -> None:
    with pytest.raises(DagsterInvalidDefinitionError, match="cannot both collect over"):

        @pipeline
        def mapped_first() -> None:
            made = parts()
            made.map(lambda each: follow(each, made.collect()))

    with pytest.raises(DagsterInvalidDefinitionError, match="cannot be both downstream of"):

        @pipeline
        def collected_first() -> None:
            made = parts()
            made.map(lambda each: follow(made.collect(), each))


def test_dynamic_outputs_of_composites_are_dynamic() -> None:
    with pytest.raises(DagsterInvalidDefinitionError, match="Definition types must align"):

        @composite_solid(output_defs=[])
        def empty() -> None:
            parts()

        @composite_solid
        def plain() -> Any:
            return parts()


def test_definitions_are_found_by_name() -> None:
    @composite_solid
    def inner() -> Any:
        return start()

    @pipeline
    def flow() -> None:
        follow.alias("second")(inner())

    assert flow.has_solid_named("second")
    assert not flow.has_solid_named("follow")
    assert flow.solid_named("second").definition is follow
    assert flow.solid_def_named("start") is start
    assert sorted(each.name for each in flow.all_node_defs) == ["follow", "inner", "start"]
    assert sorted(each.name for each in flow.top_level_solid_defs) == ["follow", "inner"]
    assert flow.is_single_mode
    assert flow.has_mode_definition("default")
    with pytest.raises(DagsterInvariantViolationError, match="has no solid named start"):
        flow.solid_named("start")


def test_equal_definitions() -> None:
    assert PresetDefinition("p", {"a": 1}) == PresetDefinition("p", {"a": 1})
    assert PresetDefinition("p", {"a": 1}) != PresetDefinition("p", {"a": 2})
    assert DependencyDefinition("a") == DependencyDefinition("a", "result")
    assert DependencyDefinition("a") != DependencyDefinition("a", "other")
