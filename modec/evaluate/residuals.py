"""Making residuals, and refusing them where the build needs the value."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeGuard

from modec.diagnostics import Diagnostic, Related, Span, finding
from modec.evaluate.signals import Unfollowed
from modec.evaluate.values import (
    Computed,
    Environment,
    External,
    GlobalRef,
    Residual,
    Unsupported,
    UserClass,
    UserFunction,
    UserInstance,
    UserModule,
    Value,
    VocabularyModule,
)

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine


_WITHOUT = "build a mode, or a pipeline, that does without it"


def is_residual(value: Value) -> TypeGuard[Residual]:
    """Whether only the run knows the value."""
    return isinstance(value, Residual)


def is_opaque(value: Value) -> TypeGuard[Residual]:
    """A residual of which not even the kind is known: it may be None, false, or of any type."""
    if isinstance(value, External):  # a module is one; what it holds may be anything
        return bool(value.path)
    return isinstance(value, Residual) and not isinstance(value, UserInstance)


def computed(
    node: ast.expr,
    scope: Environment,
    operands: Iterable[Value] = (),
    reason: str = "",
    help: str = "",
) -> Computed:
    """The expression itself, as a value that the run computes; the reason is the first residual operand's."""
    cause: Diagnostic | None = None
    span = scope.module.span(node)
    if not reason:
        for operand in sorted(operands, key=lambda each: not getattr(each, "help", "")):
            if isinstance(operand, Residual):
                reason, cause, help = operand.reason, operand.cause, operand.help
                span = operand.span or span
                break
    return Computed(node, carried_scope(node, scope), span, reason, cause, help)


def carried_scope(node: ast.expr | ast.stmt, scope: Environment) -> Environment:
    """The module's environment, or one with the present values of the local variables that `node` reads.

    A loop's or factory's variables change afterwards; the expression keeps what they are now.
    """
    top = scope.top
    local: dict[str, Value] = {}
    if scope is top:
        names = (
            {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
            if top.looping
            else ()
        )
        for name, moment in top.looping.items():
            if name in names and _is_of_this_round(top.variables.get(name, _UNBOUND)):
                local[name], entered = top.variables[name], moment
        if local:
            return Environment(scope.module, local, top, scope.label, entered=entered)
        return top
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and inner.id not in local:
            found = scope.lookup(inner.id)
            if found is not None and found[0] is not top:
                local[inner.id] = found[1]
    if not local:
        return top
    return Environment(scope.module, local, top, scope.label, entered=scope.entered)


_UNBOUND = External("", ())


def _is_of_this_round(value: Value) -> bool:
    """Whether an expression in a loop at module level keeps the value of a variable: not of what is found by its name."""
    kinds = (
        UserFunction,
        UserClass,
        UserModule,
        VocabularyModule,
        External,
        GlobalRef,
        Unsupported,
    )
    return not isinstance(value, kinds) and not type(value).__module__.startswith(
        "modec.definitions"
    )


def reference(machine: Machine, scope: Environment, name: str, value: Residual) -> GlobalRef:
    """The module-level variable `name`, which holds a residual. One object for each variable."""
    key = (scope.module.name, name)
    known = machine.references.get(key)
    if known is None or known.module is not scope.module or known.reason != value.reason:
        known = GlobalRef(scope.module, name, value.span, value.reason, value.cause, value.help)
        machine.references[key] = known
    return known


def needed(value: Residual, what: str, span: Span) -> Unfollowed:
    """The exception that says that the build needs this value (MD102), or MD101 for an unknown name."""
    if value.cause is not None:
        return Unfollowed(value.cause)
    if isinstance(value, Unsupported):
        if value.reason != Unsupported.reason:
            name, module, reason = value.name, value.module, value.reason
            return Unfollowed(
                finding("MD110", span, help=_WITHOUT, name=name, module=module, reason=reason)
            )
        return Unfollowed(
            finding(
                "MD101",
                span,
                name=value.name,
                module=value.module,
                help="modec follows dagster 0.12; take what a newer or rarer API does out of the module "
                "that defines the pipeline",
            )
        )
    place = value.span or span
    related = [Related(span, "needed here")] if place != span else []
    return Unfollowed(
        finding(
            "MD102",
            place,
            label="known only when the script runs",
            related=related,
            what=what,
            reason=why(value),
            help=value.help or "write it as a constant, or as what constants make up",
        )
    )


def why(value: Residual) -> str:
    """The reason in words, whatever the residual says of itself."""
    if isinstance(value, External):
        return f"{'.'.join((value.module, *value.path))} is not part of the project"
    return value.reason or "only the run can compute it"


def residuals_in(value: Value, depth: int = 4) -> Iterable[Residual]:
    """The residuals in a value and in the containers it consists of, in order."""
    if isinstance(value, Residual):
        yield value
    elif depth and isinstance(value, dict):
        for key, item in value.items():
            yield from residuals_in(key, depth - 1)
            yield from residuals_in(item, depth - 1)
    elif depth and isinstance(value, (list, tuple, set, frozenset)):
        unordered = isinstance(value, (set, frozenset))
        for item in sorted(value, key=_place) if unordered else value:
            yield from residuals_in(item, depth - 1)


def _place(value: Value) -> str:
    return str(getattr(value, "span", ""))


def untainted(machine: Machine, value: Value, node: ast.expr, scope: Environment) -> Value:
    """The value, or a residual for a container that something unknown may have changed."""
    if isinstance(value, (list, dict, set)) and id(value) in machine.tainted:
        tainted, reason, _ = machine.tainted[id(value)]
        if tainted is value:
            return computed(node, scope, reason=reason)
    return value
