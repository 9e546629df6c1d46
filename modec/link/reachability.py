"""Reachability: every top-level statement that the script needs, starting from the code of the plan.

See README.md beside this file for the rules.
"""

from __future__ import annotations

import ast
import builtins
from collections import deque
from collections.abc import Callable, Iterator

from modec.diagnostics import Refused, Span, finding
from modec.evaluate.values import Change, Computed, Environment, UserInstance, Value
from modec.link.builtin_names import means_builtin
from modec.link.carried_out import Doubt
from modec.link.definitional import Definitional, is_library
from modec.link.dynamic_imports import provide_dynamic_imports
from modec.link.effects import loop_targets
from modec.link.execution import Execution
from modec.link.facts import Facts, Place, Use
from modec.link.findings import Findings
from modec.link.guarded import Guarded
from modec.link.held_instances import holder, is_carried_out, is_unnamed
from modec.link.inner_imports import bring_by_stars, link_inner_imports
from modec.link.items import SYMBOLS, Item, Link
from modec.link.keys import Keys
from modec.link.loading import Loading
from modec.link.meanings import Meanings, Resolver, definition_in
from modec.link.mentions import Mentions
from modec.link.modules import Modules
from modec.link.namespaces import Namespaces
from modec.link.products import Products, without
from modec.link.sharing import elsewhere, may_share
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
from modec.link.views import Statement
from modec.source.program import Module
from modec.unroll.code import (
    PLAIN,
    Carried,
    Code,
    Form,
    Function,
    Inline,
    Local,
    Reference,
    Runtime,
    Shared,
    Standard,
    code,
)
from modec.unroll.values import Elsewhere, own_code


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
        self.loading = Loading(modules, self.meanings)
        self.guarded = Guarded(modules, self.meanings)
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
        self._unwritten: list[tuple[Item, Binding, Span | None]] = []
        """Variables that hold other objects, which may turn out to be held by others as well."""
        self._unnamed: list[tuple[Item, Binding, Statement]] = []
        """Variables for instances that were made without a name, and the statements that made them."""
        self._late: set[Module] = set()
        self._stars: set[tuple[Module, str]] = set()
        self.submodules: dict[str, None] = {}
        """Dotted modules that the script's own code refers to."""
        self.outside: dict[str, None] = {}
        """Top-level names of packages that functions import when they are called."""
        self.namespaces = Namespaces(self)
        self.products = Products(self)
        self._changes: set[Change] = set()
        self._possible: dict[Symbol, None] = {}
        """What `could_need` has found nothing against."""

    # -- roots ------------------------------------------------------------------------------------

    def import_module(self, module: Module) -> None:
        """Execute a module: its effects are roots, what changes its variables is noted."""
        pending = self.execution.execute(module)
        free: list[Statement] = []
        for statement in pending:
            if self.execution.doubt(statement.module) == Doubt.NEVER:
                continue
            if not self.loading.is_done(statement) and self.side_effects.note(statement):
                free.append(statement)
            if self.execution.doubt(statement.module) == Doubt.MAYBE:
                self._refuse_registering(statement)
            for where, call, name in self.modules.carried_out.effects(statement):
                if self.definitional.is_statement(statement):
                    help = "call it at the top level of the module, or in the solid or resource that needs it"
                    self.findings.add("MD516", where.span(call), name=name, help=help)
        for symbol in self.needed_globals():
            for statement in self.side_effects.changers(symbol):  # what this module adds to them
                if not self._is_doubtful(statement, symbol):
                    self.ship(statement)
            self._ship_indirect_changers(symbol)
        for statement in free:
            if not self.definitional.is_statement(statement):
                if self._is_doubtful(statement):
                    continue
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

    def target(self, reference: Runtime | Function | Standard | Carried | Shared) -> Target:
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
        if isinstance(reference, Shared):
            return self.meanings.of_value(reference.value, reference.scope, reference.name)
        if isinstance(reference.value, Computed):
            change = reference.value.changes[0]
            return self.meanings.of_value(reference.value, change.scope, change.name)
        return self.meanings.of_value(reference.value, Environment(reference.value.module), "")

    def run(self) -> None:
        """Work off what is pending."""
        while self._pending or self._unwritten or self._held_elsewhere():
            while self._pending:
                if self.is_trial and self.findings.errors:
                    return
                self._pending.popleft()()
            unwritten, self._unwritten = self._unwritten, []
            shared = elsewhere([symbol for _, symbol, _ in unwritten], self.meanings.is_held)
            for item, symbol, span in unwritten:
                self._write_binding(item, symbol, span, shared(symbol))

    def _held_elsewhere(self) -> bool:
        """Have what captures an unnamed instance find it where it is held, if the statement ships that makes it."""
        found = False
        for item, symbol, statement in list(self._unnamed):
            if statement not in self._shipped:
                continue
            self._unnamed.remove((item, symbol, statement))
            found = True
            place = holder(symbol.value, self.modules)
            if place is None and not isinstance(symbol.value, UserInstance):
                continue  # what others make is mostly a value: an environment variable, a path
            if place is None:
                reason = "it is made without a name in a statement that the script has, too"
                span, help = statement.module.span(symbol.value.node), "give it a name of its own"
                self.findings.add("MD501", span, name=symbol.name, reason=reason, help=help)
                continue
            item.code = place
            self._expand_code(item, place)
        return found

    # -- symbols ----------------------------------------------------------------------------------

    def need(self, symbol: Symbol, span: Span | None = None) -> None:
        """Make what `symbol` names part of the script; `span` is who asks for it first."""
        if symbol in self._needed:
            return
        self._needed[symbol] = None
        self.binders.setdefault(symbol, [])
        if isinstance(symbol, Global):
            self._need_global(symbol, span)
        elif isinstance(symbol, (Product, Nested)):
            self._add(*self.products.of(symbol))
            self._add_changes(symbol)
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
        if self._ship_known(symbol, value):
            return
        for statement in self.modules.bindings.of(symbol.module, symbol.name):
            self.import_lazily(statement.module)
            self.ship(statement, symbol.name)
        for statement in self.side_effects.changers(symbol):
            if self.definitional.leaves_alone(statement, symbol):
                continue
            if self._is_doubtful(statement, symbol):
                continue
            made = self.definitional.only_definition(statement)
            if made is None:
                self.ship(statement)
            else:  # a script can neither do what it does nor go without it
                own = Global(statement.module, statement.binds[0])
                view = self.modules.view(statement.module)
                self.findings.definition_used(own, view, made, span)
        self._ship_indirect_changers(symbol)

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
        self.import_lazily(statement.module)
        rank = (self.execution.rank(statement),)
        written = code(repr(value))
        item = Item(statement.module, None, rank, "code", (symbol,), code=written)
        self.items.append(item)
        self.binders[symbol].append(item)
        self._pending.append(lambda: self._expand_code(item, written))
        return True

    def _ship_indirect_changers(self, symbol: Global) -> None:
        for statement in self.side_effects.indirect_changers(symbol):
            if self.definitional.is_statement(statement):
                continue
            if not self._is_doubtful(statement, symbol):
                self.ship(statement)

    def _is_doubtful(self, statement: Statement, changed: Global | None = None) -> bool:
        """Whether only the run knows if Python executes a module whose statement does something outside of it: refused."""
        if self.execution.doubt(statement.module) == Doubt.NONE:
            return False
        if changed is not None and changed.module is statement.module:
            return False
        help = "do it in a function, and call that under the condition; or give the build what the condition asks for by `--define NAME=VALUE`"
        span = statement.module.span(statement.node)
        self.findings.add("MD515", span, module=statement.module.name, help=help)
        return True

    def _refuse_registering(self, statement: Statement) -> None:
        """Refuse what may or may not add a definition to those that pipelines are made of."""
        for symbol in self.side_effects.changed_by(statement):
            if definition_in(self.modules.value(symbol.module, symbol.name)) is not None:
                self._is_doubtful(statement, symbol)

    def could_need(self, symbol: Symbol) -> bool:
        """Whether a script could have what `symbol` names, and all that it needs. Nothing is added to this one."""
        if symbol in self._possible:
            return True
        trial = Reachability(self.modules, self.execution.copy(), is_trial=True)
        trial._needed.update(self._possible)  # looked at before, with all that they need
        trial.need(symbol)
        trial.run()
        if trial.findings.errors:
            return False
        self._possible.update(trial._needed)
        return True

    def import_lazily(self, module: Module) -> None:
        """A module that only a function imports is executed when the script loads, after all the others."""
        if module not in self.execution.started and not self.modules.view(module).is_runtime:
            before = set(self.execution.started)
            self.import_module(module)
            late = set(self.execution.started) - before
            self._late.update(late)
            for each in sorted(late, key=lambda each: each.name):
                self._check_loading(each, late)

    def _check_loading(self, module: Module, late: set[Module]) -> None:
        """Refuse a module that takes a name from its package when a function imports it: that name is read before."""
        package = self.modules.find(module.name.rpartition(".")[0])
        if package is None or package in late:
            return
        view, name = self.modules.view(package), module.name.rpartition(".")[2]
        loading = view.loading(module)
        binders = self.modules.bindings.of(package, name) if loading is not None else []
        if binders:
            span = package.span(binders[-1].node)
            help = "import that module at the top, or give one of them another name"
            self.findings.add("MD514", span, module=module.name, name=name, help=help)

    # -- statements -------------------------------------------------------------------------------

    def ship(self, statement: Statement, name: str | None = None) -> None:
        """Make a statement part of the script; of an import, only what it binds to `name`."""
        if isinstance(statement.node, (ast.Import, ast.ImportFrom)):
            if name is not None:
                self._ship_import(statement, statement.node, name)
            return
        if statement in self._shipped:
            self._bring_by_stars(self._shipped[statement], name)
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
            kept = without(statement.node, item.dropped_decorators, item.dropped_members)
            item.facts = analyse(kept, statement.lazy_annotations)
        item.binds = tuple(Global(statement.module, bound) for bound in statement.binds)
        self._add(item, lambda name: self.modules.resolve(statement.module, name))
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
            self._pending.append(lambda: bring_by_stars(item, name, self))

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
            target = self.certain(target)
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
        item.links, item.dropped_annotations = self._links(
            item.facts, resolve, item.module, own, item.statement
        )
        link_inner_imports(item, self)
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
        self,
        facts: Facts,
        resolve: Resolver,
        module: Module,
        own: frozenset[str] = frozenset(),
        statement: Statement | None = None,
    ) -> tuple[list[Link], frozenset[Place]]:
        """What the uses mean, each need made good, and the annotations that go.

        `own`: names that the code binds itself before it reads them.
        """
        links = [self._link(use, resolve, module, statement) for use in facts.uses]
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

    def _link(
        self, use: Use, resolve: Resolver, module: Module, statement: Statement | None
    ) -> Link:
        if statement is not None and means_builtin(use, statement, self.modules):
            return Link(use, Builtin(use.name))
        try:
            link = self.meanings.link(use, resolve, module)
            if isinstance(link.target, Unknown) and self.guarded.may_lack(
                link.target.name, use.node, module
            ):
                return Link(use, Builtin(link.target.name))
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
        target = self.certain(target)
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

    def certain(self, target: Target) -> Target:
        """What is read by its name: nothing that only code of other modules assigns, which a script cannot tell."""
        is_given = isinstance(target, Global) and self.modules.assignments.is_only_given(target)
        return Unknown(target.name) if isinstance(target, Global) and is_given else target

    def _note_builtin(self, target: Builtin, module: Module, span: Span) -> None:
        self.free_names.add(target.name)
        if not hasattr(builtins, target.name) and not target.name.startswith("__"):
            for source in self.modules.bindings.outside_stars(module):
                if (module, source) not in self._stars:
                    self._stars.add((module, source))
                    self.items.append(Item(module, None, (0,), "imports", star=source))

    # -- objects and other code --------------------------------------------------------------------

    def _resolver(self, scope: Environment, hint: str = "") -> Resolver:
        return lambda name: self.meanings.in_scope(scope, name, hint)

    def _add_binding(self, symbol: Binding, span: Span | None) -> None:
        module = symbol.environment.module
        rank = self.products.rank_in(symbol.environment, symbol.name, _first_node(symbol))
        item = Item(module, None, rank, "code", (symbol,))
        if may_share(symbol.value):
            self._unwritten.append((item, symbol, span))
        else:
            self._write_binding(item, symbol, span, lambda part: None)

    def _write_binding(
        self, item: Item, symbol: Binding, span: Span | None, shared: Elsewhere
    ) -> None:
        try:
            item.code = self._found_again(symbol.value) or own_code(symbol.value, shared)
        except Refused as refusal:
            self.findings.adopt(refusal, span)
            return
        self.items.append(item)
        self.binders[symbol].append(item)
        if is_unnamed(symbol.value):
            statement = self.meanings.statement_of(symbol.value.scope.module, symbol.value.node)
            if statement is not None and is_carried_out(symbol.value.node, statement.node):
                self._unnamed.append((item, symbol, statement))
        code = item.code
        self._pending.append(lambda: self._expand_code(item, code))
        self._add_changes(symbol)

    def _found_again(self, value: Value) -> Code | None:
        """Where an object is held that no expression gives; None for others. Raises `Refused` where it is held nowhere."""
        if not isinstance(value, Computed) or value.lost is None:
            return None
        place = holder(value, self.modules)
        if place is None:
            raise Refused([value.lost])
        return place

    def _add_changes(self, symbol: Binding | Product | Nested) -> None:
        """Whatever a factory did to the object behind a variable comes with it."""
        if isinstance(symbol, Product):
            if symbol.form != PLAIN:
                return
            done = symbol.function.changes
        else:
            done = getattr(symbol.value, "changes", [])
        for change in done:
            if change not in self._changes:
                self._changes.add(change)
                self._add(*self.products.change(change))

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


def is_constant(value: Value, levels: int = 20) -> bool:
    """Whether a value is made of constants, in an order of its own, and not of itself."""
    if type(value) in (list, tuple, dict):
        parts = [*value, *value.values()] if isinstance(value, dict) else value
        return levels > 0 and all(is_constant(part, levels - 1) for part in parts)
    return type(value) in (str, int, float, bool, bytes, type(None))


def _first_node(symbol: Binding) -> ast.AST:
    """Where the captured object was made, as far as it is known."""
    node = getattr(symbol.value, "node", None)
    return node if isinstance(node, ast.AST) else ast.Pass(lineno=0)
