"""What `@dataclass` makes of a class, and the fields of its instances."""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING

from modec.diagnostics import finding
from modec.evaluate import attributes
from modec.evaluate.annotations import postponed
from modec.evaluate.fields import declared, field_names, fields_of, is_for_init_only
from modec.evaluate.signals import Unfollowed
from modec.evaluate.truth import truth
from modec.evaluate.values import (
    External,
    Record,
    RecordField,
    UserClass,
    UserFunction,
    UserInstance,
    Value,
)

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine

_DECORATOR = ("dataclasses", ("dataclass",))
_FIELD = ("dataclasses", ("field",))


def record_of(machine: Machine, cls: UserClass) -> Record | None:
    """What the decorator `dataclass` of a class says; None for a class without it."""
    for expression in cls.node.decorator_list:
        keywords = expression.keywords if isinstance(expression, ast.Call) else []
        named = expression.func if isinstance(expression, ast.Call) else expression
        value = machine.evaluate(named, cls.scope)
        if isinstance(value, External) and (value.module, value.path) == _DECORATOR:
            options = _options(machine, keywords, cls)
            return Record(
                tuple(_fields_of_record(machine, cls)),
                options.get("eq", True) and "__eq__" not in cls.attributes,
                options.get("order", False),
            )
    return None


def _options(machine: Machine, keywords: list[ast.keyword], cls: UserClass) -> dict[str, bool]:
    return {
        keyword.arg: bool(truth(machine.evaluate(keyword.value, cls.scope)))
        for keyword in keywords
        if keyword.arg is not None
    }


def _fields_of_record(machine: Machine, cls: UserClass) -> list[RecordField]:
    """The fields, those of its bases first: of dataclasses, in the order of Python's search, the last first."""
    found: dict[str, RecordField] = {}
    for base in reversed(cls.bases):
        record = _nearest(base) if isinstance(base, UserClass) else None
        if record is not None:
            found |= {field.name: field for field in record.fields}
    for statement in declared(cls):
        assert isinstance(statement.target, ast.Name)
        name = statement.target.id
        options = _stated(machine, statement, cls)
        said = {key: truth(machine.evaluate(options[key], cls.scope)) for key in options}
        compared = said.get("compare", True) is not False and not is_for_init_only(statement)
        found[name] = RecordField(name, said.get("init", True) is not False, compared)
    return list(found.values())


def _nearest(cls: UserClass) -> Record | None:
    if cls.record is not None:
        return cls.record
    found = (_nearest(base) for base in cls.bases if isinstance(base, UserClass))
    return next((record for record in found if record is not None), None)


def _stated(machine: Machine, statement: ast.AnnAssign, cls: UserClass) -> dict[str, ast.expr]:
    """The keywords of `name: type = field(...)`; none for any other default."""
    stated = statement.value
    if not isinstance(stated, ast.Call):
        return {}
    called = machine.evaluate(stated.func, cls.scope)
    if not isinstance(called, External) or (called.module, called.path[-1:]) != _FIELD:
        return {}
    return {keyword.arg: keyword.value for keyword in stated.keywords if keyword.arg is not None}


def field_attributes(machine: Machine, cls: UserClass) -> dict[str, dict[str, Value]]:
    """What `dataclasses.fields` says of each field of a dataclass, by name: its name, its type and a plain default."""
    found: dict[str, dict[str, Value]] = {name: {"name": name} for name in field_names(cls)}
    for statement, declaring in _declared_in(cls):
        assert isinstance(statement.target, ast.Name)
        name = statement.target.id
        if name not in found:
            continue
        stated = _stated(machine, statement, declaring)
        told: dict[str, Value] = {"name": name, "type": _field_type(machine, statement, declaring)}
        if "default" in stated:
            told["default"] = machine.evaluate(stated["default"], declaring.scope)
        elif statement.value is None or stated:
            told["default"] = dataclasses.MISSING
        elif name in declaring.attributes:
            told["default"] = declaring.attributes[name]
        found[name] = told
    return found


def _field_type(machine: Machine, statement: ast.AnnAssign, declaring: UserClass) -> Value:
    """The annotation as Python keeps it: its text where annotations are not evaluated."""
    if postponed(declaring.scope):
        return ast.unparse(statement.annotation)
    return machine.evaluate(statement.annotation, declaring.scope)


def set_fields(
    machine: Machine,
    instance: UserInstance,
    cls: UserClass,
    args: tuple[Value, ...],
    kwargs: Mapping[str, Value],
) -> None:
    """What the `__init__` of a dataclass or a NamedTuple does. Raises `Unfollowed` for arguments that its fields do not take."""
    names = [field.name for field in fields_of(cls) if field.is_argument]
    for_init = any(is_for_init_only(each) for each in _declarations(cls))
    if len(args) > len(names) or not set(kwargs) <= set(names) or for_init:
        raise Unfollowed(finding("MD105", cls.span, what=f"the arguments of {cls.__name__}()"))
    instance.attributes.update({**dict(zip(names, args)), **kwargs})
    _set_defaults(machine, instance, cls)
    interpret_post_init(machine, instance, cls)


def _set_defaults(machine: Machine, instance: UserInstance, cls: UserClass) -> None:
    """The defaults that are stated by `field(default=...)` and `field(default_factory=...)`; a plain one is the class's attribute."""
    owner = {
        statement.target.id: (statement, cls)
        for statement, cls in _declared_in(cls)
        if isinstance(statement.target, ast.Name)
    }
    for name, (statement, declaring) in owner.items():
        if name in instance.attributes:
            continue
        stated = _stated(machine, statement, declaring)
        if "default" in stated:
            value = machine.evaluate(stated["default"], declaring.scope)
        elif "default_factory" in stated:
            written = stated["default_factory"]
            factory = machine.evaluate(written, declaring.scope)
            made = ast.copy_location(ast.Call(written, [], []), written)
            value = machine.call(factory, [], {}, made, declaring.scope)
        elif cls.record is not None and statement.value is not None and not stated:
            value = declaring.attributes.get(name)
        else:
            continue
        instance.attributes[name] = value


def _declared_in(cls: UserClass) -> list[tuple[ast.AnnAssign, UserClass]]:
    """The declarations of the class and its bases, those that count last."""
    found: list[tuple[ast.AnnAssign, UserClass]] = []
    for base in reversed(cls.bases):
        if isinstance(base, UserClass):
            found += _declared_in(base)
    return found + [(statement, cls) for statement in declared(cls)]


def _declarations(cls: UserClass) -> list[ast.AnnAssign]:
    return [statement for statement, _ in _declared_in(cls)]


def interpret_post_init(machine: Machine, instance: UserInstance, cls: UserClass) -> None:
    """What a dataclass does once its fields are set."""
    found, finish = attributes.class_lookup(cls, "__post_init__")
    if found and isinstance(finish, UserFunction):
        machine.interpret(finish, (instance,), {})
