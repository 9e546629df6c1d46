"""Reachability: every top-level statement that the script needs, starting from the code of the plan.

See README.md beside this file for the rules.
"""

from __future__ import annotations

import ast
from collections import deque
from collections.abc import Callable, Iterator

from modec.diagnostics import Refused, Span, finding
from modec.evaluate.values import Computed, Environment, Value
from modec.link.captured_objects import CapturedObjects
from modec.link.definitional import Definitional, is_library
from modec.link.dynamic_imports import provide_dynamic_imports
from modec.link.effects import loop_targets
from modec.link.execution import Execution
from modec.link.findings import Findings
from modec.link.inner_imports import bring_by_stars, link_inner_imports
from modec.link.items import SYMBOLS, Item, Link
from modec.link.loading import Loading
from modec.link.meanings import Meanings, Resolver, definition_in
from modec.link.mentions import Mentions
from modec.link.module_imports import ModuleImports
from modec.link.modules import Modules
from modec.link.namespaces import Namespaces
from modec.link.products import Products, without
from modec.link.side_effects import SideEffects
from modec.link.symbols import (
    Binding,
    Global,
    Imported,
    ModuleObject,
    Namespace,
    Nested,
    Product,
    Symbol,
    Target,
    Unknown,
    Vocabulary,
)
from modec.link.use_links import UseLinks
from modec.link.uses import analyse
from modec.link.views import Statement
from modec.unroll.code import (
    PLAIN,
    Carried,
    Code,
    Function,
    Inline,
    Local,
    Reference,
    Runtime,
    Shared,
    Standard,
    code,
)


