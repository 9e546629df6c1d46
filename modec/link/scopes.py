"""Python's scoping rules over `ast`: which module-level names a piece of code binds, reads and stores to.

One pass over a top-level statement, an expression or a factory's function. README.md beside this file says the
rules in prose. Nothing is resolved here: a `Use` is a name that is free in what was analysed.
"""

from __future__ import annotations

import ast
import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from modec.source.walking import Visitor, walk

ImportStatement = ast.Import | ast.ImportFrom
FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
Place = tuple[int, int]

DYNAMIC = frozenset({"globals", "eval", "exec", "vars", "locals"})
"""Builtins that may reach names by string."""


@dataclass(frozen=True, eq=False)
class Use:
    """One occurrence of a free name.

    `path` are the attributes read from it on the spot: `helpers.db.connect` is `helpers` + (`db`, `connect`).
    `eager`: evaluated while the statement itself is executed, not when a function in it is called.
    `inherits`: it is a base class, which is needed eagerly but not called. `annotation`: the place of the
    annotation it is part of, where that annotation can be left out. `hidden`: the names that enclosing
    functions bind, which a new spelling of this name must avoid. `imported`: the import statement inside a
    function that binds it, None for a global name. `unevaluated`: in an annotation that is never evaluated.
    `called`: it is called on the spot, without arguments.
    """

    name: str
    path: tuple[str, ...]
    node: ast.expr
    eager: bool
    inherits: bool = False
    stored: bool = False
    annotation: Place | None = None
    hidden: frozenset[str] = frozenset()
    imported: ImportStatement | None = None
    unevaluated: bool = False
    called: bool = False
    asked: str | None = None
    """The attribute that `getattr` or `hasattr` asks it for, by a constant."""


@dataclass(frozen=True, eq=False)
class InnerImport:
    """An import statement below the top level. `elsewhere`: names it binds that its scope binds otherwise, too.

    `optional`: what it imports may be missing, a `try` around it says what happens then. `scope` is `function`, `class` or `module` (inside a `try` or an `if` at the top level).
    """

    node: ImportStatement
    scope: str
    elsewhere: frozenset[str]
    hidden: frozenset[str] = frozenset()
    optional: bool = False


@dataclass
class Facts:
    """What there is to know about the names of a piece of code."""

    binds: tuple[str, ...] = ()
    """Module-level names that executing it binds (or deletes), in the order they stand."""
    uses: list[Use] = field(default_factory=list)
    imports: list[InnerImport] = field(default_factory=list)
    dynamic: list[tuple[str, ast.Call]] = field(default_factory=list)
    """Calls of `globals`, `eval`, `exec`, `vars`, `locals` that may reach module-level names."""
    late_binds: set[str] = field(default_factory=set)
    """Names that functions in it bind by way of `global`."""


def analyse(node: ast.AST, lazy_annotations: bool = False) -> Facts:
    """The facts of a statement or an expression that stands at the top level of a module.

    `lazy_annotations` says that the module has `from __future__ import annotations`.
    """
    facts = Facts()
    root = _Scope("module", None)
    _Binder(root).visit(node)
    facts.binds = tuple(root.bound)
    _Walker(facts, root, lazy_annotations).visit(node)
    return facts


def bound_names(node: ast.AST) -> tuple[str, ...]:
    """The module-level names that executing a top-level statement binds or deletes, in order."""
    root = _Scope("module", None)
    _Binder(root).visit(node)
    return tuple(root.bound)


def parameters(arguments: ast.arguments) -> Iterator[ast.arg]:
    """All parameters, in order."""
    yield from arguments.posonlyargs
    yield from arguments.args
    if arguments.vararg:
        yield arguments.vararg
    yield from arguments.kwonlyargs
    if arguments.kwarg:
        yield arguments.kwarg


def import_binding(alias: ast.alias, from_import: bool) -> str:
    """The name that one alias of an import statement binds."""
    if alias.asname:
        return alias.asname
    return alias.name if from_import else alias.name.partition(".")[0]


class _Scope:
    """One scope: the names it binds (a dict, for its order), and what `global` and `nonlocal` say in it."""

    def __init__(self, kind: str, parent: _Scope | None) -> None:
        self.kind = kind
        self.parent = parent
        self.bound: dict[str, None] = {}
        self.imports: dict[str, ImportStatement] = {}
        self.otherwise: set[str] = set()
        self.globals: set[str] = set()
        self.nonlocals: set[str] = set()
        self.assigned: set[str] = set()
        """Of a class: what was bound so far. Before that, a name means what it means outside."""
        self._hidden: frozenset[str] | None = None

    def find(self, name: str) -> _Scope:
        """The scope whose variable `name` means here; the module's when no other binds it."""
        scope: _Scope = self
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
            scope: _Scope = self
            while scope.parent is not None:
                if scope is self or scope.kind != "class":
                    names.update(set(scope.bound) - scope.globals)
                scope = scope.parent
            self._hidden = frozenset(names)
        return self._hidden


