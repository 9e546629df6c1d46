# ruff: noqa: UP006, UP037
"""Solids: inputs, outputs and the context, read from arguments and signature (3.1, 3.12)."""

from __future__ import annotations

import typing
from typing import Any

import pytest

from modec.definitions.dagster_types import List, Optional
from modec.definitions.inputs import In, InputDefinition
from modec.definitions.outputs import DynamicOutputDefinition, Out, OutputDefinition
from modec.definitions.solid import lambda_solid, op, solid
from modec.runtime import types
from modec.runtime.errors import (
    CheckError,
    DagsterInvalidDefinitionError,
    DagsterInvalidInvocationError,
    DagsterTypeCheckDidNotPass,
    ParameterCheckError,
)

Nothing = type(None)


class Frame:
    """A class of somebody's."""


def test_name_and_description_come_from_the_function() -> None:
    @solid
    def rank(context: Any) -> None:
        """Ranks."""

    assert (rank.name, rank.description, rank.__name__) == ("rank", "Ranks.", "rank")
    assert rank.context_parameter == "context"


@pytest.mark.parametrize(
    ("parameter", "context"), [("_", "_"), ("context_", "context_"), ("ctx", None)]
)
def test_the_context_goes_by_its_name(parameter: str, context: str | None) -> None:
    scope: dict[str, Any] = {}
    exec(f"def made({parameter}): ...", scope)
    made = solid(scope["made"])
    assert made.context_parameter == context
    assert list(made.input_dict) == ([] if context else [parameter])


def test_annotations_that_are_text_are_understood() -> None:
    @solid
    def typed(
        context: Any,
        a: int,
        b: typing.List[str],
        c: Frame,
        d: "float" = 1.5,
        *,
        e: Optional[Frame] = None,
    ) -> typing.Dict[str, int]: ...  # type: ignore[empty-body]

    shown = {each.name: each.dagster_type.display_name for each in typed.input_defs}
    assert shown == {"a": "Int", "b": "[String]", "c": "Frame", "d": "Float", "e": "Frame?"}
    assert typed.output_defs[0].dagster_type.display_name == "Dict[String,Int]"
    assert typed.input_dict["d"].default_value == 1.5


def test_explicit_inputs_come_first_and_win() -> None:
    @solid(
        input_defs=[InputDefinition("b", str, default_value="x"), InputDefinition("start", Nothing)]
    )
    def mixed(context: Any, a: int, b: Any) -> None: ...

    assert [(each.name, each.dagster_type.display_name) for each in mixed.input_defs] == [
        ("b", "String"),
        ("start", "Nothing"),
        ("a", "Int"),
    ]
    assert mixed.positional_inputs == ["a", "b"]


def test_outputs() -> None:
    @solid
    def none() -> None: ...

    @solid
    def gives_nothing() -> Nothing: ...

    @solid
    def generates() -> int:  # type: ignore[misc]
        yield 1

    @solid(output_defs=[OutputDefinition(name="only")])
    def single() -> List[int]: ...  # type: ignore[valid-type]

    @solid(output_defs=[])
    def silent() -> int: ...  # type: ignore[empty-body]

    kinds = [each.output_defs[0].dagster_type for each in (none, gives_nothing, generates, single)]
    assert [kind.display_name for kind in kinds] == ["Any", "Nothing", "Any", "[Int]"]
    assert silent.output_defs == []


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (
            "def s(a: int = None): ...",
            "Type check failed for the default_value of InputDefinition a of type Int",
        ),
        ("def s(*a): ...", "positional vararg parameter"),
        ("def s(config): ...", "reserved keyword"),
        ("def s(a: typing.Union[int, str]): ...", "Problem using type 'typing.Union.*argument 'a'"),
        ("def s(a: 'missing'): ...", "Problem using type .*missing"),
        ("def s(a: Nothing): ...", "annotated with Nothing"),
        ("def s() -> 3: ...", "from return type annotation"),
    ],
)
def test_signatures_that_mean_nothing_are_refused(source: str, message: str) -> None:
    scope: dict[str, Any] = {"typing": typing, "Nothing": Nothing}
    exec(source, scope)
    with pytest.raises(DagsterInvalidDefinitionError, match=message):
        solid(scope["s"])


