"""Contexts that tests build to call resources, solids, hooks and IO managers themselves (1.4, 3.14)."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any, NoReturn

from modec.definitions.checks import dict_of
from modec.definitions.direct_resources import DirectResources
from modec.runtime.context import Resources
from modec.runtime.errors import (
    CheckError,
    DagsterInvalidPropertyError,
    DagsterInvariantViolationError,
    ParameterCheckError,
)
from modec.runtime.io_managers import InputContext, OutputContext
from modec.runtime.log import Log, open_log

EPHEMERAL = "EPHEMERAL"
"""The run id outside of any run."""


class DirectContext:
    """The base: resources, which may have to be torn down, a log and an instance.

    It can be used by a `with` statement, and has to be where a resource is a generator.
    """

    builder = ""
    """The function that makes it, as messages call it."""

    def __init__(self, resources: Mapping[str, Any] | None, instance: Any = None) -> None:
        self._made = DirectResources(dict_of("resources", resources, object))
        self._needs_scope = self._made.has_generators
        self._in_scope = False
        self._instance = instance
        self.log: Log = open_log("system")

    def __enter__(self) -> Any:
        self._in_scope = True
        return self

    def __exit__(self, *error: Any) -> None:
        self._made.close()

    def __del__(self) -> None:
        made = getattr(self, "_made", None)
        if made is not None:
            made.close()

    @property
    def instance(self) -> Any:
        """The instance that was given, else one that stores nothing."""
        from modec.vocabulary import live

        return self._instance or live("DagsterInstance")()

    @property
    def resources(self) -> Resources:
        """The resources. Raises `DagsterInvariantViolationError` outside of `with` where one is a generator."""
        if self._needs_scope and not self._in_scope:
            raise DagsterInvariantViolationError(
                "At least one provided resource is a generator, but attempting to access resources outside of context "
                "manager scope. You can use the following syntax to open a context manager: "
                f"`with {self.builder}(...) as context:`"
            )
        return Resources(self._made.values)


class InitResourceContextValues:
    """What a resource function is handed outside of a run (1.5)."""

    def __init__(
        self, config: Any, resources: Resources, definition: Any, instance: Any, log: Log
    ) -> None:
        self.resource_config = config
        self.resources = resources
        self.resource_def = definition
        self.instance = instance
        self.log = self.log_manager = log
        self.pipeline_run = None
        self.run_id = None
        self.pipeline_def_for_backwards_compat = None

    def replace_config(self, config: Any) -> InitResourceContextValues:
        """The same context with another config."""
        return InitResourceContextValues(
            config, self.resources, self.resource_def, self.instance, self.log
        )


class UnboundInitResourceContext(DirectContext):
    """What `build_init_resource_context` gives."""

    builder = "build_init_resource_context"

    def __init__(
        self, config: Any = None, resources: Mapping[str, Any] | None = None, instance: Any = None
    ) -> None:
        super().__init__(resources, instance)
        self.resource_config = config
        self.log_manager = self.log
        self.pipeline_run = None
        self.run_id = None
        self.pipeline_def_for_backwards_compat = None

    @property
    def resource_def(self) -> NoReturn:
        """Not known before the call."""
        raise DagsterInvariantViolationError(
            "UnboundInitLoggerContext has not been validated against a logger definition."
        )


def build_init_resource_context(
    config: Mapping[str, Any] | None = None,
    resources: Mapping[str, Any] | None = None,
    instance: Any = None,
) -> UnboundInitResourceContext:
    """A context to call a resource with (1.4). Raises `ParameterCheckError` for config that is no dict."""
    return UnboundInitResourceContext(dict_of("config", config, object), resources, instance)


class UnboundSolidExecutionContext(DirectContext):
    """What `build_solid_context` gives: what a run would tell is not there."""

    builder = "build_solid_context"

    def __init__(
        self, config: Any = None, resources: Mapping[str, Any] | None = None, instance: Any = None
    ) -> None:
        super().__init__(resources, instance)
        self.solid_config = self.op_config = config
        self.run_id = EPHEMERAL
        self.step_launcher = None

    def __getattr__(self, name: str) -> NoReturn:
        raise _not_set(name)

    def has_tag(self, key: str) -> NoReturn:
        """Raises: there is no run that could have tags."""
        raise _not_set("has_tag", "method")

    def get_tag(self, key: str) -> NoReturn:
        """Raises: there is no run that could have tags."""
        raise _not_set("get_tag", "method")


def _not_set(name: str, kind: str = "property") -> Exception:
    if name.startswith("__"):
        return AttributeError(name)
    return DirectPropertyError(
        f"The {name} {kind} is not set on the context when a solid is directly invoked."
    )


class DirectPropertyError(DagsterInvalidPropertyError, AttributeError):
    """An attribute that only a run's context has."""


