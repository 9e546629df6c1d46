"""What needs no rewriting comes out byte for byte."""

from __future__ import annotations

import ast
import re
import symtable
import sysconfig
from pathlib import Path

import libcst as cst
import pytest
from lowering import module_of

from modec.link.records import Piece, Rewrite
from modec.lower import lower
from modec.lower.cutting import cut
from modec.lower.rewriting import rewritten
from modec.lower.walking import read_names
from modec.source.program import Module

STANDARD = [
    "abc", "argparse", "ast", "bdb", "calendar", "cmd", "collections", "configparser", "contextlib", "csv",
    "dataclasses", "dis", "doctest", "enum", "fileinput", "fractions", "functools", "gettext", "heapq", "inspect",
    "json.decoder", "logging", "mailbox", "optparse", "pathlib", "pickle", "statistics", "string", "textwrap",
    "threading", "traceback", "typing", "unittest.mock", "urllib.parse", "uuid", "weakref", "zipfile",
]  # fmt: skip
LIBRARY = Path(sysconfig.get_path("stdlib"))
SMALLER = [
    "abc",
    "calendar",
    "cmd",
    "contextlib",
    "csv",
    "enum",
    "functools",
    "heapq",
    "json.decoder",
    "string",
]


def standard(name: str) -> Module:
    path = LIBRARY.joinpath(*name.split("."))
    path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return module_of(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", STANDARD)
def test_an_empty_rewrite_is_the_identity(name: str) -> None:
    module = standard(name)
    for node in module.tree.body:
        text = lower(Piece("code", module, node, (), Rewrite()))
        assert text in module.text + "\n"
        assert ast.dump(ast.parse(text).body[0]) == ast.dump(node)


@pytest.mark.parametrize("name", SMALLER)
def test_the_syntax_tree_comes_out_as_it_went_in(name: str) -> None:
    module = standard(name)
    rewrite = Rewrite(names={"no such name": "other"})
    for node in module.tree.body:
        snippet = cut(module, node)
        assert rewritten(cst.parse_module(snippet.text), node, rewrite).code == snippet.text


def global_uses(table: symtable.SymbolTable) -> dict[str, int]:
    """In how many scopes each global name is used."""
    found: dict[str, int] = {}
    waiting = [table]
    while waiting:
        scope = waiting.pop()
        waiting += scope.get_children()
        for symbol in scope.get_symbols():
            if scope.get_type() == "module" or symbol.is_global():
                found[symbol.get_name()] = found.get(symbol.get_name(), 0) + 1
    return found


@pytest.mark.parametrize("name", SMALLER)
def test_renaming_a_global_changes_its_uses_and_nothing_else(name: str) -> None:
    module = standard(name)
    for node in module.tree.body:
        if not isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            continue
        text = cut(module, node).text
        before = global_uses(symtable.symtable(text, "m.py", "exec"))
        names = {old: f"renamed_{old}" for old in before if not old.startswith("__")}
        names.pop("super", None)  # without arguments it is more than a name
        changed = lower(Piece("code", module, node, (), Rewrite(names=names)))
        after = global_uses(symtable.symtable(changed, "m.py", "exec"))
        assert after == {names.get(old, old): count for old, count in before.items()}
        restored = re.sub(r"\brenamed_(?=\w)", "", changed)
        assert ast.dump(ast.parse(restored)) == ast.dump(ast.parse(text))


@pytest.mark.parametrize("name", SMALLER)
def test_python_finds_the_same_global_names(name: str) -> None:
    """The walk over LibCST trees against Python's own symbol tables."""
    module = standard(name)
    for node in module.tree.body:
        text = cut(module, node).text
        table = symtable.symtable(text, "m.py", "exec")
        wanted = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
        found: dict[str, set[str]] = {}
        for place in read_names(cst.parse_module(text), wanted).places:
            if place.target is None and place.scope.kind != "comprehension":
                found.setdefault(place.name, set()).add(place.scope.kind)
        known = {known for known in global_uses(table) if known in wanted}
        assert set(found) <= known | {"__class__"}
