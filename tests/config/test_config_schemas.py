"""What an author may write as a schema, what it becomes, and how mistakes are answered (4.1, 4.2)."""

from __future__ import annotations

import enum
import typing
from collections.abc import Callable
from typing import Any

import pytest

from modec.definitions.config import (
    Array,
    Enum,
    Field,
    Noneable,
    Permissive,
    Selector,
    Shape,
    StringSource,
    to_config_type,
    to_field,
)
from modec.definitions.dagster_types import List, Set, Tuple
from modec.runtime import types
from modec.runtime.config_errors import DagsterInvalidConfigError
from modec.runtime.config_scalars import IntConfig
from modec.runtime.config_types import process_config
from modec.runtime.errors import (
    DagsterInvalidConfigDefinitionError,
    DagsterInvalidDefinitionError,
    ParameterCheckError,
)

LIST_OF_INT = typing.List[int]  # noqa: UP006


@pytest.mark.parametrize(
    ("schema", "description"),
    [
        (int, "Int"),
        (float, "Float"),
        (bool, "Bool"),
        (str, "String"),
        (list, "[Any]"),
        (dict, "{ }"),
        (typing.Any, "Any"),
        ([int], "[Int]"),
        ([[{"b": int, "a": str}]], "[[{ a: String b: Int }]]"),
        ({"a": Noneable(int)}, "{ a?: Int? }"),
        (Selector({"a": int, "b": Field(str, is_required=False)}), "{ a: Int b?: String }"),
        (StringSource, "(String | { env: String })"),
        ({}, "{ }"),
    ],
)
def test_conversion(schema: Any, description: str) -> None:
    assert to_config_type(schema).describe() == description
    assert to_field(schema).config_type.describe() == description


def test_no_schema_is_an_optional_any() -> None:
    field = to_field(None)
    assert field.config_type.describe() == "Any"
    assert not field.is_required and not field.has_default


def test_an_any_that_is_written_out_is_required() -> None:
    assert to_field(typing.Any).is_required


def test_a_field_is_itself() -> None:
    field = Field(int, default_value=3)
    assert to_field(field) is field


def test_implicit_defaults_are_told_from_explicit_ones() -> None:
    implicit, explicit = Field({"x": Field(int, default_value=1)}), Field(int, default_value=1)
    assert implicit.has_default and implicit.default_is_implicit and implicit.default_value is None
    assert explicit.has_default and not explicit.default_is_implicit


@pytest.mark.parametrize(
    ("make", "text"),
    [
        (lambda: to_field(5), "Original value passed: 5. 5 cannot be resolved."),
        (
            lambda: to_field([]),
            "Original value passed: []. [] cannot be resolved. Reason: List must be",
        ),
        (
            lambda: to_field({"a": {"b": "int"}}),
            "Original value passed: {'a': {'b': 'int'}}. Error at stack path :a:b. 'int' cannot be resolved.",
        ),
        (lambda: Shape({"a": [set]}), "Got item <class 'set'>"),
        (lambda: Shape({"a": None}), "Reason: Fields cannot be None."),
        (lambda: Shape({"a": {1: int}}), "Error at stack path :a. 1 cannot be resolved."),
        (lambda: Shape({"a": [int, str]}), "Reason: List must be of length 1."),
    ],
)
def test_what_is_no_schema_is_refused_with_its_place(make: Callable[[], Any], text: str) -> None:
    with pytest.raises(DagsterInvalidConfigDefinitionError) as raised:
        make()
    assert text in str(raised.value)


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        (LIST_OF_INT, "You have passed in typing.List[int] to the config system."),
        (typing.Dict, "You have passed in typing.Dict to the config system."),  # noqa: UP006
        (typing.Optional[int], "Cannot use typing.Optional as a config type."),  # noqa: UP045
        (int | None, "Cannot use typing.Optional as a config type."),
        (List, "Cannot use List in the context of config."),
        (List[int], "Cannot use List in the context of config."),
        (Set, "Cannot use Set in the context of a config field"),
        (Tuple[int], "Cannot use Tuple in the context of a config field"),
        (
            types.OptionalType(types.Int),
            "You have passed an instance of DagsterType Int? to the config system.",
        ),
        (types.Int, "You have passed an instance of DagsterType Int to the config system."),
        (types.DagsterType, "DagsterType and config schema systems are separate"),
        (bytes, "Attempted to pass <class 'bytes'> to a Field"),
        ([int, str], "Array specifications must only be of length 1"),
    ],
)
def test_well_known_mistakes_are_answered_with_what_to_write(schema: Any, text: str) -> None:
    for make in (Field, Array, Noneable):
        with pytest.raises(DagsterInvalidDefinitionError) as raised:
            make(schema)
        assert text in str(raised.value)


@pytest.mark.parametrize("make", [Field, Array, Noneable, lambda cls: Shape({"a": cls})])
def test_a_config_class_must_be_called(make: Callable[[Any], Any]) -> None:
    with pytest.raises(
        ParameterCheckError, match=r'should instead be "Noneable\(Permissive\(\)\)"'
    ):
        make(Permissive)


def test_dagster_names_of_attributes() -> None:
    assert Array(int).inner_type is IntConfig and Noneable(int).inner_type is IntConfig
    assert Field(int, default_value=1).default_provided
    assert not Field(int).default_provided
    assert Field(int, description="how many").description == "how many"


def test_an_enum_class_gives_its_members() -> None:
    class Color(enum.Enum):
        RED = "r"
        GREEN = "g"
        CRIMSON = "r"  # noqa: PIE796

    schema = to_config_type({"c": Enum.from_python_enum(Color, name="Colour")})
    assert process_config(schema, {"c": "GREEN"}, "") == {"c": Color.GREEN}
    with pytest.raises(DagsterInvalidConfigError, match="not in enum type Colour got CRIMSON"):
        process_config(schema, {"c": "CRIMSON"}, "")


def test_a_config_error_carries_its_parts() -> None:
    value = {"a": "x", "b": [None]}
    with pytest.raises(DagsterInvalidConfigError) as raised:
        process_config(to_config_type({"a": int, "b": [int]}), value, "Error in config for solid s")
    error = raised.value
    assert error.config_value is value
    assert error.message == str(error)
    assert error.message.startswith(
        "Error in config for solid s\n    Error 1: Invalid scalar at path root:a."
    )
    assert error.error_messages == [each.message for each in error.errors]
    assert [each.path for each in error.errors] == [("a",), ("b", 0)]


@pytest.mark.parametrize("key", [1, None])
def test_a_key_that_is_no_string_is_one_unexpected_entry(key: Any) -> None:
    with pytest.raises(DagsterInvalidConfigError) as raised:
        process_config(to_config_type({"a": int}), {key: 1, "a": 1}, "")
    assert raised.value.error_messages == [
        f'Received unexpected config entry "{key}" at the root. Expected: "{{ a: Int }}".'
    ]
