"""Names that dagster 0.12 does not have, or that mean nothing to a script."""

from __future__ import annotations

import pytest

from modec.diagnostics import Refused
from modec.plan import make_plan

TAIL = """
@solid
def one(_): return 1

@pipeline
def p():
    one()
"""


def refused(evaluated, text: str, tail: str = TAIL):
    with pytest.raises(Refused) as caught:
        evaluated(text + tail)
    return [(each.code, each.message, each.help) for each in caught.value.diagnostics]


def test_every_name_of_another_version_is_said_with_what_replaces_it(evaluated):
    text = "from dagster import SystemStorageDefinition, input_hydration_config, job, pipeline, solid\n"
    assert refused(evaluated, text) == [
        (
            "MD109",
            "dagster 0.12 has no 'SystemStorageDefinition': it went with 0.10",
            "0.12 has an IO manager: io_manager",
        ),
        (
            "MD109",
            "dagster 0.12 has no 'input_hydration_config': it went with 0.10",
            "0.12 has dagster_type_loader",
        ),
        (
            "MD109",
            "dagster 0.12 has no 'job': it came with 0.13",
            "0.12 has graph and its to_job(), or pipeline and ModeDefinition",
        ),
    ]


def test_an_attribute_of_another_version(evaluated):
    text = "import dagster\nfrom dagster import pipeline, solid\nT = dagster.as_dagster_type(int)\n"
    text += "@dagster.job\ndef two(): ...\n"
    evaluation = evaluated(text + TAIL)
    assert [each.message for each in evaluation.findings] == [
        "dagster 0.12 has no 'job': it came with 0.13"
    ]


def test_an_import_that_may_fail_is_no_mistake(evaluated):
    text = """
from dagster import pipeline, solid
try:
    from dagster import job
except ImportError:
    job = None
"""
    evaluation = evaluated(text + TAIL)
    assert evaluation.entry.variables["job"] is None
    assert list(evaluation.pipelines) == ["p"]


def test_what_is_not_used_does_no_harm(evaluated):
    text = """
from dagster import Executor, build_intermediate_storage_from_object_store, pipeline, solid
from dagster.core.storage.memoizable_io_manager import versioned_filesystem_io_manager
"""
    assert list(evaluated(text + TAIL).pipelines) == ["p"]


def test_what_a_script_has_nothing_for_is_refused_by_name(evaluated):
    text = """
from dagster import ModeDefinition, pipeline, solid
from dagster.core.storage.memoizable_io_manager import versioned_filesystem_io_manager
@solid
def two(_): ...
@pipeline(mode_defs=[ModeDefinition(resource_defs={"io_manager": versioned_filesystem_io_manager})])
def q():
    two()
"""
    pipeline = evaluated(text).pipelines["q"]
    with pytest.raises(Refused) as caught:
        make_plan(pipeline, None)
    (found,) = caught.value.diagnostics
    assert found.code == "MD110"
    assert "'versioned_filesystem_io_manager'" in found.message and "memoized" in found.message


@pytest.mark.parametrize(
    "imported",
    ["from dagstermill import define_dagstermill_solid as make", "import dagstermill as make"],
)
def test_notebooks_are_refused_by_name(imported, evaluated):
    text = f"""
from dagster import pipeline
{imported}
report = getattr(make, "define_dagstermill_solid", make)("report", "report.ipynb")
@pipeline
def p():
    report()
"""
    with pytest.raises(Refused) as caught:
        evaluated(text)
    (found,) = caught.value.diagnostics
    assert found.code == "MD110" and "papermill" in found.help
