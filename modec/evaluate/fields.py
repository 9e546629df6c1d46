"""The fields of named tuples and dataclasses."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from modec.evaluate.residuals import residuals_in
from modec.evaluate.values import External, RecordField, UserClass, UserInstance, Value


def is_named_tuple(cls: UserClass) -> bool:
    """Whether instances are tuples: `class Source(NamedTuple)`, `namedtuple(...)`, and what is made of them."""
    return _tuple_class(cls) is not None


def named_fields(cls: UserClass) -> list[str]:
    """The fields of a named tuple in order."""
    made_of = _tuple_class(cls)
    return [] if made_of is None else list(_annotated(made_of))


def _tuple_class(cls: UserClass) -> UserClass | None:
    for base in cls.bases:
        if isinstance(base, External) and base.path[-1:] == ("NamedTuple",):
            return cls
        found = _tuple_class(base) if isinstance(base, UserClass) else None
        if found is not None:
            return found
    return None


def tuple_of(value: Value) -> tuple[Value, ...] | None:
    """The fields of a named tuple, if the build knows them all; None for others."""
    if not isinstance(value, UserInstance) or value.cls is None or not is_named_tuple(value.cls):
        return None
    begin(value)
    fields = []
    for name in named_fields(value.cls):
        found, default = _default(value.cls, name)
        if name not in value.attributes and not found:
            return None
        fields.append(value.attributes.get(name, default))
    return None if any(any(residuals_in(field)) for field in fields) else tuple(fields)


def _default(cls: UserClass, name: str) -> tuple[bool, Value]:
    made_of = _tuple_class(cls)
    held = made_of.attributes if made_of is not None else {}
    return name in held, held.get(name)


def contents_of(value: Value) -> Value:
    """What is in an instance of the author's subclass of `dict` or `list`; None for others, and where that is not known."""
    return value.contents if isinstance(value, UserInstance) and not value.is_spoiled else None


def begin(instance: UserInstance) -> None:
    """Carry out the `__init__` of an instance, if that waits for somebody to look into it."""
    if instance.initialise is not None:
        initialise, instance.initialise = instance.initialise, None
        touched = instance.is_touched
        initialise(instance)
        instance.is_touched = touched


def fields_of(cls: UserClass) -> list[RecordField]:
    """The fields of a dataclass in order, its bases' first; of any other class, what its annotations declare."""
    if cls.record is not None:
        return list(cls.record.fields)
    found: dict[str, RecordField] = {}
    for base in reversed(cls.bases):
        if isinstance(base, UserClass):
            found |= {field.name: field for field in fields_of(base)}
    return list({**found, **{name: RecordField(name) for name in _annotated(cls)}}.values())


def field_names(cls: UserClass) -> list[str]:
    """The names of `fields_of`."""
    return [field.name for field in fields_of(cls)]


def declared(cls: UserClass) -> Iterator[ast.AnnAssign]:
    """The statements of a class's body that declare fields: annotations, `ClassVar`s left out."""
    for statement in cls.node.body:
        if not isinstance(statement, ast.AnnAssign) or not isinstance(statement.target, ast.Name):
            continue
        if _outermost(statement.annotation) != "ClassVar":
            yield statement


def is_for_init_only(statement: ast.AnnAssign) -> bool:
    """Whether the annotation is `InitVar[...]`: an argument of `__init__` that becomes no field."""
    return _outermost(statement.annotation) == "InitVar"


def _annotated(cls: UserClass) -> Iterator[str]:
    for statement in declared(cls):
        assert isinstance(statement.target, ast.Name)
        yield statement.target.id


def _outermost(annotation: ast.expr) -> str:
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        text = annotation.value.partition("[")[0].strip()
        return text.rpartition(".")[2]
    if isinstance(annotation, ast.Subscript):
        annotation = annotation.value
    if isinstance(annotation, ast.Attribute):
        return annotation.attr
    return annotation.id if isinstance(annotation, ast.Name) else ""
