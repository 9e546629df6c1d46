"""The values of static evaluation.

Known values are ordinary Python objects: constants, and lists, dicts, sets and tuples of values. Definitions
are what `modec.definitions` constructs. The rest is here: functions and classes of the author's (syntax plus
the environment they were defined in), modules, and residuals, whose value only the run knows.
"""

from __future__ import annotations

import ast
import inspect
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath
from typing import Any

from modec.diagnostics import Diagnostic, Span
from modec.source.program import Module

Value = Any
"""Anything that evaluation computes with: see this module's docstring."""


class Brief:
    """Values hold modules and each other: shown whole, one of them can be the text of the whole project many times over."""

    def __repr__(self) -> str:
        name = getattr(self, "__name__", "") or getattr(self, "name", "")
        return f"<{type(self).__name__} {name}>" if name else f"<{type(self).__name__}>"


@dataclass(frozen=True, eq=False)
class Moment:
    """When a scope was entered: which module-level statement was being executed, and the how manieth scope it is."""

    module: Module
    statement: ast.stmt
    serial: int


@dataclass(eq=False, repr=False)
class Environment(Brief):
    """The variables of one scope while it is interpreted, and afterwards what closures captured."""

    module: Module
    variables: dict[str, Value] = field(default_factory=dict)
    parent: Environment | None = None
    """The enclosing function's environment; None for a module's own."""
    label: str = ""
    """The enclosing functions' names, dotted, for diagnostics and for naming what is hoisted."""
    kind: str = "function"
    """`module`, `function`, `class` or `comprehension`."""
    elsewhere: dict[str, Environment] = field(default_factory=dict)
    """The names that `global` and `nonlocal` statements send to another environment."""

    stars: list[str] = field(default_factory=list)
    """Of a module's: the modules outside the project that it imports everything of."""
    imported: list[tuple[ast.stmt, ast.expr, str | None]] = field(default_factory=list)
    """Of a module's: the modules that its statements import by name, each with the call that does; None for a name that the build
    does not know."""
    inner_imports: list[tuple[ast.stmt, Module, ast.Import | ast.ImportFrom]] = field(
        default_factory=list
    )
    """Of a module's: the import statements of functions that its statements carried out, and the modules whose text they are in."""
    effects: list[tuple[ast.stmt, Module, ast.AST, str]] = field(default_factory=list)
    """Of a module's: what functions did outside of the project when its statements were carried out: the statement, the module whose
    text it is in, the call or the target of an assignment, and what is done, in words."""
    acting: set[ast.stmt] = field(default_factory=set)
    """Of a module's: its statements that did something outside of the project, in functions or on the way to a value."""
    given_up: list[ast.stmt] = field(default_factory=list)
    """Of a module's: its statements, and parts of them, that the build did not carry out, or not to their end."""
    called: dict[ast.stmt, dict[ast.AST | None, None]] = field(default_factory=dict)
    """Of a module's: the author's functions that were called when its statements were carried out, by statement; None among them
    where others may have been called as well."""
    changed: dict[ast.stmt, dict[int, Changed]] = field(default_factory=dict)
    """Of a module's: the containers, objects, classes, functions and functions' scopes that carrying out its statements changed, by
    identity."""
    handed: dict[ast.stmt, dict[int, Value]] = field(default_factory=dict)
    """Of a module's: what its statements handed to code that evaluation does not follow, or had a method called of."""
    assigned: dict[ast.stmt, dict[tuple[Module, str], dict[ast.AST | None, None]]] = field(
        default_factory=dict
    )
    """Of a module's: the module-level variables that functions assigned when its statements were carried out, and the functions."""
    executed: set[ast.stmt] = field(default_factory=set)
    """Of a module's: its import statements that were carried out."""
    entered: Moment | None = None
    """Of a function's, a comprehension's or a class's: when the importing of the program got there."""
    bound: dict[str, int] = field(default_factory=dict)
    """Of a function's: when its variables were bound that are no parameters, as the serials of moments."""
    function: UserFunction | None = None
    """Of a function's: which function was called."""
    looping: dict[str, Moment | None] = field(default_factory=dict)
    """Of a module's: the variables that the loops under way bind, and when this round of them began."""

    @property
    def top(self) -> Environment:
        """The module's own environment."""
        scope = self
        while scope.parent is not None:
            scope = scope.parent
        return scope

    def lookup(self, name: str) -> tuple[Environment, Value] | None:
        """The nearest environment that binds `name`, with the value, or None."""
        scope: Environment | None = self
        while scope is not None:
            if name in scope.variables:
                return scope, scope.variables[name]
            scope = scope.parent
        return None


