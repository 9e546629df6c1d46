"""What functions do with their context, held against what their definitions declare."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from modec.definitions.io_managers import IOManagerDefinition
from modec.definitions.resource import no_step_launcher
from modec.diagnostics import Diagnostic, Related, Span, finding
from modec.diagnostics.displays import argument_place
from modec.diagnostics.near import did_you_mean
from modec.evaluate.values import UserFunction
from modec.inspect.config_reads import ConfigReads, config_reads
from modec.inspect.shown import Shown, shown
from modec.inspect.uses import is_opaque, places_of, use_of
from modec.plan.records import Plan
from modec.runtime.config_shapes import FieldsType, Permissive
from modec.unroll.context_use import ContextUse
from modec.unroll.undeclared import undeclared_reads


def body_findings(plan: Plan) -> Iterator[Diagnostic]:
    """MD351 to MD354 about the plan's solids and resources, in plan order."""
    launched = {
        each.key for each in plan.resources if each.definition.innermost is no_step_launcher
    }
    for resource in plan.resources:
        definition = resource.definition.innermost
        function = definition.resource_fn
        if isinstance(definition, IOManagerDefinition):
            continue  # its methods read config and resources through contexts of their own
        if isinstance(function, UserFunction) and not definition.has_value:
            name = function.__name__
            yield from _declared_and_read(definition, function, name, resource=True)
    makers = _makers_of_managers(plan)
    for step in plan.steps:
        function = step.solid.compute_fn
        if isinstance(function, UserFunction):
            definition = step.solid.innermost
            yield from _declared_and_read(definition, function, definition.name, launched=launched)
            yield from _unopened(makers, definition, function)


def _declared_and_read(
    definition: Any,
    function: UserFunction,
    name: str,
    resource: bool = False,
    launched: AbstractSet[str] = frozenset(),
) -> Iterator[Diagnostic]:
    if is_opaque(function, definition.context_parameter):
        return
    schema = definition.config_field.config_type
    if _is_plain(definition, shown(function, definition.context_parameter, resource), launched):
        return
    use = _use(function, definition.context_parameter, resource)
    yield from _unread_resources(definition, function, name, use, launched)
    if use is None or not isinstance(schema, FieldsType):
        return
    reads = config_reads(use)
    unknown = list(_unknown_keys(schema, reads, function, name))
    yield from unknown
    if not unknown and not use.escapes and not reads.escapes:
        unread = sorted(set(schema.fields) - {key for key, _ in reads.keys})
        fields = argument_place(definition.origin, "config_schema") if unread else None
        for key in unread:
            place = fields.at([key]) if fields is not None else None
            yield finding(
                "MD354",
                place.key if place is not None and place.key else definition.origin,
                help="take the field out of config_schema, or use it",
                name=name,
                key=key,
            )


def _is_plain(definition: Any, asks: Shown, launched: AbstractSet[str]) -> bool:
    """Whether a function asks for just what its definition declares."""
    if asks.escapes or not definition.required_resource_keys - launched <= asks.resources:
        return False
    schema = definition.config_field.config_type
    if definition.context_parameter is None or not isinstance(schema, FieldsType):
        return True
    if not isinstance(schema, Permissive) and not asks.subscripted <= set(schema.fields):
        return False
    return asks.config_escapes or set(schema.fields) <= asks.config


def _unread_resources(
    definition: Any,
    function: UserFunction,
    name: str,
    use: ContextUse | None,
    launched: AbstractSet[str],
) -> Iterator[Diagnostic]:
    """MD352 for the keys that are declared for nothing; not where a key is read that is not declared (MD350).

    `launched`: keys of step launchers, which are declared for dagster to see.
    """
    declared = definition.required_resource_keys
    unread = sorted(declared - launched - set(use.resource_keys if use is not None else ()))
    if not unread or (
        use is not None and (use.escapes or undeclared_reads(function, use, declared))
    ):
        return
    keys = argument_place(definition.origin, "required_resource_keys")
    for key in unread:
        place = keys.at([key]) if keys is not None else None
        yield finding(
            "MD352",
            place.span if place is not None else definition.origin,
            help="take the key out of required_resource_keys, unless the resource is there for what "
            "making it does",
            name=name,
            key=key,
        )


def _use(function: UserFunction, context: str | None, resource: bool) -> ContextUse | None:
    if context is None:
        return None
    return use_of(function, context, resource)


def _unknown_keys(
    schema: FieldsType, reads: ConfigReads, function: UserFunction, name: str
) -> Iterator[Diagnostic]:
    """Keys that are read by subscription, and that no config of a strict schema can have."""
    if isinstance(schema, Permissive):
        return
    known = sorted(schema.fields)
    for key, node in reads.subscripted:
        if key not in schema.fields:
            listed = ", ".join(map(repr, known)) or "none"
            yield finding(
                "MD351",
                function.module.span(node),
                notes=[f"config_schema has: {listed}"],
                help=f"{did_you_mean(key, known)}add the field to config_schema, or read one that is there",
                name=name,
                key=key,
            )


def _makers_of_managers(plan: Plan) -> dict[str, UserFunction]:
    """The functions of resources that give a context manager, by their keys."""
    makers = {each.key: each.definition.innermost.resource_fn for each in plan.resources}
    return {
        key: maker
        for key, maker in makers.items()
        if isinstance(maker, UserFunction) and any(map(_opens, maker.runtime_decorators))
    }


def _unopened(
    makers: Mapping[str, UserFunction], definition: Any, function: UserFunction
) -> Iterator[Diagnostic]:
    """Uses of resources that are context managers nobody has entered (1.2)."""
    if makers.keys().isdisjoint(shown(function, definition.context_parameter).resources):
        return
    use = _use(function, definition.context_parameter, False)
    for read in use.reads if use is not None else ():
        key = read.what.partition(".")[2]
        maker = makers.get(key) if read.attribute == "resources" else None
        if maker is None:
            continue
        for place in places_of(use, read) if use is not None else ():
            above = use.scopes.parents.get(place) if use is not None else None
            if not isinstance(above, ast.Attribute) or above.attr in _OPENING:
                continue
            yield finding(
                "MD353",
                Span.of(function.module.display, place),
                related=[
                    Related(maker.module.span(maker.node), "a context manager, for its decorator")
                ],
                help="take @contextmanager off: a resource that yields is opened and closed by the run; or open "
                f"it in the solid: with context.resources.{key} as {key}:",
                key=key,
            )


_OPENING = ("__enter__", "__exit__", "__aenter__", "__aexit__")


def _opens(decorator: ast.expr) -> bool:
    match decorator:
        case ast.Name(id="contextmanager") | ast.Attribute(attr="contextmanager"):
            return True
    return False
