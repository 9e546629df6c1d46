"""Which of the runtime's classes a function can have to do with: its own body, and the functions it names."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from modec.cache import remembered
from modec.evaluate.values import (
    BoundMethod,
    ClassMaker,
    Computed,
    Environment,
    GlobalRef,
    Intrinsic,
    UserClass,
    UserFunction,
    UserInstance,
    UserModule,
)
from modec.plan.records import Plan, PlannedStep
from modec.source.walking import walk
from modec.unroll.texts import key_of

EVENTS = frozenset(
    {"Output", "DynamicOutput", "AssetMaterialization", "Materialization", "ExpectationResult"}
)
"""What a solid's function may return or yield in place of a plain value (3.5)."""

RETRIES = frozenset({"RetryRequested"})

Mentioned = tuple[frozenset[str], tuple[Any, ...]]
"""The names of classes, and the functions, classes and other values that may mention more."""


def attributes_read(function: UserFunction) -> frozenset[str]:
    """The attributes that `function`, or a function or class of the author's that it names, asks for by name.

    Texts count, too, as `getattr` takes them.
    """
    found: set[str] = set()
    seen: set[int] = set()
    waiting: list[Any] = [function]
    while waiting:
        current = waiting.pop()
        if id(current) in seen or not isinstance(current, (UserFunction, UserClass)):
            continue
        seen.add(id(current))
        for part in walk(current.node):
            if isinstance(part, ast.Attribute):
                found.add(part.attr)
            elif isinstance(part, ast.Constant) and isinstance(part.value, str):
                found.add(part.value)
        waiting.extend(_named_by(current)[1])
    return frozenset(found)


class Mentions:
    """Whether what functions can come to call names one of some classes.

    It follows the names in their texts, and what the values behind the names are made of. Of a variable whose value
    only the run knows, every statement of its module that names it counts. So the answer errs towards True.
    """

    def __init__(self, classes: frozenset[str]) -> None:
        self._classes = classes
        self._without: dict[Any, Any] = {}
        """What names none of them, nor leads to what does. Kept, so that no other object can get its id."""

    def in_any(self, *roots: Any) -> bool:
        """Whether one of `roots` leads to one of the classes: functions, classes, objects, tables of them."""
        seen: dict[Any, Any] = {}
        waiting: list[Any] = list(roots)
        while waiting:
            current = waiting.pop()
            key = current if isinstance(current, _Variable) else id(current)
            if key in seen or key in self._without:
                continue
            seen[key] = current
            if isinstance(current, (UserFunction, UserClass)):
                classes, others = _named_by(current)
                if not self._classes.isdisjoint(classes):
                    return True
                waiting.extend(others)
                if isinstance(current, UserFunction) and current.made is not None:
                    waiting.append(current.made)
            elif isinstance(current, type) and _is_vocabulary(current):
                if current.__name__ in self._classes:
                    return True
            else:
                waiting.extend(_parts(current))
        self._without |= seen
        return False


def asks_for_retries(plan: Plan) -> bool:
    """Whether a step may ask to be run again (3.10): by itself, or in what its resources and IO managers do."""
    functions = (step.solid.compute_fn for step in plan.steps)
    definitions = (resource.definition for resource in plan.resources)
    return Mentions(RETRIES).in_any(*functions, *definitions)


def returns_events(plan: Plan, step: PlannedStep, events: Mentions) -> bool:
    """Whether a step's function may return an `Output` or the like: its own, or what a resource of its gives it.

    `events` looks for the classes `EVENTS`, and remembers where they are not.
    """
    definitions = {resource.key: resource for resource in plan.resources}
    waiting = list(step.resource_keys)
    reached: dict[str, Any] = {}
    while waiting:
        key = waiting.pop()
        if key in definitions and key not in reached:
            reached[key] = definitions[key].definition
            waiting.extend(definitions[key].needs)
    return events.in_any(step.solid.compute_fn, *reached.values())


def _parts(value: Any) -> Iterator[Any]:
    """What a value is made of that is no function or class of the author's."""
    if isinstance(value, dict):
        yield from value.keys()
        yield from value.values()
    elif isinstance(value, (list, tuple, set, frozenset)):
        yield from value
    elif isinstance(value, Computed):
        yield from _values(_names(value.node), value.scope)
        for change in value.changes:
            yield from _values(_names(change.node), change.scope)
        if isinstance(value, UserInstance):
            yield value.cls
    elif isinstance(value, BoundMethod):
        yield from (value.owner, value.function)
    elif isinstance(value, ClassMaker):
        yield value.made
    elif isinstance(value, Intrinsic):
        yield value.written
    elif isinstance(value, _Variable):
        for node in value.statements():
            yield from _values(_names(node), value.scope)
    else:
        # A definition called as a plain function, and a resource that is there already.
        yield from (getattr(value, name, None) for name in ("compute_fn", "resource_fn", "value"))


