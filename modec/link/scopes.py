"""Python's scoping rules over `ast`: which names a scope binds, and which scope's variable a name means.

* A function or lambda is a scope; what it binds anywhere, it binds everywhere in it, unless `global` or `nonlocal` says
  otherwise. Decorators, defaults and annotations are evaluated outside of it, when the `def` is.
* A class body is a scope that functions in it do not see. Until a name is bound there it means what it means outside
  (`timeout = timeout`); `__module__` and `__qualname__` are bound from the start.
* A comprehension is a scope; its first iterable is evaluated outside. `:=` in it binds outside.
* Bindings are: assignments, `for`, `with`, `except ... as`, `import`, `def`, `class`, `del`, match patterns, `:=`, `type`.
* In a class, `__name` stands for `_Class__name`, as a variable and as an attribute, unless it ends in two underscores.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from modec.link.facts import ImportStatement
from modec.source.walking import Visitor, children, walk

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


def bound_names(node: ast.AST, has_walrus: bool = True) -> tuple[str, ...]:
    """The module-level names that executing a top-level statement binds or deletes, in order."""
    root = Scope("module", None)
    Binder(root, has_walrus).visit(node)
    return tuple(root.bound)


def bound_by_global(node: FunctionNode | ast.ClassDef) -> frozenset[str]:
    """The module-level names that a function or class binds or deletes: declaring one `global` is not enough."""
    scope = Scope("function", None, node.name if isinstance(node, ast.ClassDef) else "")
    binder = Binder(scope)
    for statement in node.body:
        binder.visit(statement)
    return frozenset(scope.globals & scope.bound.keys())


def parameters(arguments: ast.arguments) -> Iterator[ast.arg]:
    """All parameters, in order."""
    yield from arguments.posonlyargs
    yield from arguments.args
    if arguments.vararg:
        yield arguments.vararg
    yield from arguments.kwonlyargs
    if arguments.kwarg:
        yield arguments.kwarg


def binds_surely(node: ast.stmt, name: str) -> bool:
    """Whether executing a statement that binds a name always does."""
    if isinstance(node, ast.Try):
        parts = [*node.body, *node.orelse, *node.finalbody]
        return any(name in bound_names(part) and binds_surely(part, name) for part in parts)
    if isinstance(node, ast.If):
        branches = (node.body, node.orelse)
        return all(
            any(name in bound_names(part) and binds_surely(part, name) for part in branch)
            for branch in branches
        )
    return not isinstance(node, (ast.For, ast.AsyncFor, ast.While, ast.Match))


def import_binding(alias: ast.alias, from_import: bool) -> str:
    """The name that one alias of an import statement binds."""
    if alias.asname:
        return alias.asname
    return alias.name if from_import else alias.name.partition(".")[0]


class Scope:
    """One scope: the names it binds (a dict, for its order), and what `global` and `nonlocal` say in it."""

    def __init__(self, kind: str, parent: Scope | None, class_name: str = "") -> None:
        self.kind = kind
        self.class_name: str = class_name or (parent.class_name if parent is not None else "")
        self.parent = parent
        self.bound: dict[str, None] = {}
        self.imports: dict[str, ImportStatement] = {}
        self.otherwise: set[str] = set()
        self.globals: set[str] = set()
        self.nonlocals: set[str] = set()
        self.assigned: set[str] = set()
        """Of a class: what was bound so far. Before that, a name means what it means outside."""
        self._hidden: frozenset[str] | None = None

    def mangled(self, name: str) -> str:
        """A name as Python reads it here: in a class, `__name` is private."""
        if not name.startswith("__") or name.endswith("__") or not self.class_name.strip("_"):
            return name
        return f"_{self.class_name.lstrip('_')}{name}"

    def find(self, name: str) -> Scope:
        """The scope whose variable `name` means here; the module's when no other binds it."""
        scope: Scope = self
        while scope.parent is not None:
            if name in scope.globals:
                break
            visible = scope.kind != "class" or (scope is self and name in scope.assigned)
            if visible and name in scope.bound and name not in scope.nonlocals:
                return scope
            scope = scope.parent
        while scope.parent is not None:
            scope = scope.parent
        return scope

    @property
    def hidden(self) -> frozenset[str]:
        """The names that stand before a module-level name in this scope."""
        if self._hidden is None:
            names: set[str] = set()
            scope: Scope = self
            while scope.parent is not None:
                if scope is self or scope.kind != "class":
                    names.update(set(scope.bound) - scope.globals)
                scope = scope.parent
            self._hidden = frozenset(names)
        return self._hidden


