"""What classes and instances tell of themselves: `vars(cls)`, `dir(cls)`, `__dict__`, `__mro__`, `__subclasses__()`."""

from __future__ import annotations

import ast

from modec.evaluate.fields import begin, is_named_tuple
from modec.evaluate.residuals import computed
from modec.evaluate.values import (
    Environment,
    External,
    Intrinsic,
    UserClass,
    UserFunction,
    UserInstance,
    Value,
)
from modec.source.names import last_name

_WITHOUT_ATTRIBUTES = frozenset({"ABC", "Generic", "Protocol"})
"""Bases from outside of the project that lend their classes nothing that is asked for by name."""
_KNOWN_DECORATORS = frozenset({"dataclass", "total_ordering", "unique", "runtime_checkable"})
_STORED_ELSEWHERE = frozenset({"__setattr__", "__getattribute__", "__slots__", "__new__"})
"""What makes attributes another matter than the ones that are assigned."""
_OF_EVERY_CLASS = ("__dict__", "__weakref__")


def lineage(cls: UserClass) -> list[Value]:
    """The class and what it inherits from, as far as evaluation knows."""
    result: list[Value] = [cls]
    for base in cls.bases:
        result.extend(lineage(base) if isinstance(base, UserClass) else [base])
    return result


def is_spoiled(cls: UserClass) -> bool:
    """Whether attributes of the class, or of one that it is made of, may be others than the text shows."""
    bases = (base for base in cls.bases if isinstance(base, UserClass))
    return cls.is_spoiled or any(map(is_spoiled, bases))


def is_generic(cls: UserClass) -> bool:
    """Whether the class may be subscripted: `class Box(Generic[T])`."""
    return any(
        is_generic(base) if isinstance(base, UserClass) else _named(base) == "Generic"
        for base in cls.bases
    )


def is_whole(cls: UserClass) -> bool:
    """Whether the classes that the project's text shows say all about its attributes, those with `__` aside."""
    if not _STORED_ELSEWHERE.isdisjoint(cls.attributes):
        return False
    if cls.is_spoiled or any(keyword.arg == "metaclass" for keyword in cls.node.keywords):
        return False
    if not all(_leaves_alone(decorator, cls) for decorator in cls.node.decorator_list):
        return False
    return all(
        (
            is_whole(base)
            if isinstance(base, UserClass)
            else base is object or _named(base) in _WITHOUT_ATTRIBUTES
        )
        for base in cls.bases
    )


def _named(base: Value) -> str:
    return base.path[-1] if isinstance(base, External) and base.path else ""


def _leaves_alone(decorator: ast.expr, cls: UserClass) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    name = last_name(called)
    found = cls.scope.lookup(name)
    return name in _KNOWN_DECORATORS or (found is not None and isinstance(found[1], UserFunction))


def attributes_of_class(
    cls: UserClass, node: ast.expr, scope: Environment
) -> dict[str, Value] | None:
    """`vars(cls)`, in the order of its body; None where the text does not say."""
    if not is_whole(cls):
        return None
    unknown = computed(node, scope, reason="it is what Python keeps of a class")
    held: dict[str, Value] = {"__module__": cls.module.name}
    for name, value in cls.attributes.items():
        is_plain = not isinstance(value, UserFunction) or not value.node_decorators
        held[name] = value if is_plain else unknown
    if any(isinstance(each, ast.AnnAssign) for each in cls.node.body):
        held["__annotations__"] = unknown
    held.update(dict.fromkeys(_OF_EVERY_CLASS, unknown))
    held["__doc__"] = ast.get_docstring(cls.node, clean=False)
    return held


def attributes_of_instance(instance: UserInstance) -> dict[str, Value] | None:
    """`vars(instance)`: what its attributes are kept in; None where that is another thing, or is not known."""
    begin(instance)
    cls = instance.cls
    if cls is None or instance.is_spoiled or cls.members or is_named_tuple(cls):
        return None
    return instance.attributes if is_whole(cls) and "__slots__" not in cls.attributes else None


def names_in(value: Value, node: ast.expr, scope: Environment) -> list[str] | None:
    """`dir(value)` of a class or an instance, None where the text does not say."""
    cls = value.cls if isinstance(value, UserInstance) else value
    if not isinstance(cls, UserClass) or not is_whole(cls):
        return None
    names = {*dir(object), "__module__", *_OF_EVERY_CLASS}
    line = lookup_order(cls)
    if line is None:
        return None
    for each in line:
        names.update(attributes_of_class(each, node, scope) or ())
    if isinstance(value, UserInstance):
        own = attributes_of_instance(value)
        if own is None:
            return None
        names.update(own)
    return sorted(names)


def lookup_order(cls: UserClass) -> list[UserClass] | None:
    """The author's classes in the order of `cls.__mro__`; None where several bases inherit from one another's."""
    line = [cls]
    for base in cls.bases:
        if isinstance(base, UserClass):
            behind = lookup_order(base)
            if behind is None or any(each in line for each in behind):
                return None
            line += behind
    return line


def of_class(cls: UserClass, name: str, node: ast.expr, scope: Environment) -> Value:
    """`cls.__dict__` and its like; None for other attributes, and where the text does not say."""
    if name == "__dict__":
        return attributes_of_class(cls, node, scope)
    if name == "__module__":
        return cls.module.name
    if name == "__subclasses__":
        return Intrinsic("__subclasses__", lambda *args: list(cls.subclasses))
    if not is_whole(cls) or not all(isinstance(b, UserClass) or b is object for b in cls.bases):
        return None
    if name == "__bases__":
        return cls.bases or (object,)
    line = lookup_order(cls) if name == "__mro__" else None
    if line is None or any(
        not isinstance(b, UserClass) and b is not object for c in line for b in c.bases
    ):
        return None
    return (*line, object)
