"""Reachability: every top-level statement that the script needs, starting from the code of the plan.

See README.md beside this file for the rules.
"""

from __future__ import annotations

import ast
import builtins
import copy
from collections import deque
from collections.abc import Callable, Iterable, Iterator

from modec.diagnostics import Refused, Span, finding
from modec.evaluate.values import Environment, UserFunction
from modec.link.definitional import Definitional, is_library
from modec.link.dynamic_imports import provide_dynamic_imports
from modec.link.effects import loop_targets
from modec.link.execution import Execution
from modec.link.facts import Facts, InnerImport, Place, Use
from modec.link.findings import Findings
from modec.link.items import SYMBOLS, InnerLink, Item, Link
from modec.link.keys import Keys
from modec.link.meanings import Meanings, Resolver, definition_in
from modec.link.mentions import Mentions
from modec.link.modules import Modules
from modec.link.namespaces import Namespaces
from modec.link.side_effects import SideEffects
from modec.link.symbols import (
    Binding,
    Builtin,
    Global,
    Imported,
    Literal,
    ModuleObject,
    Namespace,
    Nested,
    Product,
    Symbol,
    Target,
    Unknown,
    Vocabulary,
)
from modec.link.uses import analyse
from modec.link.views import MODULE_CONSTANTS, Statement
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


