"""What a top-level statement does besides binding names, as far as its syntax says."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Effect:
    """Something that executing a statement does.

    `store`: it changes the object behind `name` + `path` (`NAME[k] = v`, `NAME.a = v`). `call`: it calls a
    method, `NAME.update(...)` (`path` ends with the method). `decorate`: it hands a definition to `name` + `path`
    as a decorator. `other`: any other effect, of which nothing is said.
    """

    kind: str
    name: str = ""
    path: tuple[str, ...] = ()


def effects(node: ast.stmt) -> Iterator[Effect]:
    """The effects of a statement; those of the functions it defines don't count, their decorators do."""
    if isinstance(node, ast.Expr):
        yield from _expression(node.value)
    elif isinstance(node, ast.Assign):
        yield from _targets(node.targets)
    elif isinstance(node, (ast.AugAssign, ast.AnnAssign)):
        yield from _targets([node.target])
    elif isinstance(node, ast.Delete):
        yield from _targets(node.targets)
    elif isinstance(node, (ast.Raise, ast.Assert)):
        yield Effect("other")
    elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield from _decorators(node.decorator_list)
    elif isinstance(node, ast.Try):
        yield from _try(node)
    elif isinstance(node, ast.If):
        yield from _block([*node.body, *node.orelse])
    elif isinstance(node, (ast.For, ast.AsyncFor, ast.While)):
        if not isinstance(node, ast.While):
            yield from _targets([node.target])
        yield from _block([*node.body, *node.orelse])
    elif isinstance(node, (ast.With, ast.AsyncWith)):
        yield from _block(node.body)
    elif isinstance(node, ast.Match):
        for case in node.cases:
            yield from _block(case.body)


def _block(body: Iterable[ast.stmt]) -> Iterator[Effect]:
    for node in body:
        yield from effects(node)


def _try(node: ast.Try) -> Iterator[Effect]:
    body = [*node.body, *node.orelse, *node.finalbody]
    yield from _block(body)
    # What is done where an import or a computation failed belongs to the names that were to be bound.
    if not all(
        isinstance(inner, (ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign))
        for inner in node.body
    ):
        for handler in node.handlers:
            yield from _block(handler.body)


def _decorators(decorators: Iterable[ast.expr]) -> Iterator[Effect]:
    """`@registry.register` and `@app.route("/")` may change what they are attributes of, `@register` a table."""
    for decorator in decorators:
        called = decorator.func if isinstance(decorator, ast.Call) else decorator
        root = _root(called)
        if root is not None:
            yield Effect("decorate", *root)


def _expression(value: ast.expr) -> Iterator[Effect]:
    if isinstance(value, (ast.Constant, ast.Name, ast.Attribute, ast.Compare, ast.Lambda)):
        return
    if isinstance(value, ast.Call):
        root = _root(value.func)
        if root is not None and root[1]:
            yield Effect("call", *root)
            return
    yield Effect("other")


def _targets(targets: Iterable[ast.expr]) -> Iterator[Effect]:
    for target in targets:
        if isinstance(target, (ast.Tuple, ast.List)):
            yield from _targets(target.elts)
        elif isinstance(target, ast.Starred):
            yield from _targets([target.value])
        elif isinstance(target, (ast.Attribute, ast.Subscript)):
            root = _root(target.value)
            yield Effect("store", *root) if root is not None else Effect("other")


def changed_inside(function: ast.AST) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the body of a function changes: the names, with attributes, of objects that it stores to."""
    for node in ast.walk(function):
        if isinstance(node, (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Delete, ast.Expr)):
            for effect in effects(node):
                if effect.kind == "store":
                    yield effect.name, effect.path
                elif effect.kind == "call":
                    yield effect.name, effect.path[:-1]


def called_inside(node: ast.AST) -> frozenset[str]:
    """The names that calls in a piece of code start from."""
    roots = (_root(part.func) for part in ast.walk(node) if isinstance(part, ast.Call))
    return frozenset(root[0] for root in roots if root is not None)


def loop_targets(node: ast.AST) -> frozenset[str]:
    """The names that a compound statement binds before it reads them: of `for`, `with`, `except`."""
    found: set[str] = set()
    if not isinstance(
        node, (ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.If)
    ):
        return frozenset()
    for inner in ast.walk(node):
        targets: list[ast.AST] = []
        if isinstance(inner, (ast.For, ast.AsyncFor)):
            targets.append(inner.target)
        elif isinstance(inner, ast.withitem) and inner.optional_vars is not None:
            targets.append(inner.optional_vars)
        elif isinstance(inner, ast.ExceptHandler) and inner.name:
            found.add(inner.name)
        for target in targets:
            found.update(name.id for name in ast.walk(target) if isinstance(name, ast.Name))
    return frozenset(found)


def _root(node: ast.expr) -> tuple[str, tuple[str, ...]] | None:
    """The name that an expression starts from, and the attributes that are read on the way to it."""
    path: list[str] = []
    while True:
        if isinstance(node, ast.Attribute):
            path.append(node.attr)
            node = node.value
        elif isinstance(node, ast.Subscript):
            path.clear()
            node = node.value
        elif isinstance(node, ast.Call):  # TABLE.setdefault(k, []).append(v)
            path.clear()
            node = node.func
        elif isinstance(node, ast.Name):
            return node.id, tuple(reversed(path))
        else:
            return None
