"""Reachability: every top-level statement that the script needs, starting from the code of the plan.

See README.md beside this file for the rules.
"""

from __future__ import annotations

import ast
import builtins
import copy
from collections import deque
from collections.abc import Callable, Iterable, Iterator

from modec.diagnostics import Diagnostic, Refused, Related, Span, finding
from modec.evaluate.values import Environment, UserFunction
from modec.link.effects import effects
from modec.link.execution import Execution
from modec.link.items import SYMBOLS, InnerLink, Item, Link
from modec.link.meanings import Meanings, definition_in, is_definition
from modec.link.modules import Modules, Statement
from modec.link.scopes import Facts, Place, Use, analyse
from modec.link.symbols import (
    Binding,
    Builtin,
    Global,
    Imported,
    Literal,
    ModuleObject,
    Nested,
    Product,
    Symbol,
    Target,
    Unknown,
    Vocabulary,
)
from modec.source.program import Module
from modec.unroll.code import (
    Carried,
    Code,
    Form,
    Function,
    Inline,
    Local,
    Reference,
    Runtime,
    Standard,
)
from modec.unroll.values import value_code

Resolver = Callable[[str], Target]
_QUIET = frozenset({"logging", "logging.config", "warnings"})
_KNOWN_CONTAINERS = (list, dict, set, tuple, str)


