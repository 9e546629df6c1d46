"""Bodies of pipelines and composites: invocations, names, and what is refused (3.2, 3.7, 3.8)."""

from __future__ import annotations

from typing import Any

import pytest

from modec.definitions.dependency import (
    DependencyDefinition,
    MultiDependencyDefinition,
    SolidInvocation,
)
from modec.definitions.graph import CompositeSolidDefinition, composite_solid, graph
from modec.definitions.hook import success_hook
from modec.definitions.inputs import InputDefinition
from modec.definitions.outputs import DynamicOutputDefinition, OutputDefinition
from modec.definitions.pipeline import PipelineDefinition, pipeline
from modec.definitions.solid import solid
from modec.runtime.errors import DagsterInvalidDefinitionError, DagsterInvariantViolationError


@solid
def start(context: Any) -> Any: ...


@solid
def follow(context: Any, x: Any, y: Any) -> Any: ...


@solid(output_defs=[OutputDefinition(name="a"), OutputDefinition(name="b")])
def split(context: Any) -> Any: ...


@solid(output_defs=[DynamicOutputDefinition()])
def many(context: Any) -> Any: ...


def names(body: Any) -> list[str]:
    return [node.name for node in pipeline(body).nodes]


def refusal(body: Any) -> str:
    with pytest.raises(DagsterInvalidDefinitionError) as refused:
        pipeline(name="body")(body)
    return str(refused.value)


def test_uses_are_counted_and_aliases_are_not() -> None:
    def body() -> None:
        start()
        start.alias("other")()
        start()

    assert names(body) == ["other", "start", "start_2"]


def test_a_name_used_twice() -> None:
    def body() -> None:
        start.alias("a")()
        start.alias("a")()

    assert refusal(body) == "@pipeline body invoked the same node (a) twice without aliasing."


def test_several_outputs_are_a_tuple_and_attributes() -> None:
    def body() -> None:
        a, _ = split()
        follow(a, split().b)

    node = pipeline(body).graph.node_dict["follow"]
    assert [(source.solid, source.output) for source in node.upstream()] == [
        ("split", "a"),
        ("split_2", "b"),
    ]


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        (lambda: 3, "received invalid type <class 'int'> for input \"x\" (at position 0)"),
        (lambda: start, "Did you forget parentheses?"),
        (lambda: start.alias("z"), "Did you forget parentheses?"),
        (lambda: split(), "received a tuple of multiple outputs"),
        (lambda: [3], "received a list containing an invalid type at index 0"),
        (lambda: many(), "received the dynamic output result from solid many directly"),
    ],
)
def test_arguments_must_be_handles(argument: Any, message: str) -> None:
    assert message in refusal(lambda: follow(argument(), start()))


def test_too_many_and_unknown_inputs() -> None:
    assert "received too many inputs for invocation start" in refusal(
        lambda: start(start.alias("a")())
    )
    text = refusal(lambda: follow(start(), nope=start()))
    assert "solid \"follow\" does not have input \"nope\". Available inputs: ['x', 'y']" in text


def test_handles_are_no_values() -> None:
    with pytest.raises(DagsterInvariantViolationError, match="Attempted to iterate over"):
        pipeline(name="p")(lambda: list(start()))
    with pytest.raises(DagsterInvariantViolationError, match="Attempted to index in to"):
        pipeline(name="p")(lambda: start()["a"])


def test_modifiers_of_an_invocation() -> None:
    @success_hook
    def told(context: Any) -> None: ...

    def body() -> None:
        start.tag({"a": 1}).alias("named").with_hooks({told})()

    (node,) = pipeline(body).nodes
    assert (node.name, node.tags, node.hook_defs) == ("named", {"a": "1"}, (told,))


def test_two_definitions_of_one_name() -> None:
    other = solid(name="start")(lambda context: None)
    assert "conflicting solid definitions with the same name" in refusal(
        lambda: (start(), other.alias("b")())[:0]
    )


def test_what_a_pipeline_returns_means_nothing() -> None:
    with pytest.warns(UserWarning, match="returned a value"):
        pipeline(name="p")(lambda: start())


