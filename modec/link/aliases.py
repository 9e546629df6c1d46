"""Which module-level variables may hold one object, or one inside another's: what changes one of them changes all.

`by_name = table = {}`, `inner = TABLE["inner"]`, `for each in (A, B): each[k] = v`, `known = get_table()`. It is decided by
the text, of whole variables: what a name held before it was bound again counts as well. Too many in a group costs a
statement that need not have shipped; too few, one that had to.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator

from modec.evaluate.values import ProjectPath, UserClass, UserFunction
from modec.link.facts import ImportStatement
from modec.link.meanings import Meanings, is_definition
from modec.link.modules import Modules
from modec.link.scopes import import_binding
from modec.link.symbols import Global
from modec.link.views import Statement
from modec.source.names import dotted
from modec.source.program import Module

Variable = Global | tuple[Global, str]
"""A module-level variable, or a local one of the functions and methods under a module-level name."""
Resolve = Callable[[ast.expr], Variable | None]
"""What a name, or a path of attributes, is."""

_FRESH = frozenset(["bool", "float", "format", "hash", "id", "int", "len", "range", "repr", "str"])
"""Builtins that give nothing of what they are given."""
IMMUTABLE = (bool, int, float, complex, str, bytes, ProjectPath)
"""The types of what nothing changes."""
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class Aliases:
    """Groups of variables, as far as the statements say that it was told of."""

    def __init__(self, modules: Modules, meanings: Meanings) -> None:
        self.modules = modules
        self.meanings = meanings
        self._groups: dict[Variable, dict[Variable, None]] = {}
        """Each variable that is in a group -> the group, which its members share."""
        self._entered: set[Global] = set()

    def note(self, statement: Statement) -> None:
        """Remember which variables a top-level statement makes aliases of each other."""
        node = statement.node
        resolve = self._resolver(statement.module)
        if isinstance(node, ast.ClassDef):
            for member in node.body:
                if isinstance(member, (ast.Assign, ast.AnnAssign)) and member.value is not None:
                    self._join(Global(statement.module, node.name), member.value, resolve)
        elif not isinstance(node, _FUNCTIONS):
            self._bind_all([node], resolve)
            for imported in statement.imports:
                self._import(imported, statement.module)

    def of(self, symbol: Global) -> list[Global]:
        """The module-level variables that may hold what one holds, itself included."""
        return [each for each in self._groups.get(symbol, (symbol,)) if isinstance(each, Global)]

    def of_local(self, function: Global, name: str) -> list[Global]:
        """The module-level variables that may hold what a function's local variable holds."""
        self.enter(function)
        return [each for each in self._groups.get((function, name), ()) if isinstance(each, Global)]

    # -- bindings ---------------------------------------------------------------------------------

    def _import(self, node: ImportStatement, module: Module) -> None:
        """An import of a name that something else binds as well is a variable of its own: of the same object."""
        view = self.modules.view(module)
        names = [import_binding(each, isinstance(node, ast.ImportFrom)) for each in node.names]
        if names == ["*"]:
            stars = [each for each in view.stars if each.node is node]
            bound = [name for name in view.binders if name != "*"]
            names = [
                name
                for name in bound
                for star in stars
                if self.modules.bindings.star_target(star, name) is not None
            ]
        for name in names:
            own = Global(module, name)
            if len(view.binders.get(name, ())) == 1 and is_definition(
                self.modules.value(module, name)
            ):
                continue  # most imports are of definitions, which no script has
            if self.modules.resolve(module, name) == own:
                target = self.modules.import_target(module, node, name)
                if isinstance(target, Global) and self._may_be_changed(target, True):
                    self._unite(own, target)

    def _bind_all(self, nodes: Iterable[ast.stmt], resolve: Resolve) -> None:
        for node in nodes:
            for target, value in _bindings(node):
                for bound in _targets(target):
                    variable = resolve(bound)
                    if variable is not None:
                        self._join(variable, value, resolve)

    def _bind_defaults(self, arguments: ast.arguments, owner: Global, outside: Resolve) -> None:
        """A parameter may hold its default, which is evaluated where the function is defined."""
        positional = [*arguments.posonlyargs, *arguments.args]
        defaults = arguments.defaults
        given = [*zip(positional[len(positional) - len(defaults) :], defaults)]
        for parameter, default in [*given, *zip(arguments.kwonlyargs, arguments.kw_defaults)]:
            if default is not None:
                self._join((owner, parameter.arg), default, outside)

    def _join(self, variable: Variable, value: ast.expr, resolve: Resolve) -> None:
        for other in self._given(value, resolve, is_whole=True):
            if other != variable:
                self._unite(variable, other)

    def _unite(self, one: Variable, other: Variable) -> None:
        first = self._groups.setdefault(one, {one: None})
        second = self._groups.setdefault(other, {other: None})
        if first is second:
            return
        if len(first) < len(second):
            first, second = second, first
        first.update(second)
        for each in second:
            self._groups[each] = first

    # -- values -----------------------------------------------------------------------------------

    def _given(self, node: ast.expr, resolve: Resolve, is_whole: bool) -> Iterator[Variable]:
        """The variables whose objects an expression may give, whole (`is_whole`) or in what it gives."""
        if isinstance(node, (ast.Name, ast.Attribute)):
            variable = resolve(node)
            if variable is not None and self._may_be_changed(variable, is_whole):
                yield variable
            elif isinstance(node, ast.Attribute) and variable is None:
                yield from self._given(node.value, resolve, False)
        elif isinstance(node, ast.Call):
            yield from self._given_by_call(node, resolve)
        elif isinstance(node, ast.IfExp):
            yield from self._given(node.body, resolve, is_whole)
            yield from self._given(node.orelse, resolve, is_whole)
        elif isinstance(node, ast.BoolOp):
            for value in node.values:
                yield from self._given(value, resolve, is_whole)
        elif isinstance(node, (ast.NamedExpr, ast.Starred, ast.Await, ast.YieldFrom)):
            yield from self._given(node.value, resolve, is_whole)
        elif isinstance(node, ast.Subscript):
            yield from self._given(node.value, resolve, False)
        elif not isinstance(
            node, (ast.Constant, ast.Lambda, ast.Compare, ast.JoinedStr, ast.UnaryOp)
        ):
            for child in ast.iter_child_nodes(node):
                if isinstance(child, ast.expr):
                    yield from self._given(child, resolve, False)
                elif isinstance(child, ast.comprehension):
                    yield from self._given(child.iter, resolve, False)

    def _given_by_call(self, node: ast.Call, resolve: Resolve) -> Iterator[Variable]:
        """Of what is called and what it is called with: it may be what comes back, or be kept in it."""
        called = node.func
        if isinstance(called, ast.Name) and called.id in _FRESH and resolve(called) is None:
            return
        variable = resolve(called) if isinstance(called, (ast.Name, ast.Attribute)) else None
        if isinstance(called, ast.Attribute) and (
            variable is None or resolve(called.value) is not None
        ):
            yield from self._given(called.value, resolve, False)
        elif isinstance(variable, Global):
            self.enter(variable)
            if variable in self._groups:
                yield variable
        for argument in (*node.args, *(keyword.value for keyword in node.keywords)):
            yield from self._given(argument, resolve, False)

    def _may_be_changed(self, variable: Variable, is_whole: bool) -> bool:
        """Whether an object can be changed, and is worth following. Functions and classes are where they are renamed."""
        if not isinstance(variable, Global):
            return True
        if len(self.modules.view(variable.module).binders.get(variable.name, ())) > 1:
            return True  # what it holds in the end says nothing of what it held
        value = self.modules.value(variable.module, variable.name)
        if isinstance(value, (UserFunction, UserClass)):
            return is_whole
        return not isinstance(value, IMMUTABLE) and not is_definition(value)

    # -- names ------------------------------------------------------------------------------------

    def _resolver(self, module: Module) -> Resolve:
        def resolve(node: ast.expr) -> Variable | None:
            path = dotted(node)
            if not path:
                return None
            target = self.meanings.meaning(module, path[0], path[1:])
            known = isinstance(target, Global) and not self.modules.view(target.module).is_runtime
            return target if known else None  # type: ignore[return-value]

        return resolve

    def enter(self, symbol: Global) -> None:
        """Follow what the author's function (or a class's methods) does with its variables, and what it returns."""
        if symbol in self._entered:
            return
        self._entered.add(symbol)
        for binder in self.modules.view(symbol.module).binders.get(symbol.name, []):
            if not isinstance(binder.node, (*_FUNCTIONS, ast.ClassDef)):
                continue
            outside = self._resolver(symbol.module)
            read = {use.name for use in binder.facts.uses if use.imported is None}
            made = _first_parameters(binder.node)

            def resolve(
                node: ast.expr,
                outside: Resolve = outside,
                read: set[str] = read,
                made: set[str] = made,
            ) -> Variable | None:
                path = dotted(node)
                if not path or path[0] in made:
                    return None  # an instance is nothing that the class itself holds
                if path[0] in read:
                    return outside(node)
                return (symbol, path[0]) if len(path) == 1 else None

            for part in ast.walk(binder.node):
                if isinstance(part, _FUNCTIONS):
                    self._bind_defaults(part.args, symbol, outside)
                    self._bind_all(part.body, resolve)
                if isinstance(part, (ast.Return, ast.Yield)) and part.value is not None:
                    for given in self._given(part.value, resolve, is_whole=False):
                        if given != symbol:
                            self._unite(symbol, given)


