"""Outputs that are kept by the author's IO managers (3.15)."""

import inspect
import os
import pickle
import tempfile
from abc import ABC, abstractmethod
from typing import Any, Callable, Dict, Iterator, List, Mapping, Optional, Set, Tuple

from modec.runtime.context import Resources, Solid, absent
from modec.runtime.dynamic import FromCollected, FromMapped
from modec.runtime.engine import From, Handle, Source
from modec.runtime.errors import (
    CheckError,
    DagsterError,
    DagsterExecutionHandleOutputError,
    DagsterExecutionLoadInputError,
    DagsterInvariantViolationError,
    RunAborted,
)
from modec.runtime.events import AssetKey, AssetMaterialization, Output
from modec.runtime.metadata import MetadataEntry, PathMetadataEntryData
from modec.runtime.outputs import Out
from modec.runtime.types import Any as AnyType


class IOManager(ABC):
    """What keeps outputs: the base class of the author's IO managers."""

    @abstractmethod
    def handle_output(self, context: Any, obj: Any) -> Any:
        """Keeps the value of an output."""

    @abstractmethod
    def load_input(self, context: Any) -> Any:
        """Gives the value again, for an input."""

    def get_output_asset_key(self, context: Any) -> Optional[AssetKey]:
        """The asset that an output stands for; None for none."""
        return None

    def get_output_asset_partitions(self, context: Any) -> Set[str]:
        """The partitions of that asset."""
        return set()

    def get_input_asset_key(self, context: Any) -> Optional[AssetKey]:
        """The asset that an input comes from."""
        return self.get_output_asset_key(context.upstream_output)

    def get_input_asset_partitions(self, context: Any) -> Set[str]:
        """The partitions of that asset."""
        return self.get_output_asset_partitions(context.upstream_output)


class MemoizableIOManager(IOManager):
    """The base class of the author's IO managers that know what they have kept. Only memoized runs ask them."""

    @abstractmethod
    def has_output(self, context: Any) -> bool:
        """Whether an output of that version is there."""


class RootInputManager(ABC):
    """What loads inputs that nothing feeds: the base class of the author's own."""

    @abstractmethod
    def load_input(self, context: Any) -> Any:
        """Gives the value of an input."""


class OutputContext:
    """What an IO manager is told of the output that it keeps."""

    def __init__(
        self, execution: Any, step_key: str, mapping_key: Optional[str], out: "KeptOut"
    ) -> None:
        self.step_key = step_key
        self.name = out.name
        self.pipeline_name = execution.pipeline.name
        self.run_id = execution.pipeline.run_id
        self.metadata = out.metadata
        self.mapping_key = mapping_key
        self.config = out.config
        self.solid_def = Solid(out.solid or step_key.partition("[")[0].rpartition(".")[2])
        self.dagster_type = out.checked or AnyType
        self.log = execution.pipeline.log
        self.version = None
        self.resource_config = out.resource_config
        self.resources = Resources(out.resources)
        self.asset_key = out.asset_key(self) if callable(out.asset_key) else out.asset_key

    def get_output_identifier(self) -> List[str]:
        """Run id, step key, output name and, for one of a dynamic output's values, its key."""
        identifier = [self.run_id, self.step_key, self.name]
        return identifier if self.mapping_key is None else [*identifier, self.mapping_key]

    get_run_scoped_output_identifier = get_output_identifier

    def __getattr__(self, name: str) -> Any:
        raise absent(name)


class InputContext:
    """What an IO manager, or a root input manager, is told of the input that it loads."""

    def __init__(
        self,
        execution: Any,
        step: Any,
        name: str,
        details: "InputDetails",
        manager: Any,
        upstream: Optional[OutputContext],
    ) -> None:
        self.name = details.name or name
        self.pipeline_name = execution.pipeline.name
        self.solid_def = Solid(details.solid or step.solid.rpartition(".")[2])
        self.config = details.config
        self.metadata = details.metadata or {}
        self.upstream_output = upstream
        self.dagster_type = step.types.get(name) or AnyType
        self.log = execution.pipeline.log
        self.resource_config = manager.resource_config
        self.resources = Resources(manager.resources)
        key = details.asset_key
        self.asset_key = key(self) if callable(key) else key

    def __getattr__(self, name: str) -> Any:
        raise absent(name)


