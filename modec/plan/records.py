"""What a plan says: which resources and which steps, in which order, fed from where.

A plan holds definitions (live ones, or those of static evaluation: the same classes) beside plain data;
`modec.plan.describe` gives its serialisable form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from modec.diagnostics import Span
from modec.diagnostics.places import NOWHERE, ConfigPlaces

if TYPE_CHECKING:
    from modec.definitions.inputs import InputDefinition
    from modec.definitions.mode import ModeDefinition
    from modec.definitions.pipeline import PipelineDefinition
    from modec.definitions.preset import PresetDefinition
    from modec.definitions.resource import ResourceDefinition
    from modec.definitions.solid import SolidDefinition


@dataclass(frozen=True)
class FromStep:
    """The output of another step."""

    step: str
    output: str
    entry: InputDefinition | None = field(default=None, compare=False)
    """The input of a composite through which it comes: what an IO manager is told of (3.15)."""
    meant: str | None = field(default=None, compare=False)
    """The step that the body names, where Dagster takes another (3.4)."""


@dataclass(frozen=True)
class FromMany:
    """Fan-in: a list of outputs, in the order they are listed."""

    sources: tuple[Source, ...]


@dataclass(frozen=True)
class FromMapped:
    """Inside a mapped region: the element of a dynamic output that this copy of the step is for."""

    step: str
    output: str
    entry: InputDefinition | None = field(default=None, compare=False)
    """As of `FromStep`."""
    meant: str | None = field(default=None, compare=False)


@dataclass(frozen=True)
class FromCollected:
    """`.collect()`: the list of a mapped step's (or the dynamic step's own) values."""

    step: str
    output: str
    entry: InputDefinition | None = field(default=None, compare=False)
    """As of `FromStep`."""
    meant: str | None = field(default=None, compare=False)


@dataclass(frozen=True)
class FromConfig:
    """Given in the run config: `path` leads to the value, `("solids", "a", "inputs", "x")`."""

    path: tuple[str, ...]
    default: Any = None
    has_default: bool = False


@dataclass(frozen=True)
class FromDefault:
    """The input's default value."""

    value: Any


@dataclass(frozen=True)
class FromRootManager:
    """A `root_input_manager` resource."""

    key: str
    config_path: tuple[str, ...]


@dataclass(frozen=True)
class Nowhere:
    """A `Nothing` input that nothing feeds."""


Source = (
    FromStep
    | FromMany
    | FromMapped
    | FromCollected
    | FromConfig
    | FromDefault
    | FromRootManager
    | Nowhere
)


def single_sources(source: Source) -> Iterator[Source]:
    """The sources that a source is made of: those of a fan-in, each other by itself."""
    if isinstance(source, FromMany):
        for part in source.sources:
            yield from single_sources(part)
    else:
        yield source


@dataclass(frozen=True)
class PlannedInput:
    """An input of a step. Inputs of type Nothing only order steps: their value is not passed."""

    name: str
    type: Any
    """A `DagsterType` of `modec.runtime.types`."""
    source: Source
    nothing: bool = False


@dataclass(frozen=True)
class PlannedOutput:
    """An output of a step."""

    name: str
    type: Any
    is_required: bool = True
    is_dynamic: bool = False
    io_manager_key: str = "io_manager"
    metadata: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class PlannedStep:
    """One step. `key` is the dotted path of invocation names (`comp.add1`)."""

    key: str
    solid: SolidDefinition
    inputs: tuple[PlannedInput, ...]
    """Sorted by name: the order in which values are loaded and checked (3.3.5)."""
    outputs: tuple[PlannedOutput, ...]
    """In declaration order."""
    resource_keys: tuple[str, ...]
    """The keys that `context.resources` shows, sorted: those the solid declares (1.11)."""
    config_path: tuple[str, ...]
    """Where its config stands in the resolved run config: `("solids", "comp", "solids", "add1", "config")`."""
    tags: Mapping[str, str] = field(default_factory=dict)
    priority: int = 0
    retry_policy: Any = None
    hooks: tuple[Any, ...] = ()
    mapped_over: tuple[str, str] | None = None
    """(step, output) of the dynamic output that this step is mapped over, if it is."""

    @property
    def name(self) -> str:
        """The last part of the key: the invocation's name."""
        return self.key.rpartition(".")[2]


@dataclass(frozen=True)
class PlannedResource:
    """A resource that is initialised, with what it needs."""

    key: str
    definition: ResourceDefinition
    needs: tuple[str, ...]
    """The keys it declares, sorted."""
    needed_by: tuple[str, ...]
    """Resource keys and step keys that use it, in plan order."""


@dataclass(frozen=True)
class Plan:
    """One pipeline in one mode: everything that the script or the live executor does."""

    pipeline: PipelineDefinition
    mode: ModeDefinition
    resources: tuple[PlannedResource, ...]
    """Those to initialise, in initialisation order (1.8). Teardown is the reverse."""
    steps: tuple[PlannedStep, ...]
    """In plan order (3.3.1)."""
    order: tuple[str, ...] | None
    """Step keys in the order they run (3.3.2), or None where skips, retries or dynamic outputs decide it at run time."""
    schema: Any
    """The run config's type: a `ConfigType` of `modec.runtime.config_types`, as section 4.4 lays it out."""
    run_config: Mapping[str, Any] = field(default_factory=dict)
    """The config known at build time (a preset's, `--config`): the script's default."""
    tags: Mapping[str, str] = field(default_factory=dict)
    places: ConfigPlaces = NOWHERE
    """Where the values of `run_config` were written down."""
    config_origin: Span | None = None
    """What else is pointed at where `run_config` is meant: the preset, or the pipeline."""
    preset: PresetDefinition | None = None
    """The preset that was named."""

    def step(self, key: str) -> PlannedStep:
        """The step of that key. Raises KeyError."""
        return self._by_key[key]

    @cached_property
    def _by_key(self) -> dict[str, PlannedStep]:
        return {step.key: step for step in self.steps}
