"""From what is written to what is meant: attribute paths through modules, values that factories captured."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from modec.definitions.functions import is_async, is_generator_function
from modec.definitions.resource import ResourceDefinition
from modec.diagnostics import Refused, finding
from modec.evaluate.values import (
    BoundMethod,
    Computed,
    Environment,
    External,
    GlobalRef,
    Residual,
    Unsupported,
    UserClass,
    UserFunction,
    UserModule,
    Value,
    VocabularyModule,
)
from modec.link.facts import Use
from modec.link.items import Link
from modec.link.modules import Modules
from modec.link.symbols import (
    Binding,
    Global,
    Imported,
    Literal,
    ModuleObject,
    Nested,
    Product,
    Target,
    Vocabulary,
)
from modec.link.uses import analyse
from modec.link.views import Statement
from modec.link.vocabulary import WITHOUT_ATTRIBUTES, runtime_home
from modec.source.program import Module
from modec.unroll.code import PLAIN

_AS_IN_TYPING = frozenset({"Dict", "List", "Optional", "Set", "Tuple"})
"""Names of dagster's for types of values that `typing` has, too, and says the same with."""
_SCALARS = (bool, int, float, complex, str, bytes, type(None))
_CHANGEABLE = (list, dict, set, tuple, Residual, BoundMethod)
"""What may be changed, or hold what may be."""
_RUNTIME = "modec.runtime."

Resolver = Callable[[str], Target]
"""What a free name means where a piece of code stands."""


def is_definition(value: Value) -> bool:
    """Whether a value exists only while the pipeline is defined, or is a container that holds such a value."""
    return definition_in(value) is not None


def definition_in(value: Value) -> Value | None:
    """The first definition in a value, itself included."""
    waiting, seen = [value], set()
    while waiting:
        each = waiting.pop()
        if type(each).__module__.startswith("modec.definitions"):
            return each
        if id(each) in seen:
            continue  # a list may hold itself
        seen.add(id(each))
        inner: list[Value] = []
        if isinstance(each, Mapping):
            inner = [*each.keys(), *each.values()]
        elif isinstance(each, (list, tuple)):
            inner = list(each)
        elif isinstance(each, (set, frozenset)):
            inner = sorted(each, key=repr)
        waiting.extend(reversed(inner))
    return None


def typing_name(name: Vocabulary) -> Imported | None:
    """What a field's annotation says in a script: `typing.List` where it is dagster's `List`, which nobody asks."""
    last = name.path[-1] if name.path else ""
    return Imported("typing", last, None) if last in _AS_IN_TYPING else None


def is_literal(value: Value) -> bool:
    """Whether a value is an immutable constant that its `repr` rebuilds."""
    if isinstance(value, tuple) and type(value) is tuple:
        return all(map(is_literal, value))
    return type(value) in _SCALARS and repr(value) not in {"nan", "inf", "-inf"}


class Followed(NamedTuple):
    """What a name and the attributes read from it lead to, and how many attributes that took."""

    target: Target
    consumed: int