@dataclass(frozen=True)
class _Variable:
    """A module's variable whose value only the run knows."""

    scope: Environment
    name: str

    def statements(self) -> Iterator[ast.stmt]:
        """The statements of the module, outside of functions and classes, that name it."""
        known = self.scope.module.known
        if ("statements by name",) not in known:
            known["statements by name",] = _by_name(self.scope.module.tree)
        yield from known["statements by name",].get(self.name, ())


def _by_name(tree: ast.Module) -> dict[str, list[ast.stmt]]:
    """The statements of a module, outside of functions and classes, by the names in them."""
    found: dict[str, list[ast.stmt]] = {}
    for node in tree.body:
        seen: list[ast.AST] = [node]
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            seen = [*node.decorator_list, node.args]
        named = (each for part in seen for each in walk(part) if isinstance(each, ast.Name))
        for name in dict.fromkeys(each.id for each in named):
            found.setdefault(name, []).append(node)
    return found


def _named_by(user: UserFunction | UserClass) -> Mentioned:
    """The names of the vocabulary's classes, and the other values, that a body names."""
    known = user.module.known
    key = ("named by", user)
    if key not in known:
        node = user.node
        names = remembered(lambda: f"names\n{key_of(user)}", lambda: _names(node))
        values = list(_values(names, user.scope))
        classes = (v.__name__ for v in values if isinstance(v, type) and _is_vocabulary(v))
        others = {id(v): v for v in values if not isinstance(v, _PLAIN) and not _is_data(v, known)}
        known[key] = (frozenset(classes), tuple(others.values()))
    found: Mentioned = known[key]
    return found


_CONSTANTS = (str, bytes, int, float, complex, bool, type(None))
_PLAIN = (*_CONSTANTS, type)
"""Values that nothing can be called of."""


def _is_data(value: Any, known: dict[tuple[object, ...], Any]) -> bool:
    """Whether it is a table of constants, and of such tables: looked through once, as `known` says."""
    if not isinstance(value, (dict, list, tuple, set, frozenset)):
        return False
    key = ("data", id(value))
    if key not in known:
        seen = {id(value)}
        waiting: list[Any] = [value]
        is_data = True
        while waiting and is_data:
            for part in _parts(waiting.pop()):
                if isinstance(part, (dict, list, tuple, set, frozenset)):
                    if id(part) not in seen:
                        seen.add(id(part))
                        waiting.append(part)
                elif not isinstance(part, _CONSTANTS):
                    is_data = False
                    break
        known[key] = (is_data, value)  # kept, so that no other object can get its id
    return bool(known[key][0])


def _values(names: list[tuple[str, str]], scope: Environment) -> Iterator[Any]:
    """The values of names, and of the attributes of modules."""
    for name, attributes in names:
        found = scope.lookup(name)
        if found is None:
            continue
        where, value = found
        path = attributes.split(".") if attributes else []
        while path and isinstance(value, UserModule):
            where = value.environment
            name = path.pop(0)
            value = where.variables.get(name)
        # The vocabulary's own module, however it was imported: `import dagster as dg; dg.Output(...)`.
        if path and hasattr(value, "__modec_vocabulary__"):
            value = getattr(value, path[0], None)
        if isinstance(value, GlobalRef) and where is where.top:
            value = _Variable(where, name)
        yield value


def _names(node: ast.AST) -> list[tuple[str, str]]:
    """The names that stand in a piece of syntax, alone (with "") and with the attributes that are read of them, dotted."""
    found: dict[tuple[str, str], None] = {}
    for part in walk(node):
        if isinstance(part, ast.Name):
            found[part.id, ""] = None
        elif isinstance(part, ast.Attribute):
            path = [part.attr]
            owner = part.value
            while isinstance(owner, ast.Attribute):
                path.append(owner.attr)
                owner = owner.value
            if isinstance(owner, ast.Name):
                found[owner.id, ".".join(reversed(path))] = None
    return list(found)


def _is_vocabulary(value: type) -> bool:
    return value.__module__.startswith("modec.")
