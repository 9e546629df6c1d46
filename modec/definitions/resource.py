"""Resources: what solids are handed (1.1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from modec.definitions import functions
from modec.definitions.checks import function, invalid, is_residual, optional_text, text_set
from modec.definitions.config_conversion import to_field
from modec.definitions.configurable import AnonymousConfigurable, Configured
from modec.definitions.origin import here
from modec.runtime.config_types import Field
from modec.vocabulary import live


class ResourceDefinition(AnonymousConfigurable):
    """A resource: a function that makes its value, the config it takes, and the resources that it needs (1.1).

    `resource_fn` is called with the context unless it takes no parameter; if it returns a generator, what that
    yields is the value, and what follows the `yield` tears it down. Where `has_value`, there is no function of the
    author's: `value` is the resource. Raises `ParameterCheckError`.
    """

    has_value = False
    value: Any = None
    kind = "function"
    """`function`; of the ready-made ones `value`, `string`, `mock`, `values`."""

    def __init__(
        self,
        resource_fn: Any,
        config_schema: Any = None,
        description: str | None = None,
        required_resource_keys: Any = None,
        version: str | None = None,
    ) -> None:
        self.resource_fn: Any = function("resource_fn", resource_fn)
        self.config_field: Field = to_field(config_schema)
        self.description = optional_text("description", description)
        self.required_resource_keys: frozenset[str] = text_set(
            "required_resource_keys", required_resource_keys
        )
        self.version = optional_text("version", version)
        self.origin = here()
        self._call_signature_known = not is_residual(resource_fn)

    @property
    def context_parameter(self) -> str | None:
        """The name of the function's context parameter: its first, whatever it is called. None without one."""
        params = functions.parameters(self.resource_fn) if self._call_signature_known else []
        return params[0].name if params else None

    def _copy_configured(
        self, field: Field, configured_by: Configured, description: str | None
    ) -> ResourceDefinition:
        made = type(self).__new__(type(self))
        made.__dict__.update(self.__dict__)
        made.__dict__.pop("__name__", None)
        made.config_field = field
        made.configured_by = configured_by
        made.description = self.description if description is None else description
        made.origin = here()
        if not self.keeps_version:
            made.version = None
        return made

    keeps_version = True
    """Whether `configured` gives a copy of the same version."""

    @staticmethod
    def hardcoded_resource(value: Any, description: str | None = None) -> ResourceDefinition:
        """A resource whose value is there already."""
        made = ResourceDefinition(lambda _context: value, description=description)
        made.has_value, made.value, made.kind = True, value, "value"
        return made

    @staticmethod
    def none_resource(description: str | None = None) -> ResourceDefinition:
        """A resource that is None."""
        return ResourceDefinition.hardcoded_resource(None, description)

    @staticmethod
    def string_resource(description: str | None = None) -> ResourceDefinition:
        """A resource that is the string in its config."""
        made = ResourceDefinition(_own_config, str, description)
        made.kind = "string"
        return made

    @staticmethod
    def mock_resource(description: str | None = None) -> ResourceDefinition:
        """A resource that is a new `unittest.mock.MagicMock` in each run."""
        made = ResourceDefinition(_new_mock, description=description)
        made.kind = "mock"
        return made

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Direct invocation (1.3)."""
        return live("invoke_resource")(self, args, kwargs)


class UnknownResource(ResourceDefinition):
    """A resource that is no part of the project, in a mode that may never be built: `residual` says why.

    A plan that needs it is refused.
    """

    def __init__(self, residual: Any) -> None:
        super().__init__(residual)
        self.residual = residual


def _own_config(context: Any) -> Any:
    return context.resource_config


def _new_mock(_context: Any) -> Any:
    from unittest.mock import MagicMock

    return MagicMock()


_SCHEMAS = (int, float, bool, str, list, dict)
"""Classes that are config schemas: `@resource(str)` is no bare use."""


def is_bare_use(first: Any) -> bool:
    """Whether a decorator's first argument is the decorated function (1.1)."""
    return callable(first) and first not in _SCHEMAS


def resource(
    config_schema: Any = None,
    description: str | None = None,
    required_resource_keys: Any = None,
    version: str | None = None,
) -> Any:
    """The decorator that makes a resource of a function, bare or with arguments (1.1).

    Raises `DagsterInvalidDefinitionError` when the function needs more than a context.
    """
    if is_bare_use(config_schema):
        return _decorated(ResourceDefinition, config_schema, "@resource")

    def decorate(fn: Any) -> ResourceDefinition:
        arguments = (config_schema, description, required_resource_keys, version)
        made: ResourceDefinition = _decorated(ResourceDefinition, fn, "@resource", *arguments)
        return made

    return decorate


def _decorated(make: Callable[..., Any], fn: Any, decorator: str, *arguments: Any) -> Any:
    """The definition of a decorated function, which has its name and docstring."""
    check_resource_function(fn, decorator)
    made = make(fn, *arguments)
    made.__name__ = functions.name_of(fn)
    made.__doc__ = functions.doc_of(fn)
    return made


def check_resource_function(fn: Any, decorator: str) -> None:
    """Raises `DagsterInvalidDefinitionError` unless the function can be called with a context, or nothing."""
    function("fn", fn)
    params = [] if is_residual(fn) else functions.parameters(fn)
    if params and params[0].kind is params[0].KEYWORD_ONLY and params[0].default is params[0].empty:
        extra = functions.extra_required(params)
    else:
        # After the context, `*args` and `**kwargs` count as required, too.
        extra = [param for param in params[1:] if param.default is param.empty]
    if extra:
        listed = ", ".join(param.name for param in extra if param.kind is not param.KEYWORD_ONLY)
        raise invalid(
            f"{decorator} decorated function '{functions.name_of(fn)}' expects only a single positional required "
            f"argument. Got required extra params {listed}"
        )


def make_values_resource(**kwargs: Any) -> ResourceDefinition:
    """A resource that is its config, which has the given fields; any config where none are given (1.1)."""
    from modec.runtime.config_types import AnyConfig

    made = ResourceDefinition(_own_config, kwargs or Field(AnyConfig))
    made.kind = "values"
    return made


no_step_launcher = ResourceDefinition.none_resource()
"""The resource that stands for launching no step elsewhere, as a script never does."""
