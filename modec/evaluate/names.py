"""Reading and binding names."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from typing import TYPE_CHECKING

from modec.diagnostics import finding
from modec.diagnostics.near import did_you_mean
from modec.evaluate.residuals import reference
from modec.evaluate.signals import Raised
from modec.evaluate.values import (
    Computed,
    Environment,
    External,
    Foreseen,
    OneShot,
    ProjectPath,
    UserClass,
    UserFunction,
    UserInstance,
    UserModule,
    Value,
)

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine

TYPES = (
    *(
        int,
        float,
        complex,
        bool,
        str,
        bytes,
        bytearray,
        list,
        dict,
        set,
        frozenset,
        tuple,
        object,
        type,
    ),
    *(
        range,
        slice,
        enumerate,
        zip,
        map,
        filter,
        reversed,
        property,
        staticmethod,
        classmethod,
        super,
    ),
)
FUNCTIONS = (
    *(
        abs,
        all,
        any,
        bin,
        callable,
        chr,
        dir,
        divmod,
        format,
        getattr,
        hasattr,
        hash,
        hex,
        isinstance,
    ),
    *(
        issubclass,
        iter,
        len,
        max,
        min,
        next,
        oct,
        ord,
        pow,
        repr,
        round,
        setattr,
        sorted,
        sum,
        vars,
    ),
)
BUILTINS: dict[str, Value] = {
    **{value.__name__: value for value in (*TYPES, *FUNCTIONS)},
    **{
        name: value
        for name, value in vars(builtins).items()
        if isinstance(value, type) and issubclass(value, BaseException)
    },
    "Ellipsis": ...,
    "NotImplemented": NotImplemented,
    "__debug__": True,
}
"""The builtins that evaluation knows as values; what a call of one does is for `builtin_calls` to say."""


def read(machine: Machine, node: ast.Name, scope: Environment) -> Value:
    """The value of a name. Raises `Raised` (NameError) when nothing binds it."""
    found = scope.lookup(node.id)
    if found is None:
        if node.id in BUILTINS:
            return BUILTINS[node.id]
        if hasattr(builtins, node.id):
            return External("builtins", (node.id,), scope.module.span(node))
        if scope.top.stars:
            return External(scope.top.stars[-1], (node.id,), scope.module.span(node))
        help = did_you_mean(node.id, _names_in_reach(scope)).rstrip()
        error = NameError(f"name {node.id!r} is not defined")
        raise Raised(error, scope.module.span(node), help)
    return held(machine, found[0], node.id, found[1])


def _names_in_reach(scope: Environment) -> Iterator[str]:
    inner: Environment | None = scope
    while inner is not None:
        yield from inner.variables
        inner = inner.parent
    yield from BUILTINS


def held(machine: Machine, owner: Environment, name: str, value: Value) -> Value:
    """What reading the variable `name` of `owner` gives, when `value` is stored in it.

    A residual that a module-level variable holds is read as a reference to that variable, so that the
    script computes it once.
    """
    if id(value) in machine.tainted and machine.tainted[id(value)][0] is value:
        _, reason, span = machine.tainted[id(value)]
        spoiled = Computed(ast.Name(name, ast.Load()), owner, span, reason)
        return reference(machine, owner, name, spoiled) if owner.parent is None else spoiled
    if owner.parent is None and isinstance(value, Computed):
        if isinstance(value, (Foreseen, ProjectPath, UserInstance)):
            return value
        if isinstance(value, OneShot) and value.is_followed:
            return value
        return reference(machine, owner, name, value)
    return value


def variables(machine: Machine, module: Value) -> dict[str, Value] | None:
    """What `vars(module)` gives, as far as the module has been executed; None for what is no module of the project."""
    if not isinstance(module, UserModule):
        return None
    environment = module.environment
    return {
        name: held(machine, environment, name, value)
        for name, value in environment.variables.items()
    }


def bind(machine: Machine, scope: Environment, name: str, value: Value) -> None:
    """Store `value` in the variable `name` as a statement in `scope` does."""
    owner = scope.elsewhere.get(name, scope)
    if owner is not scope:
        if owner.parent is None:
            function = scope.function.node if scope.function is not None else None
            machine.assigns(owner.module, name, function)
        else:
            machine.changes(owner)
    if owner.parent is None:
        value = machine.defines.constant(owner.module.name, name, value)
        _check_rebinding(machine, owner, name)
        _take_name(owner, name, value)
        named = isinstance(value, (Foreseen, ProjectPath, OneShot)) or (
            isinstance(value, UserInstance) and not value.is_member
        )
        if (
            named
            and not isinstance(value.node, ast.Name)
            and not _is_bound_in_rounds(owner, name, value)
        ):
            value.unnamed = None if isinstance(value, OneShot) else (value.node, value.scope)
            value.node, value.scope = _name_node(name, value), owner
            value.changes.clear()  # the statement that binds the variable makes them
    else:
        machine.moments += 1
        owner.bound[name] = machine.moments
    owner.variables[name] = value


def _is_bound_in_rounds(owner: Environment, name: str, value: Value) -> bool:
    """Whether the variable holds something else after each round of a loop: it is no name of what it holds in one."""
    return name in owner.looping and not isinstance(value, OneShot)


def _take_name(owner: Environment, name: str, value: Value) -> None:
    """The variable is to hold something else: what it held until now is known by the expression that made it."""
    held = owner.variables.get(name)
    if not isinstance(held, Computed) or held is value or held.unnamed is None:
        return
    if not isinstance(held.node, ast.Name) or held.node.id != name or held.scope is not owner:
        return
    held.node, held.scope = held.unnamed
    held.unnamed = None
    touched = isinstance(held, UserInstance) and held.is_touched
    if touched or not _is_settled(held.node, owner):
        what = f"an object whose variable {name!r} is bound again further down"
        held.lost = finding("MD105", held.span, what=what)


def _is_settled(node: ast.expr, owner: Environment) -> bool:
    """Whether an expression gives the same wherever it stands: names in it are of functions, classes and modules."""
    kinds = (UserFunction, UserClass, UserModule, External, ProjectPath)
    names = [part.id for part in ast.walk(node) if isinstance(part, ast.Name)]
    held = [owner.variables[name] for name in names if name in owner.variables]
    return all(isinstance(value, kinds) for value in held)


def _check_rebinding(machine: Machine, owner: Environment, name: str) -> None:
    """A definition that was made of the variable's value refers to the variable, which changes here."""
    handed = machine.handed.get((owner.module.name, name))
    if handed is not None and name in owner.variables:
        taken, span = handed
        what = f"a definition made of {name!r}, which is bound again further down"
        taken.broken, taken.cause = True, finding("MD105", span, what=what)
        machine.fatal.append(taken.cause)


def unbind(scope: Environment, name: str) -> None:
    """`del name`."""
    scope.elsewhere.get(name, scope).variables.pop(name, None)


def _name_node(name: str, value: Computed) -> ast.Name:
    return ast.copy_location(ast.Name(name, ast.Load()), value.node)
