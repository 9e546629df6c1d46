"""Checked types (3.12): what a value of an input or output must be.

`typing` is written out in this module because Dagster's `Any` is defined here.
"""

import functools
import inspect
import typing

from modec.runtime.check import inst_param, opt_inst_param
from modec.runtime.errors import (
    DagsterError,
    DagsterInvariantViolationError,
    DagsterTypeCheckDidNotPass,
    DagsterTypeCheckError,
)


class TypeCheck:
    """What a type check says: whether the value passes and, if not, why."""

    def __init__(
        self,
        success: bool,
        description: typing.Optional[str] = None,
        metadata_entries: typing.Sequence[typing.Any] = (),
        metadata: typing.Optional[typing.Dict[str, typing.Any]] = None,
    ) -> None:
        self.success = inst_param(success, "success", bool)
        self.description = opt_inst_param(description, "description", str)
        self.metadata_entries = list(metadata_entries)
        self.metadata = metadata


class DagsterType:
    """A type with a check function `(context, value) -> bool or TypeCheck`. Types with one key are equal."""

    def __init__(
        self,
        type_check_fn: typing.Callable[[typing.Any, typing.Any], typing.Any],
        key: typing.Optional[str] = None,
        name: typing.Optional[str] = None,
        is_builtin: bool = False,
        description: typing.Optional[str] = None,
        loader: typing.Any = None,
        materializer: typing.Any = None,
        serialization_strategy: typing.Any = None,
        auto_plugins: typing.Any = None,
        required_resource_keys: typing.Optional[typing.AbstractSet[str]] = None,
        kind: typing.Any = None,
        typing_type: typing.Any = None,
    ) -> None:
        self.check = type_check_fn
        self.key = key or name or ""
        self.display_name = name or self.key
        self.has_unique_name = name is not None
        self.is_builtin = is_builtin
        self.description = description
        self.loader = loader
        self.materializer = materializer
        self.required_resource_keys = frozenset(required_resource_keys or ())
        self._typing_type = typing_type

    is_nothing = False
    inner_types: typing.Tuple["DagsterType", ...] = ()

    @property
    def typing_type(self) -> typing.Any:
        """What `typing` calls such values; None where nobody said."""
        return self._typing_type

    def type_check(self, context: typing.Any, value: typing.Any) -> TypeCheck:
        """The verdict on a value. Raises DagsterInvariantViolationError if the function gives none."""
        verdict = self.check(context, value)
        if isinstance(verdict, bool):
            return TypeCheck(verdict)
        if not isinstance(verdict, TypeCheck):
            raise DagsterInvariantViolationError(
                f"You have returned {verdict!r} of type {type(verdict)} from the type check function of type "
                f'"{self.key}". Return value must be instance of TypeCheck or a bool.'
            )
        return verdict

    def judge(
        self, direction: str, name: str, value: typing.Any, context: typing.Any = None
    ) -> TypeCheck:
        """The verdict on the value of an input or output (`direction`) of a step.

        Raises DagsterTypeCheckError when the check function raises; a DagsterError is passed on as it is.
        """
        try:
            return self.type_check(context, value)
        except DagsterError:
            raise
        except Exception as error:
            raise DagsterTypeCheckError(
                f'Error occurred while type-checking {direction} "{name}", with Python type {type(value)} '
                f"and Dagster type {self.display_name}"
            ) from error

    def require_input(self, name: str, verdict: TypeCheck) -> None:
        """Raises DagsterTypeCheckDidNotPass for an input that did not pass."""
        if not verdict.success:
            raise DagsterTypeCheckDidNotPass(
                f'Type check failed for step input "{name}" - expected type "{self.display_name}". '
                f"Description: {verdict.description}",
                verdict.metadata_entries,
                self,
            )

    def require_output(self, name: str, verdict: TypeCheck) -> None:
        """Raises DagsterTypeCheckDidNotPass for an output that did not pass."""
        if not verdict.success:
            raise DagsterTypeCheckDidNotPass(
                f'Type check failed for step output "{name}" - expected type "{self.display_name}".'
                + (f" Description: {verdict.description}" if verdict.description else ""),
                verdict.metadata_entries,
                self,
            )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DagsterType) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


class ScalarType(DagsterType):
    """A built-in scalar: an `isinstance` check, so that `Int` accepts True and `Float` refuses 1."""

    def __init__(self, name: str, python_type: type, noun: str) -> None:
        super().__init__(self.check_instance, name=name, is_builtin=True)
        self.python_type = python_type
        self.noun = noun

    @property
    def typing_type(self) -> typing.Any:
        """The Python type."""
        return self.python_type

    def check_instance(self, context: typing.Any, value: typing.Any) -> TypeCheck:
        """True for instances of the Python type."""
        return must_be(value, self.python_type, self.noun)