@dataclass(eq=False, repr=False)
class Changed(Brief):
    """What a statement changed."""

    value: Value
    by: dict[tuple[Module, ast.AST] | None, None] = field(default_factory=dict)
    """The targets of assignments that did it, `NAME[k]`, each with the module of its text; None where it was done in another way."""


class Residual(Brief):
    """An expression whose value is known only when the script runs."""

    __modec_residual__ = True
    span: Span | None = None
    reason: str = ""
    """Why the build cannot know it, as the end of a sentence: "it reads the environment"."""
    cause: Diagnostic | None = None
    """The finding behind it, where evaluation was given up or failed there."""
    help: str = ""
    """A way to make it known: "give it with --define REGION=..."."""


@dataclass(eq=False, repr=False)
class External(Residual):
    """A module outside the project, or an attribute path of one: `pandas` + `("DataFrame",)`."""

    module: str
    path: tuple[str, ...] = ()
    span: Span | None = None
    reason: str = "it is not part of the project"
    cause: Diagnostic | None = None
    help: str = ""

    @property
    def __name__(self) -> str:
        """What a class or function of that place is called, as a rule."""
        return (*self.module.split("."), *self.path)[-1]


@dataclass(eq=False, repr=False)
class GlobalRef(Residual):
    """What a module-level variable of the author's holds at run time: referred to by name, computed once."""

    module: Module
    name: str
    span: Span | None = None
    reason: str = ""
    cause: Diagnostic | None = None
    help: str = ""

    broken: bool = False
    """A definition was to be bound there, and `cause` says what is wrong with it."""

    @property
    def __name__(self) -> str:
        """What a class or function under that name is called, as a rule."""
        return self.name


@dataclass(eq=False, repr=False)
class Computed(Residual):
    """An expression carried into the script as it stands, its names meaning what they mean in `scope`."""

    node: ast.expr
    scope: Environment
    """The module's own environment, or one that holds just the local variables that `node` reads."""
    span: Span | None = None
    reason: str = ""
    cause: Diagnostic | None = None
    help: str = ""
    changes: list[Change] = field(default_factory=list, kw_only=True)
    """What factories, and loops at module level, did to it afterwards."""
    unnamed: tuple[ast.expr, Environment] | None = field(default=None, kw_only=True)
    """Of what a module-level variable is bound to, whose name is `node`: the expression that made it, and its scope."""
    lost: Diagnostic | None = field(default=None, kw_only=True)
    """Why no expression gives this very object: the variable that held it was bound again."""


@dataclass(frozen=True, eq=False)
class Change(Brief):
    """A statement of a function's that changed an object which only the run makes, its names as they were then."""

    node: ast.stmt
    scope: Environment
    moment: Moment
    name: str
    """The variable that it found the object in."""
    in_round: bool = False
    """A loop at module level did it."""


@dataclass(eq=False, repr=False)
class Opaque(Residual):
    """A local variable's value that no expression stands for: what `with ...` gives its `as` in a factory.

    It cannot be carried into a script.
    """

    name: str
    span: Span | None = None
    reason: str = ""
    cause: Diagnostic | None = None
    help: str = ""


@dataclass(eq=False, repr=False)
class ProjectPath(Computed):
    """A path made from `__file__`: the build knows it (to read the project's files), the run computes its own."""

    path: str | PurePath = ""
    """What it is at build time; never to be written into a script."""

    def __fspath__(self) -> str:
        return str(self.path)


@dataclass(eq=False, repr=False)
class ProjectFact(Computed):
    """Whether a path of the project's leads to something: the build knows what it finds, the run looks for itself."""

    holds: bool = False


@dataclass(eq=False, repr=False)
class Foreseen(Computed):
    """A value of the standard library that never changes: the build knows it, the run makes its own."""

    value: Any = None
    """What it is at build time; never to be written into a script."""


