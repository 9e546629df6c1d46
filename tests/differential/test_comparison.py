"""When an answer of modec's agrees with Dagster's: the definition in README.md."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .comparison import AGREED, CRASHED, REFUSED, WRONG, compare_live, compare_script, expected
from .compiled import Built, ScriptAnswer
from .protocol import CONFIG_ERROR, DEFINITION_ERROR, EXIT, FAILURE, SUCCESS, TIMEOUT, answer

BUILT = Built("built", Path("script.py"), "")
VALUE_ERROR = {"step": "rank", "class": "ValueError", "message": "too few", "chain": ["ValueError"]}


def script(code: int | str, stdout: list[str] | None = None, stderr: str = "") -> ScriptAnswer:
    return ScriptAnswer(code, stdout or [], stderr)


def test_equal_lines_and_exit_code_agree() -> None:
    want = answer(SUCCESS, ["@ a", "@ b"])
    assert compare_script(want, BUILT, script(0, ["@ a", "@ b"])).kind == AGREED


@pytest.mark.parametrize("lines", [["@ b", "@ a"], ["@ a"], ["@ a", "@ b", "done"]])
def test_other_lines_are_wrong(lines: list[str]) -> None:
    want = answer(SUCCESS, ["@ a", "@ b"])
    assert compare_script(want, BUILT, script(0, lines)).kind == WRONG


@pytest.mark.parametrize(
    ("outcome", "code"), [(SUCCESS, 0), (FAILURE, 1), (CONFIG_ERROR, 2), (EXIT, 5)]
)
def test_each_outcome_has_its_exit_code(outcome: str, code: int) -> None:
    want = answer(outcome, code=5)
    for got in (0, 1, 2, 5):
        agrees = compare_script(want, BUILT, script(got)).kind == AGREED
        assert agrees == (got == code)


def test_an_error_must_name_the_step_the_class_and_the_message() -> None:
    want = answer(FAILURE, errors=[VALUE_ERROR])
    full = "step rank failed\nValueError: too few"
    assert compare_script(want, BUILT, script(1, stderr=full)).kind == AGREED
    for word in ("rank", "ValueError", "too few"):
        verdict = compare_script(want, BUILT, script(1, stderr=full.replace(word, "")))
        assert verdict.kind == WRONG
        assert word in verdict.details[0]


def test_an_error_of_dagsters_own_needs_its_first_name_only() -> None:
    row = {
        "step": "s",
        "class": "DagsterTypeCheckDidNotPass",
        "message": 'Type check failed for step output "result" - expected type "Int".',
    }
    want = answer(FAILURE, errors=[row])
    assert compare_script(want, BUILT, script(1, stderr="s: output result")).kind == AGREED
    assert compare_script(want, BUILT, script(1, stderr="s: broken")).kind == WRONG


def test_a_config_error_must_name_the_entries() -> None:
    row = {"class": "MISSING_REQUIRED_FIELDS", "path": "root:solids:s:config", "names": ["a", "b"]}
    want = answer(CONFIG_ERROR, errors=[row])
    assert compare_script(want, BUILT, script(2, stderr="config: a and b missing")).kind == AGREED
    assert compare_script(want, BUILT, script(2, stderr="config: a missing")).kind == WRONG


def test_a_refusal_is_right_where_dagster_refuses_too() -> None:
    refused = Built("refused", Path("script.py"), "error MD101: no such input")
    assert compare_script(answer(DEFINITION_ERROR), refused, None).kind == AGREED
    assert compare_script(answer(SUCCESS), refused, None).kind == REFUSED


def test_a_script_where_dagster_refuses_the_module_is_wrong() -> None:
    assert compare_script(answer(DEFINITION_ERROR), BUILT, script(0)).kind == WRONG


def test_a_failed_build_and_a_hanging_script_are_crashes() -> None:
    crashed = Built("crash", Path("script.py"), "Traceback ... TypeError: x")
    assert compare_script(answer(DEFINITION_ERROR), crashed, None).kind == CRASHED
    assert compare_script(answer(SUCCESS), BUILT, script(TIMEOUT)).kind == CRASHED


def test_a_failed_teardown_makes_a_failure_of_a_success() -> None:
    recorded = answer(SUCCESS, ["@ a"], teardown_failed=True)
    assert expected({"name": "r"}, recorded)["outcome"] == FAILURE


def test_a_deliberate_difference_replaces_the_answer() -> None:
    run: dict[str, Any] = {
        "name": "r",
        "deliberate": {"number": 8, "outcome": "success", "stdout": ["@ a"]},
    }
    want = expected(run, answer(DEFINITION_ERROR, errors=[VALUE_ERROR]))
    assert want == {"outcome": "success", "stdout": ["@ a"], "errors": []}


def test_live_answers_compare_by_outcome_lines_and_errors() -> None:
    want = answer(FAILURE, ["@ a"], [VALUE_ERROR])
    assert compare_live(want, answer(FAILURE, ["@ a"], [VALUE_ERROR])).kind == AGREED
    assert compare_live(want, answer(FAILURE, ["@ a"])).kind == WRONG
    assert compare_live(want, answer(SUCCESS, ["@ a"])).kind == WRONG


def test_a_live_import_of_a_name_that_is_not_there_is_a_refusal() -> None:
    row = {"step": None, "class": "ImportError", "message": "cannot import name 'x'"}
    got = answer(DEFINITION_ERROR, errors=[row])
    assert compare_live(answer(SUCCESS), got).kind == REFUSED
