"""Walking syntax gives what `ast` gives, but for contexts and operators."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import modec.link.scopes
from modec.source.walking import Visitor, children, walk

LEFT_OUT = (ast.expr_context, ast.operator, ast.boolop, ast.unaryop, ast.cmpop)

EVERYTHING = '''
import a.b as c, d
from . import e as f
@deco(1, k=2)
async def g(a, /, b: int = 1, *args, c, d=2, **kwargs) -> None:
    """A docstring."""
    global h
    async with x as y, z: await w
    async for i in j: pass
    else: del k[0], l.m
    return [n for n in o if p if q], {r: s for r, s in t}, {*u}, (v async for v in w)
class C(B, metaclass=M):
    x: int = -1
    y += not 2
    def f(self): nonlocal_ = lambda a, *b: (yield a)
try:
    with (a, b) as c: raise E from e
except (A, B) as e:
    assert x < y <= z, f"{a!r:>{b}} {c=}"
finally:
    while a and b or (c := d): break
match p:
    case {"k": [a, *rest], **others} | C(1, x=None) as q if r: pass
    case -1 | "text" | _: print(*a, **b)
if a: b = c = d[1:2, ::3] if e else ...
'''


@pytest.mark.parametrize(
    "text",
    [EVERYTHING, Path(modec.link.scopes.__file__).read_text(encoding="utf-8")],
    ids=["every kind", "a module"],
)
def test_a_walk_comes_to_every_node(text: str) -> None:
    tree = ast.parse(text)
    expected = {id(node) for node in ast.walk(tree) if not isinstance(node, LEFT_OUT)}
    found = [id(node) for node in walk(tree)]
    assert set(found) == expected
    assert len(found) == len(expected)


def test_children_come_in_the_order_of_the_fields() -> None:
    for node in walk(ast.parse(EVERYTHING)):
        listed = [each for each in ast.iter_child_nodes(node) if not isinstance(each, LEFT_OUT)]
        assert children(node) == listed


def test_a_visitor_finds_the_method_of_each_kind() -> None:
    class Names(Visitor):
        def __init__(self) -> None:
            self.found: list[str] = []

        def visit_Name(self, node: ast.Name) -> None:
            self.found.append(node.id)

        def visit_Lambda(self, node: ast.Lambda) -> None:
            self.found.append("lambda")

    class Calls(Names):
        def visit_Call(self, node: ast.Call) -> None:
            self.found.append("call")
            self.generic_visit(node)

    names, calls = Names(), Calls()
    for visitor in (names, calls):
        visitor.visit(ast.parse("f(a, lambda: b)"))
    assert names.found == ["f", "a", "lambda"]
    assert calls.found == ["call", "f", "a", "lambda"]
