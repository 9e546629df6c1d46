"""One module as the linker sees it: its top-level statements, and which of them bind which names."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import modec.runtime
from modec.link.facts import Facts, ImportStatement, Use
from modec.link.scopes import bound_by_global, bound_names
from modec.link.uses import analyse
from modec.source.program import Module

RUNTIME = "modec.runtime"
MODULE_CONSTANTS = ("__name__", "__doc__", "__package__")
"""Variables that a module has from the start, with values that the build knows."""


@dataclass(eq=False)
class Statement:
    """A top-level statement."""

    module: Module
    node: ast.stmt
    lazy_annotations: bool = False
    loads: Module | None = None
    """Of what is no statement but the end of a submodule's import, which binds its name in its package."""

    @cached_property
    def binds(self) -> tuple[str, ...]:
        """The module-level names that it binds."""
        return bound_names(self.node, self.module.has_walrus)

    @cached_property
    def facts(self) -> Facts:
        """All there is to know about its names."""
        has_walrus = self.module.has_walrus
        return analyse(self.node, self.lazy_annotations, has_walrus=has_walrus)

    @cached_property
    def eager_uses(self) -> list[Use]:
        """The names that are evaluated while it is executed itself: what the bodies of functions do is not asked."""
        has_walrus = self.module.has_walrus
        facts = analyse(self.node, self.lazy_annotations, False, has_walrus)
        return [use for use in facts.uses if use.eager]

    @property
    def imports(self) -> Iterator[ImportStatement]:
        """The import statements that executing it executes."""
        pending: list[ast.AST] = [self.node]
        while pending:
            node = pending.pop(0)
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                yield node
            elif not isinstance(
                node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.expr)
            ):
                pending[:0] = ast.iter_child_nodes(node)


@dataclass(frozen=True, eq=False)
class StarImport:
    """A star import, and the top-level statement that it is, or stands in: `try: from local_settings import *`."""

    statement: Statement
    node: ast.ImportFrom

    @property
    def is_statement(self) -> bool:
        """Whether it is a top-level statement itself."""
        return self.node is self.statement.node


