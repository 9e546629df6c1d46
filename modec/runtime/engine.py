"""Steps whose order or number is only known when they run: skips, retries, dynamic outputs, hooks, IO managers."""

import time
from typing import Any, Callable, Dict, Iterator, List, Mapping, Optional, Sequence, Tuple

from modec.runtime.errors import DagsterExecutionInterruptedError, RunAborted
from modec.runtime.events import Output, StepEvent
from modec.runtime.outputs import Out, checked_events, events_of
from modec.runtime.run import Run
from modec.runtime.schedule import Schedule

Handle = Tuple[str, str, Optional[str]]
"""One value: step key, output name, and mapping key for one of a dynamic output's."""


class Source:
    """Where the value of an input comes from. This one: a value that is known."""

    def __init__(self, value: Any = None) -> None:
        self.value = value

    def handles(self) -> List[Handle]:
        """The values of other steps that it is made from."""
        return []

    def load(self, execution: "Execution", step: "Step", name: str) -> Any:
        """The value for the input `name` of `step`."""
        return self.value


class From(Source):
    """The output of another step."""

    def __init__(
        self, step: str, output: str = "result", mapping_key: Optional[str] = None
    ) -> None:
        self.handle: Handle = (step, output, mapping_key)

    def handles(self) -> List[Handle]:
        return [self.handle]

    def load(self, execution: "Execution", step: "Step", name: str) -> Any:
        out, stored = execution.values[self.handle]
        return out.load(execution, step, name, self.handle, stored)


class FromMany(Source):
    """A list of sources of any kind: of outputs, those that were given (3.6)."""

    def __init__(self, *sources: Source) -> None:
        super().__init__()
        self.sources = sources

    def handles(self) -> List[Handle]:
        return [handle for source in self.sources for handle in source.handles()]

    def load(self, execution: "Execution", step: "Step", name: str) -> Any:
        there = execution.values
        given = [
            source for source in self.sources if all(handle in there for handle in source.handles())
        ]
        return [source.load(execution, step, name) for source in given]


class PerAttempt:
    """An argument that is another one in each attempt of each step: a context object."""

    def at(self, key: str, mapping_key: Optional[str], retry_number: int) -> Any:
        """What is handed to the function."""
        raise NotImplementedError


class Step:
    """A step and all that is known of it.

    `arguments` go by position before the inputs. `inputs` are `Source`s by name; those in `nothing` only
    order the steps. `types` are `DagsterType`s by name of input, where they are not Any.
    """

    def __init__(
        self,
        key: str,
        compute: Callable[..., Any],
        arguments: Sequence[Any] = (),
        inputs: Optional[Mapping[str, Source]] = None,
        types: Optional[Mapping[str, Any]] = None,
        outputs: Sequence[Out] = (Out(),),
        nothing: Sequence[str] = (),
        priority: int = 0,
        retry: Any = None,
        hooks: Sequence[Any] = (),
        check_context: Any = None,
        mapping_key: Optional[str] = None,
    ) -> None:
        self.key = key
        self.compute = compute
        self.arguments = arguments
        self.inputs = inputs or {}
        self.types = types or {}
        self.outputs = outputs
        self.nothing = nothing
        self.priority = priority
        self.retry = retry
        self.hooks = hooks
        self.check_context = check_context
        self.mapping_key = mapping_key

    @property
    def solid(self) -> str:
        """The key of the invocation: that of the step without a mapping key."""
        return self.key.partition("[")[0]

    def expand(self, mappings: Mapping[Tuple[str, str], List[str]]) -> Optional[List["Step"]]:
        """The steps to run for it, or None while it waits for the keys of a dynamic output."""
        return [self]


class Outcome:
    """How an attempt ended: `success` is None when the step is to be tried again."""

    def __init__(self) -> None:
        self.success: Optional[bool] = None
        self.error: Optional[BaseException] = None
        self.outputs: Dict[str, Any] = {}


