"""Outputs that are also written where the run config asks for it (3.15)."""

import inspect
import json
import pickle
from typing import Any, Callable, Iterator

from modec.runtime.errors import (
    CheckError,
    DagsterError,
    DagsterInvariantViolationError,
    DagsterTypeMaterializationError,
)
from modec.runtime.events import AssetKey, AssetMaterialization, Output
from modec.runtime.metadata import MetadataEntry, PathMetadataEntryData
from modec.runtime.outputs import Out

Write = Callable[[Any, Any], Any]
"""From what the config says and a value, to the materialisation of what was written, or a generator of such."""


def write_scalar(config: Any, value: Any) -> AssetMaterialization:
    """To the path of `{json: {path}}` (as `{"value": v}`) or `{pickle: {path}}`: for `Any` and the scalar types."""
    ((kind, file),) = config.items()
    path = file["path"]
    if kind == "json":
        with open(path, "w") as text:
            text.write(json.dumps({"value": value}, sort_keys=True))
    else:
        with open(path, "wb") as binary:
            pickle.dump(value, binary)
    entry = MetadataEntry("path", None, PathMetadataEntryData(path))
    key = AssetKey([part for part in path.split("/") if part])
    return AssetMaterialization(key, metadata_entries=[entry])


def write_by(function: Callable[[Any, Any, Any], Any], context: Any) -> Write:
    """By the author's function (`@dagster_type_materializer`), which takes a context, the config and the value."""
    return lambda config, value: function(context, config, value)


def write_nothing(config: Any, value: Any) -> Any:
    """For a type without a materialiser, named by the config of a composite around its step. Raises AttributeError."""
    raise AttributeError("the output's type has no materializer")


class WrittenOut(Out):
    """The output `out`, whose values `write` writes for each entry of `asked` that has its name.

    `asked` are the `outputs` of the run config: the step's own, then those of the composites around it, from the inside
    out. That an entry of a composite means each output of that name inside, mapped or not, is Dagster's rule.
    """

    def __init__(self, out: Out, write: Write, *asked: Any) -> None:
        super().__init__(out.name, out.checked, out.is_required, out.is_dynamic)
        self.out = out
        self.write = write
        self.asked = asked

    def store(self, execution: Any, step: Any, handle: Any, output: Output) -> Any:
        stored = self.out.store(execution, step, handle, output)
        for config in self._configs():
            for told in self._told(step.key, config, output.value):
                if not isinstance(told, AssetMaterialization):
                    named = getattr(self.checked, "display_name", "Any")
                    raise DagsterInvariantViolationError(
                        f"materialize_runtime_values on type {named} has returned value {told} of type "
                        f"{type(told).__name__}. You must return an AssetMaterialization."
                    )
                execution.pipeline.event(told.kind, told.message, step.key, event=told)
        return stored

    def load(
        self, execution: Any, step: Any, name: str, handle: Any, stored: Any, *details: Any
    ) -> Any:
        return self.out.load(execution, step, name, handle, stored, *details)

    def _configs(self) -> Iterator[Any]:
        """What the run config says of this output. Raises CheckError for an entry that names several."""
        for entries in self.asked:
            for entry in entries or ():
                if len(entry) != 1:
                    raise CheckError(f"each entry of outputs names one output, not {sorted(entry)}")
                if self.name in entry:
                    yield entry[self.name]

    def _told(self, step: str, config: Any, value: Any) -> Any:
        try:
            told = self.write(config, value)
        except Exception as error:
            if isinstance(error, DagsterError) or hasattr(error, "control_flow"):
                raise
            raise DagsterTypeMaterializationError(
                f'Error occurred during output materialization: output "{self.name}" of step "{step}"'
            ) from error
        return told if inspect.isgenerator(told) else [told]
