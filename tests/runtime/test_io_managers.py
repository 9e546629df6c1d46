"""IO managers (3.15, 3.11)."""

from __future__ import annotations

import os
from typing import Any

import pytest

from modec.runtime.dynamic import Collecting, DynamicOutput, FromCollected, FromMapped, Mapped
from modec.runtime.engine import From, FromMany, Step, run_steps
from modec.runtime.errors import DagsterExecutionHandleOutputError, DagsterExecutionLoadInputError
from modec.runtime.events import AssetKey, AssetMaterialization, Failure, Output
from modec.runtime.io_managers import (
    FromKept,
    FromManager,
    InMemoryIOManager,
    InputDetails,
    IOManager,
    KeptOut,
    RootInputManager,
    custom_path_fs_io_manager,
    fs_io_manager,
)
from modec.runtime.metadata import IntMetadataEntryData, MetadataEntry
from modec.runtime.outputs import Out
from modec.runtime.retries import Retrying, RetryPolicy, RetryRequested
from modec.runtime.types import Int


class Noting(IOManager):
    """Keeps values, notes contexts, and raises where it is told to."""

    def __init__(self, store: Exception | None = None, load: Exception | None = None) -> None:
        self.seen: list[Any] = []
        self.values: dict[Any, Any] = {}
        self.store = store
        self.load = load

    def handle_output(self, context: Any, obj: Any) -> Any:
        if self.store:
            raise self.store
        self.seen.append(context)
        self.values[tuple(context.get_output_identifier())] = obj

    def load_input(self, context: Any) -> Any:
        if self.load:
            raise self.load
        self.seen.append(context)
        return self.values[tuple(context.upstream_output.get_output_identifier())]


def pair(manager: Any, seen: list[Any]) -> list[Step]:
    """a, kept by the manager -> b; and c beside them."""
    return [
        Step("a", lambda: 5, outputs=(KeptOut("result", None, manager),)),
        Step("c", lambda: seen.append("c")),
        Step("b", lambda x: seen.append(x), inputs={"x": From("a")}),
    ]


def test_values_pass_through_the_manager_with_all_it_may_know(pipeline: Any) -> None:
    manager = Noting()
    out = KeptOut(
        "o",
        Int,
        manager,
        "keeper",
        metadata={"m": 1},
        config={"c": 2},
        resource_config={"r": 3},
        resources={"db": 4},
    )
    source = FromKept("a", "o", InputDetails({"in": 5}, {"im": 6}))
    run_steps(
        pipeline,
        [
            Step("a", lambda: 7, outputs=(out,)),
            Step("b", lambda x: x, inputs={"x": source}, types={"x": Int}),
        ],
    )
    stored, loaded = manager.seen
    assert stored.get_output_identifier() == ["run-1", "a", "o"]
    assert (stored.step_key, stored.name, stored.pipeline_name, stored.run_id) == (
        "a",
        "o",
        "p",
        "run-1",
    )
    assert (stored.metadata, stored.config, stored.resource_config) == (
        {"m": 1},
        {"c": 2},
        {"r": 3},
    )
    assert stored.resources.db == 4 and stored.dagster_type is Int and stored.solid_def.name == "a"
    assert loaded.upstream_output is stored and loaded.name == "x" and loaded.dagster_type is Int
    assert (loaded.metadata, loaded.config, loaded.resource_config) == (
        {"im": 6},
        {"in": 5},
        {"r": 3},
    )
    assert (
        'Loaded input "x" using input manager "keeper", from output "o" of step "a"'
        in pipeline.messages("DEBUG")
    )


def test_memory_keeps_identity(pipeline: Any) -> None:
    made: list[Any] = []
    value = {"a": 1}
    out = KeptOut("result", None, InMemoryIOManager())
    first = Step("a", lambda: value, outputs=(out,))
    run_steps(pipeline, [first, Step("b", lambda x: made.append(x), inputs={"x": From("a")})])
    assert made[0] is value


@pytest.mark.parametrize("error", [ValueError("disk full")])
def test_a_value_that_cannot_be_kept_ends_the_run(pipeline: Any, error: Exception) -> None:
    seen: list[Any] = []
    steps = pair(Noting(store=error), seen)
    steps[0].retry = Retrying(RetryPolicy(3))
    assert not pipeline.execute(lambda p: run_steps(p, steps))
    assert seen == [] and pipeline.kinds("a").count("STEP_FAILURE") == 1
    assert "An exception was thrown during execution." in pipeline.happenings[-1][2]["message"]


