"""Hooks: functions that are called after a step (3.9)."""

from __future__ import annotations

from typing import Any

from modec.definitions import functions
from modec.definitions.checks import function, invalid, text_set
from modec.definitions.io_managers import named_after
from modec.definitions.names import check_name
from modec.definitions.origin import here
from modec.vocabulary import live


class HookDefinition:
    """A hook. `kind` is `success`, `failure` or `event_list`; the function of the last takes the events, too."""

    def __init__(
        self,
        name: str,
        hook_fn: Any,
        required_resource_keys: Any = None,
        decorated_fn: Any = None,
        kind: str = "event_list",
    ) -> None:
        self.name = check_name(name)
        self.hook_fn: Any = function("hook_fn", hook_fn)
        self.required_resource_keys: frozenset[str] = text_set(
            "required_resource_keys", required_resource_keys
        )
        self.decorated_fn = decorated_fn or hook_fn
        self.kind = kind
        self.origin = here()

    @property
    def context_parameter(self) -> str | None:
        """The name of the function's first parameter."""
        params = functions.parameters(self.decorated_fn)
        return params[0].name if params else None

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Decorating a pipeline adds the hook to all of its steps; anything else is a direct call."""
        from modec.definitions.pipeline import PipelineDefinition

        if args and isinstance(args[0], PipelineDefinition):
            return args[0].with_hooks({self})
        return live("invoke_hook")(self, args, kwargs)


def _hook(kind: str, expected: tuple[str, ...], name: Any, required_resource_keys: Any) -> Any:
    def decorate(fn: Any) -> HookDefinition:
        function("fn", fn)
        _check_parameters(fn, expected)
        called = name if isinstance(name, str) and name else functions.name_of(fn)
        made = HookDefinition(called, fn, required_resource_keys, fn, kind)
        return named_after(made, fn)  # type: ignore[no-any-return]

    return decorate(name) if callable(name) else decorate


def _check_parameters(fn: Any, expected: tuple[str, ...]) -> None:
    given = functions.positional_names(functions.parameters(fn))
    for index, wanted in enumerate(expected):
        if index >= len(given) or given[index].strip("_") not in ("", wanted):
            raise invalid(
                f"'{functions.name_of(fn)}' decorated function does not have required positional parameter "
                f"'{wanted}'. Hook functions should only have keyword arguments that match input names and a first "
                "positional parameter named 'context'."
            )


def success_hook(name: Any = None, required_resource_keys: Any = None) -> Any:
    """The decorator that makes a hook for steps that succeed, bare or with arguments."""
    return _hook("success", ("context",), name, required_resource_keys)


def failure_hook(name: Any = None, required_resource_keys: Any = None) -> Any:
    """The decorator that makes a hook for steps that fail, bare or with arguments."""
    return _hook("failure", ("context",), name, required_resource_keys)


def event_list_hook(name: Any = None, required_resource_keys: Any = None) -> Any:
    """The decorator that makes a hook that gets the step's events, bare or with arguments."""
    return _hook("event_list", ("context", "event_list"), name, required_resource_keys)