class Reachability:
    """Collects items from roots. `items` are in the order in which they were found."""

    def __init__(self, modules: Modules, execution: Execution) -> None:
        self.modules = modules
        self.execution = execution
        self.meanings = Meanings(modules)
        self.items: list[Item] = []
        self.binders: dict[Symbol, list[Item]] = {}
        self.free_names: set[str] = set()
        """Builtins and names of star imports that shipped code reads: nothing else may be called so."""
        self.expressions: dict[Inline, list[Link]] = {}
        self.findings: list[Diagnostic] = []
        self.warnings: list[Diagnostic] = []
        self._shipped: dict[Statement, Item] = {}
        self._pending: deque[Callable[[], None]] = deque()
        self._mutators: dict[Symbol, list[Statement]] = {}
        self._touching: dict[Target, bool] = {}
        self._stars: set[tuple[Module, str]] = set()
        self.submodules: dict[str, None] = {}
        """Dotted modules that the script's own code refers to."""
        self.outside: dict[str, None] = {}
        """Top-level names of packages that functions import when they are called."""

    # -- roots ------------------------------------------------------------------------------------

    def import_module(self, module: Module) -> None:
        """Execute a module: its effects are roots, what changes its variables is noted."""
        pending = self.execution.execute(module)
        free: list[Statement] = []
        for statement in pending:
            if self._has_effect(statement):
                free.append(statement)
        for statement in free:
            if not self._is_definitional(statement):
                self.ship(statement)
                self._shipped[statement].is_effect = not self._is_quiet(statement)

    def reach(self, code: Code) -> None:
        """Make everything that the references in `code` need part of the script."""
        for reference in code.references:
            self._reach_reference(reference)
        self.run()

    def _reach_reference(self, reference: Reference) -> None:
        if isinstance(reference, Inline):
            if reference not in self.expressions:
                self.expressions[reference] = []
                facts = analyse(reference.node)
                links, _ = self._links(
                    facts, self._resolver(reference.scope), reference.scope.module
                )
                self.expressions[reference] = links
        elif not isinstance(reference, Local):
            target = self.target(reference)
            if isinstance(target, SYMBOLS):
                self.need(target)
            elif isinstance(target, Unknown):
                raise Refused(
                    [finding("MD501", None, name=target.name, reason="it is not defined")]
                )

    def target(self, reference: Runtime | Function | Standard | Carried) -> Target:
        """What a reference means."""
        if isinstance(reference, Runtime):
            return self.modules.resolve(self.modules.runtime(reference.module), reference.name)
        if isinstance(reference, Function):
            if reference.form == Form(""):
                return self.meanings.of_function(reference.function)
            return Product(reference.function, reference.form)
        if isinstance(reference, Standard):
            module = reference.external.module
            if "." in module:
                self.submodules.setdefault(module)
            return Imported(module.partition(".")[0])
        return self.meanings.of_value(reference.value, Environment(reference.value.module), "")

    def run(self) -> None:
        """Work off what is pending."""
        while self._pending:
            self._pending.popleft()()

    # -- symbols ----------------------------------------------------------------------------------

    def need(self, symbol: Symbol, span: Span | None = None) -> None:
        """Make what `symbol` names part of the script; `span` is who asks for it first."""
        if symbol in self.binders:
            return
        self.binders[symbol] = []
        if isinstance(symbol, Global):
            self._need_global(symbol, span)
        elif isinstance(symbol, Product):
            self._add_product(symbol)
        elif isinstance(symbol, Nested):
            self._add_nested(symbol)
        elif isinstance(symbol, Binding):
            self._add_binding(symbol)
        elif symbol.top_level.startswith("dagster"):
            self.findings.append(finding("MD511", span, module=symbol.module))

    def _need_global(self, symbol: Global, span: Span | None) -> None:
        value = self.modules.value(symbol.module, symbol.name)
        definition = definition_in(value)
        if definition is not None:
            place = symbol.module.span(
                self.modules.view(symbol.module).binders[symbol.name][-1].node
            )
            self.findings.append(
                finding(
                    "MD502",
                    span or place,
                    label="used here",
                    related=[Related(place, "defined here")],
                    help="keep the plain function or value under a name of its own, and use that name",
                    name=symbol.name,
                    kind=type(definition).__name__,
                )
            )
            return
        for statement in self.modules.view(symbol.module).binders.get(symbol.name, []):
            self._import_lazily(statement.module)
            self.ship(statement, symbol.name)
        for statement in self._mutators.get(symbol, []):
            self.ship(statement)

    def _import_lazily(self, module: Module) -> None:
        """A module that only a function imports is executed when the script loads, after all the others."""
        if module not in self.execution.started and not self.modules.view(module).is_runtime:
            self.import_module(module)

    # -- statements -------------------------------------------------------------------------------

    def ship(self, statement: Statement, name: str | None = None) -> None:
        """Make a statement part of the script; of an import, only what it binds to `name`."""
        if isinstance(statement.node, (ast.Import, ast.ImportFrom)):
            if name is not None:
                self._ship_import(statement, statement.node, name)
            return
        if statement in self._shipped:
            return
        is_runtime = self.modules.view(statement.module).is_runtime
        rank = (statement.node.lineno,) if is_runtime else (self.execution.rank(statement),)
        item = Item(statement.module, statement.node, rank, "support" if is_runtime else "code")
        item.statement = statement
        self._shipped[statement] = item
        item.facts = statement.facts
        item.dropped_decorators = self._definitional_decorators(statement)
        if item.dropped_decorators:
            item.facts = analyse(
                _without_decorators(statement.node, item.dropped_decorators),
                statement.lazy_annotations,
            )
        item.binds = tuple(Global(statement.module, bound) for bound in statement.binds)
        self._add(item, lambda name: self.modules.resolve(statement.module, name))
        for symbol in item.binds:
            if symbol not in self.binders or item not in self.binders[symbol]:
                self.need(symbol)
                if item not in self.binders[symbol]:
                    self.binders[symbol].append(item)

    def _ship_import(
        self, statement: Statement, node: ast.Import | ast.ImportFrom, name: str
    ) -> None:
        """An import of a name that other statements bind, too: it stays where it stands."""
        symbol = Global(statement.module, name)
        is_runtime = self.modules.view(statement.module).is_runtime
        rank = (statement.node.lineno,) if is_runtime else (self.execution.rank(statement),)
        target = self.modules.import_target(statement.module, node, name)
        if isinstance(target, Vocabulary):
            target = self.meanings.follow(target, ()).target
        item = Item(
            statement.module, node, rank, "support" if is_runtime else "code", (symbol,), statement
        )
        if isinstance(target, Imported):
            item.targets = frozenset({name})
        else:
            item.node, item.renamed_import = None, (name, target)
            if isinstance(target, SYMBOLS):
                self.need(target, statement.module.span(node))
            else:
                self._refuse_target(target, statement.module.span(node), name)
        self.items.append(item)
        self.binders[symbol].append(item)

    def _definitional_decorators(self, statement: Statement) -> frozenset[int]:
        """Decorators of a class or function that only mean something to dagster (`@usable_as_dagster_type`)."""
        found: set[int] = set()
        for index, decorator in enumerate(getattr(statement.node, "decorator_list", [])):
            called = decorator.func if isinstance(decorator, ast.Call) else decorator
            for use in analyse(called).uses:
                target = self.modules.resolve(statement.module, use.name)
                if isinstance(self.meanings.follow(target, use.path).target, Vocabulary):
                    found.add(index)
        return frozenset(found)

    def _add(self, item: Item, resolve: Resolver) -> None:
        self.items.append(item)
        for symbol in item.binds:
            self.binders.setdefault(symbol, []).append(item)
        self._pending.append(lambda: self._expand(item, resolve))

    def _expand(self, item: Item, resolve: Resolver) -> None:
        item.links, item.dropped_annotations = self._links(item.facts, resolve, item.module)
        item.inner = self._inner_links(item)
        for name, node in item.facts.dynamic:
            span = item.module.span(node)
            self.findings.append(
                finding(
                    "MD506",
                    span,
                    name=name,
                    help="name what you mean, or give it a namespace of its own",
                )
            )

    # -- uses -------------------------------------------------------------------------------------

    def _links(
        self, facts: Facts, resolve: Resolver, module: Module
    ) -> tuple[list[Link], frozenset[Place]]:
        """What the uses mean, each need made good, and the annotations that go."""
        links = [self._link(use, resolve, module) for use in facts.uses]
        dropped = frozenset(
            link.use.annotation
            for link in links
            if link.use.annotation is not None and self._is_only_a_definition(link, module)
        )
        kept = [
            link
            for link in links
            if link.use.annotation not in dropped or link.use.annotation is None
        ]
        for link in kept:
            self._make_good(link, module)
        return kept, dropped

    def _link(self, use: Use, resolve: Resolver, module: Module) -> Link:
        if use.imported is not None:
            target = self.modules.import_target(module, use.imported, use.name)
        else:
            target = resolve(use.name)
        if isinstance(target, Unknown) and target.checking is not None and use.annotation is None:
            target = target.checking
        followed = self.meanings.follow(target, use.path)
        return Link(use, followed.target, followed.consumed)

    def _make_good(self, link: Link, module: Module) -> None:
        span, target = module.span(link.use.node), link.target
        stores = link.use.stored and 0 < link.consumed == len(link.use.path)
        if stores and not isinstance(target, Imported):
            self.findings.append(finding("MD505", span, name=ast.unparse(link.use.node)))
        if (
            link.use.imported is not None
            and not link.consumed
            and not isinstance(target, ModuleObject)
        ):
            return  # a local variable: the inner import says what it is
        if isinstance(target, SYMBOLS):
            self.need(target, span)
        elif isinstance(target, Builtin):
            self._note_builtin(target, module, span)
        else:
            self._refuse_target(target, span, link.use.name, module)

    def _note_builtin(self, target: Builtin, module: Module, span: Span) -> None:
        self.free_names.add(target.name)
        if target.name == "__file__":
            self.warnings.append(finding("MD509", span, module=module.display))
        if not hasattr(builtins, target.name) and not target.name.startswith("__"):
            for source in self.modules.outside_stars(module):
                if (module, source) not in self._stars:
                    self._stars.add((module, source))
                    self.items.append(Item(module, None, (0,), "imports", star=source))

    def _refuse_target(
        self, target: Target, span: Span, name: str, module: Module | None = None
    ) -> None:
        if isinstance(target, ModuleObject):
            help = "use the functions and variables of the module by name"
            self.findings.append(finding("MD504", span, name=target.module.name, help=help))
        elif isinstance(target, Vocabulary):
            shown = target.path[-1] if target.path else target.module
            help = "move it out of the code that runs, or use what the standard library has"
            self.findings.append(
                finding("MD503", span, name=shown, module=target.module, help=help)
            )
        elif isinstance(target, Unknown):
            place = module.display if module is not None else span.path
            self.findings.append(finding("MD507", span, name=target.name, module=place))

    def _inner_links(self, item: Item) -> list[InnerLink]:
        found: list[InnerLink] = []
        for inner in item.facts.imports:
            if inner.node is item.node:
                continue
            is_from = isinstance(inner.node, ast.ImportFrom)
            targets: list[tuple[str, Target]] = []
            for alias in inner.node.names:
                name = alias.asname or (alias.name if is_from else alias.name.partition(".")[0])
                if name == "*":
                    continue
                target = self.modules.import_target(item.module, inner.node, name)
                target = self.meanings.follow(target, ()).target
                targets.append((name, target))
            if all(isinstance(target, Imported) for _, target in targets):
                self._note_outside(targets, item.module.span(inner.node))
                continue
            for name, target in targets:
                if isinstance(target, SYMBOLS) and not isinstance(target, Imported):
                    self.need(target, item.module.span(inner.node))
                elif isinstance(target, (Vocabulary, Unknown)) and target != Vocabulary("dagster"):
                    self._refuse_target(target, item.module.span(inner.node), name, item.module)
            found.append(InnerLink(inner, tuple(targets)))
        return found

    def _note_outside(self, targets: Iterable[tuple[str, Target]], span: Span) -> None:
        for _, target in targets:
            if isinstance(target, Imported):
                self.outside.setdefault(target.top_level)
                if target.top_level.startswith("dagster"):
                    self.findings.append(finding("MD511", span, module=target.module))

    def _is_only_a_definition(self, link: Link, module: Module) -> bool:
        """Whether a name in an annotation means nothing outside dagster."""
        target = link.target
        if isinstance(target, (Vocabulary, Unknown, ModuleObject)):
            return True
        if isinstance(target, Imported):
            return target.top_level.startswith("dagster")
        if not isinstance(target, Global):
            return False
        if self.modules.view(target.module).is_runtime:
            return not self.modules.view(module).is_runtime
        return self._is_dagster_type(target)

    def _is_dagster_type(self, symbol: Global) -> bool:
        value = self.modules.value(symbol.module, symbol.name)
        if is_definition(value) or type(value).__module__.startswith("modec.runtime"):
            return True
        for statement in self.modules.view(symbol.module).binders.get(symbol.name, []):
            if isinstance(statement.node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                continue
            for use in statement.facts.uses:
                target = self.meanings.follow(
                    self.modules.resolve(symbol.module, use.name), use.path
                ).target
                if isinstance(target, Vocabulary):
                    return True
                if isinstance(target, Imported) and target.top_level.startswith("dagster"):
                    return True
                if isinstance(target, Global) and self.modules.view(target.module).is_runtime:
                    return True
        return False

    # -- effects ----------------------------------------------------------------------------------

    def _has_effect(self, statement: Statement) -> bool:
        """Whether a statement does something beyond binding and changing variables of the author's."""
        free = False
        for effect in effects(statement.node):
            if effect.kind == "other":
                free = True
                continue
            path = effect.path[:-1] if effect.kind == "call" else effect.path
            target = self.modules.resolve(statement.module, effect.name)
            followed = self.meanings.follow(target, path).target
            if isinstance(followed, Global):
                changers = self._mutators.setdefault(followed, [])
                if statement not in changers:
                    changers.append(statement)
                known = isinstance(
                    self.modules.value(followed.module, followed.name), _KNOWN_CONTAINERS
                )
                free = free or (effect.kind == "call" and not known)
            else:
                free = True
        return free

    def _is_quiet(self, statement: Statement) -> bool:
        """Whether an effect is one that imports don't notice: `logging.basicConfig()`, `warnings.simplefilter()`."""
        modules = [
            self._link(use, self._module_resolver(statement.module), statement.module).target
            for use in statement.facts.uses
        ]
        return all(
            isinstance(m, Builtin) or (isinstance(m, Imported) and m.module in _QUIET)
            for m in modules
        )

    def _is_definitional(self, statement: Statement) -> bool:
        """Whether a statement has to do with definitions: then it was carried out by evaluation."""
        return any(
            self._touches(
                self._link(use, self._module_resolver(statement.module), statement.module).target
            )
            for use in statement.facts.uses
        )

    def _touches(self, target: Target) -> bool:
        if isinstance(target, Vocabulary):
            return True
        if isinstance(target, Imported):
            return target.top_level.startswith("dagster")
        if not isinstance(target, Global):
            return False
        if target in self._touching:
            return self._touching[target]
        self._touching[target] = False
        view = self.modules.view(target.module)
        if view.is_runtime:
            return False
        result = is_definition(self.modules.value(target.module, target.name)) or any(
            self._is_definitional(statement) for statement in view.binders.get(target.name, [])
        )
        self._touching[target] = result
        return result

    # -- products of factories --------------------------------------------------------------------

    def _module_resolver(self, module: Module) -> Resolver:
        return lambda name: self.modules.resolve(module, name)

    def _resolver(self, scope: Environment, hint: str = "") -> Resolver:
        return lambda name: self.meanings.in_scope(scope, name, hint)

    def _rank_of(self, module: Module, node: ast.AST) -> tuple[int, ...]:
        self._import_lazily(module)
        statement = self.meanings.statement_of(module, node)
        place = self.execution.rank(statement) if statement is not None else 0
        return (place, getattr(node, "lineno", 0), len(self.items))

    def _add_product(self, symbol: Product) -> None:
        function, form = symbol.function, symbol.form
        node = function.node
        item = Item(
            function.module, node, self._rank_of(function.module, node), form.section, (symbol,)
        )
        view = self.modules.view(function.module)
        item.dropped_decorators = _dropped(function)
        item.facts = analyse(
            _without_decorators(node, item.dropped_decorators), view.lazy_annotations
        )
        self._check_nonlocals(function)
        hint = form.name or function.__name__
        self._add_in_scope(item, function.scope, hint, isinstance(node, ast.Lambda))

    def _add_nested(self, symbol: Nested) -> None:
        value = symbol.value
        item = Item(
            value.module, value.node, self._rank_of(value.module, value.node), "code", (symbol,)
        )
        item.facts = analyse(value.node, self.modules.view(value.module).lazy_annotations)
        self._add_in_scope(item, value.scope, value.__name__, True)

    def _add_in_scope(self, item: Item, scope: Environment, hint: str, no_locals: bool) -> None:
        """Add a factory's product. Captured constants become its local variables, where it can have some."""
        eager = {use.name for use in item.facts.uses if use.eager}

        def resolve(name: str) -> Target:
            target = self._resolver(scope, hint)(name)
            if not isinstance(target, Literal) or name == "__name__":
                return target
            if no_locals or name in eager:
                found = scope.lookup(name)
                assert found is not None
                return self.meanings.constant(target.value, found[0], name, hint)
            item.captured[name] = target.value
            return target

        self._add(item, resolve)

    def _check_nonlocals(self, function: UserFunction) -> None:
        if function.scope.parent is None:
            return
        for node in ast.walk(function.node):
            if isinstance(node, ast.Nonlocal):
                for name in node.names:
                    if function.scope.lookup(name) is not None:
                        label = function.scope.label
                        span = function.module.span(node)
                        self.findings.append(finding("MD508", span, name=name, factory=label))

    def _add_binding(self, symbol: Binding) -> None:
        module = symbol.environment.module
        statement = self._rank_of(module, _first_node(symbol))
        item = Item(module, None, statement, "code", (symbol,))
        item.code = value_code(symbol.value)
        self.items.append(item)
        self.binders[symbol].append(item)
        code = item.code

        def expand() -> None:
            for reference in code.references:
                self._reach_reference(reference)
            item.code_needs = tuple(self.symbols_of(code))

        self._pending.append(expand)

    def symbols_of(self, code: Code) -> Iterator[Symbol]:
        """The symbols that code refers to, directly or through the expressions in it."""
        for reference in code.references:
            if isinstance(reference, Inline):
                for link in self.expressions[reference]:
                    if link.symbol is not None:
                        yield link.symbol
            elif not isinstance(reference, Local):
                target = self.target(reference)
                if isinstance(target, SYMBOLS):
                    yield target


def _dropped(function: UserFunction) -> frozenset[int]:
    """The decorators that were carried out by evaluation."""
    decorators = getattr(function.node, "decorator_list", [])
    stays = {id(node) for node in function.runtime_decorators}
    return frozenset(index for index, node in enumerate(decorators) if id(node) not in stays)


def _without_decorators(node: ast.AST, dropped: frozenset[int]) -> ast.AST:
    if not dropped:
        return node
    assert isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
    changed = copy.copy(node)
    changed.decorator_list = [d for i, d in enumerate(node.decorator_list) if i not in dropped]
    return changed


def _first_node(symbol: Binding) -> ast.AST:
    """Where the captured object was made, as far as it is known."""
    node = getattr(symbol.value, "node", None)
    return node if isinstance(node, ast.AST) else ast.Pass(lineno=0)
