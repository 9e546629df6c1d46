"""Scopes: which variable a name means, by Python's own rules.

`Scope` holds the rules and knows nothing of syntax trees; `function_scopes` reads the scopes of a function
from its `ast`. (`modec.lower.names` does the same for LibCST trees, where text is rewritten.)
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from modec.source.walking import Visitor, children

AnyFunction = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


@dataclass(eq=False)
class Scope:
    """The names of one module, function, class or comprehension.

    `kind` is `module`, `function`, `class` or `comprehension`; lambdas and type parameters count as
    functions. `bound` may also hold names that are declared global or nonlocal here.
    """

    kind: str
    parent: Scope | None = None
    bound: set[str] = field(default_factory=set)
    globals: set[str] = field(default_factory=set)
    nonlocals: set[str] = field(default_factory=set)
    released: set[str] = field(default_factory=set)
    """Names that only imports bound which are being dropped: what they mean is settled elsewhere."""
    class_name: str = ""
    """The innermost class around it, which private names are mangled with."""

    def resolve(self, name: str) -> Scope | None:
        """The scope whose variable `name` means when it stands in this one, None for a global or builtin.

        A name that a class body binds counts as the class's, though a read before the binding finds the
        global: callers who care ask whether it was bound yet.
        """
        scope: Scope | None = self
        while scope is not None and scope.kind != "module":
            if scope is self or scope.kind != "class":
                if name in scope.globals:
                    return None
                if name in scope.bound and name not in scope.nonlocals:
                    return scope
            scope = scope.parent
        return None

    def is_released(self, name: str) -> bool:
        """Whether `name` is a global here only because an import that bound it is dropped."""
        for scope in self.up_to(self.resolve(name)):
            if name in scope.released and (scope is self or scope.kind != "class"):
                return True
            if name in scope.globals:
                return False
        return False

    def up_to(self, outer: Scope | None) -> Iterable[Scope]:
        """This scope and those around it, as far as `outer`, which is not included."""
        scope: Scope | None = self
        while scope is not None and scope is not outer:
            yield scope
            scope = scope.parent

    def hides(self, name: str, outer: Scope | None) -> bool:
        """Whether `name`, standing here, would mean something nearer than the variable of `outer`.

        `outer` None stands for the module.
        """
        for scope in self.up_to(outer):
            if scope.kind == "module" or (scope.kind == "class" and scope is not self):
                continue
            if name in scope.globals:
                return outer is not None
            if name in scope.bound and name not in scope.nonlocals:
                return True
        return False

    def target_of_walrus(self) -> Scope:
        """The scope in which `name := value` binds: comprehensions are looked through."""
        scope = self
        while scope.kind == "comprehension" and scope.parent is not None:
            scope = scope.parent
        return scope

    def mangled(self, name: str) -> str:
        """The name as Python stores it: `__private` inside `class C` is `_C__private`."""
        owner = self.class_name.lstrip("_")
        if not owner or not name.startswith("__") or name.endswith("__"):
            return name
        return f"_{owner}{name}"


@dataclass(frozen=True, eq=False)
class Occurrence:
    """A place where a name is read, bound or deleted (`binds` for the latter two)."""

    name: str
    node: ast.AST
    scope: Scope
    binds: bool


@dataclass(eq=False)
class FunctionScopes:
    """The scopes of one function: its own, and every name inside it, in the order they are read."""

    node: AnyFunction
    own: Scope
    occurrences: list[Occurrence]
    parents: dict[ast.AST, ast.AST]

    def named(self, name: str) -> list[Occurrence]:
        """The places where `name` stands, whatever it means there."""
        return [place for place in self.occurrences if place.name == name]


def function_scopes(function: AnyFunction) -> FunctionScopes:
    """The scopes of a function's body (its decorators, defaults and annotations stand outside of it)."""
    reader = _Reader(Scope("module"))
    own = reader.function_body(function)
    return FunctionScopes(function, own, reader.occurrences, reader.parents)


