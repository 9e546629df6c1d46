"""Solids, resources and hooks called directly, with contexts that tests build (1.3, 1.4, 3.14)."""

from typing import Any

import pytest

from modec import (
    CheckError,
    DagsterInvalidConfigError,
    DagsterInvalidInvocationError,
    DagsterInvalidPropertyError,
    DagsterInvariantViolationError,
    DagsterTypeCheckDidNotPass,
    Output,
    build_hook_context,
    build_init_resource_context,
    build_solid_context,
    resource,
    solid,
    success_hook,
)


@resource(config_schema={"x": int}, required_resource_keys={"foo"})
def wanting(context: Any) -> Any:
    return context.resources.foo, context.resource_config


def test_a_resource_gets_what_the_context_has() -> None:
    context = build_init_resource_context({"x": 1}, {"foo": "bar"})
    assert wanting(context) == ("bar", {"x": 1})
    with pytest.raises(DagsterInvalidInvocationError, match="has required resources"):
        wanting(None)
    with pytest.raises(DagsterInvalidInvocationError, match='requires resource "foo"'):
        wanting(build_init_resource_context({"x": 1}))
    with pytest.raises(DagsterInvalidConfigError, match="Error in config for resource"):
        wanting(build_init_resource_context({"x": "1"}, {"foo": 1}))


def test_a_generator_resource_is_closed_and_not_resumed(journal: list[Any]) -> None:
    @resource
    def opened(_: Any) -> Any:
        try:
            yield 5
            journal.append("resumed")
        finally:
            journal.append("closed")

    with opened(None) as value:
        assert value == 5
    assert journal == ["closed"]


def test_generators_among_the_resources_need_a_with(journal: list[Any]) -> None:
    @resource
    def opened(_: Any) -> Any:
        yield 5
        journal.append("down")

    context = build_init_resource_context(resources={"foo": opened})
    with pytest.raises(DagsterInvariantViolationError, match="is a generator"):
        context.resources  # noqa: B018
    with build_init_resource_context(resources={"foo": opened}) as entered:
        assert entered.resources.foo == 5
    assert "down" in journal


@solid(config_schema={"by": int}, required_resource_keys={"base"})
def scaled(context: Any, x: int) -> int:
    return int(context.resources.base + x * context.solid_config["by"])


def test_a_solid_is_checked_and_called() -> None:
    context = build_solid_context({"base": 100}, {"by": 2})
    assert scaled(context, 4) == 108
    assert scaled(context, x=4) == 108
    with pytest.raises(DagsterInvalidInvocationError, match="no context was provided"):
        scaled(4)
    with pytest.raises(DagsterInvalidInvocationError, match='required input "x"'):
        scaled(context)
    with pytest.raises(DagsterTypeCheckDidNotPass, match='solid "scaled" input "x"'):
        scaled(context, "4")


def test_a_run_is_not_there() -> None:
    @solid
    def curious(context: Any) -> Any:
        assert context.run_id == "EPHEMERAL"
        return context.pipeline_run

    with pytest.raises(DagsterInvalidPropertyError, match="pipeline_run property is not set"):
        curious(None)


def test_generators_are_checked_as_they_yield() -> None:
    @solid
    def twice(_: Any) -> Any:
        yield Output(1)
        yield Output(2)

    given = twice(None)
    assert next(given).value == 1
    with pytest.raises(DagsterInvariantViolationError, match="multiple times"):
        next(given)


def test_hooks(journal: list[Any]) -> None:
    @success_hook(required_resource_keys={"bell"})
    def ring(context: Any) -> None:
        journal.append(context.resources.bell)

    ring(build_hook_context({"bell": "ding"}))
    assert journal == ["ding"]
    with pytest.raises(DagsterInvariantViolationError, match="requires resource 'bell'"):
        ring(None)
    with pytest.raises(CheckError):
        build_hook_context(solid=scaled, op=scaled)