def _first_parameters(node: ast.AST) -> set[str]:
    """What a class's methods call the instance."""
    found: set[str] = set()
    for member in node.body if isinstance(node, ast.ClassDef) else ():
        if isinstance(member, _FUNCTIONS):
            arguments = [*member.args.posonlyargs, *member.args.args]
            found.update(each.arg for each in arguments[:1] if each.arg != "cls")
    return found


def _bindings(node: ast.stmt) -> Iterator[tuple[ast.expr, ast.expr]]:
    """The targets that a statement binds, or stores to, at any depth outside of functions, with what each is given."""
    if isinstance(node, ast.Assign):
        for target in node.targets:
            yield target, node.value
        for target in node.targets[1:]:
            yield node.targets[0], target
    elif isinstance(node, (ast.AnnAssign, ast.AugAssign)):
        if node.value is not None:
            yield node.target, node.value
    elif isinstance(node, (ast.For, ast.AsyncFor)):
        yield node.target, node.iter
    elif isinstance(node, (ast.With, ast.AsyncWith)):
        for item in node.items:
            if item.optional_vars is not None:
                yield item.optional_vars, item.context_expr
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr):
            for part in ast.walk(child):
                if isinstance(part, ast.NamedExpr):
                    yield part.target, part.value
        elif isinstance(child, ast.stmt) and not isinstance(child, (*_FUNCTIONS, ast.ClassDef)):
            yield from _bindings(child)
        elif isinstance(child, (ast.ExceptHandler, ast.match_case)):
            for inner in child.body:
                yield from _bindings(inner)


def _targets(node: ast.expr) -> Iterator[ast.expr]:
    """The names that a target binds, and those of the objects that it stores to."""
    if isinstance(node, (ast.Tuple, ast.List)):
        for each in node.elts:
            yield from _targets(each)
    elif isinstance(node, ast.Starred):
        yield from _targets(node.value)
    elif isinstance(node, ast.Name):
        yield node
    elif isinstance(node, (ast.Attribute, ast.Subscript)):
        inner: ast.expr = node
        while isinstance(inner, (ast.Attribute, ast.Subscript)):
            inner = inner.value
            if isinstance(inner, (ast.Name, ast.Attribute)):
                yield inner