class _Reader(Visitor):
    """Walks a tree in the order of its text, scope by scope."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.occurrences: list[Occurrence] = []
        self.parents: dict[ast.AST, ast.AST] = {}
        self.held: list[ast.AST] = []
        """What the node holds that is visited."""

    def visit(self, node: ast.AST) -> None:
        self.held = children(node)
        self.parents.update(dict.fromkeys(self.held, node))
        super().visit(node)

    def generic_visit(self, node: ast.AST) -> None:
        self.visit_all(self.held)

    def visit_all(self, nodes: Iterable[ast.AST | None]) -> None:
        for node in nodes:
            if node is not None:
                self.visit(node)

    def enter(self, kind: str, class_name: str | None = None) -> Scope:
        owner = self.scope.class_name if class_name is None else class_name
        self.scope = Scope(kind, self.scope, class_name=owner)
        return self.scope

    def leave(self) -> None:
        assert self.scope.parent is not None
        self.scope = self.scope.parent

    def bind(self, name: str, node: ast.AST, scope: Scope | None = None) -> None:
        scope = scope or self.scope
        name = scope.mangled(name)
        scope.bound.add(name)
        self.occurrences.append(Occurrence(name, node, scope, binds=True))

    # -- functions and classes

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self.visit_all(node.decorator_list)
        self.visit_all([*node.args.defaults, *node.args.kw_defaults])
        self.bind(node.name, node)
        with_parameters = self.enter_type_parameters(node)
        self.visit_all([argument.annotation for argument in parameters(node)])
        self.visit_all([node.returns])
        self.function_body(node)
        if with_parameters:
            self.leave()

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self.visit_all([*node.args.defaults, *node.args.kw_defaults])
        self.function_body(node)

    def function_body(self, node: AnyFunction) -> Scope:
        for part in (node, node.args, *parameters(node)):
            for child in children(part):
                self.parents[child] = part
        scope = self.enter("function")
        for argument in parameters(node):
            self.bind(argument.arg, argument)
        self.visit_all([node.body] if isinstance(node, ast.Lambda) else node.body)
        self.leave()
        return scope

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.visit_all(node.decorator_list)
        self.bind(node.name, node)
        with_parameters = self.enter_type_parameters(node)
        self.visit_all([*node.bases, *node.keywords])
        self.enter("class", node.name)
        self.visit_all(node.body)
        self.leave()
        if with_parameters:
            self.leave()

    def enter_type_parameters(self, node: ast.AST) -> bool:
        type_parameters: Sequence[ast.AST] = getattr(node, "type_params", ())
        if type_parameters:
            self.enter("function")
            for parameter in type_parameters:
                self.bind(getattr(parameter, "name", ""), parameter)
                self.visit_all(children(parameter))
        return bool(type_parameters)

    def visit_TypeAlias(self, node: ast.AST) -> None:
        self.visit(getattr(node, "name"))  # noqa: B009 - `ast.TypeAlias` is Python 3.12's
        with_parameters = self.enter_type_parameters(node)
        self.visit(getattr(node, "value"))  # noqa: B009
        if with_parameters:
            self.leave()

    # -- comprehensions

    def visit_ListComp(self, node: Comprehension) -> None:
        self.visit(node.generators[0].iter)
        self.enter("comprehension")
        for index, generator in enumerate(node.generators):
            self.parents[generator] = node
            for child in children(generator):
                self.parents[child] = generator
            if index:
                self.visit(generator.iter)
            self.visit_all([generator.target, *generator.ifs])
        if isinstance(node, ast.DictComp):
            self.visit_all([node.key, node.value])
        else:
            self.visit(node.elt)
        self.leave()

    visit_SetComp = visit_ListComp
    visit_DictComp = visit_ListComp
    visit_GeneratorExp = visit_ListComp

    # -- names

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            name = self.scope.mangled(node.id)
            self.occurrences.append(Occurrence(name, node, self.scope, binds=False))
        else:
            self.bind(node.id, node)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.visit(node.value)
        self.bind(node.target.id, node.target, self.scope.target_of_walrus())

    def visit_Assign(self, node: ast.Assign) -> None:
        self.visit_all([node.value, *node.targets])

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.visit_all([node.annotation, node.value, node.target])

    def visit_For(self, node: ast.For | ast.AsyncFor) -> None:
        self.visit_all([node.iter, node.target, *node.body, *node.orelse])

    visit_AsyncFor = visit_For

    def visit_Global(self, node: ast.Global) -> None:
        self.scope.globals.update(map(self.scope.mangled, node.names))

    def visit_Nonlocal(self, node: ast.Nonlocal) -> None:
        self.scope.nonlocals.update(map(self.scope.mangled, node.names))

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            self.bind(alias.asname or alias.name.partition(".")[0], alias)

    visit_ImportFrom = visit_Import

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        self.visit_all([node.type])
        if node.name:
            self.bind(node.name, node)
        self.visit_all(node.body)

    def visit_MatchAs(self, node: ast.MatchAs) -> None:
        self.visit_all([node.pattern])
        if node.name:
            self.bind(node.name, node)

    def visit_MatchStar(self, node: ast.MatchStar) -> None:
        if node.name:
            self.bind(node.name, node)

    def visit_MatchMapping(self, node: ast.MatchMapping) -> None:
        self.visit_all([*node.keys, *node.patterns])
        if node.rest:
            self.bind(node.rest, node)


def parameters(function: AnyFunction) -> list[ast.arg]:
    """A function's parameters, in the order they stand."""
    arguments = function.args
    listed = [*arguments.posonlyargs, *arguments.args, arguments.vararg, *arguments.kwonlyargs]
    return [argument for argument in [*listed, arguments.kwarg] if argument is not None]
