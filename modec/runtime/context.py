"""The context objects of functions that keep theirs: Dagster's attributes, as far as a script has them (1.5, 3.13)."""

import copy
from typing import Any, Dict, Mapping, NoReturn, Optional

from modec.runtime.engine import PerAttempt
from modec.runtime.errors import DagsterInvalidPropertyError, DagsterUnknownResourceError
from modec.runtime.run import Run


class Resources:
    """`context.resources`: the resources that were declared (1.11)."""

    def __init__(self, resources: Mapping[str, Any]) -> None:
        self.__dict__.update(resources)

    def __getattr__(self, name: str) -> NoReturn:
        raise DagsterUnknownResourceError(name)

    def _asdict(self) -> Dict[str, Any]:
        """The resources by key."""
        return dict(self.__dict__)


class Solid:
    """`context.solid`, `context.solid_def`, `context.mode_def`: what has a name, and little else in a script."""

    def __init__(
        self, name: str, definition: str = "", tags: Optional[Mapping[str, str]] = None
    ) -> None:
        self.name = name
        self.tags = dict(tags or {})
        self._definition = definition or name

    @property
    def definition(self) -> "Solid":
        """The definition, which has a name of its own."""
        return Solid(self._definition)

    def __getattr__(self, name: str) -> NoReturn:
        raise absent(name)


class SolidHandle:
    """`context.solid_handle`: the dotted path of an invocation."""

    def __init__(self, key: str) -> None:
        parent, _, self.name = key.rpartition(".")
        self.path = key.split(".")
        self.parent = SolidHandle(parent) if parent else None

    def to_string(self) -> str:
        """The dotted path."""
        return ".".join(self.path)

    __str__ = to_string


class PipelineRun:
    """`context.pipeline_run`."""

    def __init__(self, pipeline: Run, mode: str, tags: Mapping[str, str]) -> None:
        self.pipeline_name = pipeline.name
        self.run_id = pipeline.run_id
        self.mode = mode
        self.tags = dict(tags)

    def __getattr__(self, name: str) -> NoReturn:
        raise absent(name)


def absent(name: str) -> AttributeError:
    """The error for an attribute that has no meaning in a script."""
    if name.startswith("__"):
        return AttributeError(name)
    return AbsentAttribute(f"`{name}` has no meaning in a script: there is no Dagster around it.")


class AbsentAttribute(DagsterInvalidPropertyError, AttributeError):
    """An attribute that Dagster's object has and a script's has not."""


class SolidExecutionContext(PerAttempt):
    """The context of a solid.

    `key` is the step's key, `config` the solid's config, `resources` those that it declares. `solid` is the
    definition's name where the invocation has another; `tags` are the run's (not the solid's).
    """

    def __init__(
        self,
        pipeline: Run,
        key: str,
        config: Any = None,
        resources: Optional[Mapping[str, Any]] = None,
        mode: str = "default",
        tags: Optional[Mapping[str, str]] = None,
        solid: str = "",
        solid_tags: Optional[Mapping[str, str]] = None,
    ) -> None:
        self._key = key
        self.solid_config = self.op_config = config
        self.resources = Resources(resources or {})
        self.log = pipeline.log
        self.run_id = pipeline.run_id
        self.run_config = pipeline.run_config
        self.pipeline_name = pipeline.name
        self.pipeline_run = PipelineRun(pipeline, mode, tags or {})
        self.mode_def = Solid(mode)
        self.solid = Solid(key.rpartition(".")[2], solid, solid_tags)
        self.solid_def = self.solid.definition
        self.solid_handle: Any = SolidHandle(key)
        self.pipeline_def: Any = Solid(pipeline.name)
        self.retry_number = 0
        self.step_launcher = None
        self._tags = dict(tags or {})
        self._mapping_key: Optional[str] = None

    def at(
        self, key: str, mapping_key: Optional[str], retry_number: int
    ) -> "SolidExecutionContext":
        context = copy.copy(self)
        context._key = key
        context.retry_number = retry_number
        context._mapping_key = mapping_key
        return context

    def has_tag(self, key: str) -> bool:
        """True if the run has the tag."""
        return key in self._tags

    def get_tag(self, key: str) -> Optional[str]:
        """The value of a tag of the run."""
        return self._tags.get(key)

    def get_mapping_key(self) -> Optional[str]:
        """The key of the dynamic output's element that this is run for."""
        return self._mapping_key

    def describe_op(self) -> str:
        """What to call it: `solid "name"`."""
        return f'solid "{self._key.partition("[")[0]}"'

    def __getattr__(self, name: str) -> NoReturn:
        raise absent(name)


class InitResourceContext:
    """The context of a resource function; `key` is the resource's."""

    def __init__(
        self,
        pipeline: Run,
        key: str,
        config: Any = None,
        resources: Optional[Mapping[str, Any]] = None,
        mode: str = "default",
        tags: Optional[Mapping[str, str]] = None,
    ) -> None:
        self.resource_config = config
        self.resources = Resources(resources or {})
        self.log = self.log_manager = pipeline.log.of(f"resource:{key}")
        self.run_id = pipeline.run_id
        self.pipeline_run = PipelineRun(pipeline, mode, tags or {})

    def replace_config(self, config: Any) -> "InitResourceContext":
        """The same context with another config."""
        context = copy.copy(self)
        context.resource_config = config
        return context

    def __getattr__(self, name: str) -> NoReturn:
        raise absent(name)


class InitLoggerContext:
    """The context of a logger function."""

    def __init__(self, pipeline: Run, config: Any = None) -> None:
        self.logger_config = config
        self.run_id = pipeline.run_id

    def __getattr__(self, name: str) -> NoReturn:
        raise absent(name)


class TypeCheckContext:
    """The context of a type check function, or of a loader."""

    def __init__(self, pipeline: Run, resources: Optional[Mapping[str, Any]] = None) -> None:
        self.log = pipeline.log
        self.run_id = pipeline.run_id
        self.resources = Resources(resources or {})

    def __getattr__(self, name: str) -> NoReturn:
        raise absent(name)
