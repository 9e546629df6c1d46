"""Dynamic outputs (3.7): steps whose number is known when the step before them is through."""

import copy
import keyword
import re
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

from modec.runtime.check import inst_param
from modec.runtime.engine import From, FromMany, Source, Step
from modec.runtime.errors import DagsterInvalidDefinitionError
from modec.runtime.events import Output
from modec.runtime.metadata import MetadataEntry

RESERVED = frozenset(
    [
        "context",
        "conf",
        "config",
        "meta",
        "arg_dict",
        "dict",
        "input_arg_dict",
        "output_arg_dict",
        "int",
        "str",
        "float",
        "bool",
        "input",
        "output",
        "type",
    ]
)


class DynamicOutput(Output):
    """One value of a dynamic output, under a key."""

    def __init__(
        self,
        value: Any,
        mapping_key: str,
        output_name: str = "result",
        metadata_entries: Optional[Sequence[MetadataEntry]] = None,
        metadata: Optional[Dict[str, Any]] = None,
    ) -> None:
        super().__init__(value, output_name, metadata_entries, metadata)
        inst_param(mapping_key, "mapping_key", str)
        if mapping_key in RESERVED or keyword.iskeyword(mapping_key):
            raise DagsterInvalidDefinitionError(
                f'"{mapping_key}" is not a valid name in Dagster. It conflicts with a Dagster or python '
                "reserved keyword."
            )
        if not re.match("^[A-Za-z0-9_]+$", mapping_key):
            raise DagsterInvalidDefinitionError(
                f'"{mapping_key}" is not a valid name in Dagster. Names must be in regex ^[A-Za-z0-9_]+$.'
            )
        self.mapping_key = mapping_key


class FromMapped(Source):
    """In a mapped step: the element of the dynamic output, or the output of a step mapped over it too."""

    def __init__(self, step: str, output: str = "result") -> None:
        self.step = step
        self.output = output

    def at(self, over: str, mapping_key: str) -> From:
        """The source for one key; `over` is the step with the dynamic output."""
        if self.step == over:
            return From(self.step, self.output, mapping_key)
        return From(f"{self.step}[{mapping_key}]", self.output)


class FromCollected(Source):
    """The list of all elements of the dynamic output `over`, or of the outputs of a step mapped over it."""

    def __init__(self, step: str, output: str, over: Tuple[str, str]) -> None:
        self.element = FromMapped(step, output)
        self.over = over


class Mapped(Step):
    """A step that runs once for each key of the dynamic output `over`, a pair of step and output."""

    def __init__(self, over: Tuple[str, str], *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.over = over

    def expand(self, mappings: Mapping[Tuple[str, str], List[str]]) -> Optional[List[Step]]:
        """A step for each key, in the order in which they were yielded."""
        if self.over not in mappings:
            return None
        return [self._at(key) for key in mappings[self.over]]

    def _at(self, mapping_key: str) -> Step:
        step = copy.copy(self)
        step.key = f"{self.key}[{mapping_key}]"
        step.mapping_key = mapping_key
        step.inputs = {
            name: self._source_at(source, mapping_key) for name, source in self.inputs.items()
        }
        return step

    def _source_at(self, source: Source, mapping_key: str) -> Source:
        """The source for one key, within a fan-in, too."""
        if isinstance(source, FromMapped):
            return source.at(self.over[0], mapping_key)
        if isinstance(source, FromMany):
            return FromMany(*(self._source_at(each, mapping_key) for each in source.sources))
        return source


class Collecting(Step):
    """A step with inputs `FromCollected`. It runs, with an empty list, also when there is no element."""

    def expand(self, mappings: Mapping[Tuple[str, str], List[str]]) -> Optional[List[Step]]:
        """The step itself, once all keys are known."""
        inputs = dict(self.inputs)
        for name, source in self.inputs.items():
            if isinstance(source, FromCollected):
                if source.over not in mappings:
                    return None
                keys = mappings[source.over]
                inputs[name] = FromMany(*(source.element.at(source.over[0], key) for key in keys))
        step = copy.copy(self)
        step.inputs = inputs
        return [step]
