"""What evaluation saw a statement change: the module-level variables from which a changed object is reached.

The text of a statement says little of what functions do that it calls (`push = TABLE.append`, `put(TABLE, f)`): where evaluation
carried them out, it has noted the objects themselves.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from modec.evaluate.values import (
    BoundMethod,
    Environment,
    GlobalRef,
    Intrinsic,
    ProjectPath,
    UserClass,
    UserFunction,
    UserInstance,
    Value,
)
from modec.link.carried_out import carried_out_in
from modec.link.symbols import Global
from modec.link.views import Statement
from modec.source.program import Module

_Way = tuple[Module, ast.AST] | None


class EvaluatedChanges:
    """Answers for the statements of the modules that evaluation executed."""

    def __init__(self, environments: Mapping[str, Environment]) -> None:
        self._environments = environments
        self._reached: dict[int, list[tuple[str, Environment]]] = {}
        self._known: dict[int, bool] = {}

    def changed_by(self, statement: Statement) -> Iterator[Global]:
        """The variables whose objects a statement changed, or that functions assigned which it called."""
        for symbol, _ in self._changes(statement):
            yield symbol

    def perhaps_changed_by(self, statement: Statement) -> Iterator[Global]:
        """The variables whose objects a statement handed to code that evaluation did not follow."""
        environment = self._environments.get(statement.module.name)
        if environment is None or not environment.handed:
            return
        for part in carried_out_in(statement.node):
            for identity, value in environment.handed.get(part, {}).items():
                if isinstance(value, GlobalRef):
                    yield Global(value.module, value.name)
                for name, holder in self._holders(identity):
                    yield Global(holder.module, name)

    def ways(self, statement: Statement, symbol: Global) -> list[_Way]:
        """By what a statement changed a variable's object: the targets of assignments, functions that assigned the variable; None for
        other ways."""
        return [way for found, ways in self._changes(statement) if found == symbol for way in ways]

    def is_changed(self, value: Value) -> bool:
        """Whether a statement changed an object."""
        return id(value) in self._changed

    def sees(self, statement: Statement, symbol: Global) -> bool:
        """Whether all that the functions which a statement called could change of a variable's object would have been noted.

        It is if evaluation knows the object and all that it holds, and did not hand it to code that it does not follow.
        """
        environment = self._environments.get(symbol.module.name)
        value = None if environment is None else environment.variables.get(symbol.name)
        if not isinstance(value, _TRACKED) or symbol in self.perhaps_changed_by(statement):
            return False
        if id(value) not in self._known:
            self._known[id(value)] = _is_known(value)
        return self._known[id(value)]

    @cached_property
    def _changed(self) -> frozenset[int]:
        noted = (each for e in self._environments.values() for each in e.changed.values())
        return frozenset(identity for each in noted for identity in each)

    def _changes(self, statement: Statement) -> Iterator[tuple[Global, list[_Way]]]:
        environment = self._environments.get(statement.module.name)
        if environment is None or not (environment.changed or environment.assigned):
            return
        for part in carried_out_in(statement.node):
            for (module, name), functions in environment.assigned.get(part, {}).items():
                ways = [None if node is None else (module, node) for node in functions]
                yield Global(module, name), ways
            for identity, change in environment.changed.get(part, {}).items():
                for name, holder in self._holders(identity):
                    yield Global(holder.module, name), list(change.by)

    def _holders(self, identity: int) -> list[tuple[str, Environment]]:
        """The module-level variables from which an object is reached."""
        if identity not in self._reached:
            found: list[tuple[str, Environment]] = []
            seen, waiting = {identity}, [identity]
            while waiting:
                inner = waiting.pop()
                found += self._variables.get(inner, ())
                outer = [each for each in self._outer.get(inner, ()) if each not in seen]
                seen.update(outer)
                waiting += outer
            self._reached[identity] = found
        return self._reached[identity]

    @cached_property
    def _variables(self) -> dict[int, list[tuple[str, Environment]]]:
        """The module-level variables that hold each object themselves."""
        found: dict[int, list[tuple[str, Environment]]] = {}
        for environment in self._environments.values():
            for name, value in environment.variables.items():
                if isinstance(value, _FOLLOWED):
                    found.setdefault(id(value), []).append((name, environment))
        return found

    @cached_property
    def _outer(self) -> dict[int, list[int]]:
        """The objects in which each object is, directly."""
        found: dict[int, list[int]] = {}
        waiting: list[Value] = [
            value
            for environment in self._environments.values()
            for value in environment.variables.values()
            if isinstance(value, _FOLLOWED)
        ]
        seen = set(map(id, waiting))
        while waiting:
            value = waiting.pop()
            for part in _parts(value):
                if isinstance(part, _FOLLOWED):
                    found.setdefault(id(part), []).append(id(value))
                    if id(part) not in seen:
                        seen.add(id(part))
                        waiting.append(part)
        return found


_FOLLOWED = (
    BoundMethod,
    Environment,
    Intrinsic,
    UserClass,
    UserFunction,
    UserInstance,
    dict,
    list,
    set,
    tuple,
)
_TRACKED = (UserInstance, dict, list, set, tuple)
_ATOMS = (bool, int, float, complex, str, bytes, type(None), ProjectPath, UserFunction, UserClass)


def _is_known(value: Value) -> bool:
    """Whether nothing that an object holds, at any depth, is the run's to know."""
    seen, waiting = {id(value)}, [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, _TRACKED):
            for part in _parts(each):
                if id(part) not in seen:
                    seen.add(id(part))
                    waiting.append(part)
        elif not isinstance(each, _ATOMS):
            return False
    return True


def _parts(value: Any) -> Iterator[Value]:
    """What an object holds, as far as it can be changed."""
    if isinstance(value, dict):
        yield from value.keys()
        yield from value.values()
    elif isinstance(value, (list, set, tuple)):
        yield from value
    elif isinstance(value, UserInstance):
        yield from value.attributes.values()
        yield value.contents
        yield value.cls
    elif isinstance(value, UserClass):
        yield from value.attributes.values()
        yield from value.bases
    elif isinstance(value, UserFunction):
        yield from value.attributes.values()
        yield from (each.default for each in value.__signature__.parameters.values())
        yield value.undecorated
        yield value.wrapped
        if value.scope.parent is not None:
            yield value.scope
    elif isinstance(value, BoundMethod):
        yield value.owner
    elif isinstance(value, Intrinsic):
        yield from value.attributes.values()
        yield value.partial
    elif isinstance(value, Environment):
        yield from value.variables.values()
        if value.parent is not None and value.parent.parent is not None:
            yield value.parent
