"""Follows the expressions of shipped code that make paths of a module's `__file__`, and the constants in them."""

from __future__ import annotations

import ast
import os
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from modec.evaluate import paths
from modec.evaluate.values import ProjectPath
from modec.link.items import Link
from modec.link.reachability import Reachability
from modec.link.symbols import Builtin, Global, Imported, Literal, Namespace
from modec.source.names import attributes
from modec.source.program import Module

HOLE = "\ue000"
"""Stands in a path for text that only the run knows: `sql/<HOLE>.sql`."""

_PERCENT = re.compile(r"%(?:%|(?:\(\w+\))?[-+ #0]*[\d.*]*[a-zA-Z])")
_BRACES = re.compile(r"\{\{|\}\}|\{(\w*)[^{}]*\}")


@dataclass(frozen=True)
class Known:
    """A path that the build knows, but for its holes, and the modules whose `__file__` it was made from."""

    path: str | PurePath
    bases: frozenset[Module] = frozenset()


class Paths:
    """Follows the expressions of one piece of shipped code."""

    def __init__(self, reached: Reachability, links: list[Link], module: Module) -> None:
        self.reached = reached
        self.module = module
        self.every = links
        self.local: dict[str, ast.expr] = {}
        """What the local variables are that are bound once in the function where the expressions are."""
        self.links = {id(link.use.node): link for link in links}
        self.names = {id(attributes(link.use.node)[0]): link for link in links}

    def any_is_path(self) -> bool:
        """Whether any name in it is a path that was made from a `__file__`: most code has none."""
        links = self.links.values()
        return any(known.bases for known in map(self._of, links) if known) or any(
            map(is_beside, links)
        )

    def uses(self, node: ast.expr) -> list[Link]:
        """The names in an expression, and in the local variables in it, that are or make paths of a `__file__`."""
        found = []
        for each in ast.walk(node):
            link = self.names.get(id(each))
            if link is not None and (is_beside(link) or getattr(self._of(link), "bases", None)):
                found.append(link)
            elif link is None and isinstance(each, ast.Name) and each.id in self.local:
                value = self.local.pop(each.id)
                found += self.uses(value)
                self.local[each.id] = value
        return found

    def is_local(self, node: ast.AST) -> bool:
        """Whether it only keeps a path in a local variable that is followed."""
        return (
            isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and self.local.get(node.targets[0].id) is node.value
            and bool(getattr(self.known(node.value), "bases", None))
        )

    def known(self, node: ast.expr) -> Known | None:
        """The path or text that an expression is; None where the build does not know."""
        match node:
            case ast.Constant(value=str(text)):
                return Known(text)
            case ast.Name():
                return self._variable(node)
            case ast.Attribute(value=owner, attr=name):
                return self._attribute(self.known(owner), name)
            case ast.Subscript(
                value=ast.Attribute(value=owner, attr="parents"),
                slice=ast.Constant(value=int(number)),
            ):
                path = self.known(owner)
                if path is None or not isinstance(path.path, PurePath):
                    return None
                return (
                    Known(path.path.parents[number], path.bases)
                    if number < len(path.path.parents)
                    else None
                )
            case ast.BinOp(left=left, op=ast.Div() | ast.Add() as op, right=right):
                return _combined(op, self.known(left), self.known(right))
            case ast.BinOp(left=ast.Constant(value=str(text)), op=ast.Mod(), right=right):
                given = right.elts if isinstance(right, ast.Tuple) else [right]
                return self._filled(_PERCENT, text, list(given), {})
            case ast.Call(
                func=ast.Attribute(value=ast.Constant(value=str(text)), attr="format")
            ) as call:
                named = {each.arg: each.value for each in call.keywords if each.arg}
                return self._filled(_BRACES, text, call.args, named)
            case ast.JoinedStr(values=parts):
                return _joined([self._part(each) for each in parts])
            case ast.Call(func=function, args=arguments, keywords=[]):
                return self._call(function, [self.known(each) for each in arguments])
        return None

    def _part(self, node: ast.expr) -> Known:
        """What a part of an f-string, or of a text that is put together, is."""
        inner = node.value if isinstance(node, ast.FormattedValue) else node
        if isinstance(node, ast.FormattedValue) and (node.format_spec or node.conversion > 0):
            return Known(HOLE)
        found = self.known(inner)
        return Known(HOLE) if found is None else found

    def _filled(
        self,
        pattern: re.Pattern[str],
        text: str,
        given: list[ast.expr],
        named: dict[str, ast.expr],
    ) -> Known | None:
        """A text with `%s` or `{}` in it, filled in."""
        parts, end, waiting = [], 0, iter(given)
        for match in pattern.finditer(text):
            parts.append(Known(text[end : match.start()]))
            end = match.end()
            if match.group() in ("%%", "{{", "}}"):
                parts.append(Known(match.group()[0]))
                continue
            name = match.group(1) if pattern is _BRACES else ""
            node = named.get(name) if name else next(waiting, None)
            parts.append(Known(HOLE) if node is None else self._part(node))
        return _joined([*parts, Known(text[end:])])

    def _variable(self, node: ast.Name) -> Known | None:
        link = self.names.get(id(node))
        if link is not None:
            return self._of(link)
        value = self.local.pop(node.id, None)  # not while it is followed: it may lead to itself
        if value is None:
            return None
        found = self.known(value)
        self.local[node.id] = value
        return found

    def _of(self, link: Link) -> Known | None:
        """What a name is, whatever is read from it."""
        if link.target == Builtin("__file__"):
            return Known(str(self.module.path), frozenset({self.module}))
        if isinstance(link.target, Literal) and isinstance(link.target.value, str):
            return Known(link.target.value)
        if isinstance(link.target, Global):
            environment = self.reached.modules.environments.get(link.target.module.name)
            value = environment.variables.get(link.target.name) if environment else None
            if isinstance(value, ProjectPath):
                return Known(value.path, frozenset({value.scope.module}))
            if isinstance(value, str):
                return Known(value)
        return None

    def outside(self, function: ast.expr) -> tuple[str, tuple[str, ...]] | None:
        """The module and the path in it of a function from outside the project."""
        link = self.links.get(id(function))
        if link is None or not isinstance(link.target, Imported):
            return None
        name = link.target.name
        return link.target.module, (*((name,) if name else ()), *link.use.path)

    def package(self, node: ast.expr) -> str | None:
        """The name of the module that an expression is: an object, or its name as text."""
        link = self.links.get(id(node))
        if link is not None and isinstance(link.target, Namespace):
            return link.target.module.name
        known = self.known(node)
        return known.path if known is not None and isinstance(known.path, str) else None

    def _attribute(self, owner: Known | None, name: str) -> Known | None:
        if owner is None or not isinstance(owner.path, PurePath) or name not in paths.ATTRIBUTES:
            return None
        return Known(getattr(owner.path, name), owner.bases)

    def _call(self, function: ast.expr, arguments: list[Known | None]) -> Known | None:
        given = [Known(HOLE) if each is None else each for each in arguments]
        if is_beside(self.links.get(id(function))):
            folder = self.module.path.parent
            beside = Known(str(folder), frozenset({self.module}))
            return _applied(lambda *parts: os.path.normpath(os.path.join(*parts)), [beside, *given])
        if isinstance(function, ast.Attribute) and (owner := self.known(function.value)):
            method = paths.METHODS.get(function.attr)
            if method is None or not isinstance(owner.path, PurePath):
                return None
            return _applied(method, [owner, *given])
        link = self.links.get(id(function))
        if link is None:
            return None
        called: Any = None
        if (place := self.outside(function)) is not None:
            called = paths.FUNCTIONS.get(place)
        elif isinstance(link.target, Global) and link.target.name == "file_relative_path":
            called = lambda file, name: os.path.join(os.path.dirname(file), name)  # noqa: E731
        elif link.target == Builtin("str"):
            called = str
        return None if called is None else _applied(called, given)