class Meanings:
    """Answers what names and values mean, in terms of symbols."""

    def __init__(self, modules: Modules) -> None:
        self.modules = modules
        self._products: dict[UserFunction, Product] = {}
        self._same: dict[tuple[ast.AST, tuple[tuple[str, Target | str], ...]], Product] = {}
        self._bindings: dict[tuple[str, int], Binding] = {}

    def follow(self, target: Target, path: tuple[str, ...]) -> Followed:
        """Go from a module along attributes to what they name; from anything else, nowhere."""
        consumed = 0
        while consumed < len(path) and isinstance(target, (ModuleObject, Vocabulary)):
            if isinstance(target, Vocabulary):
                is_bare = bool(target.path) and target.path[-1] in WITHOUT_ATTRIBUTES
                if not is_bare and self.runtime_symbol(target) is not None:
                    break
                target = Vocabulary(target.module, (*target.path, path[consumed]))
            elif self.modules.is_of_object(target.module, path[consumed]):
                break
            else:
                target = self.modules.member(target.module, path[consumed])
            consumed += 1
        if isinstance(target, Vocabulary):
            target = self.runtime_symbol(target) or target
        return Followed(target, consumed)

    def runtime_symbol(self, name: Vocabulary) -> Target | None:
        """Where the runtime has a name of dagster's."""
        *inner, last = name.path or ("",)
        home = runtime_home(last, ".".join((name.module, *inner)))
        return (
            None if home is None else self.modules.resolve(self.modules.runtime(home[0]), home[1])
        )

    def meaning(self, module: Module, name: str, path: tuple[str, ...] = ()) -> Target:
        """What a module-level name with attributes means."""
        return self.follow(self.modules.resolve(module, name), path).target

    def targets(self, statement: Statement) -> Iterator[Target]:
        """What the names mean that a top-level statement uses, at once or later."""
        resolve = self.of_module(statement.module)
        return (self.link(use, resolve, statement.module).target for use in statement.facts.uses)

    def targets_in(self, node: ast.expr, module: Module) -> Iterator[Target]:
        """What the names in an expression at the top level of a module mean."""
        resolve = self.of_module(module)
        return (self.link(use, resolve, module).target for use in analyse(node).uses)

    def of_module(self, module: Module) -> Resolver:
        """Resolves the module-level names of a module."""
        return lambda name: self.modules.resolve(module, name)

    def link(self, use: Use, resolve: Resolver, module: Module) -> Link:
        """What one use of a name means."""
        if use.imported is not None:
            target = self.modules.import_target(module, use.imported, use.name)
        else:
            target = resolve(use.name)
        followed = self.follow(target, use.path)
        if use.called and followed.consumed == len(use.path):
            made_by = self._invoked(followed.target)
            if made_by is not None:
                return Link(use, made_by, followed.consumed)
        if use.declares and isinstance(followed.target, Vocabulary):
            said = typing_name(followed.target)
            if said is not None:
                return Link(use, said, followed.consumed)
        return Link(use, followed.target, followed.consumed)

    def _invoked(self, target: Target) -> Target | None:
        """The function that calling a resource's definition without a context calls, and does no more (1.3)."""
        value = (
            self.modules.value(target.module, target.name) if isinstance(target, Global) else None
        )
        if not isinstance(value, ResourceDefinition) or not isinstance(
            value.resource_fn, UserFunction
        ):
            return None
        needs = value.required_resource_keys or value.config_field.is_required
        if needs or value.configured_by or value.context_parameter is not None:
            return None
        if value.resource_fn.made is not None:
            return None
        if is_generator_function(value.resource_fn) or is_async(value.resource_fn):
            return None  # a context manager around it
        return self.of_function(value.resource_fn)

    def in_scope(self, scope: Environment, name: str, hint: str = "") -> Target:
        """What a name means in an environment: what a factory captured, or a module-level name."""
        found = scope.lookup(name)
        if found is None or found[0].parent is None:
            return self.modules.resolve(scope.module, name)
        return self.of_value(found[1], found[0], name, hint)

    def of_value(self, value: Value, scope: Environment, name: str, hint: str = "") -> Target:
        """What a captured variable refers to. Raises `Refused` (MD501, MD502)."""
        if is_literal(value):
            return Literal(value)
        if isinstance(value, UserFunction) and not value.applied:
            return self.of_function(value)
        if isinstance(value, UserClass):
            return self.of_class(value)
        if isinstance(value, UserModule):
            return ModuleObject(value.module)
        if isinstance(value, VocabularyModule):
            return Vocabulary(value.name)
        if isinstance(value, Unsupported):
            return Vocabulary(value.module, (value.name,))
        if isinstance(value, GlobalRef):
            return self.modules.resolve(value.module, value.name)
        if isinstance(value, External) and len(value.path) < 2:
            alias = name if name != (value.path or (value.module,))[-1] else None
            member = value.path[0] if value.path else None
            return Imported(value.module, member, alias)
        if isinstance(value, type) and value.__module__.startswith(_RUNTIME):
            home = self.modules.runtime(value.__module__.removeprefix(_RUNTIME))
            return Global(home, value.__name__)
        if getattr(value, "__module__", "").startswith("modec.definitions") and hasattr(
            value, "__name__"
        ):
            return Vocabulary("dagster", (value.__name__,))
        definition = definition_in(value)
        if definition is not None:
            raise Refused([finding("MD502", None, name=name, kind=type(definition).__name__)])
        return self._module_variable(value) or self._binding(value, scope, name, hint)

    def is_held(self, value: Value) -> bool:
        """Whether a variable of the script's holds the very object, as far as was found out."""
        return ("", id(value)) in self._bindings or self._module_variable(value) is not None

    def _module_variable(self, value: Value) -> Target | None:
        """The module-level variable that holds the very object, so that it stays one object."""
        if isinstance(value, (Computed, tuple, frozenset)):
            return None
        for environment in self.modules.environments.values():
            for name, held in environment.variables.items():
                if held is value and self._keeps(environment.module, name):
                    return self.modules.resolve(environment.module, name)
        return None

    def _keeps(self, module: Module, name: str) -> bool:
        """Whether a variable is bound to what it holds for good: what a loop goes over is another thing in each round."""
        if self.modules.memos.keeps(module, name):
            return False
        binders = self.modules.view(module).binders.get(name, ())
        return bool(binders) and not any(
            isinstance(binder.node, (ast.For, ast.While)) for binder in binders
        )

    def _binding(self, value: Value, scope: Environment, name: str, hint: str) -> Binding:
        # However it is called, what may be changed has to be one object.
        key = ("" if isinstance(value, _CHANGEABLE) else name, id(value))
        if key not in self._bindings:
            wanted = f"{hint}_{name}" if hint and hint != name else name
            self._bindings[key] = Binding(scope, name, value, wanted)
        return self._bindings[key]

    def constant(self, value: Any, scope: Environment, name: str, hint: str) -> Binding:
        """A captured constant as a module-level variable, for where a local variable cannot stand for it."""
        key = (f"{hint}.{name}", id(scope))
        if key not in self._bindings:
            wanted = f"{hint}_{name}" if hint and hint != name else name
            self._bindings[key] = Binding(scope, name, value, wanted)
        return self._bindings[key]

    def of_function(self, function: UserFunction) -> Target:
        """A function as it stands: the module-level name that it is defined under, or a product of its own."""
        node = function.node
        if function.scope.parent is None and not isinstance(node, ast.Lambda):
            keeps_decorators = len(node.decorator_list) == len(function.runtime_decorators)
            if keeps_decorators and self._is_only_binder(function.module, node.name, node):
                return Global(function.module, node.name)
        return self._shared(function)

    def _shared(self, function: UserFunction) -> Product:
        """The product for a function inside a factory: one for all that capture the same constants."""
        if function not in self._products:
            self._products[function] = Product(function, PLAIN)  # for one that captures itself
            captured: list[tuple[str, Target | str]] = []
            for name in sorted({use.name for use in analyse(function.node).uses}):
                found = function.scope.lookup(name)
                if found is not None and found[0].parent is not None:
                    value = found[1]
                    if is_literal(value):
                        captured.append((name, repr(value)))
                    elif isinstance(value, UserFunction) and not value.applied:
                        captured.append((name, self.of_function(value)))
                    else:
                        return self._products[function]
            if function.changes:
                return self._products[function]
            key = (function.node, tuple(captured))
            self._products[function] = self._same.setdefault(key, self._products[function])
        return self._products[function]

    def of_class(self, value: UserClass) -> Target:
        """A class: the module-level name that it is defined under, or a class of its own."""
        if value.scope.parent is None:
            return self.modules.resolve(value.module, value.__name__)
        return Nested(value)

    def _is_only_binder(self, module: Module, name: str, node: ast.stmt) -> bool:
        binders = self.modules.view(module).binders.get(name, [])
        return len(binders) == 1 and binders[0].node is node

    def statement_of(self, module: Module, node: ast.AST) -> Statement | None:
        """The top-level statement that a node stands in."""
        return self.modules.view(module).by_line.get(getattr(node, "lineno", 0))