@dataclass(eq=False, repr=False)
class UserInstance(Computed):
    """An instance of a class of the author's: the run makes it; the build knows some of its attributes."""

    cls: UserClass | None = None
    attributes: dict[str, Value] = field(default_factory=dict)
    initialise: Callable[[UserInstance], None] | None = None
    """Interprets `__init__`, when an attribute is first asked for."""
    is_spoiled: bool = False
    """A method that was given up half way may have changed it."""
    is_touched: bool = False
    """Something may have changed it since it was made."""
    contents: Value = None
    """Of an instance of the author's subclass of `dict` or `list`, what is in it; None for others, and where that is not known."""
    says: Callable[[], bool | None] | None = None
    """Whether it is true by its class's `__bool__` or `__len__`, where that has one."""

    @property
    def is_member(self) -> bool:
        """Whether it is a member of an `enum.Enum`, whose own expression always gives it."""
        return self.cls is not None and bool(self.cls.members)


@dataclass(eq=False, repr=False)
class OneShot(Computed):
    """An iterator: its elements are known once they are asked for, and each is given once.

    What a generator function of the author's gives, a generator expression, `map(...)`, `zip(...)`.
    """

    produce: Callable[[], list[Value] | None] | None = None
    """Finds out the elements, which happens once; None gives up, as is `produce` afterwards."""
    rest: deque[Value] | None = None
    """The elements that are still to be given, once they are known."""

    @property
    def is_followed(self) -> bool:
        """Whether evaluation knows its elements, or has not tried yet."""
        return self.produce is not None or self.rest is not None


@dataclass(eq=False, repr=False)
class Unsupported(Residual):
    """A name of dagster's that modec does not know. Importing it does no harm, needing it is refused (MD101)."""

    module: str
    name: str
    span: Span | None = None
    reason: str = "modec does not know it"
    cause: Diagnostic | None = None
    help: str = ""


@dataclass(eq=False, repr=False)
class VocabularyModule(Brief):
    """`dagster`, `modec` or a submodule of theirs as a value: `import dagster as dg`."""

    name: str


@dataclass(eq=False, repr=False)
class UserModule(Brief):
    """A first-party module as a value: `import helpers.db as db`."""

    module: Module
    environment: Environment


@dataclass(eq=False, repr=False)
class UserFunction(Brief):
    """A function or lambda of the author's. Callable: calling it interprets its body.

    `inspect.signature` works on it (`__signature__`, with evaluated defaults and annotations), so the
    constructors of `modec.definitions` read it as they read a live function.
    """

    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
    scope: Environment
    """The environment that it was defined in (its module's own, or a factory's)."""
    __name__: str
    __doc__: str | None = None
    __signature__: inspect.Signature = field(default_factory=inspect.Signature)
    interpret: Callable[..., Value] = field(default=lambda *args: None)
    """Called with the function and the call's arguments; set by the interpreter."""
    runtime_decorators: tuple[ast.expr, ...] = ()
    """Decorators that only the run can apply, outermost first: they stay on the function in the script."""
    applied: tuple[tuple[ast.expr, Environment], ...] = ()
    """Decorators of that kind over what a decorator of the project's made, innermost first, and where they stand."""
    undecorated: UserFunction | None = None
    """The function that they are applied to."""
    made: Computed | None = None
    """The expression that gives it to a definition, where that is a method of an object or a partial object."""
    wrapped: UserFunction | None = None
    """What `functools.wraps` was given."""
    attributes: dict[str, Value] = field(default_factory=dict)
    """What was stored on the function."""
    changes: list[Change] = field(default_factory=list)
    """The statements that stored it, where the function was made by another one."""
    memory: dict[Value, Value] | None = None
    """What calls gave, of a function that `functools.lru_cache` decorates."""

    @cached_property
    def yields(self) -> bool:
        """Whether a `yield` stands in its body, those of functions inside it left out."""
        if isinstance(self.node, ast.Lambda) or not self.module.has_yield:
            return False
        lines = self.module.lines[self.node.lineno - 1 : self.node.end_lineno]
        if not any("yield" in line for line in lines):
            return False
        waiting: list[ast.AST] = list(self.node.body)
        while waiting:
            node = waiting.pop()
            if isinstance(node, (ast.Yield, ast.YieldFrom)):
                return True
            if not isinstance(
                node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
            ):
                waiting.extend(ast.iter_child_nodes(node))
        return False

    @property
    def is_decorated_at_run(self) -> bool:
        """Whether only the run knows what calling it does."""
        return bool(self.runtime_decorators or self.applied or self.made)

    @property
    def node_decorators(self) -> list[ast.expr]:
        """The decorators in its text."""
        return [] if isinstance(self.node, ast.Lambda) else self.node.decorator_list

    @property
    def module(self) -> Module:
        """The module whose text holds it."""
        return self.scope.module

    @property
    def span(self) -> Span:
        """Where it is defined."""
        return self.module.span(self.node)

    def __call__(self, *args: Value, **kwargs: Value) -> Value:
        return self.interpret(self, args, kwargs)


