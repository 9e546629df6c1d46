"""The places of values in Python: what a call that was evaluated is given as an argument, part by part."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import lru_cache

from modec.diagnostics.lines import text_of
from modec.diagnostics.places import Key, Place
from modec.diagnostics.span import Span


def argument_place(call: Span | None, name: str, position: int | None = None) -> Place | None:
    """The places within an argument of the call that stands at `call`.

    Literal dicts and lists are looked into, also those that a module-level variable holds; of anything else
    only the whole is known. None where the call has no such argument, or its text is not known.
    """
    node = _argument(call, name, position)
    return _place(node, call.path, None, 0) if node is not None and call is not None else None


@dataclass(frozen=True)
class TextArgument:
    """A text that a call is given. `line` and `column` say where it begins, 0 where it does not stand there as it is."""

    span: Span
    text: str
    line: int = 0
    column: int = 0


def text_arguments(call: Span | None, name: str, position: int) -> list[TextArgument]:
    """The literal texts of a list that the call at `call` is given as an argument."""
    node = _argument(call, name, position)
    if call is None or not isinstance(node, (ast.List, ast.Tuple)):
        return []
    return [_text(_followed(item, call.path), call.path) for item in node.elts]


@lru_cache(maxsize=64)
def _tree(path: str, text: str) -> ast.Module | None:
    try:
        return ast.parse(text, path)
    except (SyntaxError, ValueError, RecursionError):
        return None


@lru_cache(maxsize=64)
def _calls(path: str, text: str) -> dict[Span, ast.Call]:
    """The calls of a module by their places."""
    tree = _tree(path, text)
    nodes = ast.walk(tree) if tree is not None else ()
    return {Span.of(path, node): node for node in nodes if isinstance(node, ast.Call)}


@lru_cache(maxsize=64)
def _variables(path: str, text: str) -> dict[str, ast.expr]:
    """The module-level variables that are assigned once, at the top."""
    tree = _tree(path, text)
    values: dict[str, list[ast.expr]] = {}
    for statement in tree.body if tree is not None else ():
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                values.setdefault(name, []).append(value)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                values.setdefault(name, []).append(value)
    return {name: given[0] for name, given in values.items() if len(given) == 1}


def _argument(span: Span | None, name: str, position: int | None) -> ast.expr | None:
    text = text_of(span.path) if span is not None else None
    if span is None or text is None:
        return None
    call = _calls(span.path, text).get(span)
    if call is None:
        return None
    for keyword in call.keywords:
        if keyword.arg == name:
            return _followed(keyword.value, span.path)
    starred = any(isinstance(each, ast.Starred) for each in call.args)
    if position is not None and position < len(call.args) and not starred:
        return _followed(call.args[position], span.path)
    return None


def _followed(node: ast.expr, path: str) -> ast.expr:
    """What a name stands for, where its module assigns it once, at the top."""
    text = text_of(path)
    if not isinstance(node, ast.Name) or text is None:
        return node
    value = _variables(path, text).get(node.id, node)
    return node if isinstance(value, ast.Name) else value


def _place(node: ast.expr, path: str, key: ast.expr | None, depth: int) -> Place:
    inside: dict[Key, Place] = {}
    whole = _followed(node, path) if depth < 50 else node
    match whole:
        case ast.Dict(keys=keys, values=values):
            for name, value in zip(keys, values, strict=True):
                if name is None:
                    inside.update(_place(value, path, None, depth + 1).inside)
                elif isinstance(name, ast.Constant):
                    inside[str(name.value)] = _place(value, path, name, depth + 1)
        case ast.Call(func=ast.Name(id="dict"), args=[], keywords=keywords):
            for keyword in keywords:
                value_place = _place(keyword.value, path, None, depth + 1)
                if keyword.arg is None:
                    inside.update(value_place.inside)
                else:
                    inside[keyword.arg] = value_place
        case ast.List(elts=items) | ast.Tuple(elts=items) | ast.Set(elts=items):
            for index, item in enumerate(items):
                inside[index] = _place(item, path, None, depth + 1)
                if isinstance(whole, ast.Set) and isinstance(item, ast.Constant):
                    inside[str(item.value)] = _place(item, path, None, depth + 1)
    return Place(Span.of(path, node), Span.of(path, key) if key is not None else None, inside)


def _text(node: ast.expr, path: str) -> TextArgument:
    """A text, and where it begins, if it stands in the module as it is: without escapes or `+`."""
    span = Span.of(path, node)
    text = text_of(path)
    if text is None or not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return TextArgument(span, "")
    segment = ast.get_source_segment(text, node) or ""
    prefix = segment[: len(segment) - len(segment.lstrip("rRuU"))]
    quotes = segment[len(prefix) :][:3]
    quotes = quotes if quotes in ('"""', "'''") else quotes[:1]
    if segment != f"{prefix}{quotes}{node.value}{quotes}":
        return TextArgument(span, node.value)
    column = node.col_offset + len(prefix) + len(quotes)
    return TextArgument(span, node.value, node.lineno, column)
