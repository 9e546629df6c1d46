"""Outputs that are yielded wrongly (MD357, MD358), and connections whose types never agree (MD356)."""

from __future__ import annotations

from pathlib import Path

import pytest
from checking import check

YIELDING = """
@solid(output_defs=[OutputDefinition(name="a"), OutputDefinition(name="b", is_required=False)])
def work(context, n: int = 1):
    %s


@pipeline
def working():
    work()
"""


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('yield Output(1, "a"); yield Output(2, "c")', ['MD357 Output(2, "c")']),
        ('yield Output(1, "a"); yield Output(2, output_name="c")', ['MD357 Output(2, output_name="c")']),
        ('yield Output(1, "a"); yield Output(2)', ["MD357 Output(2)"]),
        ('yield Output(1, "a"); yield Output(2, "a")', ['MD358 Output(2, "a")']),
        ('yield Output(1, "a"); yield Output(2, "b")', []),
        ('for name in "ab": yield Output(1, name)', []),
        ('if n: yield Output(1, "a")\n    else: yield Output(2, "a")', []),
        ('if n:\n        yield Output(1, "a")\n        return\n    yield Output(2, "a")', []),
        ('Output = context.log.info; yield Output(1, "c")', []),
        ('yield Output(*(1, "c"))', []),
    ],
)  # fmt: skip
def test_outputs(tmp_path: Path, body: str, found: list[str]) -> None:
    assert check(tmp_path, YIELDING % body) == found


def test_a_dynamic_output_is_yielded_often(tmp_path: Path) -> None:
    text = """
@solid(output_defs=[DynamicOutputDefinition(int)])
def split(_):
    yield DynamicOutput(1, "one")
    yield DynamicOutput(2, "two")


@solid
def use(_, n: int):
    return n


@pipeline
def working():
    split().map(use)
"""
    assert check(tmp_path, text) == []


CONNECTED = """
import elsewhere
from typing import Dict, List, Optional, Tuple

Even = DagsterType(name="Even", type_check_fn=lambda _, value: value %% 2 == 0)


@io_manager
def own(_):
    return elsewhere.Manager()


@solid(output_defs=[OutputDefinition(%s)])
def give(_):
    return elsewhere.value


@solid(input_defs=[InputDefinition("x", %s)])
def take(_, x):
    print(x)


@pipeline(mode_defs=[ModeDefinition("prod", resource_defs={"own": own})])
def working():
    take(%s)
"""


@pytest.mark.parametrize(
    ("given", "taken", "call"),
    [
        ("int", "str", "give()"),
        ("int", "float", "give()"),
        ("Optional[int]", "str", "give()"),
        ("int", "Optional[str]", "give()"),
        ("List[int]", "Dict[str, int]", "give()"),
        ("Tuple[int, int]", "list", "give()"),
        ("str", "dict", "give()"),
    ],
)
def test_types_that_never_agree(tmp_path: Path, given: str, taken: str, call: str) -> None:
    found = check(tmp_path, CONNECTED % (given, taken, call))
    assert [each for each in found if "MD215" not in each] == [f"MD356 take({call})"]


@pytest.mark.parametrize(
    ("given", "taken", "call"),
    [
        ("int", "int", "give()"),
        ("bool", "int", "give()"),
        ("Any", "str", "give()"),
        ("int", "Any", "give()"),
        ("int", "Even", "give()"),
        ("Optional[int]", "Optional[str]", "give()"),
        ("Optional[int]", "int", "give()"),
        ("List[int]", "List[str]", "give()"),
        ("list", "List[str]", "give()"),
        ("int", "List[int]", "[give()]"),
        ("int", "Nothing", "give()"),
        ('int, io_manager_key="own"', "str", "give()"),
    ],
)
def test_types_that_may_agree(tmp_path: Path, given: str, taken: str, call: str) -> None:
    text = CONNECTED % (given, taken, call)
    if taken == "Nothing":
        text = text.replace("def take(_, x):\n    print(x)", "def take(_):\n    print(1)")
    assert [each for each in check(tmp_path, text) if "MD215" not in each] == []