@dataclass(frozen=True)
class RecordField:
    """A field of a dataclass."""

    name: str
    is_argument: bool = True
    """Whether `__init__` takes it."""
    compared: bool = True


@dataclass(frozen=True)
class Record:
    """What `@dataclass` makes of a class: its fields, those of its bases first, and which methods it gets."""

    fields: tuple[RecordField, ...]
    eq: bool = True
    order: bool = False


@dataclass(eq=False, repr=False)
class UserClass(Brief):
    """A class of the author's. Its body ships as it stands; `attributes` holds what evaluation knows of it."""

    node: ast.ClassDef
    scope: Environment
    __name__: str
    attributes: dict[str, Value] = field(default_factory=dict)
    bases: tuple[Value, ...] = ()
    members: tuple[UserInstance, ...] = ()
    """An `enum.Enum`'s, in definition order, each with the attributes `name` and `value`."""
    changes: list[Change] = field(default_factory=list)
    """What was done to a class that a function made, afterwards."""
    is_spoiled: bool = False
    """Code that the build cannot follow may have changed its attributes."""
    subclasses: list[UserClass] = field(default_factory=list)
    """The author's classes that have it as a base, in the order in which they were made."""
    record: Record | None = None
    """Of a dataclass: what its decorator makes of it."""

    def __iter__(self) -> Iterator[UserInstance]:
        return iter(self.members)

    @property
    def module(self) -> Module:
        """The module whose text holds it."""
        return self.scope.module

    @property
    def span(self) -> Span:
        """Where it is defined."""
        return self.module.span(self.node)


@dataclass(eq=False, repr=False)
class ClassMaker(Brief):
    """A class of the author's, or a class method of it, as the function that it is to whoever calls it."""

    made: UserClass
    __signature__: inspect.Signature
    __name__: str = ""
    method: str = ""
    """The class method's name, empty for the class itself."""

    @property
    def span(self) -> Span:
        """Where the class is defined."""
        return self.made.span

    def __call__(self, *args: Value, **kwargs: Value) -> Value:
        raise TypeError(f"{self.__name__} is called when the script runs")


@dataclass(frozen=True, repr=False)
class BoundMethod(Brief):
    """`owner.name`, not called yet: of a known value, a project's path, or an instance of the author's."""

    owner: Value
    name: str
    function: UserFunction | None = None

    def __call__(self, *args: Value, **kwargs: Value) -> Value:
        if self.function is None:
            raise TypeError(f"{self.name} is called by the interpreter only")
        return self.function(self.owner, *args, **kwargs)


@dataclass(frozen=True, eq=False, repr=False)
class Intrinsic(Brief):
    """A function that evaluation itself makes: what `functools.wraps(f)` gives, for one."""

    name: str
    rule: Callable[[Any, Sequence[Value], Mapping[str, Value], ast.expr, Environment], Value]
    """Takes the machine, a call's arguments, the expression, and the scope it stands in."""
    written: Computed | None = None
    """The expression that makes it, for the script."""
    partial: tuple[Value, Sequence[Value], Mapping[str, Value]] | None = None
    """Of a partial object: the function, and the arguments that it has already."""
    attributes: dict[str, Value] = field(default_factory=dict)
    """What was stored on it."""
