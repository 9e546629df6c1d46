"""`modec check` finds nothing in the projects and the differential cases but what they mean to do.

A case that means to be wrong, or to bind what nothing needs, is listed with the places where it is.
"""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from modec.cli import main
from tests.differential.cases import Case, load_cases

from .projects import projects

GROUPS = 12
CASES = [*projects(), *load_cases()]

INTENDED = {
    "retail_warehouse": {"MD215 modes.py:39", "MD215 stock.py:20", "MD403 prod.yaml:8"},
    "config_falsy": {"MD354 config_falsy.py:5"},
    "config_levels": {"MD215 config_levels.py:32"},
    "definition_errors_alias": {"MD301 definition_errors_alias.py:13"},
    "definition_errors_constant": {"MD301 definition_errors_constant.py:12"},
    "definition_errors_default": {"MD301 definition_errors_default.py:5"},
    "definition_errors_input": {"MD306 definition_errors_input.py:16"},
    "definition_errors_modes": {"MD219 definition_errors_modes.py:10"},
    "definition_errors_names": {"MD301 definition_errors_names.py:18"},
    "definition_errors_preset": {"MD220 definition_errors_preset.py:10"},
    "definition_errors_schema": {"MD301 definition_errors_schema.py:5"},
    "failing_stop_in_generator": {
        "MD352 failing_stop_in_generator.py:12",
        "MD352 failing_stop_in_generator.py:19",
    },
    "invocation_direct": {
        "MD215 invocation_direct.py:31",
        "MD502 invocation_direct.py:25",
        "MD502 invocation_direct.py:26",
        "MD502 invocation_direct.py:27",
        "MD503 invocation_direct.py:26",
        "MD503 invocation_direct.py:27",
    },
    "io_failing": {"MD352 io_failing.py:34"},
    "namesakes": {
        "MD305 namesakes.py:44",
        "MD305 namesakes.py:71",
        "MD305 namesakes.py:79",
        "MD305 namesakes.py:80",
    },
    "presets_inline": {"MD401 presets_inline.py:35"},
    "resource_access": {"MD215 resource_access.py:39"},
    "resource_context": {"MD503 resource_context.py:54"},
    "resource_cycle": {"MD202 resource_cycle.py:5", "MD211 resource_cycle.py:36"},
    "resource_exits": {"MD352 resource_exits.py:14", "MD352 resource_exits.py:20"},
    "resource_failing_chain": {
        "MD352 resource_failing_chain.py:14",
        "MD352 resource_failing_chain.py:22",
        "MD352 resource_failing_chain.py:34",
    },
    "resource_from_class": {"MD352 resource_from_class.py:38"},
    "resource_idle_config": {
        "MD215 resource_idle_config.py:28",
        "MD215 resource_idle_config.py:29",
    },
    "resource_init_failure": {"MD352 resource_init_failure.py:18"},
    "resource_missing": {"MD201 resource_missing.py:13"},
    "resource_only_if_needed": {"MD215 resource_only_if_needed.py:43"},
    "resource_order": {"MD215 resource_order.py:37", "MD215 resource_order.py:38"},
    "resource_teardown_failure": {
        "MD352 resource_teardown_failure.py:12",
        "MD352 resource_teardown_failure.py:20",
    },
    "solid_exits": {"MD352 solid_exits.py:16"},
    "solid_returns": {"MD357 solid_returns.py:35", "MD358 solid_returns.py:30"},
}


def found(case: Case) -> set[str]:
    """The findings of `modec check`: codes with places."""
    arguments = ["check", "--output-format", "json", "--root", str(case.root), str(case.source)]
    done = CliRunner().invoke(main, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), case.name
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return {f"{row['code']} {str(row['path']).rpartition('/')[2]}:{row['line']}" for row in rows}


@pytest.mark.parametrize("number", range(GROUPS))
def test_only_intended_findings(number: int) -> None:
    cases = CASES[number::GROUPS]
    assert {case.name: found(case) for case in cases} == {
        case.name: INTENDED.get(case.name, set()) for case in cases
    }


def test_no_place_is_left_of_a_case_that_is_gone() -> None:
    assert set(INTENDED) <= {case.name for case in CASES}
