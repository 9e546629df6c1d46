"""What the value of a resource is, where its function says so plainly: an instance of a known class."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from modec.definitions.checks import is_residual
from modec.definitions.resource import ResourceDefinition
from modec.diagnostics import Span
from modec.evaluate.values import External, UserClass, UserFunction, UserInstance
from modec.inspect.uses import is_opaque, scopes_of
from modec.source.names import last_name
from modec.unroll.scopes import FunctionScopes

_PLAIN_BASES = frozenset({("abc", "ABC"), ("typing", "Generic"), ("typing", "Protocol")})
_PLAIN_DECORATORS = frozenset({"dataclass", "total_ordering", "final", "runtime_checkable"})
_MAKES_ATTRIBUTES = frozenset({"__getattr__", "__getattribute__", "__dict__", "__class__"})
_SETS_ATTRIBUTES = frozenset({"setattr", "vars", "exec", "locals"})
_DISPLAYS: dict[type[ast.expr], type] = {
    ast.Dict: dict,
    ast.DictComp: dict,
    ast.List: list,
    ast.ListComp: list,
    ast.Set: set,
    ast.SetComp: set,
    ast.Tuple: tuple,
    ast.JoinedStr: str,
}


@dataclass(frozen=True)
class Made:
    """What a resource is: `kind` as a sentence says it, and every attribute that it may have."""

    kind: str
    attributes: frozenset[str]
    span: Span | None = None


def made_by(definition: ResourceDefinition) -> Made | None:
    """What the values of a resource are; None where that is not known for all of them."""
    inner: ResourceDefinition = definition.innermost
    if type(inner) is not ResourceDefinition:
        return None
    if inner.has_value:
        return _of_value(inner.value) if inner.kind == "value" else None
    function = inner.resource_fn
    if not isinstance(function, UserFunction) or is_opaque(function, inner.context_parameter):
        return None
    scopes = scopes_of(function)
    found = [_of_expression(each, function, scopes) for each in _given(function.node, scopes)]
    known = [each for each in found if each is not None]
    if not found or len(known) != len(found):
        return None
    kinds = dict.fromkeys(each.kind for each in known)
    attributes = frozenset().union(*(each.attributes for each in known))
    return Made(" or ".join(kinds), attributes | _stored(function.node), known[0].span)


def _given(node: ast.AST, scopes: FunctionScopes) -> Iterator[ast.expr | None]:
    """What the function returns, or yields."""
    if isinstance(node, ast.Lambda):
        yield node.body
        return
    inside = [each for each in ast.walk(node) if _owner(each, scopes) is node]
    yields = [each.value for each in inside if isinstance(each, ast.Yield)]
    if yields or any(isinstance(each, ast.YieldFrom) for each in inside):
        yield from yields
        if any(isinstance(each, ast.YieldFrom) for each in inside):
            yield None
    else:
        yield from (each.value for each in inside if isinstance(each, ast.Return))


def _owner(node: ast.AST, scopes: FunctionScopes) -> ast.AST | None:
    """The function that a node stands in."""
    above = scopes.parents.get(node)
    while above is not None and not isinstance(
        above, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
    ):
        above = scopes.parents.get(above)
    return above


def _of_expression(
    node: ast.expr | None, function: UserFunction, scopes: FunctionScopes
) -> Made | None:
    match node:
        case ast.Call(func=ast.Name(id=name)) if not _is_local(name, scopes):
            found = function.scope.lookup(name)
            return _of_class(found[1]) if found and isinstance(found[1], UserClass) else None
        case ast.Name(id=name) if _is_local(name, scopes):
            bound = [place.node for place in scopes.named(name) if place.binds]
            match scopes.parents.get(bound[0]) if len(bound) == 1 else None:
                case ast.Assign(targets=[ast.Name()], value=value) if not isinstance(
                    value, ast.Name
                ):
                    return _of_expression(value, function, scopes)
        case ast.Constant(value=value) if value is not None and value is not ...:
            return _of_builtin(type(value))
        case ast.expr() if type(node) in _DISPLAYS:
            return _of_builtin(_DISPLAYS[type(node)])
    return None


def _is_local(name: str, scopes: FunctionScopes) -> bool:
    return scopes.own.resolve(name) is scopes.own


def _of_value(value: Any) -> Made | None:
    if isinstance(value, UserInstance):
        return _of_class(value.cls) if value.cls is not None else None
    if is_residual(value) or isinstance(value, (UserFunction, UserClass)):
        return None
    if type(value) in (str, int, float, bool, bytes, dict, list, set, tuple, frozenset):
        return _of_builtin(type(value))
    return None


def _of_builtin(kind: type) -> Made:
    return Made(_with_article(kind.__name__), frozenset(dir(kind)))


def _with_article(name: str) -> str:
    return f"{'an' if name[0] in 'aeiouAEIOU' else 'a'} {name}"


def _of_class(cls: UserClass) -> Made | None:
    """The attributes of a class's instances, those that its methods store included."""
    names: set[str] = set(dir(object)) | _stored(cls.module.tree)
    pending: list[Any] = [cls]
    while pending:
        each = pending.pop()
        if isinstance(each, UserClass):
            own = _own_names(each)
            if own is None:
                return None
            names |= own
            pending.extend(each.bases)
        elif isinstance(each, External):
            if (each.module, *each.path) not in _PLAIN_BASES:
                return None
        elif not (isinstance(each, type) and each.__module__ == "builtins"):
            return None
        else:
            names |= set(dir(each))
    return Made(_with_article(cls.__name__), frozenset(names), cls.span)


def _own_names(cls: UserClass) -> set[str] | None:
    """What the class's own text gives its instances; None where more may come about."""
    if cls.node.keywords or len(cls.node.bases) != len(cls.bases):
        return None
    for decorator in cls.node.decorator_list:
        called = decorator.func if isinstance(decorator, ast.Call) else decorator
        name = last_name(called)
        if name not in _PLAIN_DECORATORS:
            return None
    names: set[str] = set()
    for node in ast.walk(cls.node):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                names.add(name)
            case ast.ClassDef(name=name) if node is not cls.node:
                names.add(name)
            case ast.Name(id=name, ctx=ast.Store()):
                names.add(name)
            case ast.Name(id=name) if name in _SETS_ATTRIBUTES:
                return None
            case ast.Attribute(attr=attr) if attr in _MAKES_ATTRIBUTES:
                return None
            case ast.alias(name=name, asname=asname):
                names.add(asname or name.partition(".")[0])
    return None if names & _MAKES_ATTRIBUTES else names


def _stored(tree: ast.AST) -> set[str]:
    """The attributes that are stored on anything in a piece of code."""
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    }
