"""Solids and ops (3.1, 3.17)."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from modec.definitions import functions
from modec.definitions.checks import dict_of, function, invalid, list_of, optional_text, text_set
from modec.definitions.config_conversion import to_field
from modec.definitions.configurable import Configured
from modec.definitions.inputs import In, InputDefinition, inputs_of
from modec.definitions.io_managers import named_after
from modec.definitions.node import NodeDefinition
from modec.definitions.outputs import Out, OutputDefinition, outputs_of
from modec.definitions.retry import optional_retry_policy
from modec.runtime.config_types import Field
from modec.runtime.errors import CheckError, DagsterInvariantViolationError
from modec.vocabulary import live


class SolidDefinition(NodeDefinition):
    """A unit of work (3.1).

    `compute_fn` is the author's function. Where `is_decorated`, it is called with the context (if it has a
    `context_parameter`) and the inputs by name; else with the context and a dict of the inputs, and it yields
    events.
    """

    is_decorated = False
    takes_context = True
    """False under `@lambda_solid`: no parameter is the context, whatever it is called."""
    is_op = False

    def __init__(
        self,
        name: str,
        input_defs: Sequence[InputDefinition],
        compute_fn: Any,
        output_defs: Sequence[OutputDefinition],
        config_schema: Any = None,
        description: Any = None,
        tags: Any = None,
        required_resource_keys: Any = None,
        version: Any = None,
        retry_policy: Any = None,
        positional_inputs: list[str] | None = None,
    ) -> None:
        self.compute_fn: Any = function("compute_fn", compute_fn)
        self.config_field: Field = to_field(config_schema)
        self.required_resource_keys: frozenset[str] = text_set(
            "required_resource_keys", required_resource_keys
        )
        self.version = optional_text("version", version)
        self.retry_policy = optional_retry_policy(retry_policy)
        super().__init__(name, input_defs, output_defs, description, tags, positional_inputs)

    @cached_property
    def context_parameter(self) -> str | None:
        """The name of the function's context parameter, None when it has none. Asked for once it is made and decorated."""
        if not self.takes_context:
            return None
        if self.is_decorated:
            return functions.context_parameter(self.compute_fn)
        first = functions.parameters(self.compute_fn)[:1]
        return first[0].name if first else None

    def iterate_solid_defs(self) -> Iterator[SolidDefinition]:
        yield self

    def _copy_named(
        self, name: str, field: Field, configured_by: Configured, description: str | None
    ) -> SolidDefinition:
        made = type(self)(
            name,
            self.input_defs,
            self.compute_fn,
            self.output_defs,
            field,
            description or self.description,
            self.tags,
            self.required_resource_keys,
            self.version,
            self.retry_policy,
            self.positional_inputs,
        )
        made.is_decorated, made.takes_context = self.is_decorated, self.takes_context
        made.configured_by = configured_by
        return made

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """In the body of a composition, an invocation; outside of one, a direct call (3.14)."""
        from modec.definitions.composition import is_in_composition

        if is_in_composition():
            return super().__call__(*args, **kwargs)
        return live("invoke_solid")(self, args, kwargs)


class OpDefinition(SolidDefinition):
    """A solid made by `@op`."""

    is_op = True


def solid(
    name: Any = None,
    description: Any = None,
    input_defs: Any = None,
    output_defs: Any = None,
    config_schema: Any = None,
    required_resource_keys: Any = None,
    tags: Any = None,
    version: Any = None,
    retry_policy: Any = None,
) -> Any:
    """The decorator that makes a solid of a function, bare or with arguments (3.1).

    Raises `DagsterInvalidDefinitionError` when inputs, outputs and signature do not agree.
    """

    return _decorator(
        SolidDefinition,
        "@solid",
        name,
        lambda: list_of("input_defs", input_defs, InputDefinition),
        lambda _: (
            None if output_defs is None else list_of("output_defs", output_defs, OutputDefinition)
        ),
        description=description,
        config_schema=config_schema,
        required_resource_keys=required_resource_keys,
        tags=tags,
        version=version,
        retry_policy=retry_policy,
    )


def lambda_solid(
    name: Any = None, description: Any = None, input_defs: Any = None, output_def: Any = None
) -> Any:
    """The decorator that makes a solid without context and with one output of a function, bare or with arguments."""

    return _decorator(
        SolidDefinition,
        "@solid",
        name,
        lambda: list_of("input_defs", input_defs, InputDefinition),
        lambda _: None if output_def is None else [output_def],
        description=description,
        takes_context=False,
    )


