"""What only Dagster's own services can do: launch steps elsewhere, remember runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from modec.compiler import analyse, build
from modec.diagnostics import Refused

LAUNCHERS = """
from dagster import ModeDefinition, ResourceDefinition, pipeline, resource, solid
from dagster.core.definitions.no_step_launcher import no_step_launcher
from dagster.core.definitions.step_launcher import StepLauncher


class Cluster(StepLauncher):
    def launch_step(self, step_context, prior_attempts_count):
        raise NotImplementedError()


class Bigger(Cluster):
    pass


@resource(config_schema={"size": int})
def cluster(context):
    made = Bigger(context.resource_config["size"])
    return made


@solid(required_resource_keys={"launcher"})
def work(_):
    print("working")


hard = ResourceDefinition.hardcoded_resource(Cluster())


@pipeline(mode_defs=[
    ModeDefinition("cluster", resource_defs={"launcher": cluster.configured({"size": 3})}),
    ModeDefinition("hard", resource_defs={"launcher": hard}),
    ModeDefinition("here", resource_defs={"launcher": no_step_launcher, "other": cluster}),
])
def working():
    work()
"""


def test_a_step_launcher_is_refused_in_its_mode_only(tmp_path: Path) -> None:
    (tmp_path / "p.py").write_text(LAUNCHERS)
    for mode, name in (("cluster", "Bigger"), ("hard", "Cluster")):
        with pytest.raises(Refused) as caught:
            build(analyse(tmp_path / "p.py"), mode=mode)
        (found,) = caught.value.diagnostics
        assert found.code == "MD221"
        assert f"'launcher' of 'work' is a step launcher ({name})" in found.message
        assert "no_step_launcher" in found.help
    assert "def work():" in build(analyse(tmp_path / "p.py"), mode="here").text


MEMOIZED = """
from dagster import MEMOIZED_RUN_TAG, IOManager, MemoizableIOManager, ModeDefinition, io_manager, pipeline, solid


class Kept(MemoizableIOManager):
    def has_output(self, context):
        return True

    def handle_output(self, context, obj):
        print(obj)

    def load_input(self, context):
        raise NotImplementedError()


@io_manager
def kept(_):
    return Kept()


@solid(version="1")
def work():
    return 1


@pipeline(mode_defs=[ModeDefinition(resource_defs={"io_manager": kept})]%s)
def working():
    work()
"""


@pytest.mark.parametrize(
    "more", [", tags={MEMOIZED_RUN_TAG: 'true'}", ", version_strategy=object()"]
)
def test_memoized_pipelines_are_refused(tmp_path: Path, more: str) -> None:
    (tmp_path / "p.py").write_text(MEMOIZED % more)
    with pytest.raises(Refused) as caught:
        build(analyse(tmp_path / "p.py"))
    (found,) = caught.value.diagnostics
    assert found.code == "MD222"


@pytest.mark.parametrize(
    "more", ["", ", tags={MEMOIZED_RUN_TAG: 'false'}, version_strategy=object()"]
)
def test_io_managers_that_could_be_asked_are_not(tmp_path: Path, more: str) -> None:
    (tmp_path / "p.py").write_text(MEMOIZED % more)
    assert "class Kept(MemoizableIOManager):" in build(analyse(tmp_path / "p.py")).text
