"""From what a solid's function returns or yields to its outputs: the rules of 3.5."""

import functools
import inspect
from typing import Any, Callable, Dict, Iterator, List, Sequence, Set

from modec.runtime.errors import (
    CheckError,
    DagsterInvariantViolationError,
    DagsterStepOutputNotFoundError,
)
from modec.runtime.events import Output, StepEvent
from modec.runtime.run import Missing, Run


class Out:
    """A declared output. `checked` is its type, a `DagsterType`; None for Any, which checks nothing."""

    def __init__(
        self,
        name: str = "result",
        checked: Any = None,
        is_required: bool = True,
        is_dynamic: bool = False,
    ) -> None:
        self.name = name
        self.checked = checked
        self.is_required = is_required
        self.is_dynamic = is_dynamic

    @property
    def is_nothing(self) -> bool:
        """True where the type is Nothing: such an output need not be given."""
        return self.checked is not None and bool(self.checked.is_nothing)

    def store(self, execution: Any, step: Any, handle: Any, output: Output) -> Any:
        """Keeps a value; gives what `load` needs. Here: the value itself, as `mem_io_manager` does (3.15)."""
        execution.pipeline.event(
            "HANDLED_OUTPUT",
            f'Handled output "{self.name}" using IO manager "io_manager"',
            step.key,
        )
        return output.value

    def load(self, execution: Any, step: Any, name: str, handle: Any, stored: Any) -> Any:
        """The kept value, for the input `name` of `step`."""
        message = f'Loaded input "{name}" using input manager "io_manager", from output "{handle[1]}" of step "{handle[0]}"'
        execution.pipeline.event("LOADED_INPUT", message, step.key)
        return stored


def events_of(
    solid: str, outs: Sequence[Out], result: Any, warn: Callable[[str], Any]
) -> Iterator[Any]:
    """What the result of a solid's function means: the things a generator yields, or outputs."""
    if isinstance(result, Output):
        yield result
    elif isinstance(result, StepEvent):
        raise DagsterInvariantViolationError(
            f"Error in solid {solid}: If you are returning an AssetMaterialization or an ExpectationResult "
            "from solid you must yield them to avoid ambiguity with an implied result from returning a value."
        )
    elif inspect.isgenerator(result):
        yield from result
    elif len(outs) == 1:
        if result is None and not outs[0].is_required:
            warn(
                f'Value "None" returned for non-required output "{outs[0].name}" of solid {solid}. This value '
                "will be passed to downstream solids. For conditional execution use\n"
                f'  yield Output(value, "{outs[0].name}")\n'
                "when you want the downstream solids to execute, and do not yield it when you want downstream "
                "solids to skip."
            )
        yield Output(result, outs[0].name)
    elif len(outs) > 1 and isinstance(result, tuple):
        if len(result) != len(outs):
            raise CheckError(
                f"Solid '{solid}' has {len(outs)} output definitions, but returned a tuple with "
                f"{len(result)} elements"
            )
        for out, value in zip(outs, result):
            yield Output(value, out.name)
    elif result is not None and outs:
        raise DagsterInvariantViolationError(
            f"Error in solid {solid}: Solid unexpectedly returned output {result} of type {type(result)}. "
            f"Should be a generator, containing or yielding {len(outs)} results: "
            f"{', '.join(out.name for out in outs)}."
        )
    elif result is not None:
        raise DagsterInvariantViolationError(
            f"Error in solid {solid}: Unexpectedly returned output {result} of type {type(result)}. Solid is "
            "explicitly defined to return no results."
        )


def checked_events(solid: str, outs: Sequence[Out], events: Iterator[Any]) -> Iterator[StepEvent]:
    """The events, each checked when it comes, and in the end that no required output is missing."""
    by_name = {out.name: out for out in outs}
    seen: Set[str] = set()
    mapping_keys: Dict[str, Set[str]] = {name: set() for name in by_name}
    for each in events:
        if not isinstance(each, StepEvent):
            raise DagsterInvariantViolationError(
                f"Compute function for solid {solid} yielded a value of type {type(each)} rather than an "
                "instance of Output, AssetMaterialization, or ExpectationResult. Values yielded by solids must "
                "be wrapped in one of these types. If your solid has a single output and yields no other "
                "events, you may want to use `return` instead of `yield`."
            )
        if isinstance(each, Output):
            _check_output(solid, each, by_name, seen, mapping_keys)
        yield each
        if isinstance(each, Output):
            seen.add(each.output_name)
    for out in sorted(outs, key=lambda out: out.name):
        if out.name in seen or not out.is_required or out.is_dynamic:
            continue
        if not out.is_nothing:
            raise DagsterStepOutputNotFoundError(
                f'Core compute for solid "{solid}" did not return an output for non-optional output "{out.name}"',
            )
        yield Output(None, out.name)


def _check_output(
    solid: str,
    output: Output,
    by_name: Dict[str, Out],
    seen: Set[str],
    mapping_keys: Dict[str, Set[str]],
) -> None:
    """Raises DagsterInvariantViolationError for an output that may not come (again)."""
    name = output.output_name
    if name not in by_name:
        raise DagsterInvariantViolationError(
            f'Core compute for solid "{solid}" returned an output "{name}" that does not exist. The available '
            f"outputs are {sorted(by_name)}"
        )
    dynamic = by_name[name].is_dynamic
    if output.mapping_key is None:
        if name in seen:
            raise DagsterInvariantViolationError(
                f'Compute for solid "{solid}" returned an output "{name}" multiple times'
            )
        if dynamic:
            raise DagsterInvariantViolationError(
                f'Compute for solid "{solid}" for output "{name}" defined as dynamic must yield DynamicOutput, '
                "got Output."
            )
        return
    if not dynamic:
        raise DagsterInvariantViolationError(
            f'Compute for solid "{solid}" yielded a DynamicOutput, but did not use DynamicOutputDefinition.'
        )
    if output.mapping_key in mapping_keys[name]:
        raise DagsterInvariantViolationError(
            f'Compute for solid "{solid}" yielded a DynamicOutput with mapping_key "{output.mapping_key}" '
            "multiple times."
        )
    mapping_keys[name].add(output.mapping_key)


def yields(
    pipeline: Run, compute: Callable[..., Any], *outs: Out, context: Any = None
) -> Callable[..., Any]:
    """`compute` of a solid that may yield, or has several outputs or none, for `pipeline.step`.

    Its call gives the value of its output; a list of them, in the order of `outs`, where there are several;
    None where there are none. `context` is what the check functions of the author's types are handed.
    """

    @functools.wraps(compute)
    def run(*arguments: Any, **inputs: Any) -> Any:
        key = pipeline.log.name
        values: Dict[str, Any] = {}
        by_name = {out.name: out for out in outs}
        events = events_of(key, outs, compute(*arguments, **inputs), pipeline.log.warning)
        for each in checked_events(key, outs, events):
            if isinstance(each, Output):
                checked = by_name[each.output_name].checked
                if checked is not None:
                    verdict = checked.judge("output", each.output_name, each.value, context)
                    checked.require_output(each.output_name, verdict)
                values[each.output_name] = each.value
            else:
                pipeline.event(each.kind, each.message, key, event=each)
        given: List[Any] = [values.get(out.name, Missing(key)) for out in outs]
        if not given:
            return None
        return given[0] if len(given) == 1 else given

    run.outputs = len(outs)  # type: ignore[attr-defined]
    return run
