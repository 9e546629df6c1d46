"""`os.environ` and `os.getenv`: residual, unless `--define` says what a variable is."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import TYPE_CHECKING

from modec.evaluate.residuals import computed
from modec.evaluate.values import Computed, Environment, External, Residual, Value

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine

_GETTERS = {("os", ("getenv",)), ("os", ("environ", "get"))}


def is_environ(value: External) -> bool:
    """Whether it is `os.environ`."""
    return value.module == "os" and value.path == ("environ",)


def is_getter(value: External) -> bool:
    """Whether it is `os.getenv` or `os.environ.get`."""
    return (value.module, value.path) in _GETTERS


def item(machine: Machine, name: Value, node: ast.expr, scope: Environment) -> Value:
    """`os.environ[name]`, or what `os.getenv(name, ...)` gives."""
    if isinstance(name, str):
        value = machine.defines.variable(name)
        if value is not None:
            return value
    return _unknown(name, node, scope)


def get(machine: Machine, args: Sequence[Value], node: ast.expr, scope: Environment) -> Value:
    """`os.getenv(name, default)`."""
    return item(machine, args[0] if args else None, node, scope)


def _unknown(name: Value, node: ast.expr, scope: Environment) -> Computed:
    if not isinstance(name, str) or isinstance(name, Residual):
        return computed(node, scope, reason="it reads an environment variable")
    return computed(
        node,
        scope,
        reason=f"it reads the environment variable {name}",
        help=f"give the build its value with --define {name}=...",
    )
