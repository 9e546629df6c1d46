"""Config in live runs: checked before anything runs, read-only, computed once (4.4, 1.6)."""

from typing import Any

import pytest

from modec import (
    DagsterInvalidConfigError,
    DagsterInvariantViolationError,
    Field,
    ModeDefinition,
    PresetDefinition,
    composite_solid,
    configured,
    execute_pipeline,
    pipeline,
    resource,
    solid,
    validate_run_config,
)


@solid(config_schema={"n": int})
def number(context: Any) -> int:
    return int(context.solid_config["n"])


def _flow() -> Any:
    @pipeline(
        mode_defs=[ModeDefinition("dev"), ModeDefinition("prod")],
        preset_defs=[
            PresetDefinition("two", {"solids": {"number": {"config": {"n": 2}}}}, mode="dev")
        ],
    )
    def flow() -> None:
        number()

    return flow


def test_config_reaches_the_solid() -> None:
    config = {"solids": {"number": {"config": {"n": 3}}}}
    assert execute_pipeline(_flow(), config, mode="dev").output_for_solid("number") == 3
    assert execute_pipeline(_flow(), preset="two").output_for_solid("number") == 2


def test_bad_config_is_raised_before_anything_runs() -> None:
    with pytest.raises(
        DagsterInvalidConfigError, match='Missing required config entry "solids" at the root'
    ):
        execute_pipeline(_flow(), mode="dev", raise_on_error=False)
    with pytest.raises(DagsterInvalidConfigError, match="Invalid scalar"):
        validate_run_config(_flow(), {"solids": {"number": {"config": {"n": "x"}}}}, "dev")


def test_the_resolved_config_goes_by_handles() -> None:
    @solid(config_schema={"n": Field(int, default_value=2)})
    def chosen(context: Any) -> int:
        return int(context.solid_config["n"])

    @composite_solid
    def inner() -> int:
        return chosen()

    @pipeline
    def flow() -> None:
        inner()
        chosen.alias("other")()

    written = [{"result": {"json": {"path": "n.json"}}}]
    given = {
        "solids": {"inner": {"outputs": written}, "other": {"config": {"n": 5}}},
        "storage": {"filesystem": {}},
    }
    assert validate_run_config(flow, given) == {
        "solids": {
            "inner": {"config": None, "inputs": {}, "outputs": written},
            "inner.chosen": {"config": {"n": 2}, "inputs": {}, "outputs": None},
            "other": {"config": {"n": 5}, "inputs": {}, "outputs": None},
        },
        "execution": {"in_process": {"retries": {"enabled": {}}}},
        "resources": {"io_manager": {"config": None}},
        "loggers": {},
        "storage": {"filesystem": {}},
    }


def test_the_mode_has_to_be_said() -> None:
    with pytest.raises(DagsterInvariantViolationError, match="multiple modes"):
        execute_pipeline(_flow())


def test_a_configured_function_is_called_once_a_run() -> None:
    calls: list[Any] = []

    @resource(config_schema={"url": str})
    def api(context: Any) -> str:
        return str(context.resource_config["url"])

    @configured(api, {"host": str})
    def hosted(config: Any) -> dict[str, str]:
        calls.append(config["host"])
        return {"url": f"https://{config['host']}"}

    @solid(required_resource_keys={"api"})
    def ask(context: Any) -> str:
        return str(context.resources.api)

    @pipeline(mode_defs=[ModeDefinition(resource_defs={"api": hosted})])
    def flow() -> None:
        ask()

    config = {"resources": {"api": {"config": {"host": "h"}}}}
    assert execute_pipeline(flow, config).output_for_solid("ask") == "https://h"
    assert calls == ["h"]


def test_solid_config_is_read_only() -> None:
    @solid(config_schema={"n": int})
    def spoil(context: Any) -> None:
        context.solid_config["n"] = 4

    @pipeline
    def flow() -> None:
        spoil()

    with pytest.raises(RuntimeError, match="Cannot modify"):
        execute_pipeline(flow, {"solids": {"spoil": {"config": {"n": 1}}}})