class _Binder(Visitor):
    """Collects what one scope binds, without going into the scopes inside it."""

    def __init__(self, scope: _Scope) -> None:
        self.scope = scope

    def bind(self, name: str) -> None:
        self.scope.bound.setdefault(name)
        self.scope.otherwise.add(name)

    def visit_Name(self, node: ast.Name) -> None:
        if not isinstance(node.ctx, ast.Load):
            self.bind(node.id)

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
            if name in self.scope.imports and isinstance(node, ast.ImportFrom):
                self.scope.otherwise.add(name)
            self.scope.imports.setdefault(name, node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._definition(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self._definition(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.bind(node.name)
        for part in (*node.decorator_list, *node.bases, *node.keywords):
            self.visit(part)

    def _definition(self, node: FunctionNode) -> None:
        self.bind(node.name)
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
        self.scope.globals.update(node.names)

    def visit_Nonlocal(self, node: ast.Nonlocal) -> None:
        self.scope.nonlocals.update(node.names)

    def _comprehension(self, node: ast.AST) -> None:
        # A comprehension is a scope of its own, but `:=` in it binds in the scope around it.
        for inner in walk(node):
            if isinstance(inner, ast.NamedExpr) and isinstance(inner.target, ast.Name):
                self.bind(inner.target.id)

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension

    def visit_TypeAlias(self, node: Any) -> None:  # Python 3.12's
        self.bind(node.name.id)


class _Walker(Visitor):
    """Visits what a piece of code evaluates, with the scope and the time at which it does."""

    def __init__(self, facts: Facts, root: _Scope, lazy_annotations: bool) -> None:
        self.facts = facts
        self.scope = root
        self.lazy_annotations = lazy_annotations
        self.eager = True
        self.inherits = False
        self.annotation: Place | None = None
        self.optional = False
        self.unevaluated = False
        self.called: ast.expr | None = None
        self.asked: dict[int, str] = {}

    # -- names ------------------------------------------------------------------------------------

    def visit_Name(self, node: ast.Name) -> None:
        if not isinstance(node.ctx, ast.Load):
            self.scope.assigned.add(node.id)
        self._use(node.id, (), node, not isinstance(node.ctx, ast.Load))

    def visit_Assign(self, node: ast.Assign) -> None:
        self.visit(node.value)
        self._each(node.targets)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        path: list[str] = []
        inner: ast.expr = node
        while isinstance(inner, ast.Attribute):
            path.append(inner.attr)
            inner = inner.value
        if isinstance(inner, ast.Name):
            self._use(inner.id, tuple(reversed(path)), node, not isinstance(node.ctx, ast.Load))
        else:
            self.visit(inner)

    def _use(self, name: str, path: tuple[str, ...], node: ast.expr, stored: bool) -> None:
        home = self.scope.find(name)
        imported = None
        if home.kind != "module":
            imported = home.imports.get(name)
            if imported is None or name in home.otherwise:
                return
        elif stored and not path:
            if self.scope.kind != "module":
                self.facts.late_binds.add(name)
            elif not isinstance(node, ast.Name) or not isinstance(node.ctx, ast.Del):
                return
        self.facts.uses.append(
            Use(
                name,
                path,
                node,
                self.eager,
                self.inherits,
                stored,
                self.annotation,
                self.scope.hidden,
                imported,
                self.unevaluated,
                node is self.called,
                self.asked.get(id(node)),
            )
        )

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if isinstance(node.target, ast.Name):
            self._use(
                node.target.id,
                (),
                ast.copy_location(ast.Name(node.target.id, ast.Load()), node.target),
                False,
            )
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        function = node.func
        if (
            isinstance(function, ast.Name)
            and function.id in DYNAMIC
            and self.scope.find(function.id).kind == "module"
        ):
            in_function = self.scope.kind != "module"
            own_namespace = function.id in {"vars", "locals"} and (node.args or in_function)
            given_namespace = len(node.args) > 1 and function.id in {"eval", "exec"}
            if not own_namespace and not given_namespace:
                self.facts.dynamic.append((function.id, node))
        if not node.args and not node.keywords:
            self.called = function
        if isinstance(function, ast.Name) and function.id in {"getattr", "hasattr"}:
            match node.args:
                case [object_, ast.Constant(value=str(name)), *_]:
                    self.asked[id(object_)] = name
        self.generic_visit(node)

    # -- imports ----------------------------------------------------------------------------------

    def visit_Import(self, node: ast.Import) -> None:
        self._inner_import(node)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        self._inner_import(node)

    def _inner_import(self, node: ImportStatement) -> None:
        bound = {import_binding(alias, isinstance(node, ast.ImportFrom)) for alias in node.names}
        self.scope.assigned.update(bound)
        kind = self.scope.kind if self.scope.kind in {"class", "module"} else "function"
        elsewhere = bound & self.scope.otherwise
        if bound & self.scope.globals:
            elsewhere |= bound
        found = InnerImport(node, kind, frozenset(elsewhere), self.scope.hidden, self.optional)
        self.facts.imports.append(found)

    def visit_Try(self, node: ast.Try) -> None:
        before = self.optional
        self.optional = before or any(map(_forgives_imports, node.handlers))
        self._each(node.body)
        self.optional = before
        self._each((*node.handlers, *node.orelse, *node.finalbody))

    # -- definitions ------------------------------------------------------------------------------

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self._function(node)

    def _function(self, node: FunctionNode) -> None:
        self._each(node.decorator_list)
        self._defaults(node.args)
        outer = self._enter_type_params(node)
        for parameter in parameters(node.args):
            self._annotate(parameter.annotation)
        self._annotate(node.returns)
        self._body(node.args, node.body)
        self.scope = outer
        self.scope.assigned.add(node.name)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._defaults(node.args)
        self._body(node.args, [node.body])

    def _defaults(self, arguments: ast.arguments) -> None:
        self._each(
            default
            for default in (*arguments.defaults, *arguments.kw_defaults)
            if default is not None
        )

    def _body(self, arguments: ast.arguments, body: Iterable[ast.AST]) -> None:
        body = list(body)
        scope = _Scope("function", self.scope)
        binder = _Binder(scope)
        for parameter in parameters(arguments):
            binder.bind(parameter.arg)
        for node in body:
            binder.visit(node)
        outer, eager, self.scope, self.eager = self.scope, self.eager, scope, False
        self._each(body)
        self.scope, self.eager = outer, eager

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._each(node.decorator_list)
        outer = self._enter_type_params(node)
        before, self.inherits = self.inherits, True
        self._each(node.bases)
        self.inherits = before
        self._each(keyword.value for keyword in node.keywords)
        scope = _Scope("class", self.scope)
        binder = _Binder(scope)
        for statement in node.body:
            binder.visit(statement)
        self.scope = scope
        self._each(node.body)
        self.scope = outer
        self.scope.assigned.add(node.name)

    def _enter_type_params(self, node: ast.AST) -> _Scope:
        """Enter the scope of `def f[T]` (3.12), if there is one. Gives the scope to go back to."""
        outer = self.scope
        names = getattr(node, "type_params", [])
        if names:
            self.scope = _Scope("function", outer)
            for parameter in names:
                self.scope.bound.setdefault(parameter.name)
                bound = getattr(parameter, "bound", None)
                if bound is not None:
                    self.visit(bound)
        return outer

    # -- annotations ------------------------------------------------------------------------------

    def _annotate(
        self, annotation: ast.expr | None, droppable: bool = True, evaluated: bool = True
    ) -> None:
        if annotation is None:
            return
        before = (self.annotation, self.eager, self.unevaluated)
        if droppable and self.annotation is None:
            self.annotation = (annotation.lineno, annotation.col_offset)
        self.unevaluated = not evaluated or self.lazy_annotations
        self.eager = self.eager and not self.unevaluated
        self.visit(annotation)
        self.eager, self.unevaluated = False, True
        for quoted in _quoted(annotation):
            self.visit(quoted)
        self.annotation, self.eager, self.unevaluated = before

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        # A class's annotations are data (dataclasses, named tuples): they are never left out.
        in_function = self.scope.kind == "function"
        droppable = self.scope.kind != "class" and (node.value is not None or in_function)
        self._annotate(node.annotation, droppable, not in_function)
        if node.value is not None:
            self.visit(node.value)
        self.visit(node.target)

    # -- comprehensions ---------------------------------------------------------------------------

    def _comprehension(
        self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
    ) -> None:
        first = node.generators[0]
        self.visit(first.iter)
        scope = _Scope("comprehension", self.scope)
        binder = _Binder(scope)
        for generator in node.generators:
            binder.visit(generator.target)
        outer, self.scope = self.scope, scope
        for generator in node.generators:
            if generator is not first:
                self.visit(generator.iter)
            self.visit(generator.target)
            self._each(generator.ifs)
        if isinstance(node, ast.DictComp):
            self._each((node.key, node.value))
        else:
            self.visit(node.elt)
        self.scope = outer

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.visit(node.value)

    def visit_TypeAlias(self, node: Any) -> None:  # Python 3.12's
        outer, eager = self._enter_type_params(node), self.eager
        self.eager = False
        self.visit(node.value)
        self.scope, self.eager = outer, eager

    def _each(self, nodes: Iterable[ast.AST]) -> None:
        for node in nodes:
            self.visit(node)


def _quoted(annotation: ast.expr) -> Iterator[ast.expr]:
    """The expressions that stand in an annotation as strings, those of `Literal["a"]` left out."""
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        with contextlib.suppress(SyntaxError, ValueError):
            yield ast.parse(annotation.value.strip(), mode="eval").body
        return
    if isinstance(annotation, ast.Subscript):
        name = getattr(annotation.value, "attr", getattr(annotation.value, "id", ""))
        if name in {"Literal", "Annotated"}:
            return
    for part in ast.iter_child_nodes(annotation):
        if isinstance(part, ast.expr):
            yield from _quoted(part)


def _forgives_imports(handler: ast.ExceptHandler) -> bool:
    """Whether an `except` catches a missing module and goes on without it."""
    caught = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}
    named = (
        {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)}
        if handler.type
        else caught
    )
    return not named.isdisjoint(caught) and not any(
        isinstance(node, ast.Raise) for node in handler.body
    )
