"""`owner.name`."""

from __future__ import annotations

import ast
import functools
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from modec.evaluate import (
    callables,
    class_views,
    foreseen,
    intrinsics,
    methods,
    paths,
)
from modec.evaluate.enums import mixed_in
from modec.evaluate.fields import (
    begin,
    contents_of,
    is_named_tuple,
    named_fields,
    tuple_of,
)
from modec.evaluate.imports import member, submodule
from modec.evaluate.inheritance import Super
from modec.evaluate.operators import is_plain
from modec.evaluate.residuals import computed, is_opaque, untainted
from modec.evaluate.signals import Raised
from modec.evaluate.stateful import Settings
from modec.evaluate.values import (
    BoundMethod,
    Environment,
    External,
    Foreseen,
    Intrinsic,
    ProjectPath,
    Residual,
    Unsupported,
    UserClass,
    UserFunction,
    UserInstance,
    UserModule,
    Value,
    VocabularyModule,
)

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine


def get(machine: Machine, owner: Value, name: str, node: ast.expr, scope: Environment) -> Value:
    """The attribute of a value. Raises `Raised` (AttributeError)."""
    return untainted(machine, _get(machine, owner, name, node, scope), node, scope)


def _get(machine: Machine, owner: Value, name: str, node: ast.expr, scope: Environment) -> Value:
    span = scope.module.span(node)
    if isinstance(owner, Residual):
        return _of_residual(machine, owner, name, node, scope)
    if isinstance(owner, UserModule):
        return member(machine, owner, name, node, scope)
    if isinstance(owner, VocabularyModule):
        return intrinsics.attribute(owner.name, name, span)
    if isinstance(owner, UserClass):
        return of_class(machine, owner, name, node, scope)
    if isinstance(owner, UserFunction):
        return _of_function(owner, name, node, scope)
    if isinstance(owner, Intrinsic) and name in owner.attributes:
        return owner.attributes[name]
    if isinstance(owner, Intrinsic) and owner.partial is not None:
        return _of_partial(owner.partial, name, node, scope)
    if intrinsics.is_host(owner):
        return intrinsics.host_attribute(owner, name, node, scope)
    if methods.allows(owner, name):
        return BoundMethod(owner, name)
    if isinstance(owner, type) and name in ("__name__", "__qualname__"):
        return owner.__name__
    if owner is object and name == "__setattr__":
        return Intrinsic("object.__setattr__", _set_directly, computed(node, scope))
    if isinstance(owner, type):
        function = callables.of_type(owner, name, node, scope)
        if function is not None:
            return function
    if is_plain(owner) and not hasattr(owner, name):
        kind = type(owner).__name__
        raise Raised(AttributeError(f"{kind!r} object has no attribute {name!r}"), span)
    return computed(node, scope, reason=f"evaluation does not follow `.{name}` here")


def _of_partial(
    held: tuple[Value, Sequence[Value], Mapping[str, Value]],
    name: str,
    node: ast.expr,
    scope: Environment,
) -> Value:
    """`partial(f, 1).func` and its like: such objects have no `__name__`."""
    known = {"func": held[0], "args": tuple(held[1]), "keywords": dict(held[2])}
    if name in known:
        return known[name]
    if hasattr(functools.partial(print), name):
        return computed(node, scope, reason=f"evaluation does not follow `.{name}` here")
    error = AttributeError(f"'functools.partial' object has no attribute {name!r}")
    raise Raised(error, scope.module.span(node))


