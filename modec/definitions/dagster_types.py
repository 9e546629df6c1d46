"""From annotations and `dagster_type=` arguments to the types that are checked when the script runs (3.12)."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from modec.definitions.checks import instance_of as checked_instance
from modec.definitions.checks import invalid, is_residual, known
from modec.definitions.type_arguments import checked_type
from modec.runtime import types as runtime
from modec.runtime.errors import CheckError, DagsterInvalidDefinitionError, ParameterCheckError
from modec.runtime.types import DagsterType, PythonObjectDagsterType

NoneType = type(None)
"""What dagster's `Nothing` is."""


class HintedType(PythonObjectDagsterType):
    """The `isinstance` type of a class that is used as an annotation; it claims no name of its own."""

    def __init__(self, python_type: Any, key: str, shown: str) -> None:
        DagsterType.__init__(self, self.check_instance, key=f"_TypeHintInferred[{key}]")
        self.python_type = python_type
        self.type_str = shown
        self.display_name = shown


PythonDict = PythonObjectDagsterType(dict, key="PythonDict", name="dict")
PythonSet = PythonObjectDagsterType(set, key="PythonSet", name="set")
PythonTuple = PythonObjectDagsterType(tuple, key="PythonTuple", name="tuple")
AnyList = runtime.ListType(runtime.Any)

_BUILTINS: dict[Any, DagsterType] = {
    int: runtime.Int,
    float: runtime.Float,
    bool: runtime.Bool,
    str: runtime.String,
    NoneType: runtime.Nothing,
    list: AnyList,
    dict: PythonDict,
    set: PythonSet,
    tuple: PythonTuple,
}

_REGISTRY: ContextVar[dict[Any, DagsterType] | None] = ContextVar("types", default=None)
_LIVE_REGISTRY: dict[Any, DagsterType] = {}


@contextmanager
def fresh_registry() -> Iterator[None]:
    """Inside, no Python type is registered yet: each static evaluation starts so."""
    token = _REGISTRY.set({})
    try:
        yield
    finally:
        _REGISTRY.reset(token)


def _registry() -> dict[Any, DagsterType]:
    found = _REGISTRY.get()
    return _LIVE_REGISTRY if found is None else found


class ListApi:
    """dagster's `List`: bare, a list of anything; `List[T]` checks the elements."""

    def __getitem__(self, inner: Any) -> DagsterType:
        return runtime.ListType(_something(resolve_type(inner)))

    def __call__(self, inner: Any) -> DagsterType:
        checked_instance("inner_type", inner, DagsterType)
        return self[inner]


class OptionalApi:
    """dagster's `Optional`, which always takes an inner type."""

    def __getitem__(self, inner: Any) -> DagsterType:
        return runtime.OptionalType(_something(resolve_type(inner)))


class DictApi:
    """dagster's `Dict`: bare, any dict; `Dict[K, V]` checks keys and values."""

    def __getitem__(self, pair: Any) -> DagsterType:
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise CheckError("Must be two parameters")
        key, value = pair
        return runtime.DictType(resolve_type(key), resolve_type(value))


class SetApi:
    """dagster's `Set`: bare, any set; `Set[T]` checks the elements."""

    def __getitem__(self, inner: Any) -> DagsterType:
        return runtime.SetType(resolve_type(inner))


class TupleApi:
    """dagster's `Tuple`: bare, any tuple; `Tuple[A, B]` checks the length and each element."""

    def __getitem__(self, items: Any) -> DagsterType:
        items = items if isinstance(items, tuple) else (items,)
        return runtime.TupleType(*(resolve_type(item) for item in items))


List = ListApi()
Optional = OptionalApi()
Dict = DictApi()
Set = SetApi()
Tuple = TupleApi()

_APIS: dict[type, DagsterType] = {
    ListApi: AnyList,
    DictApi: PythonDict,
    SetApi: PythonSet,
    TupleApi: PythonTuple,
}


_BARE = {"List": AnyList, "Dict": PythonDict, "Set": PythonSet, "Tuple": PythonTuple}
"""What the names of `typing` stand for without their parameters."""


def resolve_type(given: Any) -> DagsterType:
    """The type that an annotation or a `dagster_type` argument stands for; None stands for Any.

    Raises `DagsterInvalidDefinitionError` for what stands for no type (a Union of several types, a literal).
    """
    if isinstance(given, DagsterType):
        return checked_type(given)
    if given is None or given is typing.Any:
        return runtime.Any
    if type(given) in _APIS:
        return _APIS[type(given)]
    if is_residual(given):
        return _residual_type(given)
    try:
        builtin = _BUILTINS.get(given)
    except TypeError:
        raise _no_type(
            given, ", which isn't hashable. Did you pass an instance of a type instead of the type?"
        ) from None
    if builtin is not None:
        return builtin
    found = _typing_type(given)
    if found is not None:
        return found
    if isinstance(given, type) or _is_user_class(given):
        if isinstance(given, type) and issubclass(given, DagsterType):
            raise CheckError(f"Do not pass runtime type classes. Got {given}")
        return _class_type(given)
    raise _no_type(given, ".")


