"""Outputs of live runs, handed to their IO managers (3.15)."""

from __future__ import annotations

from typing import Any

from modec.definitions.inputs import InputDefinition
from modec.definitions.type_loader import DagsterTypeMaterializer
from modec.plan.records import PlannedOutput
from modec.runtime.errors import CheckError
from modec.runtime.io_managers import InputDetails, IOManager, KeptOut
from modec.runtime.types import AnyType, DagsterType, ScalarType
from modec.runtime.writing import Write, write_by, write_nothing, write_scalar


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

    def get_output_asset_key(self, context: Any) -> Any:
        """The asset that the manager says the output stands for."""
        return self.manager.get_output_asset_key(context)

    def get_output_asset_partitions(self, context: Any) -> Any:
        """The partitions of that asset."""
        return self.manager.get_output_asset_partitions(context)

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
    """An output of a live run."""

    def __init__(
        self,
        output: PlannedOutput,
        keeper: Keeper,
        config: Any,
        resource_config: Any,
        resources: dict[str, Any],
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
        output_def = keeper.solid.output_dict[output.name]
        self.asset_key = output_def.asset_key
        self.asset_partitions = output_def.asset_partitions
        self.keeper = keeper

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


def writer(given: DagsterType, context: Any) -> Write:
    """How an output of the type is written where the run config asks for it."""
    own = given.materializer
    if isinstance(own, DagsterTypeMaterializer):
        return write_by(own.function, context)
    return write_scalar if isinstance(given, (ScalarType, AnyType)) else write_nothing