class ModuleView:
    """One module's statements, without those that never run in a script: `if __name__ == "__main__"`, docstrings."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self._loading: dict[str, Statement] = {}
        self.is_runtime = module.name == RUNTIME or module.name.startswith(RUNTIME + ".")
        self.lazy_annotations = any(
            isinstance(node, ast.ImportFrom)
            and node.module == "__future__"
            and any(alias.name == "annotations" for alias in node.names)
            for node in module.tree.body
        )

    @cached_property
    def statements(self) -> list[Statement]:
        """The statements that importing the module executes, in order."""
        nodes = [node for node in _executed(self.module.tree.body) if not _is_future(node)]
        return [Statement(self.module, node, self.lazy_annotations) for node in nodes]

    @cached_property
    def binders(self) -> dict[str, list[Statement]]:
        """The statements that bind each module-level name."""
        found: dict[str, list[Statement]] = {}
        for statement in self.statements:
            for name in statement.binds:
                found.setdefault(name, []).append(statement)
        return found

    def loading(self, module: Module) -> Statement:
        """What stands for the moment when loading a module of this package binds its name there."""
        name = module.name.rpartition(".")[2]
        if name not in self._loading:
            node = ast.ImportFrom(None, [ast.alias(name)], 1, lineno=1, col_offset=0)
            self._loading[name] = Statement(self.module, node, loads=module)
        return self._loading[name]

    @cached_property
    def executing(self) -> dict[int, Statement]:
        """The statement that executes each import, by the `id` of the import's node; those of functions left out."""
        return {id(node): each for each in self.statements for node in each.imports}

    @cached_property
    def stars(self) -> list[StarImport]:
        """The star imports that executing the module may execute."""
        if "*" not in self.module.text:
            return []
        return [
            StarImport(statement, node)
            for statement in self.statements
            for node in statement.imports
            if isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
        ]

    def is_read_between(self, name: str, first: Statement, last: Statement) -> bool:
        """Whether a statement after `first` and up to `last` may read a name: itself, or by a function that it calls."""
        start, end = self.statements.index(first), self.statements.index(last)
        between = self.statements[start + 1 : end + 1]
        if any(use.name == name for statement in between for use in statement.eager_uses):
            return True
        return any(map(_calls, between)) and any(
            use.name == name and not use.eager
            for statement in self.statements[:end]
            for use in statement.facts.uses
        )

    @cached_property
    def late_bound(self) -> frozenset[str]:
        """Names that functions bind by way of `global`."""
        nodes = ast.walk(self.module.tree) if "global" in self.module.text else ()
        return frozenset(
            name
            for node in nodes
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
            for name in bound_by_global(node)
        )

    @cached_property
    def by_line(self) -> dict[int, Statement]:
        """The statement that stands on each line; the last, where there are several."""
        found: dict[int, Statement] = {}
        for statement in self.statements:
            decorators = getattr(statement.node, "decorator_list", [])
            first = min([statement.node.lineno, *(each.lineno for each in decorators)])
            last = statement.node.end_lineno or first
            found.update(dict.fromkeys(range(first, last + 1), statement))
        return found

    @cached_property
    def public_names(self) -> tuple[str, ...] | None:
        """`__all__` where it is a literal list of strings."""
        for statement in self.binders.get("__all__", ()):
            node = statement.node
            value = getattr(node, "value", None)
            if isinstance(node, (ast.Assign, ast.AnnAssign)) and isinstance(
                value, (ast.List, ast.Tuple)
            ):
                names = [item.value for item in value.elts if isinstance(item, ast.Constant)]
                return tuple(name for name in names if isinstance(name, str))
        return None

    def exports(self, name: str) -> bool:
        """Whether `from module import *` brings `name`, provided the module has it."""
        if self.public_names is not None:
            return name in self.public_names
        return not name.startswith("_")


@cache
def runtime_view(name: str) -> ModuleView | None:
    """A module of `modec.runtime`, read once a process: it is the same for all builds."""
    base = Path(modec.runtime.__file__).parent
    parts = name.split(".")[2:]
    path = base.joinpath(*parts).with_suffix(".py") if parts else base / "__init__.py"
    package = not parts or base.joinpath(*parts, "__init__.py").is_file()
    if parts and package:
        path = base.joinpath(*parts, "__init__.py")
    if not path.is_file():
        return None
    text = path.read_text(encoding="utf-8")
    shown = "/".join(["modec", *path.relative_to(base.parent).parts])
    return ModuleView(Module(name, path, shown, text, ast.parse(text), package))


def module_constant(module: Module, name: str) -> str | None:
    """What Python sets `__name__`, `__doc__` or `__package__` of a module to."""
    if name == "__doc__":
        return ast.get_docstring(module.tree, clean=False)
    return module.name if name == "__name__" else module.package


def _executed(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    for node in body:
        if isinstance(node, ast.If) and _is_main_guard(node.test):
            yield from _executed(node.orelse)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        elif not isinstance(node, ast.Pass):
            yield node


def _calls(statement: Statement) -> bool:
    """Whether executing a statement calls something."""
    pending: list[ast.AST] = [statement.node]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Call) or getattr(node, "decorator_list", None):
            return True
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            pending.extend(ast.iter_child_nodes(node))
    return False


def _is_main_guard(test: ast.expr) -> bool:
    if not (
        isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], ast.Eq)
    ):
        return False
    sides = (test.left, test.comparators[0])
    names = [side.id for side in sides if isinstance(side, ast.Name)]
    constants = [side.value for side in sides if isinstance(side, ast.Constant)]
    return names == ["__name__"] and constants == ["__main__"]


def _is_future(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"
