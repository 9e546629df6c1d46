"""Builtins that ask what a value is and what it has: `isinstance`, `getattr`, `vars`, `type`."""

from __future__ import annotations

import collections.abc
import numbers
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from modec.evaluate import (
    attributes,
    class_views,
    inheritance,
    namespaces,
    stores,
)
from modec.evaluate.builtin_call import Call, Rule
from modec.evaluate.names import variables
from modec.evaluate.operators import PLAIN, is_plain
from modec.evaluate.residuals import is_opaque
from modec.evaluate.signals import Raised
from modec.evaluate.stateful import View
from modec.evaluate.values import (
    BoundMethod,
    External,
    Intrinsic,
    ProjectPath,
    Residual,
    UserClass,
    UserFunction,
    UserInstance,
    Value,
)

if TYPE_CHECKING:
    pass


def _isinstance(now: Call) -> Value:
    value, kinds = now.args
    classes = tuple(map(_abstract, kinds if isinstance(kinds, tuple) else (kinds,)))
    if isinstance(value, ProjectPath) and all(isinstance(kind, type) for kind in classes):
        return isinstance(value.path, classes)
    if is_opaque(value):
        return False if _is_no_definition(value, classes) else now.residual()
    if isinstance(value, UserInstance) and value.cls is not None:
        inherited = class_views.lineage(value.cls)
        if any(kind is each for kind in classes for each in inherited):
            return True
        return now.residual() if any(isinstance(each, Residual) for each in inherited) else False
    if isinstance(value, View):
        is_known = all(isinstance(kind, type) and kind in PLAIN for kind in classes)
        return False if is_known else now.residual("it is a view of a dict")
    if all(isinstance(kind, type) for kind in classes):
        if isinstance(value, (UserFunction, UserClass, External, BoundMethod)):
            return object in classes or (type in classes and isinstance(value, UserClass))
        return isinstance(value, classes)
    if is_plain(value):
        known = [kind for kind in classes if isinstance(kind, type)]
        if isinstance(value, tuple(known)):
            return True
        return now.residual() if any(isinstance(kind, Residual) for kind in classes) else False
    return now.residual()


def _abstract(kind: Value) -> Value:
    """The abstract class of the standard library that is meant, which knows the builtin types; any other as it is."""
    if isinstance(kind, External):
        module = ".".join((kind.module, *kind.path[:-1]))
        if module in _ABSTRACT and kind.path:
            return getattr(_ABSTRACT[module], kind.path[-1], kind)
    return kind


_ABSTRACT: dict[str, Any] = {
    "collections": collections,
    "collections.abc": collections.abc,
    "numbers": numbers,
}


def _super(now: Call) -> Value:
    made = None if now.args else inheritance.above(now.node, now.scope)
    return now.residual("it is super() of a class with several bases") if made is None else made


def _issubclass(now: Call) -> Value:
    cls, kinds = now.args
    classes = tuple(map(_abstract, kinds if isinstance(kinds, tuple) else (kinds,)))
    if isinstance(cls, UserClass):
        inherited = class_views.lineage(cls)
        if any(kind is each for kind in classes for each in inherited) or object in classes:
            return True
        return now.residual() if any(isinstance(each, Residual) for each in inherited) else False
    if isinstance(cls, type) and all(isinstance(kind, (type, UserClass)) for kind in classes):
        return issubclass(cls, tuple(kind for kind in classes if isinstance(kind, type)))
    return now.residual()


def _is_no_definition(value: Residual, classes: Sequence[Value]) -> bool:
    """Whether classes of definitions are asked for, and a value which only the run makes: the build knows all definitions."""
    return value.cause is None and all(
        isinstance(kind, type)
        and kind.__module__.startswith("modec.definitions.")
        and kind.__name__.endswith("Definition")
        for kind in classes
    )


def _callable(now: Call) -> Value:
    value = now.args[0]
    if is_opaque(value):
        return now.residual()
    return isinstance(value, (UserClass, External, Intrinsic)) or callable(value)


def _vars(now: Call) -> Value:
    if not now.args:
        return namespaces.own_variables(now.scope, now.node)
    value = now.args[0] if len(now.args) == 1 else None
    held = variables(now.machine, value)
    if isinstance(value, UserClass):
        held = class_views.attributes_of_class(value, now.node, now.scope)
    elif isinstance(value, UserInstance):
        held = class_views.attributes_of_instance(value)
    return now.residual("evaluation does not follow this call") if held is None else held


def _dir(now: Call) -> Value:
    if not now.args:
        own = namespaces.own_variables(now.scope, now.node)
        return own if isinstance(own, Residual) else sorted(own)
    value = now.args[0] if len(now.args) == 1 else None
    held: Iterable[str] | None = variables(now.machine, value)
    if held is None:
        held = class_views.names_in(value, now.node, now.scope)
    return now.residual("evaluation does not follow this call") if held is None else sorted(held)


def _setattr(now: Call) -> Value:
    stores.set_attribute(now.machine, now.args, now.node, now.scope)


def _getattr(now: Call) -> Value:
    owner, name, *default = now.args
    if not isinstance(name, str):
        return now.residual()
    try:
        return attributes.get(now.machine, owner, name, now.node, now.scope)
    except Raised as raised:
        if default and isinstance(raised.error, AttributeError):
            return default[0]
        raise


def _hasattr(now: Call) -> Value:
    owner, name = now.args
    if not isinstance(name, str) or is_opaque(owner):
        return now.residual()
    try:
        value = attributes.get(now.machine, owner, name, now.node, now.scope)
    except Raised as raised:
        if isinstance(raised.error, AttributeError):
            return False
        raise
    return now.residual() if isinstance(value, Residual) else True


def _type(now: Call) -> Value:
    value = now.args[0]
    if len(now.args) == 1 and is_plain(value) and type(value) in PLAIN:
        return type(value)
    if len(now.args) == 1 and isinstance(value, UserInstance) and value.cls is not None:
        return value.cls
    return now.residual("evaluation does not follow type() here")


RULES: dict[Any, Rule] = {
    isinstance: _isinstance,
    issubclass: _issubclass,
    super: _super,
    callable: _callable,
    getattr: _getattr,
    setattr: _setattr,
    vars: _vars,
    dir: _dir,
    hasattr: _hasattr,
    type: _type,
}