def bound_once(function: ast.AST) -> dict[str, ast.expr]:
    """The values of the names that a function binds once, inner functions counted in, by an assignment of one name."""
    values: dict[str, ast.expr] = {}
    bound: Counter[str] = Counter()
    for node in ast.walk(function):
        match node:
            case ast.Name(ctx=ast.Store() | ast.Del(), id=name) | ast.arg(arg=name):
                bound[name] += 1
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                bound[name] += 1
            case ast.ClassDef(name=name) | ast.alias(asname=str(name)) | ast.alias(name=name):
                bound[name] += 1
            case ast.ExceptHandler(name=str(name)):
                bound[name] += 1
            case ast.Global(names=names) | ast.Nonlocal(names=names):
                bound.update(names * 2)
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                values[name] = value
    return {name: value for name, value in values.items() if bound[name] == 1}


def is_beside(link: Link | None) -> bool:
    """Whether a name is `script_relative_path`, which knows the file that calls it."""
    target = None if link is None else link.target
    return isinstance(target, Global) and target.name == "script_relative_path"


def _applied(function: Any, given: list[Known]) -> Known | None:
    try:
        made = function(*(each.path for each in given))
    except (TypeError, ValueError):
        return None
    bases = frozenset(base for each in given for base in each.bases)
    return Known(made, bases) if isinstance(made, (str, PurePath)) else None


def _combined(op: ast.operator, left: Known | None, right: Known | None) -> Known | None:
    left, right = left or Known(HOLE), right or Known(HOLE)
    if isinstance(op, ast.Div) and isinstance(left.path, PurePath):
        return _applied(lambda a, b: a / b, [left, right])
    if isinstance(op, ast.Add):
        return _applied(lambda a, b: a + b, [left, right])
    return None


def _joined(parts: list[Known]) -> Known:
    bases = frozenset(base for each in parts for base in each.bases)
    return Known("".join(str(each.path) for each in parts), bases)
