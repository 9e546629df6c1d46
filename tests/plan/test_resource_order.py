"""Which resources are initialised, in which order, and for whom (1.7, 1.8)."""

from __future__ import annotations

import pytest

from modec.definitions.hook import HookDefinition
from modec.definitions.io_managers import io_manager
from modec.definitions.mode import ModeDefinition
from modec.definitions.origin import deferred_validation
from modec.definitions.outputs import OutputDefinition
from modec.definitions.pipeline import PipelineDefinition, pipeline
from modec.definitions.resource import ResourceDefinition
from modec.definitions.solid import solid
from modec.diagnostics import Refused
from modec.plan import check_pipeline, make_plan
from modec.runtime.errors import DagsterInvalidDefinitionError, DagsterInvariantViolationError
from tests.plan.conftest import res, step


def planned(resources: dict[str, ResourceDefinition], *keys: str) -> PipelineDefinition:
    only = step("only", *keys, inputs=0)

    @pipeline(mode_defs=[ModeDefinition("m", resources)])
    def work() -> None:
        only()

    made: PipelineDefinition = work
    return made


def order(made: PipelineDefinition) -> list[str]:
    return [resource.key for resource in make_plan(made, "m").resources]


def test_levels_are_sorted_by_key_whatever_the_order_of_declaration() -> None:
    resources = {"d": res(), "x": res(), "b": res("x"), "c": res(), "a": res()}
    assert order(planned(resources, "b", "d", "c", "a")) == ["a", "c", "d", "io_manager", "x", "b"]


def test_only_what_steps_need_is_initialised() -> None:
    resources = {"used": res("deep"), "deep": res(), "unused": res("deep")}
    made = make_plan(planned(resources, "used"), "m")
    assert [(each.key, each.needs, each.needed_by) for each in made.resources] == [
        ("deep", (), ("used",)),
        ("io_manager", (), ("only",)),
        ("used", ("deep",), ("only",)),
    ]


def test_a_step_without_inputs_and_outputs_needs_no_io_manager() -> None:
    @solid(output_defs=[])
    def silent(context: object) -> None: ...

    @pipeline
    def work() -> None:
        silent()

    assert make_plan(work, None).resources == ()


def test_managers_of_upstream_outputs_and_hooks_are_needed() -> None:
    @io_manager
    def manager(_: object) -> None: ...

    @solid(output_defs=[OutputDefinition(io_manager_key="files")])
    def first(context: object) -> None: ...

    @solid(output_defs=[])
    def last(context: object, x: object) -> None: ...

    hook = HookDefinition("told", lambda context, events: None, {"slack"})

    @pipeline(mode_defs=[ModeDefinition("m", {"files": manager, "slack": res()})])
    def work() -> None:
        last.with_hooks({hook})(first())

    made = make_plan(work, "m")
    assert [(each.key, each.needed_by) for each in made.resources] == [
        ("files", ("first", "last")),
        ("slack", ("last",)),
    ]


def test_a_plain_resource_cannot_load_an_input() -> None:
    @solid(output_defs=[OutputDefinition(io_manager_key="files")])
    def first(context: object) -> None: ...

    follow = step("follow")

    @pipeline(mode_defs=[ModeDefinition("m", {"files": res()})])
    def work() -> None:
        follow(first())

    with pytest.raises(Refused) as refused:
        make_plan(work, "m")
    assert [each.code for each in refused.value.diagnostics] == ["MD210"]


def test_a_cycle_names_the_whole_path() -> None:
    made = planned({"a": res("b"), "b": res("c"), "c": res("a")}, "b")
    with pytest.raises(Refused) as refused:
        make_plan(made, "m")
    assert isinstance(refused.value, DagsterInvariantViolationError)
    assert str(refused.value) == 'Resource key "a" transitively depends on itself.'
    assert refused.value.diagnostics[0].message.endswith("a -> b -> c -> a")


def test_a_cycle_that_nobody_needs_is_a_warning() -> None:
    made = planned({"a": res("a"), "b": res()}, "b")
    assert order(made) == ["b", "io_manager"]
    assert [(each.code, each.severity) for each in check_pipeline(made)] == [("MD211", "warning")]


def test_missing_resources_are_all_named_with_who_needs_them() -> None:
    with deferred_validation():
        made = planned({"store": res("databse"), "database": res()}, "store", "slack")
    with pytest.raises(Refused) as refused:
        make_plan(made, "m")
    assert isinstance(refused.value, DagsterInvalidDefinitionError)
    first, second = refused.value.diagnostics
    assert first.message == "mode 'm' has no resource 'databse'"
    assert first.notes == (
        "'databse' is required by resource at key \"store\", which solid def only needs",
    )
    assert first.help.startswith("did you mean 'database'?")
    assert second.message == "mode 'm' has no resource 'slack'"


def test_live_definition_checks_every_mode() -> None:
    with pytest.raises(
        DagsterInvalidDefinitionError, match=r'"slack" is required by solid def only.*mode "m"'
    ):
        planned({}, "slack")


def test_a_broken_mode_does_not_stand_in_the_way_of_another() -> None:
    only = step("only", "db", inputs=0)
    with deferred_validation():

        @pipeline(mode_defs=[ModeDefinition("good", {"db": res()}), ModeDefinition("bad")])
        def work() -> None:
            only()

    assert [each.key for each in make_plan(work, "good").resources] == ["db", "io_manager"]
    found = check_pipeline(work)
    assert [(each.code, each.message) for each in found] == [
        ("MD201", "mode 'bad' has no resource 'db'")
    ]
    assert "it is bound in mode 'good'" in found[0].notes
