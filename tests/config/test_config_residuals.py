"""Values that only the run knows, in schemas: fine as defaults and enum values, refused by name elsewhere."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import Any

import pytest

from modec.definitions.config import (
    Array,
    Enum,
    EnumValue,
    Field,
    Noneable,
    Permissive,
    ScalarUnion,
    Selector,
    Shape,
    to_config_type,
    to_field,
)
from modec.diagnostics import Span
from modec.evaluate.values import Computed, Environment, External, UserClass, UserInstance
from modec.runtime.config_errors import DagsterInvalidConfigError
from modec.runtime.errors import (
    DagsterInvalidConfigDefinitionError,
    DagsterInvalidDefinitionError,
    ParameterCheckError,
)
from modec.source.program import Module

MODULE = Module("pipeline", Path("pipeline.py"), "pipeline.py", "", ast.parse(""))
SCOPE = Environment(MODULE)
RESIDUAL = Computed(
    node=ast.parse("os.environ['SCHEMA']", mode="eval").body,
    scope=SCOPE,
    span=Span("pipeline.py", 3, 4),
    reason="it reads the environment",
)


def test_a_default_may_be_residual() -> None:
    field = Field(int, default_value=RESIDUAL)
    assert field.default_value is RESIDUAL
    assert field.has_default and not field.is_required


def test_a_default_may_hold_a_residual() -> None:
    field = Field({"host": str, "port": int}, default_value={"host": RESIDUAL, "port": 1})
    assert field.default_value["host"] is RESIDUAL
    outer = Shape({"inner": field})
    assert not outer.is_required


def test_an_enum_value_may_stand_for_a_residual() -> None:
    level = Enum(
        "Level", [EnumValue("low", RESIDUAL), EnumValue("high", External("levels", ("HIGH",)))]
    )
    assert Field(level, default_value="low").default_value == "low"
    assert level.values[0].python_value is RESIDUAL


@pytest.mark.parametrize(
    "make",
    [
        lambda: Field(RESIDUAL),
        lambda: Field({"a": RESIDUAL}),
        lambda: Field({"a": [RESIDUAL]}),
        lambda: Field({RESIDUAL: int}),
        lambda: Array(RESIDUAL),
        lambda: Noneable(RESIDUAL),
        lambda: Shape(RESIDUAL),  # type: ignore[arg-type]
        lambda: Selector(RESIDUAL),  # type: ignore[arg-type]
        lambda: ScalarUnion(int, RESIDUAL),
        lambda: to_field(RESIDUAL),
        lambda: to_config_type([RESIDUAL]),
    ],
)
def test_elsewhere_a_residual_is_refused_by_name(make: Any) -> None:
    with pytest.raises(DagsterInvalidDefinitionError, match=r"os\.environ\['SCHEMA'\]") as raised:
        make()
    assert "reads the environment" in str(raised.value)
    assert raised.value.finding.span == RESIDUAL.span  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "make",
    [
        lambda: Permissive(RESIDUAL),  # type: ignore[arg-type]
        lambda: Enum.from_python_enum(RESIDUAL),
        lambda: Enum("E", RESIDUAL),  # type: ignore[arg-type]
        lambda: EnumValue(RESIDUAL),  # type: ignore[arg-type]
        lambda: Field(int, is_required=RESIDUAL),  # type: ignore[arg-type]
    ],
)
def test_the_rest_of_a_schema_must_be_known(make: Any) -> None:
    with pytest.raises(
        DagsterInvalidDefinitionError, match="must be known when the script is built"
    ):
        make()


def test_types_of_typing_are_recognised_without_importing_them() -> None:
    assert to_config_type(External("typing", ("Any",))).describe() == "Any"
    with pytest.raises(DagsterInvalidDefinitionError, match=r"You have passed in typing\.List"):
        Field(External("typing", ("List",)))
    with pytest.raises(DagsterInvalidDefinitionError, match=r"Cannot use typing\.Optional"):
        Field(External("typing", ("Optional",)))


def enum_class(*names: str) -> UserClass:
    """`class Color(enum.Enum)` as static evaluation knows it."""
    (node,) = ast.parse("class Color(enum.Enum): ...").body
    assert isinstance(node, ast.ClassDef)
    color = UserClass(node, SCOPE, "Color")
    color.members = tuple(
        UserInstance(ast.parse(f"Color.{name}", mode="eval").body, SCOPE, attributes={"name": name})
        for name in names
    )
    return color


def test_an_enum_class_of_static_evaluation() -> None:
    cls = enum_class("RED", "GREEN")
    color = Enum.from_python_enum(cls)
    assert [value.config_value for value in color.values] == ["RED", "GREEN"]
    assert [value.python_value for value in color.values] == list(cls.members)
    assert color.name == "Color" and color.python_enum is cls
    assert Field(color, default_value="RED").default_value == "RED"
    with pytest.raises(DagsterInvalidConfigError, match="not in enum type Color got BLUE"):
        Field(color, default_value="BLUE")
    with pytest.raises(DagsterInvalidDefinitionError, match=r"One of \['RED', 'GREEN'\]"):
        Field(color, default_value=cls.members[0])


def test_an_enum_class_without_known_members_is_refused() -> None:
    with pytest.raises(DagsterInvalidDefinitionError, match="Color has no members"):
        Enum.from_python_enum(enum_class())


def test_a_class_is_no_default() -> None:
    for cls in (int, enum_class("RED")):
        with pytest.raises(ParameterCheckError, match="default_value cannot be a callable"):
            Field(dict, default_value=cls)


def test_classes_and_functions_are_shown_by_their_names() -> None:
    with pytest.raises(DagsterInvalidConfigDefinitionError) as raised:
        to_field({"a": {"b": enum_class("RED")}, "c": [int]})
    start = (
        "Error defining config. Original value passed: {'a': {'b': Color}, 'c': [<class 'int'>]}. "
    )
    assert str(raised.value).startswith(
        start + "Error at stack path :a:b. Color cannot be resolved."
    )


def test_types_and_residuals_are_shown_as_they_are_written() -> None:
    schema = {"a": Noneable(int), "b": Field(str, default_value=RESIDUAL), "c": "text"}
    with pytest.raises(DagsterInvalidConfigDefinitionError) as raised:
        to_field(schema)
    shown = "{'a': Int?, 'b': Field(String, default=os.environ['SCHEMA'], is_required=False), 'c': 'text'}"
    assert f"Original value passed: {shown}. " in str(raised.value)


def test_the_vocabulary_does_not_pull_in_evaluation() -> None:
    import subprocess

    program = "import sys, modec.definitions.config as c; print('modec.evaluate' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
