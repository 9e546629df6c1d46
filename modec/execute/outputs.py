"""Outputs of live runs: handed to their IO managers, and written to files where the run config asks for it (3.15)."""

from __future__ import annotations

import inspect
import json
import pickle
from collections.abc import Sequence
from typing import Any

from modec.definitions.inputs import InputDefinition
from modec.definitions.type_loader import DagsterTypeMaterializer
from modec.plan.records import PlannedOutput
from modec.runtime.errors import CheckError, DagsterInvariantViolationError
from modec.runtime.events import AssetKey, AssetMaterialization
from modec.runtime.io_managers import InputDetails, IOManager, KeptOut
from modec.runtime.metadata import MetadataEntry, PathMetadataEntryData
from modec.runtime.types import AnyType


class Keeper(IOManager):
    """The author's IO manager, whose contexts are given the definitions that only a live run has."""

    def __init__(self, manager: Any, step_context: Any, solid: Any, node: Any) -> None:
        self.manager = manager
        self.step_context = step_context
        self.solid = solid
        self.node = node
        self.input_def: Any = None
        """The definition of the input that is being loaded."""

    def handle_output(self, context: Any, obj: Any) -> Any:
        """Keeps the value. Raises `CheckError` where the resource is no IO manager."""
        if not isinstance(self.manager, IOManager):
            raise CheckError(
                f"Object {self.manager!r} is not a IOManager. Got {self.manager!r} with type {type(self.manager)}."
            )
        output_def = self.solid.output_dict[context.name]
        context.solid_def = self.solid
        context.step_context = self.step_context
        context.asset_key = output_def.get_asset_key(context)
        return self.manager.handle_output(context, obj)

    def load_input(self, context: Any) -> Any:
        """The value again."""
        context.step_context = self.step_context
        context.asset_key = self.input_def and self.input_def.get_asset_key(context)
        return self.manager.load_input(context)


class LiveDetails(InputDetails):
    """What an input says of itself, and its definition."""

    def __init__(self, config: Any, input_def: InputDefinition, solid: str) -> None:
        super().__init__(config, input_def.metadata, solid, input_def.name)
        self.input_def = input_def


class LiveOut(KeptOut):
    """An output of a live run. `files`: where, by the run config, its value is written as well."""

    def __init__(
        self,
        output: PlannedOutput,
        keeper: Keeper,
        config: Any,
        resource_config: Any,
        resources: dict[str, Any],
        files: Sequence[Any],
    ) -> None:
        super().__init__(
            output.name,
            None if type(output.type) is AnyType else output.type,
            keeper,
            output.io_manager_key,
            output.is_required,
            output.is_dynamic,
            output.metadata or None,
            config,
            resource_config,
            resources,
            keeper.solid.name,
        )
        self.keeper = keeper
        self.dagster_type = output.type
        self.files = files

    def load(
        self,
        execution: Any,
        step: Any,
        name: str,
        handle: Any,
        stored: Any,
        details: InputDetails | None = None,
    ) -> Any:
        self.keeper.input_def = getattr(details, "input_def", None)
        execution.pipeline.loading = {
            "input_name": name,
            "manager_key": self.key,
            "upstream_output_name": handle[1],
            "upstream_step_key": handle[0],
        }
        return super().load(execution, step, name, handle, stored, details)

    def store(self, execution: Any, step: Any, handle: Any, value: Any) -> Any:
        stored = super().store(execution, step, handle, value)
        for wanted in self.files:
            for event in self._written(wanted, value):
                execution.pipeline.event(event.kind, event.message, step.key, event=event)
        return stored

    def _written(self, wanted: Any, value: Any) -> list[Any]:
        """Writes the value as its type's materializer does; gives what that says of it."""
        own = self.dagster_type.materializer
        if isinstance(own, DagsterTypeMaterializer):
            said = own.function(self.manager.step_context, wanted, value)
            told = list(said) if inspect.isgenerator(said) else [said]
            for each in told:
                if not isinstance(each, AssetMaterialization):
                    raise DagsterInvariantViolationError(
                        f"materialize_runtime_values on type {self.dagster_type.display_name} has returned value "
                        f"{each} of type {type(each)}. You must return an AssetMaterialization."
                    )
            return told
        ((kind, file),) = wanted.items()
        path = file["path"]
        if kind == "json":
            with open(path, "w", encoding="utf-8") as text:
                json.dump({"value": value}, text)
        else:
            with open(path, "wb") as binary:
                pickle.dump(value, binary)
        entry = MetadataEntry("path", None, PathMetadataEntryData(path))
        key = AssetKey([part for part in path.split("/") if part])
        return [AssetMaterialization(key, metadata_entries=[entry])]
