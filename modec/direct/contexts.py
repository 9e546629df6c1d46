"""Contexts that tests build to call solids and ops themselves (3.14), and what all such contexts have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

from modec.definitions.checks import dict_of
from modec.direct.resources import DirectResources
from modec.runtime.context import Resources
from modec.runtime.errors import DagsterInvalidPropertyError, DagsterInvariantViolationError
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


class UnboundSolidExecutionContext(DirectContext):
    """What `build_solid_context` gives: what a run would tell is not there."""

    builder = "build_solid_context"

    def __init__(
        self, config: Any = None, resources: Mapping[str, Any] | None = None, instance: Any = None
    ) -> None:
        super().__init__(resources, instance)
        self.solid_config = self.op_config = config
        self.run_id = EPHEMERAL

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

    def __init__(
        self,
        unbound: UnboundSolidExecutionContext,
        solid: Any,
        config: Any,
        tags: Mapping[str, str],
    ) -> None:
        self.solid_config = self.op_config = config
        self.solid_def = self.op_def = solid
        self.resources = unbound.resources
        self.instance = unbound.instance
        self.log = unbound.log
        self.run_id = EPHEMERAL
        self._tags = {**solid.tags, **tags}

    def get_mapping_key(self) -> None:
        """None: there is no dynamic output above it."""

    def describe_op(self) -> str:
        """What to call it: `solid "name"` or `op "name"`."""
        kind = "op" if self.solid_def.is_op else "solid"
        return f'{kind} "{self.solid_def.name}"'

    def __getattr__(self, name: str) -> NoReturn:
        raise _not_set(name)

    def has_tag(self, key: str) -> bool:
        """Whether the solid, or what was invoked of it, has the tag: there is no run that could have any."""
        return key in self._tags

    def get_tag(self, key: str) -> str | None:
        """The value of such a tag."""
        return self._tags.get(key)


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