class KeptOut(Out):
    """An output kept by `manager`, the resource under `key`.

    `resource_config` and `resources` are the manager's own, `config` is the output's (`outputs` in the run
    config), `solid` the definition's name where the invocation has another. `asset_key` and
    `asset_partitions` are the definition's: values, or functions of the context.
    """

    def __init__(
        self,
        name: str,
        checked: Any,
        manager: Any,
        key: str = "io_manager",
        is_required: bool = True,
        is_dynamic: bool = False,
        metadata: Optional[Mapping[str, Any]] = None,
        config: Any = None,
        resource_config: Any = None,
        resources: Optional[Mapping[str, Any]] = None,
        solid: str = "",
        asset_key: Any = None,
        asset_partitions: Any = None,
    ) -> None:
        super().__init__(name, checked, is_required, is_dynamic)
        self.manager = manager
        self.key = key
        self.metadata = metadata
        self.config = config
        self.resource_config = resource_config
        self.resources = resources or {}
        self.solid = solid
        self.asset_key = asset_key
        self.asset_partitions = asset_partitions

    def store(self, execution: Any, step: Any, handle: Handle, output: Output) -> OutputContext:
        """Hands the value to the manager.

        What the manager raises ends the run (RunAborted); a Failure fails the step, whatever its retry policy says,
        and so does what its generator raises.
        """
        context = OutputContext(execution, step.key, handle[2], self)
        try:
            if not isinstance(self.manager, IOManager):
                raise CheckError(f"Object {self.manager!r} is not a IOManager.")
            told = self.manager.handle_output(context, output.value)
        except Exception as error:
            if isinstance(error, DagsterError) or hasattr(error, "max_retries"):
                raise
            raise RunAborted(error) from None
        # All is told before any of it is an event: one wrong word, and there are none.
        events = list(told_events(told, self.name, step.key))
        written = [each for each in events if isinstance(each, AssetMaterialization)]
        entries = [each for each in events if isinstance(each, MetadataEntry)]
        for each in written:
            execution.pipeline.event(each.kind, each.message, step.key, event=each)
        for each in self._assets(context, [*output.metadata_entries, *entries]):
            execution.pipeline.event(each.kind, each.message, step.key, event=each)
        message = f'Handled output "{self.name}" using IO manager "{self.key}"'
        execution.pipeline.event("HANDLED_OUTPUT", message, step.key)
        return context

    def _assets(
        self, context: OutputContext, entries: List[MetadataEntry]
    ) -> Iterator[AssetMaterialization]:
        """What is said of the asset that the output stands for, by its definition or by its manager."""
        try:
            key = self.manager.get_output_asset_key(context)
            if self.asset_key is None:
                partitions = self.manager.get_output_asset_partitions(context) if key else ()
            elif key is None:
                key, partitions = context.asset_key, self.asset_partitions
                partitions = partitions(context) if callable(partitions) else partitions
            else:
                raise DagsterInvariantViolationError(
                    f'Both the OutputDefinition and the IOManager of output "{self.name}" on solid '
                    f'"{context.solid_def.name}" associate it with an asset. Either remove the asset_key parameter on '
                    "the OutputDefinition or use an IOManager that does not specify an AssetKey in its "
                    "get_output_asset_key() function."
                )
        except Exception as error:
            if isinstance(error, DagsterError) or hasattr(error, "max_retries"):
                raise
            raise RunAborted(error) from None
        if key:
            for partition in sorted(partitions or ()) or [None]:
                yield AssetMaterialization(key, None, entries, partition)

    def load(
        self,
        execution: Any,
        step: Any,
        name: str,
        handle: Handle,
        stored: Any,
        details: Optional["InputDetails"] = None,
    ) -> Any:
        """Asks the manager for the value. `details` is what the input says of itself."""
        context = InputContext(execution, step, name, details or InputDetails(), self, stored)
        value = guarded(self.manager.load_input, context, step.key)
        message = f'Loaded input "{context.name}" using input manager "{self.key}", from output "{handle[1]}" of step "{handle[0]}"'
        execution.pipeline.event("LOADED_INPUT", message, step.key)
        return value


def told_events(told: Any, output: str, step: str) -> Iterator[Any]:
    """What `handle_output` returned or yields: materializations and metadata."""
    if told is None:
        return
    events = told if inspect.isgenerator(told) else iter([told])
    while True:
        try:
            event = next(events)
        except StopIteration:
            return
        except Exception as error:
            if isinstance(error, DagsterError) or hasattr(error, "control_flow"):
                raise
            raise DagsterExecutionHandleOutputError(
                f'Error occurred while handling output "{output}" of step "{step}":'
            ) from error
        if not isinstance(event, (AssetMaterialization, MetadataEntry)):
            raise DagsterInvariantViolationError(
                f"IO manager on output {output} has returned value {event} of type {type(event).__name__}. The "
                "return type can only be one of AssetMaterialization, EventMetadataEntry, PartitionMetadataEntry."
            )
        yield event


class InputDetails:
    """What an input says of itself: its config, metadata, and the solid's definition where named otherwise.

    `name` and `metadata` are those of a composite's input, where the value comes through one.
    """

    def __init__(
        self,
        config: Any = None,
        metadata: Optional[Mapping[str, Any]] = None,
        solid: str = "",
        name: str = "",
        asset_key: Any = None,
    ) -> None:
        self.config = config
        self.metadata = metadata
        self.solid = solid
        self.name = name
        self.asset_key = asset_key


class FromKept(From):
    """The output of another step, a `KeptOut`, for an input that has details."""

    def __init__(
        self,
        step: str,
        output: str,
        details: InputDetails,
        mapping_key: Optional[str] = None,
    ) -> None:
        super().__init__(step, output, mapping_key)
        self.details = details

    def load(self, execution: Any, step: Any, name: str) -> Any:
        out, stored = execution.values[self.handle]
        return out.load(execution, step, name, self.handle, stored, self.details)


