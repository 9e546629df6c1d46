"""The interpreter's state, and the doors between its parts: `interpreter.py` opens them."""

from __future__ import annotations

import ast
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from modec.diagnostics import Diagnostic, Span
from modec.evaluate.budget import Budget
from modec.evaluate.defines import Defines
from modec.evaluate.signals import Flow, Raised
from modec.evaluate.stateful import Digest, Settings
from modec.evaluate.values import (
    BoundMethod,
    Changed,
    Environment,
    Foreseen,
    GlobalRef,
    Intrinsic,
    Moment,
    UserClass,
    UserFunction,
    UserInstance,
    Value,
)

if TYPE_CHECKING:
    from modec.source.program import Module, Program


T = TypeVar("T")
_CHANGEABLE = (GlobalRef, UserClass, UserInstance, dict, list, set)
_CALLABLE = (BoundMethod, Intrinsic, UserClass, UserFunction, UserInstance)


@dataclass(frozen=True)
class Failure:
    """A top-level statement that the build could not carry out, though a definition depends on it."""

    module: str
    names: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass
class Machine(ABC):
    """One evaluation of one program."""

    program: Program
    defines: Defines
    budget: Budget = field(default_factory=Budget)
    environments: dict[str, Environment] = field(default_factory=dict)
    """By module name, in the order in which their execution finished."""
    running: dict[str, Environment] = field(default_factory=dict)
    """Modules whose execution has begun (cyclic imports see what is bound so far)."""
    failures: list[Failure] = field(default_factory=list)
    tainted: dict[int, tuple[Value, str, Span]] = field(default_factory=dict)
    """Containers that something unknown may have changed, by identity: the value, why, and where."""
    references: dict[tuple[str, str], GlobalRef] = field(default_factory=dict)
    """The `GlobalRef` of each residual module-level variable that was read."""
    patched: list[tuple[str, str, Span]] = field(default_factory=list)
    """Attributes of first-party modules that another module assigned: module, name, place."""
    environ_stores: list[tuple[Value, Value, Span]] = field(default_factory=list)
    """Environment variables that the program itself sets."""
    nesting: int = 0
    """How many compound statements of the present module's level are under way."""
    guarded: int = 0
    """How many `try` bodies at the present module's level are under way: they want the program's exceptions."""
    handling: list[Raised] = field(default_factory=list)
    """The exceptions whose handlers are under way."""
    files: dict[str, None] = field(default_factory=dict)
    """The project's own files that were read, as they are shown."""
    handed: dict[tuple[str, str], tuple[GlobalRef, Span]] = field(default_factory=dict)
    """The variables whose run-time values definitions were made of, by module and name, and where."""
    fatal: list[Diagnostic] = field(default_factory=list)
    """Findings that refuse the whole program: such a variable bound again afterwards, a circular import."""
    yielded: list[list[Value]] = field(default_factory=list)
    """What the generators have yielded whose bodies are being interpreted, the innermost last."""
    constructing: int = 0
    """How many calls of the vocabulary's constructors are under way."""
    under_way: tuple[Module, ast.stmt] | None = None
    """The module-level statement that is being carried out."""
    moments: int = 0
    """How many moments have been told apart."""
    made: list[int] = field(default_factory=list)
    """The instances whose `__init__` is being carried out, by identity."""
    unrecorded: int = 0
    """How many calls are under way that the run makes itself, with all that they change."""

    @abstractmethod
    def evaluate(self, node: ast.expr, scope: Environment) -> Value:
        """The value of an expression."""

    @abstractmethod
    def execute(self, body: Sequence[ast.stmt], scope: Environment) -> Flow:
        """Carry out statements; how they end."""

    @abstractmethod
    def call(
        self,
        callee: Value,
        args: Sequence[Value],
        kwargs: Mapping[str, Value],
        node: ast.expr,
        scope: Environment,
    ) -> Value:
        """The result of calling `callee`; `node` is the expression that a residual result stands for."""

    @abstractmethod
    def interpret(
        self, function: UserFunction, args: tuple[Value, ...], kwargs: Mapping[str, Value]
    ) -> Value:
        """The result of calling a function of the author's."""

    @abstractmethod
    def load(self, name: str) -> Environment | None:
        """The environment of a first-party module, executed if it wasn't yet; None for others."""

    def moment(self) -> Moment | None:
        """The present, later than all before; None when no module is being executed."""
        self.moments += 1
        return Moment(*self.under_way, self.moments) if self.under_way is not None else None

    def called(self) -> dict[ast.AST | None, None]:
        """What the statement under way has called of the author's: to be added to."""
        if self.under_way is None:
            return {}
        module, statement = self.under_way
        return self.running[module.name].called.setdefault(statement, {})

    def changes(self, value: Value, by: tuple[Module, ast.AST] | None = None) -> None:
        """The statement under way changes this container or object; `by`: the target of an assignment that does."""
        if self.under_way is not None and id(value) not in self.made:
            module, statement = self.under_way
            changed = self.running[module.name].changed.setdefault(statement, {})
            changed.setdefault(id(value), Changed(value)).by[by] = None

    def acts(self) -> None:
        """The statement under way does something outside of the project."""
        if self.under_way is not None:
            module, statement = self.under_way
            self.running[module.name].acting.add(statement)

    def hands(self, values: Iterable[Value]) -> None:
        """The statement under way hands these to code that is not followed, which may change them."""
        if self.under_way is not None:
            module, statement = self.under_way
            handed = self.running[module.name].handed.setdefault(statement, {})
            handed.update((id(value), value) for value in values if isinstance(value, _CHANGEABLE))

    def assigns(self, module: Module, name: str, function: ast.AST | None = None) -> None:
        """The statement under way has a function assign a module-level variable."""
        if self.under_way is not None:
            where, statement = self.under_way
            assigned = self.running[where.name].assigned.setdefault(statement, {})
            assigned.setdefault((module, name), {})[function] = None

    @contextmanager
    def making(self, instance: UserInstance) -> Iterator[None]:
        """An instance's `__init__` is carried out: what that stores in it is no change of it."""
        self.made.append(id(instance))
        try:
            yield
        finally:
            self.made.pop()

    def may_have_called(self, values: Iterable[Value]) -> None:
        """Code that the build does not follow was handed these: it may have called those that can be."""
        if any(isinstance(value, _CALLABLE) for value in values):
            self.called()[None] = None

    def later(self, produce: Callable[[], T]) -> Callable[[], T]:
        """`produce`, to be called when its result is asked for: another statement may do that, and call what this one does not."""
        made_in = self.called()

        def produced() -> T:
            if self.called() is not made_in:
                made_in[None] = None
            return produce()

        return produced

    @contextmanager
    def made_by_run(self) -> Iterator[None]:
        """What is changed meanwhile is changed by a call that the script has, too."""
        self.unrecorded += 1
        try:
            yield
        finally:
            self.unrecorded -= 1

    def taint(self, value: Value, reason: str, span: Span) -> None:
        """From now on the build does not know what this container holds."""
        if isinstance(value, (list, dict, set)):
            self.tainted[id(value)] = (value, reason, span)
        if isinstance(value, Settings):
            value.spoil()
        if isinstance(value, Foreseen) and isinstance(value.value, Digest):
            value.value.spoil()
        if isinstance(value, UserInstance) and value.contents is not None:
            value.is_spoiled = True
