"""Which of the runtime's classes a function can have to do with: its own body, and the functions it names."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from modec.cache import remembered
from modec.evaluate.values import UserClass, UserFunction, UserModule
from modec.source.walking import walk
from modec.unroll.texts import key_of

EVENTS = frozenset(
    {"Output", "DynamicOutput", "AssetMaterialization", "Materialization", "ExpectationResult"}
)
"""What a solid's function may return or yield in place of a plain value (3.5)."""

RETRIES = frozenset({"RetryRequested"})

Mentioned = tuple[frozenset[str], tuple[UserFunction | UserClass, ...]]
"""The names of classes, and the functions and classes that may mention more."""


def attributes_read(function: UserFunction) -> frozenset[str]:
    """The attributes that `function`, or a function or class of the author's that it names, asks for by name.

    Texts count, too, as `getattr` takes them.
    """
    found: set[str] = set()
    seen: set[int] = set()
    waiting: list[UserFunction | UserClass] = [function]
    while waiting:
        current = waiting.pop()
        if id(current) in seen:
            continue
        seen.add(id(current))
        for part in walk(current.node):
            if isinstance(part, ast.Attribute):
                found.add(part.attr)
            elif isinstance(part, ast.Constant) and isinstance(part.value, str):
                found.add(part.value)
        waiting.extend(_named_by(current)[1])
    return frozenset(found)


def mentions(function: UserFunction, names: frozenset[str]) -> bool:
    """Whether `function`, or a function or class of the author's that it names, names one of these classes.

    Where a function gets hold of them in a roundabout way (through a table, say), a module that mentions
    them at all is enough: the answer errs towards True.
    """
    seen: set[int] = set()
    waiting: list[UserFunction | UserClass] = [function]
    while waiting:
        current = waiting.pop()
        if id(current) in seen:
            continue
        seen.add(id(current))
        classes, users = _named_by(current)
        if not names.isdisjoint(classes):
            return True
        waiting.extend(users)
    return False


def _named_by(user: UserFunction | UserClass) -> Mentioned:
    """The names of the vocabulary's classes, and the author's functions and classes, that a body names."""
    known = user.module.known
    key = ("named by", user)
    if key not in known:
        values = list(_named(user))
        classes = (v.__name__ for v in values if isinstance(v, type) and _is_vocabulary(v))
        users = (v for v in values if isinstance(v, (UserFunction, UserClass)))
        known[key] = (frozenset(classes), tuple(dict.fromkeys(users)))
    found: Mentioned = known[key]
    return found


def _named(user: UserFunction | UserClass) -> Iterator[Any]:
    """The values of the names, and of the attributes of modules, that stand in a function or class."""
    node, scope = user.node, user.scope
    for name, attribute in remembered(lambda: f"names\n{key_of(user)}", lambda: _names(node)):
        found = scope.lookup(name)
        if found is not None:
            yield _attribute(found[1], attribute) if attribute else found[1]


def _names(node: ast.AST) -> list[tuple[str, str]]:
    """The names that stand in a piece of syntax, alone (with "") and with the attribute that is read of them."""
    found: dict[tuple[str, str], None] = {}
    for part in walk(node):
        if isinstance(part, ast.Name):
            found[part.id, ""] = None
        elif isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name):
            found[part.value.id, part.attr] = None
    return list(found)


def _attribute(owner: Any, attribute: str) -> Any:
    """What `module.name` is, where `module` is one of the author's or the vocabulary itself."""
    if isinstance(owner, UserModule):
        return owner.environment.variables.get(attribute)
    # The vocabulary's own module, however it was imported: `import dagster as dg; dg.Output(...)`.
    return getattr(owner, attribute, None) if hasattr(owner, "__modec_vocabulary__") else None


def _is_vocabulary(value: type) -> bool:
    return value.__module__.startswith("modec.")
