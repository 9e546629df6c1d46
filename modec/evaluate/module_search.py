"""Modules of the project that code finds by name while it is imported: `import_module(name)`, `pkgutil.iter_modules(__path__)`."""

from __future__ import annotations

import ast
import importlib.util
import inspect
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from modec.evaluate import intrinsics
from modec.evaluate.folders import folder_of_project
from modec.evaluate.iteration import one_shot
from modec.evaluate.residuals import computed
from modec.evaluate.signals import Raised
from modec.evaluate.values import (
    Environment,
    External,
    ProjectPath,
    UserClass,
    UserInstance,
    UserModule,
    Value,
)

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine

_MODULE_INFO = """
class ModuleInfo(NamedTuple):
    module_finder: object
    name: str
    ispkg: bool
"""
_OF_RUN = "it is a module's entry in a folder, which the run lists"


def external_call(
    machine: Machine,
    name: str,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value | None:
    """What a function that finds modules gives, None where it is another one or asks for what is not the project's.

    Raises `Raised` (ImportError) for a relative name that leads out of its package, and `Refused` when a module cannot be read.
    """
    rule = _RULES.get(name)
    return rule(machine, args, kwargs, node, scope) if rule is not None else None


def _import_module(
    machine: Machine,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value | None:
    given = {**dict(zip(("name", "package"), args)), **kwargs}
    name, package = given.get("name"), given.get("package")
    if not isinstance(name, str) or not name or (name[0] == "." and not isinstance(package, str)):
        _note(machine, None, node)
        return None
    if name.startswith("."):
        try:
            name = importlib.util.resolve_name(name, package)
        except ImportError as error:
            raise Raised(error, scope.module.span(node)) from None
    if intrinsics.is_vocabulary(name):
        return None
    environment = _loaded(machine, name, node)
    if environment is not None:
        return UserModule(environment.module, environment)
    if name.partition(".")[0] in sys.stdlib_module_names:
        return External(name, (), scope.module.span(node))
    return None


def _dunder_import(
    machine: Machine,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value | None:
    """`__import__("a.b")` gives `a`, with a fourth argument that is not empty `a.b`."""
    if len(args) not in (1, 4) or kwargs or not isinstance(args[0], str):
        _note(machine, None, node)
        return None
    environment = _loaded(machine, args[0], node)
    if environment is not None and len(args) == 1:
        environment = machine.load(args[0].partition(".")[0])
    elif len(args) == 4 and not (isinstance(args[3], (list, tuple)) and args[3]):
        return None
    return None if environment is None else UserModule(environment.module, environment)


def _loaded(machine: Machine, name: str, node: ast.expr) -> Environment | None:
    """The project's module of that name, None for others; its import is noted for the statement that is under way."""
    _note(machine, name, node)
    return machine.load(name)


def _note(machine: Machine, name: str | None, node: ast.expr) -> None:
    if machine.under_way is not None:
        module, statement = machine.under_way
        machine.running[module.name].imported.append((statement, node, name))


def _iter_modules(
    machine: Machine,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value | None:
    asked = _asked(machine, args, kwargs)
    if asked is None:
        return None
    folders, prefix = asked
    found = [
        _module_info(prefix + name, is_package, node, scope)
        for name, is_package in _modules_in(folders)
    ]
    return one_shot(machine, node, scope, lambda: found)


def _walk_packages(
    machine: Machine,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value | None:
    asked = _asked(machine, args[:2], {key: kwargs[key] for key in kwargs if key != "onerror"})
    if asked is None:
        return None

    def walk(folders: Iterable[Path], prefix: str) -> Iterator[Value]:
        for name, is_package in _modules_in(folders):
            yield _module_info(prefix + name, is_package, node, scope)
            # Python imports the package to ask it for its path; so does the import of any module in it.
            package = machine.program.find(prefix + name) if is_package else None
            if package is not None and package.is_package:
                yield from walk([package.path.parent], f"{prefix}{name}.")

    found = list(walk(*asked))
    return one_shot(machine, node, scope, lambda: found)


def _asked(
    machine: Machine, args: Sequence[Value], kwargs: Mapping[str, Value]
) -> tuple[list[Path], str] | None:
    """The folders to look in, and what to put before each name."""
    given = {**dict(zip(("path", "prefix"), args)), **kwargs}
    path, prefix = given.get("path"), given.get("prefix", "")
    if not isinstance(path, (list, tuple)) or not isinstance(prefix, str) or len(given) > 2:
        return None
    folders: list[Path] = []
    for each in path:
        folder = (
            folder_of_project(machine, Path(each.path)) if isinstance(each, ProjectPath) else None
        )
        if folder is None:
            return None
        folders.append(folder)
    return folders, prefix


def _modules_in(folders: Iterable[Path]) -> Iterator[tuple[str, bool]]:
    """The modules in folders as `pkgutil` finds them, in its order, and whether each is a package."""
    seen = {"__init__"}
    for folder in folders:
        for entry in sorted(os.listdir(folder)):
            name = inspect.getmodulename(entry)
            is_package = name is None and (folder / entry / "__init__.py").is_file()
            name = entry if is_package else name
            if name is not None and "." not in name and name not in seen:
                seen.add(name)
                yield name, is_package


def _module_info(name: str, is_package: bool, node: ast.expr, scope: Environment) -> Value:
    carried = computed(node, scope, reason=_OF_RUN)
    written = ast.parse(_MODULE_INFO).body[0]
    assert isinstance(written, ast.ClassDef)
    ast.copy_location(written, node)
    finder = UserClass(written, scope.top, "FileFinder")  # what it has, nobody knows
    return UserInstance(
        carried.node,
        carried.scope,
        carried.span,
        carried.reason,
        cls=UserClass(written, scope.top, "ModuleInfo", {}, (External("typing", ("NamedTuple",)),)),
        attributes={"module_finder": finder, "name": name, "ispkg": is_package},
    )


_RULES: dict[str, Callable[..., Value | None]] = {
    "builtins.__import__": _dunder_import,
    "importlib.import_module": _import_module,
    "pkgutil.iter_modules": _iter_modules,
    "pkgutil.walk_packages": _walk_packages,
}
