"""Contexts that tests build to call hooks themselves (3.9)."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any, NoReturn

from modec.direct.contexts import DirectContext, DirectPropertyError
from modec.runtime.errors import CheckError
from modec.runtime.hooks import HookContext


class UnboundHookContext(DirectContext, HookContext):  # type: ignore[override]
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


class BoundHookContext(HookContext):
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
            invoked: Any = SimpleNamespace(name=name, definition=definition)
            self.solid = self.op = invoked

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
