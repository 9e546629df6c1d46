"""Config and run config, as Dagster's insides name them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from modec.definitions.config_conversion import to_config_type, to_field
from modec.definitions.pipeline import PipelineDefinition
from modec.plan.make import plan_of
from modec.plan.mode_choice import choose
from modec.runtime.config_array import Array
from modec.runtime.config_enum import EnumConfig
from modec.runtime.config_errors import DagsterInvalidConfigError, EvaluationError
from modec.runtime.config_noneable import Noneable
from modec.runtime.config_scalars import Scalar
from modec.runtime.config_selector import Selector
from modec.runtime.config_shapes import FieldsType, Permissive
from modec.runtime.config_types import AnyConfig, AnyConfigType, ConfigType, Field
from modec.runtime.config_types import process_config as resolved

__all__ = [
    "ConfigAnyInstance",
    "ConfigTypeKind",
    "DagsterEvaluationErrorReason",
    "ResolvedRunConfig",
    "ResourceConfig",
    "SolidConfig",
    "convert_potential_field",
    "create_run_config_schema",
    "define_solid_dictionary_cls",
    "print_config_type_to_string",
    "process_config",
    "resolve_to_config_type",
    "validate_config",
]

ConfigAnyInstance = AnyConfig
resolve_to_config_type = to_config_type
convert_potential_field = to_field


class ConfigTypeKind:
    """What kind of config type one is: the class of modec's that it is an object of."""

    ANY = AnyConfigType
    SCALAR = Scalar
    ARRAY = Array
    NONEABLE = Noneable
    SELECTOR = Selector
    PERMISSIVE_SHAPE = Permissive
    STRICT_SHAPE = FieldsType


def _kind(self: ConfigType) -> Any:
    kinds = ("ANY", "SCALAR", "ARRAY", "NONEABLE", "SELECTOR", "PERMISSIVE_SHAPE", "STRICT_SHAPE")
    return next(
        cls for cls in (getattr(ConfigTypeKind, kind) for kind in kinds) if isinstance(self, cls)
    )


class DagsterEvaluationErrorReason:
    """What is wrong with a value: how modec's message about it starts."""

    FIELD_NOT_DEFINED = "Received unexpected config"
    MISSING_REQUIRED_FIELD = "Missing required config"
    RUNTIME_TYPE_MISMATCH = "Invalid scalar"


def _reason(self: EvaluationError) -> str:
    reasons = [
        DagsterEvaluationErrorReason.FIELD_NOT_DEFINED,
        DagsterEvaluationErrorReason.MISSING_REQUIRED_FIELD,
        DagsterEvaluationErrorReason.RUNTIME_TYPE_MISMATCH,
    ]
    return next((each for each in reasons if self.message.startswith(each)), "")


ConfigType.kind = property(_kind)  # type: ignore[attr-defined]
ConfigType.given_name = property(lambda self: self.describe())  # type: ignore[attr-defined]
EvaluationError.reason = property(_reason)  # type: ignore[attr-defined]
Field.as_field = lambda self: self  # type: ignore[attr-defined]
EnumConfig.post_process = lambda self, value: self.resolve(value, (), [])  # type: ignore[attr-defined]
Field.default_provided = property(lambda self: self.has_default)  # type: ignore[attr-defined]


def print_config_type_to_string(config_type: Any, with_lines: bool = True) -> str:
    """How messages show a type, in one line."""
    return str(to_config_type(config_type).describe())


def process_config(config_type: Any, value: Any) -> Any:
    """The resolved value, or the errors."""
    try:
        found = resolved(to_config_type(config_type), value, "")
    except DagsterInvalidConfigError as error:
        return _Processed(success=False, errors=error.errors, value=None)
    return _Processed(success=True, errors=[], value=found)


class _Processed(SimpleNamespace):
    """What became of a config value. Iterating over it gives the names of its parts, as of a named tuple's."""

    def __iter__(self) -> Iterator[Any]:
        return iter((self.success, self.errors, self.value))


def validate_config(config_type: Any, value: Any) -> Any:
    """What is wrong with the value."""
    errors = to_config_type(config_type).validate(value)
    return SimpleNamespace(success=not errors, errors=errors, value=value)


def _schema(pipeline: PipelineDefinition, mode: str | None = None) -> Any:
    return plan_of(pipeline, choose(pipeline, mode, None, None, None, None)).schema


@dataclass(frozen=True)
class RunConfigSchema:
    """The type of a pipeline's run config."""

    config_type: ConfigType

    def all_config_types(self) -> Iterator[ConfigType]:
        """All types in it."""
        return _inside(self.config_type)

    def has_config_type(self, name: str) -> bool:
        """Whether a type of that name is in it."""
        return any(each.describe() == name for each in self.all_config_types())


def _inside(config_type: ConfigType) -> Iterator[ConfigType]:
    yield config_type
    fields: Mapping[str, Field] = getattr(config_type, "fields", {})
    for each in fields.values():
        yield from _inside(each.config_type)
    for name in ("inner", "scalar", "non_scalar"):
        inner = getattr(config_type, name, None)
        if isinstance(inner, ConfigType):
            yield from _inside(inner)


def create_run_config_schema(
    pipeline_def: PipelineDefinition, mode: str | None = None
) -> RunConfigSchema:
    """The type of a pipeline's run config in a mode."""
    return RunConfigSchema(_schema(pipeline_def, mode))


def define_solid_dictionary_cls(solids: Any, **_others: Any) -> Any:
    """The type of the section of solids."""
    pipeline = PipelineDefinition(
        name="the_solids", solid_defs=[solid.definition for solid in solids]
    )
    return _schema(pipeline).fields["solids"].config_type


@dataclass(frozen=True)
class ResourceConfig:
    """The config of a resource."""

    config: Any = None


@dataclass(frozen=True)
class SolidConfig:
    """What the run config says of a solid."""

    config: Any = None
    inputs: Any = field(default_factory=dict)
    outputs: Any = field(default_factory=lambda: OutputsConfig(None))

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> SolidConfig:
        """Of a section of resolved run config."""
        return cls(
            given.get("config"), given.get("inputs") or {}, OutputsConfig(given.get("outputs"))
        )


@dataclass(frozen=True)
class OutputsConfig:
    """What the run config says of outputs."""

    config: Any

    @property
    def type_materializer_specs(self) -> Any:
        """The files that outputs are written to."""
        return self.config if isinstance(self.config, list) else []


class ResolvedRunConfig:
    """A resolved run config."""

    def __init__(self) -> None:
        self.solids: dict[str, SolidConfig] = {}
        self.resources: dict[str, ResourceConfig] = {}
        self.intermediate_storage: Any = None

    @classmethod
    def build(
        cls, pipeline_def: PipelineDefinition, run_config: Any = None, mode: str | None = None
    ) -> ResolvedRunConfig:
        """That of a pipeline; of the resources, those that are needed. Raises `DagsterInvalidConfigError`."""
        choice = choose(pipeline_def, mode, run_config, None, None, None)
        plan = plan_of(pipeline_def, choice)
        config = resolved(
            plan.schema, plan.run_config, f"Error in config for pipeline {pipeline_def.name}"
        )
        made = cls()
        section = config.get("solids") or config.get("ops") or {}
        made.solids = {name: SolidConfig.from_dict(given) for name, given in section.items()}
        given = config.get("resources") or {}
        made.resources = {
            each.key: ResourceConfig((given.get(each.key) or {}).get("config"))
            for each in plan.resources
        }
        return made