class Binder(Visitor):
    """Collects what one scope binds, without going into the scopes inside it.

    Unless `has_walrus` is true, no `:=` stands anywhere in the text: then expressions bind nothing.
    """

    def __init__(self, scope: Scope, has_walrus: bool = True) -> None:
        self.scope = scope
        self.has_walrus = has_walrus

    def generic_visit(self, node: ast.AST) -> None:
        for child in children(node):
            if self.has_walrus or not isinstance(child, ast.expr) or _is_target(child):
                self.visit(child)

    def bind(self, name: str) -> None:
        scope = self.scope
        if name.startswith("__"):
            name = scope.mangled(name)
        scope.bound.setdefault(name)
        scope.otherwise.add(name)

    def visit_Name(self, node: ast.Name) -> None:
        if type(node.ctx) is not ast.Load:
            self.bind(node.id)

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            self.visit(target)
        if self.has_walrus:
            self.visit(node.value)

    def _expression(self, node: ast.stmt) -> None:
        if self.has_walrus:
            self.generic_visit(node)

    visit_Expr = visit_Return = visit_Raise = visit_Assert = _expression

    def visit_Import(self, node: ast.Import) -> None:
        self._import(node)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        self._import(node)

    def _import(self, node: ImportStatement) -> None:
        for alias in node.names:
            name = import_binding(alias, isinstance(node, ast.ImportFrom))
            if name == "*":
                continue
            self.scope.bound.setdefault(name)
            # `import a.b` and `import a.c` bind one module, any other two imports may differ.
            if name in self.scope.imports and (alias.asname or isinstance(node, ast.ImportFrom)):
                self.scope.otherwise.add(name)
            self.scope.imports.setdefault(name, node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._definition(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self._definition(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.bind(node.name)
        for part in (*node.decorator_list, *node.bases, *node.keywords) if self.has_walrus else ():
            self.visit(part)

    def _definition(self, node: FunctionNode) -> None:
        self.bind(node.name)
        if self.has_walrus:
            for part in (*node.decorator_list, *node.args.defaults, *node.args.kw_defaults):
                if part is not None:
                    self.visit(part)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        for part in (*node.args.defaults, *node.args.kw_defaults):
            if part is not None:
                self.visit(part)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if node.name:
            self.bind(node.name)
        self.generic_visit(node)

    def visit_MatchAs(self, node: ast.MatchAs) -> None:
        if node.name:
            self.bind(node.name)
        self.generic_visit(node)

    def visit_MatchStar(self, node: ast.MatchStar) -> None:
        if node.name:
            self.bind(node.name)

    def visit_MatchMapping(self, node: ast.MatchMapping) -> None:
        if node.rest:
            self.bind(node.rest)
        self.generic_visit(node)

    def visit_Global(self, node: ast.Global) -> None:
        self.scope.globals.update(map(self.scope.mangled, node.names))

    def visit_Nonlocal(self, node: ast.Nonlocal) -> None:
        self.scope.nonlocals.update(map(self.scope.mangled, node.names))

    def _comprehension(self, node: ast.AST) -> None:
        # A comprehension is a scope of its own, but `:=` in it binds in the scope around it.
        for inner in walk(node):
            if isinstance(inner, ast.NamedExpr) and isinstance(inner.target, ast.Name):
                self.bind(inner.target.id)

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension

    def visit_TypeAlias(self, node: Any) -> None:  # Python 3.12's
        self.bind(node.name.id)


def _is_target(node: ast.expr) -> bool:
    """Whether something is bound to it, or it is deleted."""
    return isinstance(getattr(node, "ctx", None), (ast.Store, ast.Del))