def test_a_failure_of_the_manager_fails_the_step_only(pipeline: Any) -> None:
    seen: list[Any] = []
    run_steps(pipeline, pair(Noting(store=Failure("no")), seen))
    assert seen == ["c"] and pipeline.failed == ["a"]


def test_no_policy_retries_a_failure_of_the_manager(pipeline: Any) -> None:
    steps = pair(Noting(store=Failure("no")), [])
    steps[0].retry = Retrying(RetryPolicy(max_retries=3))
    run_steps(pipeline, steps)
    assert pipeline.failed == ["a"] and "STEP_UP_FOR_RETRY" not in pipeline.kinds("a")


def test_a_manager_may_ask_for_a_second_attempt(pipeline: Any) -> None:
    steps = pair(Noting(store=RetryRequested(max_retries=2)), [])
    steps[0].retry = Retrying()
    run_steps(pipeline, steps)
    assert pipeline.kinds("a").count("STEP_UP_FOR_RETRY") == 2 and pipeline.failed == ["a"]


def test_what_is_no_manager_ends_the_run(pipeline: Any) -> None:
    assert not pipeline.execute(lambda p: run_steps(p, pair(5, [])))
    assert "Object 5 is not a IOManager" in str(pipeline.error("a"))


def test_a_value_that_cannot_be_loaded_fails_the_step(pipeline: Any) -> None:
    seen: list[Any] = []
    cause = ValueError("gone")
    run_steps(pipeline, pair(Noting(load=cause), seen))
    assert seen == ["c"] and pipeline.failed == ["b"]
    assert isinstance(pipeline.error("b"), DagsterExecutionLoadInputError)
    assert pipeline.error("b").__cause__ is cause


def test_managers_may_tell_of_materializations(pipeline: Any) -> None:
    class Telling(Noting):
        def handle_output(self, context: Any, obj: Any) -> Any:
            yield AssetMaterialization("k")
            if obj == 6:
                raise ValueError

    run_steps(
        pipeline,
        [
            Step(key, lambda v=v: v, outputs=(KeptOut("result", None, Telling()),))
            for key, v in [("a", 5), ("b", 6)]
        ],
    )
    assert "ASSET_MATERIALIZATION" in pipeline.kinds("a")
    assert isinstance(pipeline.error("b"), DagsterExecutionHandleOutputError)


def test_what_is_said_of_assets(pipeline: Any) -> None:
    class Tables(Noting):
        def handle_output(self, context: Any, obj: Any) -> Any:
            super().handle_output(context, obj)
            return MetadataEntry("rows", None, IntMetadataEntryData(1))

        def get_output_asset_key(self, context: Any) -> Any:
            return None if context.step_key == "c" else AssetKey(["db", context.step_key])

        def get_output_asset_partitions(self, context: Any) -> Any:
            return {"y", "x"} if context.step_key == "b" else set()

    def kept(**own: Any) -> tuple[KeptOut, ...]:
        return (KeptOut("result", None, Tables(), **own),)

    given = Output(5, metadata={"size": 3})
    key = AssetKey("own")
    steps = [
        Step("a", lambda: given, outputs=kept()),
        Step("b", lambda: 5, outputs=kept()),
        Step("c", lambda: 5, outputs=kept()),
        Step("d", lambda: 5, outputs=kept(asset_key=key)),
    ]
    out = KeptOut("result", None, InMemoryIOManager(), asset_key=lambda c: AssetKey(c.step_key))
    out.asset_partitions = lambda context: {context.name}
    run_steps(pipeline, [*steps, Step("e", lambda: 5, outputs=(out,))])
    told = {
        step: [
            data["event"]
            for kind, of, data in pipeline.happenings
            if kind == "ASSET_MATERIALIZATION" and of == step
        ]
        for step in "abcde"
    }
    assert [(each.label, each.partition) for each in told["a"]] == [("db a", None)]
    assert [entry.label for entry in told["a"][0].metadata_entries] == ["size", "rows"]
    assert [(each.label, each.partition) for each in told["b"]] == [("db b", "x"), ("db b", "y")]
    assert told["c"] == told["d"] == []
    assert "associate it with an asset" in str(pipeline.error("d"))
    assert [(each.label, each.partition) for each in told["e"]] == [("e", "result")]


