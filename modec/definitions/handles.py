"""What invoking a node gives in the body of a composition: promises of values, no values (3.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NoReturn

from modec.definitions.checks import with_finding
from modec.definitions.inputs import InputDefinition
from modec.definitions.origin import here
from modec.diagnostics import finding
from modec.runtime.errors import CheckError, DagsterInvariantViolationError


class OutputHandle:
    """What invoking a node gives for an output: a promise, no value. It can only be handed to other nodes.

    `within`: the composition, as messages name it: `@pipeline name`.
    """

    kind = "output"
    shown_class = "InvokedSolidOutputHandle"
    way_out = (
        "take the value apart in the solid that gets it, or have the first one give several outputs: "
        'output_defs=[OutputDefinition(name="..."), ...]'
    )
    """What to do in place of taking it apart in a body."""

    def __init__(self, solid_name: str, output_name: str, within: str) -> None:
        self.solid_name = solid_name
        self.output_name = output_name
        self.within = within

    def _refuse(self, attempt: str, advice: str = "") -> NoReturn:
        error = DagsterInvariantViolationError(
            f"Attempted to {attempt} an {self.shown_class}. This object represents the {self.kind} "
            f'"{self.output_name}" from the solid "{self.solid_name}". {advice}'.rstrip()
        )
        reason = (
            f"{self.within} tries to {attempt} {self.kind} {self.output_name!r} of {self.solid_name!r}, "
            "which has no value before the pipeline runs"
        )
        raise with_finding(error, finding("MD301", here(), reason=reason, help=self.way_out))

    def __iter__(self) -> Any:
        self._refuse(
            "iterate over",
            "Consider defining multiple OutputDefinitions if you seek to pass different parts of this output to "
            "different solids.",
        )

    def __getitem__(self, index: Any) -> Any:
        self._refuse(
            "index in to",
            "Consider defining multiple OutputDefinitions if you seek to pass different parts of this output to "
            "different solids.",
        )

    def alias(self, _name: Any) -> NoReturn:
        """Refused: the node was invoked already."""
        self._refuse_late("alias")

    def with_hooks(self, _hooks: Any) -> NoReturn:
        """Refused: the node was invoked already."""
        self._refuse_late("hook")

    def _refuse_late(self, method: str) -> NoReturn:
        raise DagsterInvariantViolationError(
            f"In {self.within}, attempted to call {method} method for {self.shown_class}. This object represents the "
            f'{self.kind} "{self.output_name}" from the already invoked solid "{self.solid_name}". Consider checking '
            "the location of parentheses."
        )


class DynamicHandle(OutputHandle):
    """The handle of a dynamic output, or of a step mapped over one: `map` or `collect` unpack it (3.7)."""

    kind = "dynamic output"
    shown_class = "InvokedSolidDynamicOutputWrapper"
    way_out = "hand its values on one by one with .map(...), or all of them with .collect()"

    def map(self, fn: Any) -> Any:
        """What `fn` gives for an element, as dynamic handles again. `fn` is called once, now."""
        result = fn(OutputHandle(self.solid_name, self.output_name, self.within))
        if result is None or isinstance(result, DynamicHandle):
            return result
        if isinstance(result, OutputHandle):
            return _dynamic(result)
        if isinstance(result, tuple) and all(isinstance(each, OutputHandle) for each in result):
            return tuple(_dynamic(each) for each in result)
        raise CheckError(
            "Could not handle output from map function invoked on "
            f"{self.solid_name}:{self.output_name}, received {result}"
        )

    def collect(self) -> Collected:
        """All of its values, as a list."""
        return Collected(self.solid_name, self.output_name)


def _dynamic(handle: OutputHandle) -> DynamicHandle:
    return DynamicHandle(handle.solid_name, handle.output_name, handle.within)


@dataclass(frozen=True)
class Collected:
    """What `collect` gives."""

    solid_name: str
    output_name: str


@dataclass(frozen=True)
class GraphInput:
    """An input of the graph whose body is being run."""

    input_def: InputDefinition