class Execution:
    """The steps of a run on their way: what waits, what is through, which values there are."""

    def __init__(self, pipeline: Run, steps: Sequence[Step]) -> None:
        self.pipeline = pipeline
        self.schedule = Schedule()
        self.values: Dict[Handle, Tuple[Out, Any]] = {}
        self.steps: Dict[str, Step] = {}
        self._pending = list(steps)
        self._mappings: Dict[Tuple[str, str], List[str]] = {}
        self._attempts: Dict[str, int] = {}
        self._later: Dict[str, float] = {}
        self._skipped: List[str] = []

    def run(self) -> None:
        """Runs every step that can run, in the order of 3.3."""
        for _ in self.progress():
            pass

    def progress(self) -> Iterator[None]:
        """As `run`, with a rest after each thing that a step does."""
        self._settle()
        step = self._next()
        while step is not None:
            outcome = Outcome()
            yield from self._attempt(step, outcome)
            self._settle()
            for hook in step.hooks:
                hook.after(self.pipeline, step, outcome)
            yield
            step = self._next()

    def _next(self) -> Optional[Step]:
        """The next step; waits for a retry if there is nothing else to do."""
        while True:
            now = time.monotonic()
            for key in [key for key, at in self._later.items() if at <= now]:
                del self._later[key]
                self.schedule.enqueue(key)
            taken = self.schedule.take()
            if taken is not None:
                return self.steps[taken]
            if not self._later:
                return None
            with self.pipeline.interrupts:
                time.sleep(max(0.0, min(self._later.values()) - time.monotonic()))

    def _settle(self) -> None:
        """Queues, skips or abandons the waiting steps whose upstream steps are through (3.6)."""
        while True:
            self._expand()
            abandoned, free = self.schedule.release()
            for key in abandoned:
                self.schedule.lose(key)
                lost = [up for up in self._upstream(key) if up in self.schedule.lost]
                self.pipeline.abandon(key, lost)
            for key in free:
                step = self.steps[key]
                sources = [source.handles() for source in step.inputs.values()]
                if any(h and not any(handle in self.values for handle in h) for h in sources):
                    self._skip(step)
                else:
                    self.schedule.enqueue(key)
            if not abandoned and not free:
                return

    def _expand(self) -> None:
        """Lets the steps wait that are known by now; others depend on the keys of a dynamic output."""
        unknown = []
        for item in self._pending:
            steps = item.expand(self._mappings)
            if steps is None:
                unknown.append(item)
            for step in steps or ():
                self.steps[step.key] = step
                self.schedule.add(step.key, step.priority, frozenset(self._upstream(step.key)))
        self._pending = unknown

    def _upstream(self, key: str) -> List[str]:
        """The keys of the steps that a step depends on."""
        sources = self.steps[key].inputs.values()
        return [handle[0] for source in sources for handle in source.handles()]

    def _skip(self, step: Step) -> None:
        """Passes a step over because an output that it needs was not given."""
        skipped = [key for key in self._upstream(step.key) if key in self._skipped]
        self.pipeline.log.name = step.key
        self.pipeline.log.info(f"Skipping step {step.key} due to skipped dependencies: {skipped}.")
        self.pipeline.event("STEP_SKIPPED", f'Skipped execution of step "{step.key}".', step.key)
        self._skipped.append(step.key)
        self._finish(step, {})

    def _finish(self, step: Step, outputs: Mapping[str, Any]) -> None:
        """Notes that a step is through, and the keys that its dynamic outputs were given with."""
        self.schedule.finish(step.key)
        for out in step.outputs:
            if out.is_dynamic:
                self._mappings[(step.key, out.name)] = list(outputs.get(out.name, ()))

    def _attempt(self, step: Step, outcome: Outcome) -> Iterator[None]:
        """Runs a step once, and sees to what follows from it."""
        pipeline, key = self.pipeline, step.key
        number = self._attempts.get(key, 0)
        pipeline.log.name = key
        if number:
            message = f'Started re-execution (attempt # {number + 1}) of step "{key}".'
            pipeline.event("STEP_RESTARTED", message, key)
        else:
            pipeline.event("STEP_START", f'Started execution of step "{key}".', key)
        yield
        start = time.perf_counter()
        try:
            inputs = self._inputs(step)
            yield
            events = self._events(step, number, inputs)
            while self._take(step, events, outcome):
                yield
        except RunAborted as abort:
            self._fail(step, outcome, abort.error, "")
            if hasattr(abort.error, "control_flow"):
                return
            raise abort.error from None
        except (Exception, KeyboardInterrupt, DagsterExecutionInterruptedError) as error:
            wait, cause, why = step.retry.decide(error, number) if step.retry else (None, error, "")
            if wait is None:
                self._fail(step, outcome, cause, why)
            else:
                self._retry(step, wait, cause)
            return
        outcome.success = True
        self._finish(step, outcome.outputs)
        took = (time.perf_counter() - start) * 1000
        message = f'Finished execution of step "{key}" in {took:.2f}ms.'
        pipeline.event("STEP_SUCCESS", message, key, duration=took)

    def _fail(self, step: Step, outcome: Outcome, error: BaseException, why: str) -> None:
        outcome.success, outcome.error = False, error
        self.schedule.lose(step.key)
        self.pipeline.step_failed(step.key, error, step.compute, why)

    def _retry(self, step: Step, wait: float, error: BaseException) -> None:
        """Sends a step back: to the end of the queue, or to wait for its time."""
        self._attempts[step.key] = self._attempts.get(step.key, 0) + 1
        message = f'Execution of step "{step.key}" failed and has requested a retry'
        message += f" in {wait} seconds." if wait else "."
        self.pipeline.event(
            "STEP_UP_FOR_RETRY", message, step.key, cause=error, seconds_to_wait=wait
        )
        if wait:
            self._later[step.key] = time.monotonic() + wait
        else:
            self.schedule.enqueue(step.key)

    def _inputs(self, step: Step) -> Dict[str, Any]:
        """Loads the inputs and checks them."""
        names = [name for name in sorted(step.inputs) if name not in step.nothing]
        with self.pipeline.interrupts:
            inputs = {name: step.inputs[name].load(self, step, name) for name in names}
            for name in names:
                self._check(step, "input", name, step.types.get(name), inputs[name])
        return inputs

    def _events(self, step: Step, number: int, inputs: Dict[str, Any]) -> Iterator[StepEvent]:
        """Calls the function; what it gives, checked as it comes."""
        with self.pipeline.interrupts:
            arguments = [
                (
                    given.at(step.key, step.mapping_key, number)
                    if isinstance(given, PerAttempt)
                    else given
                )
                for given in step.arguments
            ]
            result = step.compute(*arguments, **inputs)
        events = events_of(step.solid, step.outputs, result, self.pipeline.log.warning)
        return checked_events(step.solid, step.outputs, events)

    def _take(self, step: Step, events: Iterator[StepEvent], outcome: Outcome) -> bool:
        """Stores or tells the next thing that the function gives. False if there is none."""
        with self.pipeline.interrupts:
            event = next(events, None)
        if isinstance(event, Output):
            self._store(step, event, outcome)
        elif event is not None:
            self.pipeline.event(event.kind, event.message, step.key, event=event)
        return event is not None

    def _store(self, step: Step, output: Output, outcome: Outcome) -> None:
        """Checks a value and hands it to whatever keeps it."""
        name, mapping_key, value = output.output_name, output.mapping_key, output.value
        out = next(out for out in step.outputs if out.name == name)
        # Hooks are told of a value that does not pass or cannot be kept, too.
        if mapping_key is None:
            outcome.outputs[name] = value
        else:
            outcome.outputs.setdefault(name, {})[mapping_key] = value
        self._check(step, "output", name, out.checked, value, output)
        handle = (step.key, name, mapping_key)
        self.values[handle] = (out, out.store(self, step, handle, output))

    def _check(
        self,
        step: Step,
        direction: str,
        name: str,
        checked: Any,
        value: Any,
        output: Optional[Output] = None,
    ) -> None:
        """Checks a value against its type, None for Any, and tells the verdict before it raises."""
        verdict = checked.judge(direction, name, value, step.check_context) if checked else None
        good = verdict is None or verdict.success
        told = "(Type check passed)" if good else "Warning! Type check failed"
        kind, verb = ("STEP_INPUT", "Got") if direction == "input" else ("STEP_OUTPUT", "Yielded")
        key = output.mapping_key if output else None
        mapped = f' mapping key "{key}"' if key is not None else ""
        shown = checked.display_name if checked else "Any"
        message = f'{verb} {direction} "{name}"{mapped} of type "{shown}". {told}.'
        self.pipeline.event(
            kind, message, step.key, name=name, value=value, verdict=verdict, output=output
        )
        if not good and direction == "input":
            checked.require_input(name, verdict)
        if not good and direction == "output":
            checked.require_output(name, verdict)


def run_steps(pipeline: Run, steps: Sequence[Step]) -> None:
    """Runs the steps, which are given in plan order (3.3.1)."""
    Execution(pipeline, steps).run()
