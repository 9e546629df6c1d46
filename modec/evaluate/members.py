"""The members of enums: found in the class's body when it is made, and asked for by their values."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from modec.diagnostics import Refused
from modec.evaluate import attributes, enums
from modec.evaluate.equality import equal
from modec.evaluate.residuals import computed, is_opaque, residuals_in
from modec.evaluate.signals import Raised, Unfollowed
from modec.evaluate.values import (
    Computed,
    Environment,
    Opaque,
    UserClass,
    UserFunction,
    UserInstance,
    Value,
)
from modec.source.names import last_name

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine


def make_members(machine: Machine, cls: UserClass) -> None:
    """What the names in an enum's body become: members, those of equal values one and the same."""
    members: list[UserInstance] = []
    given: list[Value] = []
    for name, value in list(cls.attributes.items()):
        if name.startswith("_") or isinstance(value, UserFunction):
            continue
        if isinstance(value, Computed) and _is_auto(value.node):
            value = _automatic(machine, cls, name, given)
        given.append(value)
        same = None if any(residuals_in(value)) else _of_value(members, value)
        if isinstance(same, UserInstance):
            cls.attributes[name] = same
            continue
        member = _made(machine, cls, name, value)
        cls.attributes[name] = member
        members.append(member)
    cls.members = tuple(members)


def _made(machine: Machine, cls: UserClass, name: str, value: Value) -> UserInstance:
    node = ast.Attribute(ast.Name(cls.__name__, ast.Load()), name, ast.Load())
    ast.fix_missing_locations(ast.copy_location(node, cls.node))
    reason = f"it is a member of {cls.__name__}"
    made_by_itself, _ = attributes.class_lookup(cls, "__new__")
    if made_by_itself:  # it says what the value is
        value = Opaque(f"{name}.value", cls.span, reason)
    held = {"name": name, "value": value}
    member = UserInstance(node, cls.scope, cls.span, reason, cls=cls, attributes=held)
    found, init = attributes.class_lookup(cls, "__init__")
    if found and isinstance(init, UserFunction) and not made_by_itself:
        arguments = value if isinstance(value, tuple) else (value,)
        member.initialise = _initialiser(machine, init, arguments)
    return member


def _initialiser(
    machine: Machine, init: UserFunction, arguments: tuple[Value, ...]
) -> Callable[[UserInstance], None]:
    def initialise(member: UserInstance) -> None:
        constructing, machine.constructing = machine.constructing, 0
        try:
            with machine.made_by_run(), machine.making(member):
                machine.interpret(init, (member, *arguments), {})
        except (Raised, Unfollowed, Refused):
            member.is_spoiled = True
        finally:
            machine.constructing = constructing

    return initialise


def _is_auto(node: ast.expr) -> bool:
    if not isinstance(node, ast.Call):
        return False
    callee = node.func
    named = last_name(callee)
    return bool(named == "auto")


def _automatic(machine: Machine, cls: UserClass, name: str, given: Sequence[Value]) -> Value:
    """What `auto()` stands for: what the author's `_generate_next_value_` says, else one more than the last."""
    found, rule = attributes.class_lookup(cls, "_generate_next_value_")
    base = enums.standard_base(cls)
    if found and isinstance(rule, UserFunction):
        try:
            return machine.interpret(rule, (name, 1, len(given), list(given)), {})
        except (Raised, Unfollowed):
            return Opaque(f"{name}.value", cls.span, "it is what _generate_next_value_() gives")
    if found or not all(type(each) in (int, str) for each in given) or base == "StrEnum":
        return name.lower() if base == "StrEnum" else Opaque(f"{name}.value", cls.span, "auto()")
    numbers = [each for each in given if isinstance(each, int)]
    if base in ("Flag", "IntFlag"):
        return 1 << max(number.bit_length() for number in numbers) if numbers else 1
    return numbers[-1] + 1 if numbers else 1


def member_of(cls: UserClass, args: Sequence[Value], node: ast.expr, scope: Environment) -> Value:
    """`Mode("prod")`: the member of that value. Raises `Raised` (ValueError)."""
    wanted = args[0] if args else None
    if is_opaque(wanted):
        return computed(node, scope, args)
    found = _of_value(cls.members, wanted)
    if isinstance(found, UserInstance):
        return found
    if found is None or attributes.class_lookup(cls, "_missing_")[0]:
        return computed(node, scope, reason=f"only the run knows which member of {cls.__name__}")
    if enums.standard_base(cls) in ("Flag", "IntFlag"):
        return computed(node, scope, reason="it is a combination of flags")
    raise Raised(ValueError(f"{wanted!r} is not a valid {cls.__name__}"), scope.module.span(node))


def _of_value(members: Sequence[UserInstance], wanted: Value) -> UserInstance | bool | None:
    """The member that has the value; False where none has, None where only the run knows."""
    unknown = False
    for member in members:
        same = wanted is member or equal(member.attributes.get("value"), wanted)
        if same:
            return member
        unknown = unknown or same is None
    return None if unknown else False
