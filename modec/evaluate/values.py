"""The values of static evaluation.

Known values are ordinary Python objects: constants, and lists, dicts, sets and tuples of values. Definitions
are what `modec.definitions` constructs. The rest is here: functions and classes of the author's (syntax plus
the environment they were defined in), modules, and residuals, whose value only the run knows.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from modec.diagnostics import Span
from modec.source.program import Module

Value = Any
"""Anything that evaluation computes with: see this module's docstring."""


@dataclass(eq=False)
class Environment:
    """The variables of one scope while it is interpreted, and afterwards what closures captured."""

    module: Module
    variables: dict[str, Value] = field(default_factory=dict)
    parent: Environment | None = None
    """The enclosing function's environment; None for a module's own."""
    label: str = ""
    """The enclosing functions' names, dotted, for diagnostics and for naming what is hoisted."""

    def lookup(self, name: str) -> tuple[Environment, Value] | None:
        """The nearest environment that binds `name`, with the value, or None."""
        scope: Environment | None = self
        while scope is not None:
            if name in scope.variables:
                return scope, scope.variables[name]
            scope = scope.parent
        return None


class Residual:
    """An expression whose value is known only when the script runs."""

    __modec_residual__ = True
    span: Span | None = None
    reason: str = ""
    """Why the build cannot know it, as the end of a sentence: "it reads the environment"."""


@dataclass(eq=False)
class External(Residual):
    """A module outside the project, or an attribute path of one: `pandas` + `("DataFrame",)`."""

    module: str
    path: tuple[str, ...] = ()
    span: Span | None = None
    reason: str = "it is not part of the project"


@dataclass(eq=False)
class GlobalRef(Residual):
    """What a module-level variable of the author's holds at run time: referred to by name, computed once."""

    module: Module
    name: str
    span: Span | None = None
    reason: str = ""


@dataclass(eq=False)
class Computed(Residual):
    """An expression carried into the script as it stands, its names meaning what they mean in `scope`."""

    node: ast.expr
    scope: Environment
    span: Span | None = None
    reason: str = ""


@dataclass(eq=False)
class UserModule:
    """A first-party module as a value: `import helpers.db as db`."""

    module: Module
    environment: Environment


@dataclass(eq=False)
class UserFunction:
    """A function or lambda of the author's. Callable: calling it interprets its body.

    `inspect.signature` works on it (`__signature__`, with evaluated defaults and annotations), so the
    constructors of `modec.definitions` read it as they read a live function.
    """

    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
    scope: Environment
    """The environment that it was defined in (its module's own, or a factory's)."""
    __name__: str
    __doc__: str | None
    __signature__: inspect.Signature
    interpret: Callable[..., Value]
    """Called with the function and the call's arguments; set by the interpreter."""
    runtime_decorators: tuple[ast.expr, ...] = ()
    """Decorators that only the run can apply, outermost first: they stay on the function in the script."""

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


@dataclass(eq=False)
class UserClass:
    """A class of the author's. Its body ships as it stands; `attributes` holds what evaluation knows of it."""

    node: ast.ClassDef
    scope: Environment
    __name__: str
    attributes: dict[str, Value] = field(default_factory=dict)
    bases: tuple[Value, ...] = ()

    @property
    def module(self) -> Module:
        """The module whose text holds it."""
        return self.scope.module

    @property
    def span(self) -> Span:
        """Where it is defined."""
        return self.module.span(self.node)