def test_dynamic_values_are_kept_one_by_one(pipeline: Any) -> None:
    seen: list[Any] = []
    manager = Noting()

    def numbers() -> Any:
        yield DynamicOutput(1, "a")
        yield DynamicOutput(2, "b")

    over = ("dyn", "result")
    run_steps(
        pipeline,
        [
            Step("dyn", numbers, outputs=(KeptOut("result", None, manager, is_dynamic=True),)),
            Mapped(
                over,
                "m",
                lambda x: x + 1,
                inputs={"x": FromMapped("dyn")},
                outputs=(KeptOut("result", None, manager),),
            ),
            Collecting(
                "all", lambda x: seen.append(x), inputs={"x": FromCollected("m", "result", over)}
            ),
        ],
    )
    assert seen == [[2, 3]]
    assert sorted(manager.values) == [
        ("run-1", "dyn", "result", "a"),
        ("run-1", "dyn", "result", "b"),
        ("run-1", "m[a]", "result"),
        ("run-1", "m[b]", "result"),
    ]


def test_root_managers_load_what_nothing_feeds(pipeline: Any) -> None:
    seen: list[Any] = []

    def load(context: Any) -> Any:
        assert context.upstream_output is None
        return context.config, context.resource_config, context.resources.db

    source = FromManager("root", load, InputDetails(1), resource_config=2, resources={"db": 3})
    run_steps(pipeline, [Step("a", lambda x: seen.append(x), inputs={"x": source})])
    assert seen == [(1, 2, 3)]


def test_a_root_manager_may_be_an_object(pipeline: Any) -> None:
    class Root(RootInputManager):
        def load_input(self, context: Any) -> Any:
            return context.name

    seen: list[Any] = []
    source = FromManager("root", Root())
    run_steps(pipeline, [Step("a", lambda x: seen.append(x), inputs={"x": source})])
    assert seen == ["x"]


def test_files(pipeline: Any, tmp_path: Any) -> None:
    seen: list[Any] = []

    def body(pipeline: Any) -> None:
        manager = pipeline.resource("io_manager", fs_io_manager, {"base_dir": str(tmp_path)})
        run_steps(pipeline, pair(manager, seen))

    assert pipeline.execute(body)
    assert seen == ["c", 5] and (tmp_path / "run-1" / "a" / "result").exists()


def test_files_without_a_folder_last_as_long_as_the_run(pipeline: Any) -> None:
    folders: list[str] = []

    def body(pipeline: Any) -> None:
        folders.append(pipeline.resource("io_manager", fs_io_manager, {}).base_dir)
        assert os.path.isdir(folders[0])

    assert pipeline.execute(body)
    assert not os.path.exists(folders[0])


def test_custom_paths(pipeline: Any, tmp_path: Any) -> None:
    seen: list[Any] = []
    manager = custom_path_fs_io_manager({"base_dir": str(tmp_path)})
    steps = pair(manager, seen)
    steps[0].outputs = (KeptOut("result", None, manager, metadata={"path": "x/y.pickle"}),)
    run_steps(pipeline, steps)
    assert seen == ["c", 5] and (tmp_path / "x" / "y.pickle").exists()
    assert "Materialized value p a result." in pipeline.messages("DEBUG")


def test_lists_of_kept_values(pipeline: Any) -> None:
    seen: list[Any] = []
    out = KeptOut("result", None, Noting())
    source = FromMany(From("a"), From("b"))
    run_steps(
        pipeline,
        [
            Step("a", lambda: 1, outputs=(out,)),
            Step("b", lambda: 2, outputs=(Out(),)),
            Step("c", lambda x: seen.append(x), inputs={"x": source}),
        ],
    )
    assert seen == [[1, 2]]


@pytest.mark.parametrize("base", [IOManager, RootInputManager])
def test_a_manager_without_its_methods_cannot_be_made(base: type) -> None:
    class Half(base):  # type: ignore[misc]
        def handle_output(self, context: Any, obj: Any) -> None: ...

    with pytest.raises(TypeError, match="abstract"):
        Half()
