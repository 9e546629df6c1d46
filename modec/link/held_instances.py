"""Where an object is held that was made without a name: in a list, a dict or a table of a class.

`TABLES = [Table("a"), Table("b")]`: what captures the first one refers to `TABLES[0]`, when `TABLES` is in the script as
well, so that it stays one object.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from modec.evaluate.values import (
    Computed,
    Environment,
    Foreseen,
    GlobalRef,
    OneShot,
    ProjectFact,
    ProjectPath,
    UserClass,
    UserFunction,
    UserInstance,
    Value,
)
from modec.link.modules import Modules
from modec.unroll.code import Carried, Code, code

_DEPTH = 4


def is_unnamed(value: Value) -> bool:
    """Whether it is an object that was made within an expression, and that only the run has."""
    return (
        isinstance(value, Computed)
        and not isinstance(value, (Foreseen, OneShot, ProjectFact, ProjectPath))
        and not (isinstance(value, UserInstance) and value.is_member)
        and isinstance(value.node, ast.Call)
        and all(change.in_round for change in value.changes)
    )


def is_carried_out(node: ast.AST, within: ast.AST) -> bool:
    """Whether an expression is evaluated when the statement that it stands in is executed, not in a function there."""
    waiting = [within]
    while waiting:
        each = waiting.pop()
        if each is node:
            return True
        if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef)):
            waiting += [*each.decorator_list, each.args]
        elif not isinstance(each, ast.Lambda):
            waiting += ast.iter_child_nodes(each)
    return False


def holder(value: Computed, modules: Modules) -> Code | None:
    """The code that finds the very object, by a module-level variable that leads to it; None where nothing does."""
    for environment in modules.environments.values():
        for name, held in environment.variables.items():
            if isinstance(held, (GlobalRef, UserFunction)) or not _is_own(environment, held):
                continue
            if held is value or not modules.view(environment.module).binders.get(name):
                continue
            path = _path(held, value, set(), 0)
            if path is not None:
                return code(Carried(GlobalRef(environment.module, name)), path)
    return None


def _is_own(environment: Environment, held: Value) -> bool:
    """Whether a variable is where the object is at home: a class that another module imports is not."""
    return not isinstance(held, UserClass) or held.module is environment.module


def _path(held: Value, wanted: Computed, seen: set[int], depth: int) -> str | None:
    if id(held) in seen or depth > _DEPTH:
        return None
    seen.add(id(held))
    for step, part in _parts(held):
        if part is wanted:
            return step
        further = _path(part, wanted, seen, depth + 1)
        if further is not None:
            return step + further
    return None


def _parts(held: Value) -> Iterator[tuple[str, Any]]:
    if isinstance(held, (list, tuple)):
        yield from ((f"[{index}]", part) for index, part in enumerate(held))
    elif isinstance(held, dict):
        yield from (
            (f"[{key!r}]", part) for key, part in held.items() if isinstance(key, (str, int, bool))
        )
    elif isinstance(held, UserClass) or (isinstance(held, UserInstance) and not held.is_spoiled):
        yield from (
            (f".{name}", part)
            for name, part in held.attributes.items()
            if not name.startswith("__") and not isinstance(part, UserFunction)
        )
    elif isinstance(held, Computed):
        return
