"""Jobs, assets and loggers in live runs."""

from __future__ import annotations

import json
from typing import Any

import pytest

from modec import (
    AssetKey,
    ConfigMapping,
    DagsterInvalidConfigError,
    In,
    IOManager,
    IOManagerDefinition,
    ModeDefinition,
    Out,
    execute_solid,
    graph,
    json_console_logger,
    op,
    solid,
)


@op(config_schema={"foo": str})
def configured(context: Any) -> None:
    pass


@graph
def one() -> None:
    configured()


def test_a_default_config_is_checked_when_the_job_is_made() -> None:
    with pytest.raises(DagsterInvalidConfigError, match="when building job 'j' from graph 'one'"):
        one.to_job(name="j", config={})
    unknown = {"ops": {"configured": {"config": {"foo": "x"}}, "other": {}}}
    with pytest.raises(DagsterInvalidConfigError, match="Invalid default_value for Field"):
        one.to_job(name="j", config=unknown)
    both = {section: {"configured": {"config": {"foo": "x"}}} for section in ("ops", "solids")}
    with pytest.raises(DagsterInvalidConfigError, match="both field 'ops' and field 'solids'"):
        one.to_job(name="j", config=both)


def test_a_failing_config_mapping_raises_its_own_error() -> None:
    def failing(_: Any) -> Any:
        raise LookupError("no config of it")

    job = one.to_job(config=ConfigMapping(failing))
    with pytest.raises(LookupError, match="no config of it"):
        job.execute_in_process()


def test_io_managers_are_told_of_assets() -> None:
    told = []

    class Asking(IOManager):
        def handle_output(self, context: Any, obj: Any) -> None:
            told.append(context.asset_key)

        def load_input(self, context: Any) -> Any:
            told.append((context.asset_key, context.upstream_output.asset_key))

    @op(out=Out(asset_key=AssetKey("made")))
    def make() -> int:
        return 1

    @op(ins={"x": In(asset_key=lambda _: AssetKey("read"))}, out={})
    def read(x: Any) -> None:
        pass

    @graph
    def both() -> None:
        read(make())

    manager = IOManagerDefinition.hardcoded_io_manager(Asking())
    result = both.to_job(resource_defs={"io_manager": manager}).execute_in_process()
    assert result.success
    assert told == [AssetKey("made"), (AssetKey("read"), AssetKey("made"))]
    (loaded,) = [event for event in result.event_list if event.is_loaded_input]
    assert loaded.event_specific_data.upstream_step_key == "make"


def test_the_json_console_writes_lines_of_json(capfd: pytest.CaptureFixture[str]) -> None:
    @solid
    def speaking(context: Any) -> None:
        context.log.info("hello")

    mode = ModeDefinition(logger_defs={"json": json_console_logger})
    execute_solid(speaking, mode, run_config={"loggers": {"json": {"config": {}}}})
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    assert "hello" in [line["dagster_meta"]["orig_message"] for line in lines]