def _set_directly(
    machine: Machine,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    """`object.__setattr__(owner, name, value)`, as frozen dataclasses and immutable classes call it."""
    owner, name, value = (*args, None, None, None)[:3]
    if isinstance(owner, UserInstance):
        machine.changes(owner)
        begin(owner)
        owner.is_touched = True
        if len(args) == 3 and isinstance(name, str):
            owner.attributes[name] = value
        else:
            owner.is_spoiled = True
    return None


def _of_residual(
    machine: Machine, owner: Residual, name: str, node: ast.expr, scope: Environment
) -> Value:
    if isinstance(owner, External):
        if owner.module == "typing" and not owner.path:
            return intrinsics.typing_name(name, scope.module.span(node))
        if not owner.path and (inner := submodule(machine, f"{owner.module}.{name}")) is not None:
            return inner
        inner_span = scope.module.span(node)
        known = foreseen.value_of(
            External(owner.module, (*owner.path, name), inner_span), node, scope
        )
        if known is not foreseen.NOTHING:
            return known
        return External(owner.module, (*owner.path, name), inner_span, cause=owner.cause)
    if isinstance(owner, Unsupported):
        return Unsupported(owner.module, f"{owner.name}.{name}", scope.module.span(node))
    if isinstance(owner, Super):
        function = owner.find(name)
        if function is not None:
            return _bound(machine, owner.owner, function, node, scope)
        if name == "__setattr__" and not owner.rest_has(name):
            holder = owner.owner
            return Intrinsic(
                "super().__setattr__",
                lambda machine, args, *rest: _set_directly(machine, [holder, *args], *rest),
            )
        if owner.is_of_object(name):
            return Intrinsic(f"object.{name}", lambda *args: None)
        return computed(node, scope, [owner])
    if isinstance(owner, Settings):
        return BoundMethod(owner, name)
    if isinstance(owner, Foreseen):
        value = foreseen.attribute(owner, name, node, scope)
        return BoundMethod(owner, name) if value is foreseen.NOTHING else value
    if isinstance(owner, UserInstance):
        return of_instance(machine, owner, name, node, scope)
    if isinstance(owner, ProjectPath):
        found = paths.attribute(machine, owner, name, node, scope)
        return BoundMethod(owner, name) if found is None else found
    return computed(node, scope, [owner])


def of_class(
    machine: Machine, owner: UserClass, name: str, node: ast.expr, scope: Environment
) -> Value:
    """A class's attribute: what evaluation knows of it, else the expression for the run."""
    if name in ("__name__", "__qualname__"):
        return owner.__name__
    if name == "__doc__":
        return ast.get_docstring(owner.node)
    if owner.members and name == "__members__":
        return {member.attributes["name"]: member for member in owner.members}
    if name == "_fields" and is_named_tuple(owner):
        return tuple(named_fields(owner))
    found, value = class_lookup(owner, name)
    if class_views.is_spoiled(owner) and not isinstance(value, UserFunction):
        return computed(node, scope, reason="code that the build cannot follow may change it")
    if not found:
        told = class_views.of_class(owner, name, node, scope)
        if told is not None:
            return told
        if _is_absent(owner, name):
            error = AttributeError(f"type object {owner.__name__!r} has no attribute {name!r}")
            raise Raised(error, scope.module.span(node))
    if isinstance(value, ProjectPath):
        return paths.derived(node, value.path, scope)
    if not found or is_opaque(value):
        return computed(
            node, scope, [value], reason="" if found else "it is an attribute of a class"
        )
    if _is_descriptor(value):
        return computed(node, scope, reason="its class says what reading it gives")
    if isinstance(value, UserFunction) and "classmethod" in _plain_decorators(value):
        return _bound(machine, owner, value, node, scope)
    return value


def _is_descriptor(value: Value) -> bool:
    return (
        isinstance(value, UserInstance)
        and value.cls is not None
        and class_lookup(value.cls, "__get__")[0]
    )


def _is_absent(cls: UserClass, name: str) -> bool:
    """Whether no class that it is made of has the attribute, nor may get it where the build does not see."""
    return not name.startswith("__") and class_views.is_whole(cls)


def class_lookup(cls: UserClass, name: str) -> tuple[bool, Value]:
    """Whether the class or a known base of it has the attribute, and what it holds."""
    if name in cls.attributes:
        return True, cls.attributes[name]
    for base in cls.bases:
        if isinstance(base, UserClass):
            found, value = class_lookup(base, name)
            if found:
                return True, value
    return False, None


def of_instance(
    machine: Machine, owner: UserInstance, name: str, node: ast.expr, scope: Environment
) -> Value:
    """An instance's attribute, its `__init__` interpreted when the first is asked for."""
    begin(owner)
    if owner.is_spoiled:
        found, value = class_lookup(owner.cls, name) if owner.cls is not None else (False, None)
        if found and isinstance(value, UserFunction):
            return _bound(machine, owner, value, node, scope)
        return computed(node, scope, reason="a method that the build cannot follow may change it")
    if name in owner.attributes:
        value = owner.attributes[name]
        if isinstance(value, ProjectPath):
            return paths.derived(node, value.path, scope)
        if isinstance(value, Foreseen):
            return foreseen.held(value.value, node, scope)
        return computed(node, scope, [value]) if is_opaque(value) else value
    if owner.cls is not None:
        found, value = class_lookup(owner.cls, name)
        if found and isinstance(value, UserFunction):
            return _bound(machine, owner, value, node, scope)
        if class_views.is_spoiled(owner.cls):
            return computed(node, scope, reason="code that the build cannot follow may change it")
        if found and isinstance(value, ProjectPath):
            return paths.derived(node, value.path, scope)
        if found and _is_descriptor(value):
            return computed(node, scope, reason="its class says what reading it gives")
        if found and not is_opaque(value):
            return value
        if name == "__class__":
            return owner.cls
        if name == "__dict__" and not found:
            own = class_views.attributes_of_instance(owner)
            return computed(node, scope, [owner]) if own is None else own
        if owner.is_member and not found and mixed_in(owner.cls) is type(owner.attributes["value"]):
            inner = owner.attributes["value"]
            return (
                BoundMethod(inner, name)
                if methods.allows(inner, name)
                else computed(node, scope, [owner])
            )
        fields = tuple_of(owner) if name in ("_asdict", "_replace") else None
        if fields is not None:
            return _of_named_tuple(owner, name, fields)
        if not found and contents_of(owner) is not None and methods.allows(owner.contents, name):
            owner.is_touched = True
            return BoundMethod(owner.contents, name)
        if not found and not name.startswith("__"):
            made = special(machine, owner, "__getattr__", [name], node, scope)
            if made is not None:
                return made
            if _is_absent(owner.cls, name) and not class_lookup(owner.cls, "__getattr__")[0]:
                error = AttributeError(f"{owner.cls.__name__!r} object has no attribute {name!r}")
                raise Raised(error, scope.module.span(node))
    return computed(node, scope, [owner])


def _of_named_tuple(owner: UserInstance, name: str, fields: tuple[Value, ...]) -> Intrinsic:
    """The methods that every named tuple has."""
    assert owner.cls is not None
    known = dict(zip(named_fields(owner.cls), fields))

    def rule(
        machine: Machine,
        args: Sequence[Value],
        kwargs: Mapping[str, Value],
        node: ast.expr,
        scope: Environment,
    ) -> Value:
        if name == "_asdict" or args or not set(kwargs) <= set(known):
            return dict(known) if name == "_asdict" else computed(node, scope, [owner])
        made = computed(node, scope, reason=owner.reason)
        changed = {**known, **kwargs}
        return UserInstance(
            made.node, made.scope, made.span, made.reason, cls=owner.cls, attributes=changed
        )

    return Intrinsic(name, rule)


def text_of(
    machine: Machine, owner: UserInstance, node: ast.expr, scope: Environment
) -> Value | None:
    """What `str(owner)` gives by the author's `__str__` or `__repr__`; None where there is none, or a `__format__`."""
    if owner.cls is None or class_lookup(owner.cls, "__format__")[0]:
        return None
    for name in ("__str__", "__repr__"):
        made = special(machine, owner, name, [], node, scope)
        if made is not None:
            return made
    return None


def special(
    machine: Machine,
    owner: Value,
    name: str,
    args: Sequence[Value],
    node: ast.expr,
    scope: Environment,
    kwargs: Mapping[str, Value] = MappingProxyType({}),
) -> Value | None:
    """What a special method that the author's classes define gives: `__getitem__`, `__call__`; None where they don't."""
    if not isinstance(owner, UserInstance) or owner.cls is None:
        return None
    if owner.is_member and name not in ("__str__", "__repr__"):
        return None
    found, function = class_lookup(owner.cls, name)
    if not found or not isinstance(function, UserFunction):
        return None
    bound = _bound(machine, owner, function, node, scope)
    if not isinstance(bound, BoundMethod):
        return None
    return machine.call(bound, args, kwargs, node, scope)


def _bound(
    machine: Machine,
    owner: UserInstance | UserClass,
    function: UserFunction,
    node: ast.expr,
    scope: Environment,
) -> Value:
    decorators = _plain_decorators(function)
    if "staticmethod" in decorators:
        return function
    if len(decorators) != len(function.node_decorators):
        return computed(node, scope, [owner], reason="a decorator of the method's is not followed")
    receiver: Value = owner
    if "classmethod" in decorators and isinstance(owner, UserInstance):
        receiver = owner.cls
    if "property" in decorators:
        with machine.made_by_run():
            return machine.call(function, [receiver], {}, node, scope)
    return BoundMethod(receiver, function.__name__, function)


def _plain_decorators(function: UserFunction) -> list[str]:
    return [each.id for each in function.node_decorators if isinstance(each, ast.Name)]


def _of_function(owner: UserFunction, name: str, node: ast.expr, scope: Environment) -> Value:
    if name in ("__name__", "__doc__"):
        return getattr(owner, name)
    if name == "__qualname__":
        return owner.__name__
    if name == "__module__":
        return owner.module.name
    if name in owner.attributes:
        return owner.attributes[name]
    if name == "__wrapped__" and owner.wrapped is not None:
        return owner.wrapped
    return computed(node, scope, reason="it is an attribute of a function")