def _no_type(given: Any, detail: str) -> DagsterInvalidDefinitionError:
    return invalid(
        "Invalid type: dagster_type must be an instance of DagsterType or a Python type: "
        f"got {given}{detail}"
    )


def _something(inner: DagsterType) -> DagsterType:
    if inner.is_nothing:
        raise invalid("Type Nothing can not be wrapped in List or Optional")
    return inner


def _typing_type(given: Any) -> DagsterType | None:
    """The type of a construct of `typing`, or of a subscripted builtin; None for anything else."""
    bare = getattr(given, "_name", None) if not typing.get_args(given) else None
    if bare in _BARE and given is getattr(typing, str(bare)):
        return _BARE[str(bare)]
    origin, arguments = typing.get_origin(given), typing.get_args(given)
    if origin is list:
        return List[arguments[0]]
    if origin is set:
        return Set[arguments[0]]
    if origin is dict:
        return Dict[arguments]
    if origin is tuple and Ellipsis not in arguments:
        return Tuple[arguments]
    if origin in (typing.Union, types.UnionType):
        others = [each for each in arguments if each is not NoneType]
        if len(others) == 1 and len(arguments) == 2:
            return Optional[others[0]]
    return None


def _is_user_class(given: Any) -> bool:
    """Whether it is a class of static evaluation, whose syntax is all that is known."""
    return hasattr(given, "node") and hasattr(given, "bases") and hasattr(given, "__name__")


def _class_type(given: Any) -> DagsterType:
    registry = _registry()
    if given not in registry:
        module = getattr(given, "module", None)
        where = str(getattr(module, "name", getattr(given, "__module__", "")))
        registry[given] = HintedType(given, f"{where}.{given.__name__}", given.__name__)
    return _registered(registry[given], given.__name__)


def _residual_type(given: Any) -> DagsterType:
    """The type of a class that only the run knows: of another package, or made at run time."""
    key, shown = _residual_key(given)
    registered = _registry().get(key)
    return HintedType(given, key, shown) if registered is None else _registered(registered, shown)


def _registered(found: Any, shown: str) -> DagsterType:
    """A registered type, which must be known where its class is used. Raises `DagsterInvalidDefinitionError` (MD102)."""
    given: DagsterType = known(f"the Dagster type of the class {shown}", found)
    return given


def _residual_key(given: Any) -> tuple[str, str]:
    path = getattr(given, "path", None)
    module = getattr(given, "module", None)
    if isinstance(path, tuple) and isinstance(module, str):
        dotted = ".".join((module, *path))
        return dotted, dotted.rpartition(".")[2]
    name = getattr(given, "name", None)
    if isinstance(name, str):
        return f"{getattr(module, 'name', '')}.{name}", name
    return f"{getattr(given, 'span', '')}", "object"


def make_python_type_usable_as_dagster_type(python_type: Any, dagster_type: DagsterType) -> None:
    """Registers the type that a class stands for. Raises `DagsterInvalidDefinitionError` when it has one already."""
    if not is_residual(dagster_type):  # else what uses the class is refused
        checked_instance("dagster_type", dagster_type, DagsterType)
    if not (
        isinstance(python_type, type) or _is_user_class(python_type) or is_residual(python_type)
    ):
        raise ParameterCheckError(f'Param "python_type" is not a type. Got {python_type!r}.')
    registry = _registry()
    key = _residual_key(python_type)[0] if is_residual(python_type) else python_type
    registered = registry.setdefault(key, dagster_type)
    if registered is dagster_type:
        return
    if isinstance(registered, HintedType):
        raise invalid(
            f"A Dagster type has already been registered for the Python type {python_type}. It was "
            "auto-registered: a solid used the Python type as an annotation before. Call "
            "make_python_type_usable_as_dagster_type before any solid definitions refer to the Python type."
        )
    raise invalid(
        f"A Dagster type has already been registered for the Python type {python_type}. "
        "make_python_type_usable_as_dagster_type can only be called once on a python type."
    )


def create_string_type(name: str, description: str | None = None) -> DagsterType:
    """A type of strings with a name of its own."""
    made = runtime.ScalarType(name, str, "string")
    made.is_builtin, made.description = False, description
    return made


def create_any_type(
    name: str,
    loader: Any = None,
    materializer: Any = None,
    serialization_strategy: Any = None,
    description: str | None = None,
    auto_plugins: Any = None,
) -> DagsterType:
    """A type of everything with a name of its own."""
    made = runtime.AnyType(name)
    made.loader, made.materializer, made.description = loader, materializer, description
    return made


def usable_as_dagster_type(
    name: Any = None,
    description: str | None = None,
    loader: Any = None,
    materializer: Any = None,
    **others: Any,
) -> Any:
    """The class decorator that makes a class a dagster type of its own; bare or with arguments."""

    def register(cls: Any, given: str | None) -> Any:
        made = PythonObjectDagsterType(
            cls,
            name=given or cls.__name__,
            description=description,
            loader=loader,
            materializer=materializer,
        )
        make_python_type_usable_as_dagster_type(cls, made)
        return cls

    if isinstance(name, type) or _is_user_class(name):
        return register(name, None)
    return lambda cls: register(cls, name)
