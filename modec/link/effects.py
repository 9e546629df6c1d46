"""What a top-level statement does besides binding names, as far as its syntax says."""

from __future__ import annotations

import ast
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass

from modec.evaluate.changed_objects import CHANGING

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


@dataclass(frozen=True)
class Effect:
    """Something that executing a statement does.

    `store`: it changes the object behind `name` + `path` (`NAME[k] = v`, `NAME.a = v`). `augment`: it binds `name` again, and
    may change what that held (`NAME += [v]`). `call`: it calls a method, `NAME.update(...)` (`path` ends with the method). `decorate`: it hands a definition to `name` + `path`
    as a decorator. `other`: any other effect, of which nothing is said.
    """

    kind: str
    name: str = ""
    path: tuple[str, ...] = ()
    calls: int = 1
    """Of a decorator, how many calls it makes: `@register("x")` two."""
    attribute: str = ""
    """The attribute that it stores: where the object is a module, that is a variable of it."""


def effects(node: ast.stmt) -> Iterator[Effect]:
    """The effects of a statement; those of the functions it defines don't count, their decorators do."""
    if isinstance(node, ast.Expr):
        yield from _expression(node.value)
    elif isinstance(node, ast.Assign):
        yield from _targets(node.targets)
    elif isinstance(node, (ast.AugAssign, ast.AnnAssign)):
        yield from _targets([node.target])
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            yield Effect("augment", node.target.id)
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
            yield Effect("decorate", *root, calls=1 + calls_of(decorator))


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
            attribute = target.attr if isinstance(target, ast.Attribute) else ""
            yield (
                Effect("store", *root, attribute=attribute) if root is not None else Effect("other")
            )


def executed_at_once(node: ast.stmt, called: Container[ast.AST] | None = None) -> list[ast.AST]:
    """What executing a top-level statement evaluates itself: of functions the defaults, of lambdas those that are handed on.

    Decorators are effects of their own. `called`: the functions that it calls, where that is known.
    """
    found: list[ast.AST] = []
    pending: list[ast.AST] = [node]
    while pending:
        each = pending.pop()
        found.append(each)
        if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef)):
            arguments = each.args
            pending += [*arguments.defaults, *(d for d in arguments.kw_defaults if d is not None)]
        elif isinstance(each, ast.ClassDef):
            pending += [*each.body, *each.bases, *each.keywords]
        elif isinstance(each, ast.Call):
            given = [*each.args, *(keyword.value for keyword in each.keywords)]
            lambdas = [part for part in given if isinstance(part, ast.Lambda)]
            pending += [part.body for part in lambdas if called is None or part in called]
            pending += ast.iter_child_nodes(each)
        elif not isinstance(each, ast.Lambda):
            pending += ast.iter_child_nodes(each)
    return found


def executed_by(
    function: ast.AST,
    calls: int = 1,
    defines: Callable[[ast.expr], bool] = lambda decorator: False,
    called: Container[ast.AST] | None = None,
) -> list[ast.AST]:
    """What calling a function executes, as far as its text says; `calls` = 2 where what it returns is called, too.

    A function inside of it is executed if its name is used: called, handed on, put somewhere. One that is only
    returned, as decorators return their wrappers, is executed when that is called. `defines`: whether a decorator makes
    a definition of its function, which only the run calls. `called`: the functions that are, where that is known.
    """
    found: list[ast.AST] = []
    inner: dict[str, list[ast.AST]] = {}
    used: dict[str, int] = {}
    pending: list[tuple[ast.AST, int]] = [(part, calls) for part in _body_of(function)]
    while pending:
        while pending:
            node, left = pending.pop()
            found.append(node)
            if isinstance(node, _FUNCTIONS) and called is not None and node not in called:
                pending.extend((part, left) for part in _outside_of(node))
                continue
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                if any(map(defines, node.decorator_list)):
                    pending.extend((part, left) for part in _outside_of(node))
                    continue
                if all(_only_names(decorator) for decorator in node.decorator_list):
                    inner.setdefault(node.name, []).append(node)
                    pending.extend((part, left) for part in _outside_of(node))
                    continue
            elif isinstance(node, ast.Return) and isinstance(node.value, ast.Name):
                if left > 1:
                    used[node.value.id] = max(used.get(node.value.id, 0), left - 1)
                continue
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                continue  # wrapper.calls = 0
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                used[node.id] = max(used.get(node.id, 0), left)
            pending.extend((part, left) for part in ast.iter_child_nodes(node))
        for name in sorted(used.keys() & inner.keys()):
            for each in inner.pop(name):
                pending.extend((part, used[name]) for part in _body_of(each))
    return found