class FromMappedKept(FromMapped):
    """As `FromMapped`, of a `KeptOut`, for an input that has details."""

    def __init__(self, step: str, output: str, details: InputDetails) -> None:
        super().__init__(step, output)
        self.details = details

    def at(self, over: str, mapping_key: str) -> From:
        step, output, key = super().at(over, mapping_key).handle
        return FromKept(step, output, self.details, key)


class FromCollectedKept(FromCollected):
    """As `FromCollected`, of `KeptOut`s, for an input that has details."""

    def __init__(
        self, step: str, output: str, over: Tuple[str, str], details: InputDetails
    ) -> None:
        super().__init__(step, output, over)
        self.element = FromMappedKept(step, output, details)


class FromManager(Source):
    """An input that nothing feeds, loaded by the root input manager under the resource `key`.

    `manager` is the manager's function, or an object with `load_input`.
    """

    def __init__(
        self,
        key: str,
        manager: Any,
        details: Optional[InputDetails] = None,
        resource_config: Any = None,
        resources: Optional[Mapping[str, Any]] = None,
    ) -> None:
        super().__init__()
        self.key = key
        self.function = getattr(manager, "load_input", manager)
        self.details = details or InputDetails()
        self.resource_config = resource_config
        self.resources = resources or {}

    def load(self, execution: Any, step: Any, name: str) -> Any:
        value = guarded(
            self.function, InputContext(execution, step, name, self.details, self, None), step.key
        )
        message = f'Loaded input "{name}" using input manager "{self.key}"'
        execution.pipeline.event("LOADED_INPUT", message, step.key)
        return value


def guarded(load: Callable[[Any], Any], context: InputContext, step: str) -> Any:
    """What `load(context)` gives. Raises DagsterExecutionLoadInputError for what it raises."""
    try:
        return load(context)
    except Exception as error:
        if isinstance(error, DagsterError) or hasattr(error, "control_flow"):
            raise
        raise DagsterExecutionLoadInputError(
            f'Error occurred while loading input "{context.name}" of step "{step}":'
        ) from error


class InMemoryIOManager(IOManager):
    """Keeps values as they are: consumers share them with the producer."""

    def __init__(self) -> None:
        self.values: Dict[Any, Any] = {}

    def handle_output(self, context: Any, obj: Any) -> None:
        self.values[tuple(context.get_output_identifier())] = obj

    def load_input(self, context: Any) -> Any:
        return self.values[tuple(context.upstream_output.get_output_identifier())]


class PickledObjectFilesystemIOManager(IOManager):
    """Pickles, at `base_dir/run_id/step_key/output`."""

    def __init__(self, base_dir: str) -> None:
        self.base_dir = base_dir

    def path(self, context: Any) -> str:
        """The file for an output."""
        return os.path.join(self.base_dir, *context.get_output_identifier())

    def handle_output(self, context: Any, obj: Any) -> Any:
        path = self.path(context)
        context.log.debug(f"Writing file at: {path}")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            pickle.dump(obj, file, 4)

    def load_input(self, context: Any) -> Any:
        path = self.path(context.upstream_output)
        context.log.debug(f"Loading file from: {path}")
        with open(path, "rb") as file:
            return pickle.load(file)


class CustomPathPickledObjectFilesystemIOManager(PickledObjectFilesystemIOManager):
    """Pickles, at the path that the output's metadata says."""

    def path(self, context: Any) -> str:
        """The file for an output."""
        path = context.metadata.get("path")
        if not isinstance(path, str):
            raise CheckError(
                f'Param "metadata.path" is not a str. Got {path!r} which is type {type(path)}.'
            )
        return os.path.join(self.base_dir, path)

    def handle_output(self, context: Any, obj: Any) -> AssetMaterialization:
        super().handle_output(context, obj)
        path = os.path.abspath(self.path(context))
        key = AssetKey([context.pipeline_name, context.step_key, context.name])
        entry = MetadataEntry(os.path.basename(path), None, PathMetadataEntryData(path))
        return AssetMaterialization(key, metadata_entries=[entry])


def mem_io_manager() -> InMemoryIOManager:
    """The resource function of `mem_io_manager`."""
    return InMemoryIOManager()


def fs_io_manager(config: Mapping[str, Any]) -> Iterator[PickledObjectFilesystemIOManager]:
    """The resource function of `fs_io_manager`; without `base_dir`, files last as long as the run."""
    base_dir = (config or {}).get("base_dir")
    if base_dir is not None:
        yield PickledObjectFilesystemIOManager(base_dir)
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield PickledObjectFilesystemIOManager(folder)


def custom_path_fs_io_manager(
    config: Mapping[str, Any],
) -> CustomPathPickledObjectFilesystemIOManager:
    """The resource function of `custom_path_fs_io_manager`."""
    return CustomPathPickledObjectFilesystemIOManager(config["base_dir"])
