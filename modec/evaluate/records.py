"""Dataclasses and named tuples in code that makes definitions: `replace`, `asdict`, `namedtuple(...)`."""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from modec.evaluate import attributes, foreseen
from modec.evaluate.classes import transparent
from modec.evaluate.data_classes import field_attributes, interpret_post_init
from modec.evaluate.fields import field_names
from modec.evaluate.iteration import ITERABLE
from modec.evaluate.residuals import computed, residuals_in
from modec.evaluate.values import Environment, External, UserClass, UserInstance, Value

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine


def replaced(
    machine: Machine,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> UserInstance | None:
    """`dataclasses.replace(instance, field=value)`; None where the instance's fields are not known."""
    fields = _fields(machine, args[0] if len(args) == 1 else None, node, scope)
    if fields is None or not set(kwargs) <= set(fields):
        return None
    original = args[0]
    carried = computed(node, scope, reason=f"it is an instance of {original.cls.__name__}")
    made = UserInstance(
        carried.node,
        carried.scope,
        carried.span,
        carried.reason,
        cls=original.cls,
        attributes={**fields, **kwargs},
    )
    interpret_post_init(machine, made, original.cls)
    return made


def as_dict(
    machine: Machine, args: Sequence[Value], node: ast.expr, scope: Environment
) -> dict[str, Value] | None:
    """`dataclasses.asdict(instance)`; None where the instance's fields are not known."""
    fields = _fields(machine, args[0] if len(args) == 1 else None, node, scope)
    if fields is None:
        return None
    return {name: _plain(machine, value, node, scope) for name, value in fields.items()}


def as_tuple(
    machine: Machine, args: Sequence[Value], node: ast.expr, scope: Environment
) -> tuple[Value, ...] | None:
    """`dataclasses.astuple(instance)`; None where the instance's fields are not known, or hold other instances."""
    fields = _fields(machine, args[0] if len(args) == 1 else None, node, scope)
    if fields is None or any(any(residuals_in(value)) for value in fields.values()):
        return None
    return tuple(_plain(machine, value, node, scope) for value in fields.values())


def field_objects(
    machine: Machine, args: Sequence[Value], node: ast.expr, scope: Environment
) -> tuple[UserInstance, ...] | None:
    """`dataclasses.fields(T)`: objects of which names, types and plain defaults are known; None for what is no dataclass."""
    given = args[0] if len(args) == 1 else None
    cls = given.cls if isinstance(given, UserInstance) else given
    if not isinstance(cls, UserClass) or cls.record is None:
        return None
    written = ast.ClassDef("Field", [], [], [ast.Pass()], [])
    ast.fix_missing_locations(ast.copy_location(written, node))
    kind = UserClass(written, scope.top, "Field", {}, (External("dataclasses", ("Field",)),))
    return tuple(
        UserInstance(
            _subscript(node, index),
            scope,
            scope.module.span(node),
            "it is a field of a dataclass",
            cls=kind,
            attributes={
                key: value if value is not dataclasses.MISSING else _missing(node, index, scope)
                for key, value in told.items()
            },
        )
        for index, told in enumerate(field_attributes(machine, cls).values())
    )


def _missing(node: ast.expr, index: int, scope: Environment) -> Value:
    """`dataclasses.MISSING`, as the default of that field."""
    asked = ast.Attribute(_subscript(node, index), "default", ast.Load())
    return foreseen.held(dataclasses.MISSING, ast.copy_location(asked, node), scope)


def _subscript(node: ast.expr, index: int) -> ast.expr:
    made = ast.Subscript(node, ast.Constant(index), ast.Load())
    return ast.fix_missing_locations(ast.copy_location(made, node))


def _plain(machine: Machine, value: Value, node: ast.expr, scope: Environment) -> Value:
    """A field's value with the instances in it as dicts, the containers copied."""
    if isinstance(value, UserInstance) and value.cls is not None and not value.cls.members:
        inner = as_dict(machine, [value], node, scope)
        return value if inner is None else inner
    if type(value) is dict:
        return {key: _plain(machine, each, node, scope) for key, each in value.items()}
    if type(value) in (list, tuple):
        return type(value)(_plain(machine, each, node, scope) for each in value)
    return value


def _fields(
    machine: Machine, instance: Value, node: ast.expr, scope: Environment
) -> dict[str, Value] | None:
    cls = instance.cls if isinstance(instance, UserInstance) else None
    if cls is None or not transparent(cls) or attributes.class_lookup(cls, "__init__")[0]:
        return None
    return {
        name: attributes.of_instance(
            machine, instance, name, ast.copy_location(_attribute(node, name), node), scope
        )
        for name in field_names(cls)
    }


def _attribute(node: ast.expr, name: str) -> ast.expr:
    """The expression for a field that only the run knows: that of the call's argument."""
    owner = node.args[0] if isinstance(node, ast.Call) and node.args else node
    return ast.fix_missing_locations(
        ast.copy_location(ast.Attribute(owner, name, ast.Load()), node)
    )


def named_tuple(
    args: Sequence[Value], kwargs: Mapping[str, Value], node: ast.expr, scope: Environment
) -> UserClass | None:
    """`collections.namedtuple(name, fields, defaults=...)` at the top level of a module, where all is known."""
    if scope.kind != "module" or len(args) != 2 or not set(kwargs) <= {"defaults"}:
        return None
    name, names = args
    if isinstance(names, str):
        names = names.replace(",", " ").split()
    defaults = kwargs.get("defaults") or ()
    if not isinstance(name, str) or not isinstance(names, (list, tuple)):
        return None
    if not isinstance(defaults, ITERABLE) or len(defaults) > len(names):
        return None
    if not all(isinstance(each, str) and each.isidentifier() for each in names):
        return None
    body: list[ast.stmt] = [
        ast.AnnAssign(ast.Name(each, ast.Store()), ast.Name("object", ast.Load()), None, 1)
        for each in names
    ]
    written = ast.ClassDef(name, [], [], body or [ast.Pass()], [])
    ast.fix_missing_locations(ast.copy_location(written, node))
    given = dict(zip(names[len(names) - len(defaults) :], defaults))
    return UserClass(written, scope, name, given, (External("typing", ("NamedTuple",)),))