class Reachability:
    """Collects items from roots. `items` are in the order in which they were found."""

    def __init__(self, modules: Modules, execution: Execution, is_trial: bool = False) -> None:
        self.is_trial = is_trial
        self.modules = modules
        self.execution = execution
        self.meanings = Meanings(modules)
        self.definitional = Definitional(modules, self.meanings)
        self.side_effects = SideEffects(modules, self.meanings, self.definitional)
        self.mentions = Mentions(modules)
        self.loading = Loading(modules, self.meanings)
        self.items: list[Item] = []
        self.binders: dict[Symbol, list[Item]] = {}
        self.free_names: set[str] = set()
        """Builtins and names of star imports that shipped code reads: nothing else may be called so."""
        self.expressions: dict[Inline, list[Link]] = {}
        self.findings = Findings()
        self.needed: dict[Symbol, None] = {}
        """What the script has to have, in the order in which it was found out."""
        self.shipped: dict[Statement, Item] = {}
        self._pending: deque[Callable[[], None]] = deque()
        self.submodules: dict[str, None] = {}
        """Dotted modules that the script's own code refers to."""
        self.outside: dict[str, None] = {}
        """Top-level names of packages that functions import when they are called."""
        self.namespaces = Namespaces(self)
        self.products = Products(self)
        self.imports = ModuleImports(self)
        self.uses = UseLinks(self)
        self.captured = CapturedObjects(self)
        self._functions: dict[Function, Target] = {}
        self._left: set[Statement] = set()
        """What making definitions did to the objects of variables, under other names or by calls."""
        self._possible: dict[Symbol, None] = {}
        """What `could_need` has found nothing against."""

    # -- roots ------------------------------------------------------------------------------------

    def needed_globals(self) -> list[Global]:
        """The variables that the script needs so far, in the order in which it was found out."""
        return [symbol for symbol in self.needed if isinstance(symbol, Global)]

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
                links, _ = self.uses.of(
                    facts, self._resolver(reference.scope), reference.scope.module
                )
                self.expressions[reference] = links
                for link in links:
                    self._refuse_kept(link.symbol, reference)
        elif not isinstance(reference, Local):
            target = self.target(reference)
            if isinstance(target, SYMBOLS):
                self.need(target)
            elif isinstance(target, Unknown):
                raise Refused(
                    [finding("MD501", None, name=target.name, reason="it is not defined")]
                )

    def _refuse_kept(self, symbol: Symbol | None, reference: Inline) -> None:
        """No code but that of the function itself may read what a function keeps for itself: it may not have found it out yet."""
        if isinstance(symbol, Global) and self.modules.memos.keeps(symbol.module, symbol.name):
            reason = "it is what a function keeps for itself, in an object that is captured"
            span = reference.scope.module.span(reference.node)
            help = "call the function where it is needed"
            self.findings.add("MD501", span, name=symbol.name, reason=reason, help=help)

    def target(self, reference: Runtime | Function | Standard | Carried | Shared) -> Target:
        """What a reference means."""
        if isinstance(reference, Runtime):
            return self.modules.resolve(self.modules.runtime(reference.module), reference.name)
        if isinstance(reference, Function):
            if reference not in self._functions:
                self._functions[reference] = (
                    self.meanings.of_function(reference.function)
                    if reference.form == PLAIN
                    else Product(reference.function, reference.form)
                )
            return self._functions[reference]
        if isinstance(reference, Standard):
            module = reference.external.module
            if "." in module:
                self.submodules.setdefault(module)
            return Imported(module.partition(".")[0])
        if isinstance(reference, Shared):
            return self.meanings.of_value(reference.value, reference.scope, reference.name)
        if isinstance(reference.value, Computed):
            change = reference.value.changes[0]
            return self.meanings.of_value(reference.value, change.scope, change.name)
        return self.meanings.of_value(reference.value, Environment(reference.value.module), "")

    def run(self) -> None:
        """Work off what is pending."""
        while True:
            while self._pending:
                if self.is_trial and self.findings.errors:
                    return
                self._pending.popleft()()
            if not self.captured.write() and not self._pending:
                return

    def later(self, action: Callable[[], None]) -> None:
        """Have something done when what is being done is done."""
        self._pending.append(action)

    # -- symbols ----------------------------------------------------------------------------------

    def need(self, symbol: Symbol, span: Span | None = None) -> None:
        """Make what `symbol` names part of the script; `span` is who asks for it first."""
        if symbol in self.needed:
            return
        self.needed[symbol] = None
        self.binders.setdefault(symbol, [])
        if isinstance(symbol, Global):
            self._need_global(symbol, span)
        elif isinstance(symbol, (Product, Nested)):
            self.add(*self.products.of(symbol))
            self.captured.add_changes(symbol)
        elif isinstance(symbol, Binding):
            self.captured.add(symbol, span)
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
        if self._ship_known(symbol, value):
            return
        for statement in self.modules.bindings.of(symbol.module, symbol.name):
            self.imports.lazily(statement.module)
            self.ship(statement, symbol.name)
        for statement in self.side_effects.changers(symbol):
            if self.definitional.leaves_alone(statement, symbol):
                continue
            if self.imports.is_doubtful(statement, symbol):
                continue
            is_build = self.definitional.is_statement(statement)
            if is_build and self.side_effects.only_remembers(statement, symbol):
                continue
            made = self.definitional.only_definition(statement)
            if made is None:
                self.ship(statement)
            else:  # a script can neither do what it does nor go without it
                own = Global(statement.module, statement.binds[0])
                view = self.modules.view(statement.module)
                self.findings.changed_by_making(symbol, own, view, span)
        self.ship_indirect_changers(symbol)

    def _ship_known(self, symbol: Global, value: Value) -> bool:
        """Ship what the build knows of a variable that definitions tell: `NAMES = [each.name for each in SOLIDS]`."""
        statements = self.modules.bindings.of(symbol.module, symbol.name)
        if len(statements) != 1 or self.modules.view(symbol.module).is_runtime:
            return False
        (statement,) = statements
        is_assigned = isinstance(statement.node, (ast.Assign, ast.AnnAssign))
        if not is_assigned or tuple(statement.binds) != (symbol.name,) or not is_constant(value):
            return False
        if not self.definitional.is_statement(statement):
            return False
        if any(self.side_effects.changers(symbol)) or any(
            self.side_effects.indirect_changers(symbol)
        ):
            return False
        self.imports.lazily(statement.module)
        rank = (self.execution.rank(statement),)
        written = code(repr(value))
        item = Item(statement.module, None, rank, "code", (symbol,), code=written)
        self.items.append(item)
        self.binders[symbol].append(item)
        self.later(lambda: self.expand_code(item, written))
        return True

    def ship_indirect_changers(self, symbol: Global) -> None:
        """Ship what changes a variable's object under another name, or by what an assignment calls."""
        for statement in self.side_effects.indirect_changers(symbol):
            if statement in self.shipped or statement in self._left:
                continue  # of many variables that may hold one object, each has the same
            if self.definitional.is_statement(statement):
                self._left.add(statement)
                continue
            if not self.imports.is_doubtful(statement, symbol):
                self.ship(statement)

    def could_need(self, symbol: Symbol) -> bool:
        """Whether a script could have what `symbol` names, and all that it needs. Nothing is added to this one."""
        if symbol in self._possible:
            return True
        trial = Reachability(self.modules, self.execution.copy(), is_trial=True)
        trial.needed.update(self._possible)  # looked at before, with all that they need
        trial.need(symbol)
        trial.run()
        if trial.findings.errors:
            return False
        self._possible.update(trial.needed)
        return True

    # -- statements -------------------------------------------------------------------------------

    def ship(self, statement: Statement, name: str | None = None) -> None:
        """Make a statement part of the script; of an import, only what it binds to `name`."""
        if isinstance(statement.node, (ast.Import, ast.ImportFrom)):
            if name is not None:
                self._ship_import(statement, statement.node, name)
            return
        if statement in self.shipped:
            self._bring_by_stars(self.shipped[statement], name)
            return
        is_runtime = self.modules.view(statement.module).is_runtime
        rank = (statement.node.lineno,) if is_runtime else (self.execution.rank(statement),)
        item = Item(statement.module, statement.node, rank, "support" if is_runtime else "code")
        item.statement = statement
        item.is_late = statement.module in self.imports.late
        self.shipped[statement] = item
        item.facts = statement.facts
        item.dropped_decorators = self.definitional.decorators(statement.node, statement.module)
        item.dropped_members = self.definitional.members(statement)
        if item.dropped_decorators or item.dropped_members:
            kept = without(statement.node, item.dropped_decorators, item.dropped_members)
            item.facts = analyse(kept, statement.lazy_annotations)
        item.binds = tuple(Global(statement.module, bound) for bound in statement.binds)
        self.add(item, lambda name: self.modules.resolve(statement.module, name))
        self._bring_by_stars(item, name)

    def _bring_by_stars(self, item: Item, name: str | None) -> None:
        """Have a statement bind what the star imports in its blocks bring, too, one name at a time."""
        if item.statement is None or name in (None, *item.starred):
            return
        if any(each.statement is item.statement for each in self.modules.view(item.module).stars):
            assert name is not None
            item.starred[name] = None
            symbol = Global(item.module, name)
            if symbol not in item.binds:
                item.binds = (*item.binds, symbol)
                self.binders.setdefault(symbol, []).append(item)
            self.later(lambda: bring_by_stars(item, name, self))

    def _ship_import(
        self, statement: Statement, node: ast.Import | ast.ImportFrom, name: str
    ) -> None:
        """An import of a name that other statements bind, too: it stays where it stands."""
        symbol = Global(statement.module, name)
        is_runtime = self.modules.view(statement.module).is_runtime
        rank = (statement.node.lineno,) if is_runtime else (self.execution.rank(statement),)
        target = (
            ModuleObject(statement.loads)
            if statement.loads is not None
            else self.modules.import_target(statement.module, node, name)
        )
        if isinstance(target, ModuleObject):
            self.namespaces.ask(target.module, None, statement.module.span(node))
            target = Namespace(target.module)
        if isinstance(target, Vocabulary):
            target = self.meanings.follow(target, ()).target
        item = Item(
            statement.module, node, rank, "support" if is_runtime else "code", (symbol,), statement
        )
        if isinstance(target, Imported):
            item.targets = frozenset({name})
        else:
            item.node, item.renamed_import = None, (name, target)
            target = self.uses.certain(target)
            if isinstance(target, SYMBOLS):
                self.need(target, statement.module.span(node))
            else:
                self.findings.no_symbol(target, statement.module.span(node), statement.module)
        self.items.append(item)
        self.binders[symbol].append(item)

    def add(self, item: Item, resolve: Resolver) -> None:
        """Make an item part of the script; `resolve` says what its names mean."""
        self.items.append(item)
        for symbol in item.binds:
            self.binders.setdefault(symbol, []).append(item)
        self.later(lambda: self._expand(item, resolve))

    def _expand(self, item: Item, resolve: Resolver) -> None:
        own = loop_targets(item.node) if item.node is not None else frozenset()
        item.links, item.dropped_annotations = self.uses.of(
            item.facts, resolve, item.module, own, item.statement
        )
        link_inner_imports(item, self)
        if item.statement is not None:
            for mentioned in self.mentions.of(item.statement):
                self.imports.lazily(mentioned.module)
                self.ship(mentioned)
        for name, node in item.facts.dynamic:
            span = item.module.span(node)
            help = "name what you mean, or give it a namespace of its own"
            self.findings.add("MD506", span, name=name, help=help)
        provide_dynamic_imports(item, self.namespaces, self.findings)

    # -- uses -------------------------------------------------------------------------------------

    # -- objects and other code --------------------------------------------------------------------

    def _resolver(self, scope: Environment, hint: str = "") -> Resolver:
        return lambda name: self.meanings.in_scope(scope, name, hint)

    def add_code(self, symbol: Binding, code: Code) -> None:
        """Make a variable of the linker's own part of the script, bound before anything of the author's is."""
        self.needed[symbol] = None
        item = Item(symbol.environment.module, None, (-1,), "code", (symbol,), code=code)
        self.items.append(item)
        self.binders[symbol] = [item]
        self.later(lambda: self.expand_code(item, code))

    def expand_code(self, item: Item, code: Code) -> None:
        """Make everything part of the script that the code refers to which an item is made by."""
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


def is_constant(value: Value, levels: int = 20) -> bool:
    """Whether a value is made of constants, in an order of its own, and not of itself."""
    if type(value) in (list, tuple, dict):
        parts = [*value, *value.values()] if isinstance(value, dict) else value
        return levels > 0 and all(is_constant(part, levels - 1) for part in parts)
    return type(value) in (str, int, float, bool, bytes, type(None))
