"""Where code uses names that are free in it, when, and for what: one pass over a statement, an expression or a function.

The rules of scoping are those of `modec.link.scopes`. Nothing is resolved here. What a name is used for:

* A use is *eager* when it is evaluated while the statement itself is executed, *lazy* in a function body.
* An annotation of a parameter, a result or a variable can be left out; one in a class body cannot, it is data. Under
  `from __future__ import annotations` they are lazy. Annotations of local variables are never evaluated. A string in an
  annotation is an expression that is read later, if at all.
"""

from __future__ import annotations

import ast
import contextlib
from collections.abc import Iterable, Iterator
from typing import Any

from modec.link.facts import Facts, ImportStatement, InnerImport, Place, Use
from modec.link.scopes import Binder, FunctionNode, Scope, import_binding, parameters
from modec.source.names import attributes, last_name
from modec.source.walking import Visitor

NAMING_KEYS = frozenset({"()", "class"})
"""The keys under which `logging.config.dictConfig` finds a class or function by its dotted name."""
DYNAMIC = frozenset({"globals", "eval", "exec", "vars", "locals"})
"""Builtins that may reach names by string."""


def analyse(
    node: ast.AST,
    lazy_annotations: bool = False,
    with_bodies: bool = True,
    has_walrus: bool = True,
) -> Facts:
    """The facts of a statement or an expression that stands at the top level of a module.

    `lazy_annotations` says that the module has `from __future__ import annotations`. Without the bodies of
    functions and lambdas, the facts are those of what is evaluated while the statement itself is executed.
    `has_walrus` may be false where no `:=` stands in the text: that is looked up faster.
    """
    facts = Facts()
    root = Scope("module", None)
    Binder(root, has_walrus).visit(node)
    facts.binds = tuple(root.bound)
    _Walker(facts, root, lazy_annotations, with_bodies, has_walrus).visit(node)
    return facts


class _Walker(Visitor):
    """Visits what a piece of code evaluates, with the scope and the time at which it does."""

    def __init__(
        self,
        facts: Facts,
        root: Scope,
        lazy_annotations: bool,
        with_bodies: bool,
        has_walrus: bool,
    ) -> None:
        self.facts = facts
        self.scope = root
        self.lazy_annotations = lazy_annotations
        self.with_bodies = with_bodies
        self.has_walrus = has_walrus
        self.eager = True
        self.inherits = False
        self.annotation: Place | None = None
        self.optional = False
        self.unevaluated = False
        self.called: ast.expr | None = None
        self.asked: dict[int, str] = {}
        self.declares = False

    # -- names ------------------------------------------------------------------------------------

    def visit_Name(self, node: ast.Name) -> None:
        is_stored = not isinstance(node.ctx, ast.Load)
        if is_stored:
            self.scope.assigned.add(self.scope.mangled(node.id))
        self._use(node.id, (), node, is_stored)

    def visit_Assign(self, node: ast.Assign) -> None:
        self.visit(node.value)
        self._each(node.targets)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        inner, path = attributes(node)
        if isinstance(inner, ast.Name):
            self._use(inner.id, path, node, not isinstance(node.ctx, ast.Load))
        else:
            self.visit(inner)

    def _use(self, name: str, path: tuple[str, ...], node: ast.expr, stored: bool) -> None:
        if self.scope.class_name:
            name, path = self.scope.mangled(name), tuple(map(self.scope.mangled, path))
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
                self.declares,
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
            if not own_namespace and not given_namespace and not _names_nothing(node):
                self.facts.dynamic.append((function.id, node))
        if not node.args and not node.keywords:
            self.called = function
        asks = isinstance(function, ast.Name) and function.id in {"getattr", "hasattr", "setattr"}
        if asks or (isinstance(function, ast.Attribute) and function.attr == "object"):
            match node.args:
                case [object_, ast.Constant(value=str(name)), *_]:
                    self.asked[id(object_)] = name
        self.visit(function)
        self._each(node.args)
        for keyword in node.keywords:
            self.visit(keyword.value)

    def _value(self, node: ast.Expr | ast.Return) -> None:
        if node.value is not None:
            self.visit(node.value)

    visit_Expr = visit_Return = _value

    def visit_Dict(self, node: ast.Dict) -> None:
        keys = (key.value for key in node.keys if isinstance(key, ast.Constant))
        self.facts.names_classes |= any(key in NAMING_KEYS for key in keys)
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
        self.scope.assigned.add(self.scope.mangled(node.name))

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
        if not self.with_bodies:
            return
        body = list(body)
        scope = Scope("function", self.scope)
        binder = Binder(scope, self.has_walrus)
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
        scope = Scope("class", self.scope, node.name)
        scope.bound = dict.fromkeys(("__module__", "__qualname__"))
        scope.assigned.update(scope.bound)
        binder = Binder(scope, self.has_walrus)
        for statement in node.body:
            binder.visit(statement)
        self.scope = scope
        self._each(node.body)
        self.scope = outer
        self.scope.assigned.add(self.scope.mangled(node.name))

    def _enter_type_params(self, node: ast.AST) -> Scope:
        """Enter the scope of `def f[T]` (3.12), if there is one. Gives the scope to go back to."""
        outer = self.scope
        names = getattr(node, "type_params", [])
        if names:
            self.scope = Scope("function", outer)
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
        before, self.declares = self.declares, self.scope.kind == "class"
        self._annotate(node.annotation, droppable, not in_function)
        self.declares = before
        if node.value is not None:
            self.visit(node.value)
        self.visit(node.target)

    # -- comprehensions ---------------------------------------------------------------------------

    def _comprehension(
        self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
    ) -> None:
        first = node.generators[0]
        self.visit(first.iter)
        scope = Scope("comprehension", self.scope)
        binder = Binder(scope, self.has_walrus)
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
        visit = self.visit
        for node in nodes:
            if type(node) is not ast.Constant:
                visit(node)


def _names_nothing(call: ast.Call) -> bool:
    """Whether it is `eval` of a text that names nothing: `eval("{'a': 1}")`."""
    match call:
        case ast.Call(ast.Name("eval"), [ast.Constant(value=str(text))], []):
            with contextlib.suppress(SyntaxError, ValueError):
                written = ast.parse(text.strip(" \t"), mode="eval")
                return not any(isinstance(part, ast.Name) for part in ast.walk(written))
    return False


def _quoted(annotation: ast.expr) -> Iterator[ast.expr]:
    """The expressions that stand in an annotation as strings, those of `Literal["a"]` left out."""
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        with contextlib.suppress(SyntaxError, ValueError):
            yield ast.parse(annotation.value.strip(), mode="eval").body
        return
    if isinstance(annotation, ast.Subscript):
        name = last_name(annotation.value)
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
