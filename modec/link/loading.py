"""Statements that do nothing but import modules by name: `for name in NAMES: import_module(f"plugins.{name}")`.

Evaluation has carried them out and knows which modules they import. What those modules do is in the script, where it belongs
in the order of execution; the search for them has no place there.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from modec.link.meanings import Meanings
from modec.link.modules import Modules
from modec.link.symbols import Builtin, Global, Imported
from modec.link.views import Statement
from modec.source.names import dotted
from modec.source.program import Module

IMPORTERS = frozenset({"importlib.import_module", "builtins.__import__"})
SEARCHES = frozenset({"pkgutil.iter_modules", "pkgutil.walk_packages"})
"""Functions that list the modules of a folder, which a script does not have."""

_LOOKING = frozenset(
    {
        *("glob.glob", "glob.iglob", "os.fspath", "os.listdir", "pathlib.Path"),
        *(f"os.path.{name}" for name in ("abspath", "basename", "dirname", "exists", "isdir")),
        *(f"os.path.{name}" for name in ("isfile", "join", "normpath", "realpath", "splitext")),
    }
)
_BUILTINS = frozenset(
    {"enumerate", "filter", "len", "list", "map", "set", "sorted", "str", "tuple"}
)
_METHODS = frozenset(
    {
        *("absolute", "as_posix", "exists", "glob", "is_dir", "is_file", "iterdir", "joinpath"),
        *("relative_to", "resolve", "rglob", "with_suffix", "endswith", "format", "join"),
        *("lstrip", "partition", "removeprefix", "removesuffix", "replace", "rpartition"),
        *("rsplit", "rstrip", "split", "startswith", "strip"),
    }
)
"""Methods of texts and paths that change nothing."""
_ALLOWED = (
    *(ast.Expr, ast.For, ast.If, ast.Assign, ast.AnnAssign, ast.Pass, ast.Continue, ast.Break),
    *(ast.Return, ast.Import, ast.ImportFrom),
)


class Loading:
    """Tells statements that only import modules by name from others."""

    def __init__(self, modules: Modules, meanings: Meanings) -> None:
        self.modules = modules
        self.meanings = meanings

    def is_done(self, statement: Statement) -> bool:
        """Whether a statement only imports modules by name, all of which are the project's and known."""
        node = statement.node
        if not isinstance(node, (ast.Expr, ast.For, ast.If, ast.Try)):
            return False
        if not self._imports(node, statement.module, frozenset()):
            return False
        if not self._is_quiet(node, statement.module, frozenset()):
            return False
        names = self.modules.carried_out.imported_by_name(statement)
        return all(name is not None and self.modules.find(name) is not None for name in names)

    def _is_quiet(self, node: ast.stmt, module: Module, seen: frozenset[Global]) -> bool:
        if isinstance(node, ast.Try):  # the project's modules are there: no handler is entered
            body = [*node.body, *node.orelse, *node.finalbody]
            return all(self._is_quiet(each, module, seen) for each in body)
        if not isinstance(node, _ALLOWED):
            return False
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.stmt):
                if not self._is_quiet(child, module, seen):
                    return False
            elif not self._is_harmless(child, module, seen):
                return False
        return True

    def _is_harmless(self, node: ast.AST, module: Module, seen: frozenset[Global]) -> bool:
        for part in ast.walk(node):
            if isinstance(part, ast.Call) and not self._is_known(part.func, module, seen):
                return False
            if isinstance(part, (ast.Lambda, ast.NamedExpr, ast.Await, ast.Yield, ast.YieldFrom)):
                return False
            if isinstance(part, (ast.Attribute, ast.Subscript)) and not isinstance(
                part.ctx, ast.Load
            ):
                return False
        return True

    def _is_known(self, called: ast.expr, module: Module, seen: frozenset[Global]) -> bool:
        name = self._named(called, module)
        if name in IMPORTERS | SEARCHES | _LOOKING:
            return True
        if name.startswith("builtins.") and name.partition(".")[2] in _BUILTINS:
            return True
        if not name and isinstance(called, ast.Attribute) and called.attr in _METHODS:
            return True
        return any(
            target not in seen
            and all(self._is_quiet(each, where, seen | {target}) for each in body)
            for target, where, body in self._functions(called, module)
        )

    def _imports(self, node: ast.AST, module: Module, seen: frozenset[Global]) -> bool:
        """Whether code imports a module by name, itself or in a function of the author's that it calls."""
        for part in ast.walk(node):
            if seen and isinstance(part, (ast.Import, ast.ImportFrom)):
                return True
            if isinstance(part, ast.Call):
                if self._named(part.func, module) in IMPORTERS:
                    return True
                for target, where, body in self._functions(part.func, module):
                    if target not in seen:
                        inner = seen | {target}
                        if any(self._imports(each, where, inner) for each in body):
                            return True
        return False

    def _functions(
        self, called: ast.expr, module: Module
    ) -> Iterator[tuple[Global, Module, list[ast.stmt]]]:
        """The function of the author's that is called: what it is, where it stands, its body."""
        for target in self.meanings.targets_in(called, module):
            if isinstance(target, Global) and not self.modules.view(target.module).is_runtime:
                binders = self.modules.bindings.of(target.module, target.name)
                node = binders[0].node if len(binders) == 1 else None
                if isinstance(node, ast.FunctionDef) and not node.decorator_list:
                    yield target, target.module, node.body

    def _named(self, called: ast.expr, module: Module) -> str:
        """The dotted name of what is not the project's: `importlib.import_module`."""
        name, *path = dotted(called) or ("",)
        if not name:
            return ""
        target = self.meanings.meaning(module, name)
        if isinstance(target, Builtin):
            return ".".join(["builtins", target.name, *path])
        if not isinstance(target, Imported):
            return ""
        return ".".join([target.module, *([target.name] if target.name else []), *path])
