"""What IO managers ask of a type: `context.dagster_type.typing_type`."""

# ruff: noqa: UP006, UP007, UP045 - typing is what this is about
from __future__ import annotations

import typing

import pytest

from modec.runtime import types


@pytest.mark.parametrize(
    ("checked", "expected"),
    [
        (types.Int, int),
        (types.String, str),
        (types.Any, typing.Any),
        (types.Nothing, None),
        (types.ListType(types.Float), typing.List[float]),
        (types.OptionalType(types.Bool), typing.Optional[bool]),
        (types.DictType(types.String, types.Any), typing.Dict[str, typing.Any]),
        (types.SetType(types.Int), typing.Set[int]),
        (types.TupleType(types.Int, types.String), typing.Tuple[int, str]),
        (types.PythonObjectDagsterType(bytes), bytes),
        (types.PythonObjectDagsterType((bytes, str), name="Text"), typing.Union[bytes, str]),
        (types.DagsterType(lambda _, value: True, name="Own"), None),
        (types.DagsterType(lambda _, value: True, name="Own", typing_type=dict), dict),
    ],
)
def test_the_typing_type(checked: types.DagsterType, expected: object) -> None:
    assert checked.typing_type == expected