def _body_of(function: ast.AST) -> list[ast.AST]:
    if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return list(function.body)
    return [function]


def _outside_of(function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> list[ast.AST]:
    """The parts of a function's definition that are evaluated where it is defined."""
    arguments = function.args
    defaults = [each for each in (*arguments.defaults, *arguments.kw_defaults) if each is not None]
    return [*getattr(function, "decorator_list", ()), *defaults]


def _only_names(decorator: ast.expr) -> bool:
    """Whether a decorator is one that only copies what a function is called: `@functools.wraps(fn)`."""
    root = _root(decorator)
    return root is not None and (root[0] == "wraps" or _last(decorator) == "wraps")


def _last(decorator: ast.expr) -> str:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return called.attr if isinstance(called, ast.Attribute) else ""


ANY = "*"
"""Stands for an attribute that only the run knows."""


def changed_inside(nodes: Iterable[ast.AST]) -> Iterator[Effect]:
    """What code that is executed changes: the objects that it stores to, or calls a method of (as `store` effects)."""
    for node in nodes:
        if isinstance(node, (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Delete, ast.Expr)):
            for effect in effects(node):
                if effect.kind in ("store", "augment"):
                    yield effect
                elif effect.kind == "call":
                    yield Effect("store", effect.name, effect.path[:-1])
                elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
                    called = node.value.func  # get_table().update(more)
                    root = _root(called.value) if isinstance(called, ast.Attribute) else None
                    if root is not None:
                        yield Effect("store", *root)
        match node:
            case ast.Call(func=ast.Attribute(value=owner, attr=method)) if method in CHANGING:
                root = _root(owner)
                if root is not None:
                    yield Effect("store", *root)
            case ast.Call(func=ast.Name(id="setattr"), args=[object_, name, *_]):
                attribute = name.value if isinstance(name, ast.Constant) else ANY
                root = _root(object_)
                if root is not None:
                    yield Effect("store", *root, attribute=str(attribute))
            case ast.Call(func=ast.Name(id="vars"), args=[object_]):
                root = _root(object_)
                if root is not None:
                    yield Effect("store", *root, attribute=ANY)


LOOKING = frozenset({"copy", "get", "items", "keys", "values"})
"""Methods of containers that only look: `Table.registry.values()` calls nothing of `Table`'s."""


def called_inside(nodes: Iterable[ast.AST]) -> dict[tuple[str, tuple[str, ...]], int]:
    """What calls in code that is executed start from, names with attributes, and how often what they give is called again."""
    found: dict[tuple[str, tuple[str, ...]], int] = {}
    for node in nodes:
        if isinstance(node, ast.Call):
            root = _root(node.func)
            if root is not None:
                found[root] = max(found.get(root, 0), calls_of(node))
    return found


def calls_of(node: ast.expr) -> int:
    """How many calls an expression makes of what it starts from, one of another's result: `register("x")(fn)`."""
    count = 0
    while isinstance(node, (ast.Call, ast.Attribute, ast.Subscript)):
        count += isinstance(node, ast.Call)
        node = node.func if isinstance(node, ast.Call) else node.value
    return count


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
        elif isinstance(node, ast.NamedExpr):
            node = node.value
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "type" and node.args:
            path.clear()
            node = node.args[0]  # type(TABLE).known
        elif isinstance(node, ast.Call):  # TABLE.setdefault(k, []).append(v)
            path.clear()
            node = node.func
        elif isinstance(node, ast.Name):
            return node.id, tuple(reversed(path))
        else:
            return None
