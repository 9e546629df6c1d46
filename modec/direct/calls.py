"""Resources, loggers and hooks called directly, as plain functions, outside of any run (1.3, 2.1, 3.9)."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from modec.definitions import functions
from modec.direct.config import direct_config
from modec.direct.hooks import BoundHookContext, UnboundHookContext
from modec.direct.inits import (
    InitLoggerContextValues,
    InitResourceContextValues,
    UnboundInitLoggerContext,
    UnboundInitResourceContext,
)
from modec.runtime.errors import (
    CheckError,
    DagsterInvalidInvocationError,
    DagsterInvariantViolationError,
    ParameterCheckError,
)

if TYPE_CHECKING:
    from modec.definitions.hook import HookDefinition
    from modec.definitions.logger import LoggerDefinition
    from modec.definitions.resource import ResourceDefinition


def invoke_resource(
    definition: ResourceDefinition, args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> Any:
    """What the resource's function gives; a context manager where it is a generator (1.3).

    Raises `DagsterInvalidInvocationError`, `ParameterCheckError`, `DagsterInvalidConfigError`.
    """
    name = definition.context_parameter
    if name is None:
        return _entered(definition.resource_fn())
    if len(args) + len(kwargs) > 1:
        raise DagsterInvalidInvocationError(
            "Initialization of resource received multiple arguments. Only a first positional context parameter should "
            "be provided when invoking."
        )
    if not args and not kwargs:
        raise DagsterInvalidInvocationError(
            "Resource initialization function has context argument, but no context was provided when invoking."
        )
    if kwargs and name not in kwargs:
        raise DagsterInvalidInvocationError(f"Resource initialization expected argument '{name}'.")
    given = args[0] if args else kwargs[name]
    return _entered(definition.resource_fn(_resource_context(definition, given, name)))


def _resource_context(
    definition: ResourceDefinition, given: Any, name: str
) -> InitResourceContextValues:
    """What the function is handed for `given`, None or a context."""
    if given is not None and not hasattr(given, "resource_config"):
        raise ParameterCheckError(
            f'Param "{name}" is not a InitResourceContext. Got {given!r} which is type {type(given)}.'
        )
    if given is None and definition.required_resource_keys:
        raise DagsterInvalidInvocationError(
            "Resource has required resources, but no context was provided. Use the `build_init_resource_context` "
            "function to construct a context with the required resources."
        )
    if given is None and definition.config_field.is_required:
        raise DagsterInvalidInvocationError(
            "Resource has required config schema, but no context was provided. Use the `build_init_resource_context` "
            "function to create a context with config."
        )
    unbound = given or UnboundInitResourceContext()
    for key in sorted(definition.required_resource_keys):
        if key not in unbound.resources._asdict():
            raise DagsterInvalidInvocationError(
                f'Resource requires resource "{key}", but no resource with that key was found on the context.'
            )
    config = direct_config(
        definition,
        unbound.resource_config,
        "Error in config for resource ",
        "Error when applying config mapping for resource ",
    )
    return InitResourceContextValues(
        config, unbound.resources, definition, unbound.instance, unbound.log
    )


def _entered(value: Any) -> Any:
    """The value; of a generator, a context manager that closes it (and does not resume it: 1.3)."""
    return _closing(value) if inspect.isgenerator(value) else value


@contextmanager
def _closing(generator: Any) -> Iterator[Any]:
    try:
        value = next(generator)
    except StopIteration:
        raise CheckError("Failure condition: Resource generator must yield one item.") from None
    try:
        yield value
    finally:
        generator.close()


def invoke_logger(
    definition: LoggerDefinition, args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> Any:
    """What the logger's function gives for a context. Raises `DagsterInvalidInvocationError` (2.1)."""
    name = definition.context_parameter
    if len(args) + len(kwargs) > 1:
        raise DagsterInvalidInvocationError(
            "Initialization of logger received multiple arguments. Only a first positional context parameter should be "
            "provided when invoking."
        )
    if not args and not kwargs:
        raise DagsterInvalidInvocationError(
            "Logger initialization function has context argument, but no context argument was provided when invoking."
        )
    if kwargs and name not in kwargs:
        raise DagsterInvalidInvocationError(f"Logger initialization expected argument '{name}'.")
    given = args[0] if args else kwargs[str(name)]
    if given is None:
        given = UnboundInitLoggerContext(None, None)
    if not isinstance(given, UnboundInitLoggerContext):
        raise ParameterCheckError(
            f'Param "{name}" is not a UnboundInitLoggerContext. Got {given!r} which is type {type(given)}.'
        )
    config = direct_config(
        definition,
        given.logger_config,
        "Error in config for logger ",
        "Error in config mapping for logger ",
    )
    return definition.logger_fn(InitLoggerContextValues(given, definition, config))


def invoke_hook(hook: HookDefinition, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Any:
    """What the hook's function gives for a context, and the events where it takes them.

    Raises `DagsterInvalidInvocationError`, `DagsterInvariantViolationError` for a resource that is not there.
    """
    own = functions.positional_names(functions.parameters(hook.decorated_fn))
    if len(args) + len(kwargs) != len(own):
        count = {1: "one parameter", 2: "two parameters"}.get(len(own), f"{len(own)} parameters")
        raise DagsterInvalidInvocationError(
            f"Decorated function expects {count}, {' and '.join(own)}, but {len(args) + len(kwargs)} were provided."
        )
    given = {**dict(zip(own, args, strict=False)), **kwargs}
    for name in own:
        if name not in given:
            raise DagsterInvalidInvocationError(f"Could not find expected argument '{name}'.")
    context = given[own[0]]
    if context is not None and not isinstance(context, UnboundHookContext):
        raise ParameterCheckError(
            f'Param "{own[0]}" is not a UnboundHookContext. Got {context!r} which is type {type(context)}.'
        )
    unbound = context or UnboundHookContext({})
    for key in sorted(hook.required_resource_keys):
        if key not in unbound.resources._asdict():
            raise DagsterInvariantViolationError(
                f"The hook '{hook.name}' requires resource '{key}', which was not provided by the context."
            )
    rest = [given[key] for key in own[1:]]
    return hook.decorated_fn(BoundHookContext(unbound, hook), *rest)