def op(
    name: Any = None,
    description: Any = None,
    ins: Any = None,
    out: Any = None,
    config_schema: Any = None,
    required_resource_keys: Any = None,
    tags: Any = None,
    version: Any = None,
    retry_policy: Any = None,
    input_defs: Any = None,
    output_defs: Any = None,
) -> Any:
    """The decorator that makes an op of a function, bare or with arguments (3.17)."""

    def inputs() -> list[InputDefinition]:
        if input_defs is not None and ins is not None:
            raise CheckError(
                "Values cannot be provided for both the 'input_defs' and 'ins' arguments"
            )
        if ins is None:
            return list_of("input_defs", input_defs, InputDefinition)
        return [each.to_definition(key) for key, each in dict_of("ins", ins, In).items()]

    def outputs(fn: Any) -> list[OutputDefinition] | None:
        if output_defs is not None and out is not None:
            raise CheckError(
                "Values cannot be provided for both the 'output_defs' and 'out' arguments"
            )
        if out is not None:
            return _outs(fn, out)
        return (
            None if output_defs is None else list_of("output_defs", output_defs, OutputDefinition)
        )

    return _decorator(
        OpDefinition,
        "@op",
        name,
        inputs,
        outputs,
        description=description,
        config_schema=config_schema,
        required_resource_keys=required_resource_keys,
        tags=tags,
        version=version,
        retry_policy=retry_policy,
    )


def _decorator(
    make: type[SolidDefinition],
    called: str,
    name: Any,
    inputs: Callable[[], list[InputDefinition]],
    outputs: Callable[[Any], list[OutputDefinition] | None],
    **options: Any,
) -> Any:
    """The decorator that is `called` so; or, where `name` is the decorated function, what it makes of it."""

    def decorate(fn: Any, given: Any = name) -> SolidDefinition:
        input_defs = inputs()
        output_defs = outputs_of(fn, outputs(fn))
        return decorated(make, called, fn, given, input_defs, output_defs, **options)

    return decorate(name, None) if callable(name) else decorate


def _outs(fn: Any, out: Any) -> list[OutputDefinition]:
    """The outputs of an op's `out`: one of several takes its part of a Tuple annotation."""
    generator = functions.is_generator_function(fn)
    annotation = None if generator else functions.return_annotation(fn)
    if isinstance(out, Out):
        return [out.to_definition(annotation, None)]
    outs: Mapping[str, Out] = dict_of("out", out, Out)
    if len(outs) == 1:
        return [each.to_definition(annotation, key) for key, each in outs.items()]
    parts: tuple[Any, ...] = (None,) * len(outs)
    if annotation:
        if typing.get_origin(annotation) is not tuple:
            raise DagsterInvariantViolationError(
                "Expected Tuple annotation for multiple outputs, but received non-tuple annotation."
            )
        parts = typing.get_args(annotation)
        if len(parts) != len(outs):
            raise DagsterInvariantViolationError(
                "Expected Tuple annotation to have number of entries matching the number of outputs for more than "
                f"one output. Expected {len(outs)} outputs but annotation has {len(parts)}."
            )
    return [
        each.to_definition(part, key) for (key, each), part in zip(outs.items(), parts, strict=True)
    ]


def decorated(
    make: type[SolidDefinition],
    decorator: str,
    fn: Any,
    name: Any,
    input_defs: list[InputDefinition],
    output_defs: list[OutputDefinition],
    description: Any = None,
    config_schema: Any = None,
    required_resource_keys: Any = None,
    tags: Any = None,
    version: Any = None,
    retry_policy: Any = None,
    takes_context: bool = True,
) -> SolidDefinition:
    """The solid of a decorated function, its inputs completed from the signature (3.1).

    Raises `DagsterInvalidDefinitionError`.
    """
    function("fn", fn)
    called = name or functions.name_of(fn)
    params = functions.parameters(fn)
    context = functions.context_parameter(fn) if takes_context else None
    if config_schema and not (context and params[0].kind is not inspect.Parameter.KEYWORD_ONLY):
        raise invalid(
            f"{decorator} '{called}' decorated function requires positional parameter 'context', but it was not "
            "provided. 'context' is required because 'config_schema' was specified."
        )
    rest = params[1:] if context else params
    made = make(
        called,
        inputs_of(decorator, called, fn, rest, input_defs, exclude_nothing=True),
        fn,
        output_defs,
        config_schema,
        description or functions.doc_of(fn),
        tags,
        required_resource_keys,
        version,
        retry_policy,
        functions.positional_names(rest),
    )
    made.is_decorated, made.takes_context = True, takes_context
    named: SolidDefinition = named_after(made, fn)
    return named
