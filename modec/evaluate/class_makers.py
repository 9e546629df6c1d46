"""Classes of the author's where a function is wanted: `ResourceDefinition(Client)` calls `Client` with the context.

A class method is one, too: `ResourceDefinition(Client.from_context)`.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from typing import Any

from modec.definitions.resource import ResourceDefinition
from modec.evaluate.values import BoundMethod, ClassMaker, UserClass, UserFunction, Value

_ARGUMENT = "resource_fn"


def classes_as_functions(
    callee: Any, args: Sequence[Value], kwargs: Mapping[str, Value]
) -> tuple[Sequence[Value], Mapping[str, Value]]:
    """The arguments for a host call, a class that is to make a resource as the function that it is (1.1)."""
    if not (isinstance(callee, type) and issubclass(callee, ResourceDefinition)):
        return args, kwargs
    if args:
        return [_maker(args[0]), *args[1:]], kwargs
    if _ARGUMENT in kwargs:
        return args, {**kwargs, _ARGUMENT: _maker(kwargs[_ARGUMENT])}
    return args, kwargs


def _maker(value: Value) -> Value:
    if isinstance(value, BoundMethod):
        return _class_method(value)
    if not isinstance(value, UserClass):
        return value
    signature = _signature(value)
    return value if signature is None else ClassMaker(value, signature, value.__name__)


def _class_method(value: BoundMethod) -> Value:
    """`Client.from_context` as the function that makes the resource, unless it is a generator or no class method."""
    method = value.function
    if not isinstance(value.owner, UserClass) or method is None or method.yields:
        return value
    if method.is_decorated_at_run:
        return value
    signature = inspect.signature(method)
    named = signature.replace(parameters=list(signature.parameters.values())[1:])
    return ClassMaker(value.owner, named, value.name, value.name)


def _signature(value: UserClass) -> inspect.Signature | None:
    """What calling the class takes; None where that is not in the project to be read."""
    if value.node.decorator_list or value.node.keywords:
        return None
    made_by = value.attributes.get("__init__")
    if isinstance(made_by, UserFunction) and not made_by.is_decorated_at_run:
        signature = inspect.signature(made_by)
        return signature.replace(parameters=list(signature.parameters.values())[1:])
    if "__init__" in value.attributes or "__new__" in value.attributes:
        return None
    if not value.bases:
        return inspect.Signature()
    base = value.bases[0]
    return _signature(base) if isinstance(base, UserClass) and len(value.bases) == 1 else None