def test_an_invocation_that_never_happens_is_told() -> None:
    with pytest.warns(UserWarning, match="received an uninvoked solid 'start'"):
        pipeline(name="p")(lambda: start.alias("a") and None)


def test_composites_map_inputs_and_outputs() -> None:
    @composite_solid(output_defs=[OutputDefinition(name="first"), OutputDefinition(name="second")])
    def comp(x: Any) -> Any:
        a, b = split()
        follow(a, x)
        return {"first": a, "second": b}

    assert list(comp.input_dict) == ["x"]
    assert comp.output_mapping_of("second").maps_from.output_name == "b"
    assert [node.name for node in comp.nodes] == ["split", "follow"]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: composite_solid(lambda x: None), "has unmapped input 'x'"),
        (
            lambda: composite_solid(output_defs=[OutputDefinition(name="a")])(lambda: None),
            "unmapped output 'a'",
        ),
        (lambda: composite_solid(lambda: 3), "returned problematic value"),
        (
            lambda: composite_solid(input_defs=[InputDefinition("x", int)])(lambda x: follow(x, x)),
            "of type Int maps to follow.x of different type Any",
        ),
        (
            lambda: composite_solid(config_schema={"a": int})(lambda: None),
            "does not define a configuration function",
        ),
        (
            lambda: composite_solid(name="c", output_defs=[OutputDefinition(io_manager_key="x")])(
                lambda: start()
            ),
            "IO manager cannot be set on a composite solid",
        ),
    ],
)
def test_composites_that_do_not_fit(make: Any, message: str) -> None:
    with pytest.raises(DagsterInvalidDefinitionError, match=message):
        make()


def test_a_solid_under_two_dynamic_outputs() -> None:
    def body() -> None:
        first = many()
        many.alias("d2")().map(lambda other: first.map(lambda each: follow(each, other)))

    assert "cannot be downstream of more than one dynamic output" in refusal(body)


def test_pipelines_from_dicts_of_dependencies() -> None:
    made = PipelineDefinition(
        name="p",
        solid_defs=[start, follow],
        dependencies={
            SolidInvocation("follow", alias="last"): {
                "x": DependencyDefinition("start"),
                "y": MultiDependencyDefinition([DependencyDefinition("start")]),
            }
        },
    )
    assert [node.name for node in made.nodes] == ["start", "last"]


@pytest.mark.parametrize(
    ("dependencies", "message"),
    [
        (
            {"nope": {"x": DependencyDefinition("start")}},
            '"nope" in dependency dictionary not found',
        ),
        ({"follow": {"x": DependencyDefinition("nope")}}, 'solid "nope" not found in solid list'),
        ({"follow": {"x": DependencyDefinition("start", "b")}}, 'does not have output "b"'),
        ({"follow": {"x": DependencyDefinition("follow")}}, "circular reference detected"),
        ({"follow": DependencyDefinition("start")}, "one layer too high"),
        (
            {
                "follow": {"x": DependencyDefinition("two")},
                SolidInvocation("follow", "two"): {"x": DependencyDefinition("follow")},
            },
            "Circular dependencies exist among these items: follow -> two -> follow",
        ),
    ],
)
def test_dependencies_that_do_not_fit(dependencies: Any, message: str) -> None:
    with pytest.raises(DagsterInvalidDefinitionError, match=message):
        PipelineDefinition(name="p", solid_defs=[start, follow], dependencies=dependencies)


def test_inputs_that_nothing_can_feed() -> None:
    class Frame: ...

    @solid(input_defs=[InputDefinition("x", Frame)])
    def needs(context: Any, x: Any) -> None: ...

    assert 'Input "x" in solid "needs" is not connected' in refusal(lambda: needs() and None)


def test_graphs_become_jobs() -> None:
    @graph
    def flow() -> None:
        start()

    job = flow.to_job(name="nightly", config={"solids": {}})
    assert (job.name, job.available_modes, job.is_job) == ("nightly", ["default"], True)
    assert isinstance(composite_solid(name="c")(lambda: None), CompositeSolidDefinition)