class BoundSolidExecutionContext:
    """What a solid's function is handed in a direct call: the context with the solid's own config."""

    def __init__(self, unbound: UnboundSolidExecutionContext, solid: Any, config: Any) -> None:
        self.solid_config = self.op_config = config
        self.solid_def = self.op_def = solid
        self.resources = unbound.resources
        self.instance = unbound.instance
        self.log = unbound.log
        self.run_id = EPHEMERAL
        self.step_launcher = None

    def get_mapping_key(self) -> None:
        """None: there is no dynamic output above it."""

    def describe_op(self) -> str:
        """What to call it: `solid "name"` or `op "name"`."""
        kind = "op" if self.solid_def.is_op else "solid"
        return f'{kind} "{self.solid_def.name}"'

    def __getattr__(self, name: str) -> NoReturn:
        raise _not_set(name)

    def has_tag(self, key: str) -> NoReturn:
        """Raises: there is no run that could have tags."""
        raise _not_set("has_tag", "method")

    def get_tag(self, key: str) -> NoReturn:
        """Raises: there is no run that could have tags."""
        raise _not_set("get_tag", "method")


def build_solid_context(
    resources: Mapping[str, Any] | None = None, config: Any = None, instance: Any = None
) -> UnboundSolidExecutionContext:
    """A context to call a solid with (3.14)."""
    return UnboundSolidExecutionContext(config, resources, instance)


def build_op_context(
    resources: Mapping[str, Any] | None = None, config: Any = None, instance: Any = None
) -> UnboundSolidExecutionContext:
    """A context to call an op with. Raises `CheckError` for config that is no dict."""
    return UnboundSolidExecutionContext(dict_of("config", config, object), resources, instance)


class DirectTypeCheckContext:
    """The context of a type check outside of a run."""

    def __init__(self, resources: Mapping[str, Any]) -> None:
        self.resources = Resources(resources)
        self.log = open_log("system")
        self.run_id = EPHEMERAL


class UnboundHookContext(DirectContext):
    """What `build_hook_context` gives."""

    builder = "build_hook_context"

    def __init__(
        self,
        resources: Mapping[str, Any] | None,
        mode_def: Any = None,
        solid: Any = None,
        instance: Any = None,
    ) -> None:
        super().__init__(resources, instance)
        self.mode_def = mode_def
        self._solid = solid

    def __getattr__(self, name: str) -> NoReturn:
        raise _no_hook_property(name)


def _no_hook_property(name: str) -> Exception:
    if name.startswith("__"):
        return AttributeError(name)
    return DirectPropertyError(
        f"Cannot access {name} property from a hook context built for direct calls."
    )


class BoundHookContext:
    """What a hook's function is handed in a direct call."""

    def __init__(self, unbound: UnboundHookContext, hook: Any) -> None:
        self.hook_def = hook
        self.required_resource_keys = set(hook.required_resource_keys)
        self.resources = unbound.resources
        self.mode_def = unbound.mode_def
        self.log = unbound.log
        if unbound._solid is not None:
            definition = getattr(unbound._solid, "definition", unbound._solid)
            name = getattr(unbound._solid, "node_name", definition.name)
            self.solid = self.op = SimpleNamespace(name=name, definition=definition)

    def __getattr__(self, name: str) -> NoReturn:
        raise _no_hook_property(name)


def build_hook_context(
    resources: Mapping[str, Any] | None = None,
    mode_def: Any = None,
    solid: Any = None,
    op: Any = None,
) -> UnboundHookContext:
    """A context to call a hook with. Raises `CheckError` where both `solid` and `op` are given."""
    if solid is not None and op is not None:
        raise CheckError("cannot set both `solid` and `op` on `build_hook_context`.")
    return UnboundHookContext(resources, mode_def, op or solid)