def test_arguments_that_contradict_the_signature_are_refused() -> None:
    def plain(context: Any) -> None: ...
    def bare() -> None: ...
    def named(x: Any) -> None: ...

    with pytest.raises(DagsterInvalidDefinitionError, match=r"does not have parameter\(s\) 'z'"):
        solid(input_defs=[InputDefinition("z")])(plain)
    with pytest.raises(DagsterInvalidDefinitionError, match="should not be included"):
        solid(input_defs=[InputDefinition("x", Nothing)])(named)
    with pytest.raises(
        DagsterInvalidDefinitionError, match="requires positional parameter 'context'"
    ):
        solid(config_schema={"a": int})(bare)
    with pytest.raises(ParameterCheckError, match="required_resource_keys"):
        solid(required_resource_keys=["db"])(plain)
    with pytest.raises(CheckError, match="Duplicate output def names"):
        solid(output_defs=[OutputDefinition(name="a"), OutputDefinition(name="a")])(plain)
    with pytest.raises(DagsterInvalidDefinitionError, match="Invalid value for tag"):
        solid(tags={"a": {1}})(plain)


def test_kwargs_take_declared_inputs() -> None:
    @solid(input_defs=[InputDefinition("a"), InputDefinition("b", int)])
    def any_of(context: Any, **kwargs: Any) -> None: ...

    assert list(any_of.input_dict) == ["a", "b"]


def test_lambda_solids_have_no_context() -> None:
    @lambda_solid
    def add(_context: int) -> int:
        return _context

    assert add.context_parameter is None
    with pytest.raises(DagsterInvalidDefinitionError, match="reserved keyword"):
        lambda_solid(lambda context: None)


def test_ops() -> None:
    @op(ins={"a": In(int)}, out={"x": Out(is_required=False), "y": Out(str)})
    def split(a: Any, b: str) -> tuple[int, Any]: ...  # type: ignore[empty-body]

    assert split.is_op
    assert [(each.name, each.dagster_type.display_name) for each in split.input_defs] == [
        ("a", "Int"),
        ("b", "String"),
    ]
    assert [
        (each.name, each.dagster_type.display_name, each.is_required) for each in split.output_defs
    ] == [
        ("x", "Int", False),
        ("y", "String", True),
    ]


def test_dynamic_outputs_keep_their_kind_when_they_are_completed() -> None:
    @solid(output_defs=[DynamicOutputDefinition()])
    def many() -> int: ...  # type: ignore[empty-body]

    assert many.output_defs[0].is_dynamic
    assert many.output_defs[0].dagster_type.display_name == "Int"


def test_configured_solids_have_a_name_of_their_own() -> None:
    @solid(config_schema={"a": int})
    def work(context: Any) -> None: ...

    fixed = work.configured({"a": 1}, "fixed")
    assert (fixed.name, fixed.context_parameter, fixed.innermost) == ("fixed", "context", work)
    with pytest.raises(TypeError):
        work.configured({"a": 1})


def test_direct_calls_check_types_and_context() -> None:
    @solid
    def double(context: Any, x: int) -> int:
        return x * 2

    assert double(None, 2) == 4
    assert double(None, x=True) == 2
    with pytest.raises(DagsterTypeCheckDidNotPass, match="must be a int"):
        double(None, "a")
    with pytest.raises(DagsterInvalidInvocationError, match="no context was provided"):
        double()
    with pytest.raises(
        DagsterInvalidInvocationError, match='No value provided for required input "x"'
    ):
        double(None)


def test_nothing_cannot_be_wrapped() -> None:
    with pytest.raises(DagsterInvalidDefinitionError, match="Nothing can not be wrapped"):
        List[Nothing]
    assert isinstance(List[int], types.ListType)