class Reachability:
    """Collects items from roots. `items` are in the order in which they were found."""

    def __init__(self, modules: Modules, execution: Execution, is_trial: bool = False) -> None:
        self.is_trial = is_trial
        self.modules = modules
        self.execution = execution
        self.meanings = Meanings(modules)
        self.definitional = Definitional(modules, self.meanings)
        self.side_effects = SideEffects(modules, self.meanings)
        self.mentions = Mentions(modules)
        self.items: list[Item] = []
        self.binders: dict[Symbol, list[Item]] = {}
        self.free_names: set[str] = set()
        """Builtins and names of star imports that shipped code reads: nothing else may be called so."""
        self.expressions: dict[Inline, list[Link]] = {}
        self.findings = Findings()
        self.keys = Keys(modules)
        self._needed: dict[Symbol, None] = {}
        self._shipped: dict[Statement, Item] = {}
        self._pending: deque[Callable[[], None]] = deque()
        self._late: set[Module] = set()
        self._stars: set[tuple[Module, str]] = set()
        self.submodules: dict[str, None] = {}
        """Dotted modules that the script's own code refers to."""
        self.outside: dict[str, None] = {}
        """Top-level names of packages that functions import when they are called."""
        self.namespaces = Namespaces(self)

    # -- roots ------------------------------------------------------------------------------------

    def import_module(self, module: Module) -> None:
        """Execute a module: its effects are roots, what changes its variables is noted."""
        pending = self.execution.execute(module)
        free: list[Statement] = []
        for statement in pending:
            if self.side_effects.note(statement):
                free.append(statement)
        for symbol in self.needed_globals():
            for statement in self.side_effects.changers(symbol):  # what this module adds to them
                self.ship(statement)
        for statement in free:
            if not self.definitional.is_statement(statement):
                self.ship(statement)
                self._shipped[statement].is_effect = not self.side_effects.is_quiet(statement)

    def needed_globals(self) -> list[Global]:
        """The variables that the script needs so far, in the order in which it was found out."""
        return [symbol for symbol in self._needed if isinstance(symbol, Global)]

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
        if symbol in self._needed:
            return
        self._needed[symbol] = None
        self.binders.setdefault(symbol, [])
        if isinstance(symbol, Global):
            self._need_global(symbol, span)
        elif isinstance(symbol, Product):
            self._add_product(symbol)
        elif isinstance(symbol, Nested):
            self._add_nested(symbol)
        elif isinstance(symbol, Binding):
            self._add_binding(symbol, span)
        elif isinstance(symbol, Imported) and is_library(symbol):
            self.findings.add("MD511", span, module=symbol.module)

    def _need_global(self, symbol: Global, span: Span | None) -> None:
        value = self.modules.value(symbol.module, symbol.name)
        definition = definition_in(value)
        if definition is not None:
            self.findings.definition_used(
                symbol, self.modules.view(symbol.module), definition, span
            )
            return
        for statement in self.modules.bindings(symbol.module, symbol.name):
            self.import_lazily(statement.module)
            self.ship(statement, symbol.name)
        for statement in self.side_effects.changers(symbol):
            if not self.definitional.leaves_alone(statement, symbol):
                self.ship(statement)

    def could_need(self, symbol: Symbol) -> bool:
        """Whether a script could have what `symbol` names, and all that it needs. Nothing is added to this one."""
        trial = Reachability(self.modules, self.execution.copy(), is_trial=True)
        trial.need(symbol)
        trial.run()
        return not trial.findings.errors

    def import_lazily(self, module: Module) -> None:
        """A module that only a function imports is executed when the script loads, after all the others."""
        if module not in self.execution.started and not self.modules.view(module).is_runtime:
            before = set(self.execution.started)
            self.import_module(module)
            self._late.update(set(self.execution.started) - before)

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
        item.is_late = statement.module in self._late
        self._shipped[statement] = item
        item.facts = statement.facts
        item.dropped_decorators = self.definitional.decorators(statement.node, statement.module)
        item.dropped_members = self.definitional.members(statement)
        if item.dropped_decorators or item.dropped_members:
            kept = _without(statement.node, item.dropped_decorators, item.dropped_members)
            item.facts = analyse(kept, statement.lazy_annotations)
        item.binds = tuple(Global(statement.module, bound) for bound in statement.binds)
        self._add(item, lambda name: self.modules.resolve(statement.module, name))

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
                self.findings.no_symbol(target, statement.module.span(node), statement.module)
        self.items.append(item)
        self.binders[symbol].append(item)

    def _add(self, item: Item, resolve: Resolver) -> None:
        self.items.append(item)
        for symbol in item.binds:
            self.binders.setdefault(symbol, []).append(item)
        self._pending.append(lambda: self._expand(item, resolve))

    def _expand(self, item: Item, resolve: Resolver) -> None:
        own = loop_targets(item.node) if item.node is not None else frozenset()
        item.links, item.dropped_annotations = self._links(item.facts, resolve, item.module, own)
        self._link_objects(item)
        item.inner = self._inner_links(item)
        if item.statement is not None:
            for mentioned in self.mentions.of(item.statement):
                self.import_lazily(mentioned.module)
                self.ship(mentioned)
        for name, node in item.facts.dynamic:
            span = item.module.span(node)
            help = "name what you mean, or give it a namespace of its own"
            self.findings.add("MD506", span, name=name, help=help)
        provide_dynamic_imports(item, self.namespaces, self.findings)

    # -- uses -------------------------------------------------------------------------------------

    def _links(
        self, facts: Facts, resolve: Resolver, module: Module, own: frozenset[str] = frozenset()
    ) -> tuple[list[Link], frozenset[Place]]:
        """What the uses mean, each need made good, and the annotations that go.

        `own`: names that the code binds itself before it reads them.
        """
        links = [self._link(use, resolve, module) for use in facts.uses]
        dropped = frozenset(
            link.use.annotation
            for link in links
            if link.use.annotation is not None
            and self.definitional.in_annotation(link.target, module)
        )
        kept = [
            link
            for link in links
            if link.use.annotation not in dropped or link.use.annotation is None
        ]
        for link in kept:
            if not (link.use.eager and link.use.name in own and not link.consumed):
                self._make_good(link, module)
            if "__subclasses__" in link.use.path and link.symbol is not None:
                for statement in self.side_effects.subclasses(link.symbol):
                    self.ship(statement)
        return kept, dropped

    def _link(self, use: Use, resolve: Resolver, module: Module) -> Link:
        try:
            link = self.meanings.link(use, resolve, module)
            if isinstance(link.target, Global) and not link.consumed:
                keys = self.keys.of(link.target, use.node, module)
                if keys is not None:
                    return Link(use, keys)
            return self.namespaces.as_object(link, resolve, module)
        except Refused as refusal:
            self.findings.adopt(refusal, module.span(use.node))
            return Link(use, Literal(None))

    def _make_good(self, link: Link, module: Module) -> None:
        target = link.target
        if (
            link.use.imported is not None
            and not link.consumed
            and not isinstance(target, ModuleObject)
        ):
            return  # a local variable: the inner import says what it is
        if isinstance(target, SYMBOLS) and target in self._needed:
            return
        span = module.span(link.use.node)
        if isinstance(target, SYMBOLS):
            self.need(target, span)
        elif link.use.unevaluated:
            return  # what a class's annotation says is never asked for
        elif isinstance(target, Builtin):
            self._note_builtin(target, module, span)
        else:
            self.findings.no_symbol(target, span, module)

    def _note_builtin(self, target: Builtin, module: Module, span: Span) -> None:
        self.free_names.add(target.name)
        if not hasattr(builtins, target.name) and not target.name.startswith("__"):
            for source in self.modules.outside_stars(module):
                if (module, source) not in self._stars:
                    self._stars.add((module, source))
                    self.items.append(Item(module, None, (0,), "imports", star=source))

    def _link_objects(self, item: Item) -> None:
        """Where a module that a function imports is used as a value, all uses of that variable are of the object."""
        item.objects = frozenset(
            (link.use.imported, link.use.name)
            for link in item.links
            if isinstance(link.target, Namespace) and link.use.imported and not link.consumed
        )
        for index, link in enumerate(item.links):
            use = link.use
            if link.consumed and use.imported and (use.imported, use.name) in item.objects:
                target = self.modules.import_target(item.module, use.imported, use.name)
                assert isinstance(target, ModuleObject)
                self.namespaces.ask(target.module, use.path[0], item.module.span(use.node))
                item.links[index] = Link(use, Namespace(target.module))

    def _is_object(self, item: Item, inner: InnerImport, name: str) -> bool:
        """Whether the variable that an import below the top level binds to a module has to hold an object."""
        is_variable = inner.scope in ("class", "module") or name in inner.elsewhere
        return is_variable or (inner.node, name) in item.objects

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
                if isinstance(target, ModuleObject) and self._is_object(item, inner, name):
                    self.namespaces.ask(target.module, None, item.module.span(inner.node))
                    target = Namespace(target.module)
                targets.append((name, target))
            if all(isinstance(target, Imported) for _, target in targets):
                # The runtime does without what it cannot import.
                optional = inner.optional or self.modules.view(item.module).is_runtime
                self._note_outside(targets, item.module.span(inner.node), optional)
                continue
            for _, target in targets:
                if isinstance(target, SYMBOLS) and not isinstance(target, Imported):
                    self.need(target, item.module.span(inner.node))
                elif isinstance(target, (Vocabulary, Unknown)) and target != Vocabulary("dagster"):
                    self.findings.no_symbol(target, item.module.span(inner.node), item.module)
            found.append(InnerLink(inner, tuple(targets)))
        return found

    def _note_outside(
        self, targets: Iterable[tuple[str, Target]], span: Span, optional: bool
    ) -> None:
        for _, target in targets:
            if isinstance(target, Imported) and not optional:
                self.outside.setdefault(target.top_level)
                if is_library(target):
                    self.findings.add("MD511", span, module=target.module)

    # -- products of factories --------------------------------------------------------------------

    def _resolver(self, scope: Environment, hint: str = "") -> Resolver:
        return lambda name: self.meanings.in_scope(scope, name, hint)

    def _rank_of(self, module: Module, node: ast.AST) -> tuple[int, ...]:
        self.import_lazily(module)
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
        item.facts = analyse(_without(node, item.dropped_decorators), view.lazy_annotations)
        self._check_nonlocals(function)
        hint = form.name or function.__name__
        self._add_in_scope(item, function.scope, hint, isinstance(node, ast.Lambda))

    def _add_nested(self, symbol: Nested) -> None:
        value = symbol.value
        item = Item(
            value.module, value.node, self._rank_of(value.module, value.node), "code", (symbol,)
        )
        item.dropped_decorators = self.definitional.decorators(value.node, value.module)
        lazy = self.modules.view(value.module).lazy_annotations
        item.facts = analyse(_without(value.node, item.dropped_decorators), lazy)
        self._add_in_scope(item, value.scope, value.__name__, True)

    def _add_in_scope(self, item: Item, scope: Environment, hint: str, no_locals: bool) -> None:
        """Add a factory's product. Captured constants become its local variables, where it can have some."""
        eager = {use.name for use in item.facts.uses if use.eager}

        def resolve(name: str) -> Target:
            target = self._resolver(scope, hint)(name)
            if not isinstance(target, Literal) or name in MODULE_CONSTANTS:
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
                        self.findings.add("MD508", span, name=name, factory=label)

    def _add_binding(self, symbol: Binding, span: Span | None) -> None:
        module = symbol.environment.module
        statement = self._rank_of(module, _first_node(symbol))
        item = Item(module, None, statement, "code", (symbol,))
        try:
            item.code = value_code(symbol.value)
        except Refused as refusal:
            self.findings.adopt(refusal, span)
            return
        self.items.append(item)
        self.binders[symbol].append(item)
        code = item.code
        self._pending.append(lambda: self._expand_code(item, code))

    def add_code(self, symbol: Binding, code: Code) -> None:
        """Make a variable of the linker's own part of the script, bound before anything of the author's is."""
        self._needed[symbol] = None
        item = Item(symbol.environment.module, None, (-1,), "code", (symbol,), code=code)
        self.items.append(item)
        self.binders[symbol] = [item]
        self._pending.append(lambda: self._expand_code(item, code))

    def _expand_code(self, item: Item, code: Code) -> None:
        for reference in code.references:
            self._reach_reference(reference)
        item.code_needs = tuple(self.symbols_of(code))

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


def _without(
    node: ast.AST, decorators: frozenset[int], members: frozenset[int] = frozenset()
) -> ast.AST:
    """A definition without some of its decorators, a class without some of the statements of its body."""
    if not decorators and not members:
        return node
    assert isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
    changed = copy.copy(node)
    changed.decorator_list = [d for i, d in enumerate(node.decorator_list) if i not in decorators]
    changed.body = [member for i, member in enumerate(node.body) if i not in members]
    return changed


def _first_node(symbol: Binding) -> ast.AST:
    """Where the captured object was made, as far as it is known."""
    node = getattr(symbol.value, "node", None)
    return node if isinstance(node, ast.AST) else ast.Pass(lineno=0)