class UnboundInitLoggerContext:
    """What `build_init_logger_context` gives."""

    def __init__(self, logger_config: Any, pipeline_def: Any) -> None:
        self.logger_config = logger_config
        self.pipeline_def = pipeline_def
        self.run_id = None

    @property
    def logger_def(self) -> NoReturn:
        """Not known before the call."""
        raise DagsterInvariantViolationError(
            "UnboundInitLoggerContext has not been validated against a logger definition."
        )


class InitLoggerContextValues:
    """What a logger's function is handed in a direct call."""

    def __init__(self, unbound: UnboundInitLoggerContext, definition: Any, config: Any) -> None:
        self.logger_config = config
        self.logger_def = definition
        self.pipeline_def = unbound.pipeline_def
        self.run_id = unbound.run_id


def build_init_logger_context(
    logger_config: Any = None, pipeline_def: Any = None
) -> UnboundInitLoggerContext:
    """A context to call a logger with (2.1)."""
    return UnboundInitLoggerContext(logger_config, pipeline_def)


class DirectOutputContext(DirectContext, OutputContext):  # type: ignore[override]
    """An `OutputContext` without a run."""

    builder = "build_output_context"

    def __init__(self, resources: Mapping[str, Any] | None, **values: Any) -> None:
        DirectContext.__init__(self, resources)
        self.__dict__.update(values)

    def get_output_identifier(self) -> list[str]:
        """Run id, step key, output name and mapping key."""
        return super().get_output_identifier()

    def __getattr__(self, name: str) -> NoReturn:
        raise _not_in_io_context(name, "output")


class DirectInputContext(DirectContext, InputContext):  # type: ignore[override]
    """An `InputContext` without a run."""

    builder = "build_input_context"

    def __init__(self, resources: Mapping[str, Any] | None, **values: Any) -> None:
        DirectContext.__init__(self, resources)
        self.__dict__.update(values)

    def __getattr__(self, name: str) -> NoReturn:
        raise _not_in_io_context(name, "input")


def _not_in_io_context(name: str, kind: str) -> Exception:
    if name.startswith("__"):
        return AttributeError(name)
    return MissingValueError(
        f"Attempting to access {name}, but it was not provided when constructing the "
        f"{kind.capitalize()}Context"
    )


class MissingValueError(DagsterInvariantViolationError, AttributeError):
    """Something that was not given when the context was built."""


def build_output_context(
    step_key: str | None = None,
    name: str | None = None,
    metadata: Mapping[str, Any] | None = None,
    run_id: str | None = None,
    mapping_key: str | None = None,
    config: Any = None,
    dagster_type: Any = None,
    version: str | None = None,
    resource_config: Mapping[str, Any] | None = None,
    resources: Mapping[str, Any] | None = None,
    solid_def: Any = None,
) -> DirectOutputContext:
    """A context to call an IO manager's `handle_output` with."""
    _texts(step_key=step_key, name=name, run_id=run_id, mapping_key=mapping_key, version=version)
    given = {"step_key": step_key, "name": name, "solid_def": solid_def}
    given = {key: value for key, value in given.items() if value is not None}
    return DirectOutputContext(
        resources,
        **given,
        metadata=metadata,
        run_id=run_id or EPHEMERAL,
        mapping_key=mapping_key,
        config=config,
        dagster_type=dagster_type,
        version=version,
        resource_config=resource_config,
        step_context=None,
    )


def build_input_context(
    name: str | None = None,
    config: Any = None,
    metadata: Mapping[str, Any] | None = None,
    upstream_output: Any = None,
    dagster_type: Any = None,
    resource_config: Mapping[str, Any] | None = None,
    resources: Mapping[str, Any] | None = None,
) -> DirectInputContext:
    """A context to call an IO manager's `load_input` with."""
    _texts(name=name)
    given = {} if name is None else {"name": name}
    return DirectInputContext(
        resources,
        **given,
        config=config,
        metadata=metadata,
        upstream_output=upstream_output,
        dagster_type=dagster_type,
        resource_config=resource_config,
    )


def _texts(**given: Any) -> None:
    for name, value in given.items():
        if value is not None and not isinstance(value, str):
            raise ParameterCheckError(
                f'Param "{name}" is not a str. Got {value!r} which is type {type(value)}.'
            )