def must_be(value: typing.Any, python_type: type, noun: str) -> TypeCheck:
    """Passes instances of `python_type`."""
    if isinstance(value, python_type):
        return TypeCheck(True)
    return TypeCheck(
        False, f'Value "{value}" of python type "{type(value).__name__}" must be a {noun}.'
    )


class AnyType(DagsterType):
    """The type of everything."""

    def __init__(self, name: str, is_builtin: bool = False) -> None:
        super().__init__(
            lambda context, value: True, name=name, is_builtin=is_builtin, typing_type=typing.Any
        )


class NothingType(DagsterType):
    """The type of outputs that carry no value."""

    is_nothing = True

    def __init__(self) -> None:
        super().__init__(self.check_none, name="Nothing", is_builtin=True)

    def check_none(self, context: typing.Any, value: typing.Any) -> TypeCheck:
        """True for None alone."""
        return TypeCheck(
            value is None, None if value is None else f"Value must be None, got a {type(value)}"
        )


Int = ScalarType("Int", int, "int")
Float = ScalarType("Float", float, "float")
Bool = ScalarType("Bool", bool, "bool")
String = ScalarType("String", str, "string")
Any = AnyType("Any", is_builtin=True)
Nothing = NothingType()


class PythonObjectDagsterType(DagsterType):
    """An `isinstance` check against a class, or a tuple of classes."""

    def __init__(
        self,
        python_type: typing.Any,
        key: typing.Optional[str] = None,
        name: typing.Optional[str] = None,
        **others: typing.Any,
    ) -> None:
        self.python_type = python_type
        if isinstance(python_type, tuple):
            self.type_str = f"Union[{', '.join(option.__name__ for option in python_type)}]"
        else:
            self.type_str = python_type.__name__
        name = name or self.type_str
        super().__init__(self.check_instance, key=key or name, name=name, **others)

    @property
    def typing_type(self) -> typing.Any:
        """The class, or a Union of the classes."""
        return (
            typing.Union[self.python_type]
            if isinstance(self.python_type, tuple)
            else self.python_type
        )

    def check_instance(self, context: typing.Any, value: typing.Any) -> TypeCheck:
        """True for instances of the class."""
        if isinstance(value, self.python_type):
            return TypeCheck(True)
        return TypeCheck(
            False,
            f"Value of type {type(value)} failed type check for Dagster type {self.display_name}, "
            f"expected value to be of Python type {self.type_str}.",
        )


def instance_of(python_type: typing.Any) -> DagsterType:
    """The type for a class used as an annotation; what is a DagsterType already is itself."""
    return (
        python_type
        if isinstance(python_type, DagsterType)
        else PythonObjectDagsterType(python_type)
    )


def hint(generic: typing.Any, inner: typing.Any) -> typing.Any:
    """`generic[inner]`, of `typing`."""
    return generic[inner]


class ListType(DagsterType):
    """A list (no tuple) whose elements are all of one type."""

    def __init__(self, inner_type: DagsterType) -> None:
        super().__init__(self.check_elements, key=f"List.{inner_type.key}")
        self.display_name = f"[{inner_type.display_name}]"
        self.inner_type = inner_type
        self.inner_types = (inner_type, *inner_type.inner_types)

    @property
    def typing_type(self) -> typing.Any:
        """A List of what the elements are."""
        return hint(typing.List, self.inner_type.typing_type)

    def check_elements(self, context: typing.Any, value: typing.Any) -> TypeCheck:
        """The verdict on the first bad element, if there is one."""
        verdict = must_be(value, list, "list")
        if not verdict.success:
            return verdict
        return first_failure(((self.inner_type, item) for item in value), context)


class OptionalType(DagsterType):
    """None, or a value of the inner type."""

    def __init__(self, inner_type: DagsterType) -> None:
        super().__init__(self.check_value, key=f"Optional.{inner_type.key}")
        self.display_name = f"{inner_type.display_name}?"
        self.inner_type = inner_type
        self.inner_types = (inner_type, *inner_type.inner_types)

    @property
    def typing_type(self) -> typing.Any:
        """An Optional of what the value is."""
        return hint(typing.Optional, self.inner_type.typing_type)

    def check_value(self, context: typing.Any, value: typing.Any) -> TypeCheck:
        """None passes; anything else is up to the inner type."""
        return TypeCheck(True) if value is None else self.inner_type.type_check(context, value)


