"""Calls of shipped code that ask a package of the project for its data files."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from modec.diagnostics import Span
from modec.link.file_paths import Paths
from modec.link.symbols import Imported

_BY_NAME = ("read_text", "read_binary", "open_text", "open_binary", "path", "is_resource")
_RESOURCES = ("importlib.resources", "importlib_resources")
_FUNCTIONS: dict[tuple[str, tuple[str, ...]], bool] = {
    **{(module, (name,)): True for module in _RESOURCES for name in _BY_NAME},
    **{(module, (name,)): False for module in _RESOURCES for name in ("files", "contents")},
    ("pkgutil", ("get_data",)): True,
    **{
        ("pkg_resources", (f"resource_{name}",)): True
        for name in ("string", "stream", "filename", "exists", "listdir", "isdir")
    },
}
"""Where such functions live, and whether their second argument names a file."""
GIVE_DATA = frozenset({"importlib", "importlib_resources", "pkgutil", "pkg_resources"})
"""The modules, by their first names, that give a package's data."""


@dataclass(frozen=True)
class Asked:
    """What a call asks for: a file of a package, or all of them where the name is not known."""

    package: str
    name: str
    span: Span


def asked_of_packages(node: ast.AST, known: Paths) -> Iterator[Asked]:
    """The calls in a piece of code that ask a package for data, where the build knows which."""
    used = (link.target for link in known.links.values())
    if not any(isinstance(each, Imported) and each.top_level in GIVE_DATA for each in used):
        return
    for call in ast.walk(node):
        if not isinstance(call, ast.Call) or not call.args:
            continue
        names_file = _FUNCTIONS.get(_canonical(known.outside(call.func)))
        package = known.package(call.args[0]) if names_file is not None else None
        if package is None:
            continue
        name = ""
        if names_file and len(call.args) > 1 and (found := known.known(call.args[1])) is not None:
            name = str(found.path)
        yield Asked(package, name, known.module.span(call))


def _canonical(place: tuple[str, tuple[str, ...]] | None) -> tuple[str, tuple[str, ...]]:
    """`importlib` + (`resources`, `files`) is `importlib.resources` + (`files`,)."""
    if place is None:
        return "", ()
    module, path = place
    if module == "importlib" and path[:1] == ("resources",):
        return "importlib.resources", path[1:]
    return module, path
