"""Selections of solids (5.1)."""

from typing import Any

import pytest

from modec import execute_pipeline, pipeline, solid
from modec.runtime.errors import DagsterInvalidSubsetError


def _flow() -> Any:
    @solid
    def a(_: Any) -> int:
        return 1

    @solid
    def b(_: Any, x: int) -> int:
        return x + 1

    @solid
    def c(_: Any, x: int) -> int:
        return x + 1

    @pipeline
    def flow() -> None:
        c(b(a()))

    return flow


@pytest.mark.parametrize(
    ("clauses", "run"),
    [
        (["*b"], ["a", "b"]),
        (["a", "*c"], ["a", "b", "c"]),
        (["a*"], ["a", "b", "c"]),
        (["a+"], ["a", "b"]),
    ],
)
def test_clauses(clauses: list[str], run: list[str]) -> None:
    result = execute_pipeline(_flow(), solid_selection=clauses)
    assert [event.step_key for event in result.event_list if event.is_step_success] == run


def test_every_clause_has_to_select_something() -> None:
    with pytest.raises(DagsterInvalidSubsetError, match="No qualified solids to execute found"):
        execute_pipeline(_flow(), solid_selection=["a", "zz"])


def test_an_input_that_is_cut_off_comes_from_the_config() -> None:
    config = {"solids": {"b": {"inputs": {"x": 5}}}}
    result = execute_pipeline(_flow(), config, solid_selection=["b"])
    assert result.output_for_solid("b") == 6