class DictType(DagsterType):
    """A dict with checked keys and values."""

    def __init__(self, key_type: DagsterType, value_type: DagsterType) -> None:
        super().__init__(self.check_items, key=f"TypedPythonDict.{key_type.key}.{value_type.key}")
        self.display_name = f"Dict[{key_type.display_name},{value_type.display_name}]"
        self.key_type = key_type
        self.value_type = value_type
        self.inner_types = (key_type, value_type, *value_type.inner_types)

    @property
    def typing_type(self) -> typing.Any:
        """A Dict of what the keys and the values are."""
        return hint(typing.Dict, (self.key_type.typing_type, self.value_type.typing_type))

    def check_items(self, context: typing.Any, value: typing.Any) -> TypeCheck:
        """The verdict on the first bad key or value, if there is one."""
        if not isinstance(value, dict):
            return TypeCheck(False, f"Value should be a dict, got a {type(value)}")
        for key, item in value.items():
            verdict = first_failure(((self.key_type, key), (self.value_type, item)), context)
            if not verdict.success:
                return verdict
        return TypeCheck(True)


class SetType(DagsterType):
    """A set whose elements are all of one type."""

    def __init__(self, item_type: DagsterType) -> None:
        super().__init__(self.check_elements, key=f"TypedPythonSet.{item_type.key}")
        self.display_name = f"Set[{item_type.display_name}]"
        self.item_type = item_type
        self.inner_types = (item_type,)

    @property
    def typing_type(self) -> typing.Any:
        """A Set of what the elements are."""
        return hint(typing.Set, self.item_type.typing_type)

    def check_elements(self, context: typing.Any, value: typing.Any) -> TypeCheck:
        """The verdict on the first bad element, if there is one."""
        if not isinstance(value, set):
            return TypeCheck(False, f"Value should be a set, got a {type(value)}")
        return first_failure(((self.item_type, item) for item in value), context)


class TupleType(DagsterType):
    """A tuple of a fixed length, each element of a type of its own."""

    def __init__(self, *item_types: DagsterType) -> None:
        super().__init__(
            self.check_elements, key="TypedPythonTuple" + ".".join(t.key for t in item_types)
        )
        self.display_name = f"Tuple[{','.join(t.display_name for t in item_types)}]"
        self.item_types = item_types
        self.inner_types = tuple(inner for t in item_types for inner in (t, *t.inner_types))

    @property
    def typing_type(self) -> typing.Any:
        """A Tuple of what the elements are."""
        return hint(typing.Tuple, tuple(each.typing_type for each in self.item_types))

    def check_elements(self, context: typing.Any, value: typing.Any) -> TypeCheck:
        """The verdict on the length, then on the first bad element, if there is one."""
        if not isinstance(value, tuple):
            return TypeCheck(False, f"Value should be a tuple, got a {type(value)}")
        if len(value) != len(self.item_types):
            return TypeCheck(
                False,
                f"Tuple with key {self.key} requires {len(self.item_types)} entries, received {len(value)} values",
            )
        return first_failure(zip(self.item_types, value), context)


def first_failure(
    parts: typing.Iterable[typing.Tuple[DagsterType, typing.Any]], context: typing.Any
) -> TypeCheck:
    """The verdict on the first part that does not pass; a passing one if all do."""
    for part_type, part in parts:
        verdict = part_type.type_check(context, part)
        if not verdict.success:
            return verdict
    return TypeCheck(True)


def typed(
    compute: typing.Callable[..., typing.Any],
    inputs: typing.Mapping[str, DagsterType],
    output: typing.Optional[DagsterType] = None,
    output_name: str = "result",
    context: typing.Any = None,
) -> typing.Callable[..., typing.Any]:
    """`compute` with its inputs (keyword arguments) checked, in the order of their names, and its output.

    An input that is not passed has the function's own default, which was checked when it was defined.

    `context` is what the check functions of the author's types are handed.
    """

    @functools.wraps(compute)
    def checked(*arguments: typing.Any, **values: typing.Any) -> typing.Any:
        for name in sorted(set(inputs).intersection(values)):
            declared = inputs[name]
            declared.require_input(name, declared.judge("input", name, values[name], context))
        value = compute(*arguments, **values)
        # A generator is no output: what becomes of it is decided further out.
        if output is not None and not inspect.isgenerator(value):
            output.require_output(output_name, output.judge("output", output_name, value, context))
        return value

    return checked
