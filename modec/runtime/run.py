"""A run: what `run(pipeline)` asks for resources and steps."""

import inspect
import logging
import time
from types import TracebackType
from typing import Any, Callable, Iterator, List, Optional, Tuple

from modec.runtime.errors import (
    CheckError,
    DagsterError,
    DagsterExecutionInterruptedError,
    DagsterInvariantViolationError,
    DagsterResourceFunctionError,
    DagsterStepOutputNotFoundError,
)
from modec.runtime.interrupts import Interrupts
from modec.runtime.log import Log


class Missing:
    """Stands for an output that does not exist: its step failed, or was not executed."""

    def __init__(self, *steps: str) -> None:
        self.steps = steps


def fan_in(*values: Any) -> Any:
    """An input fed by several outputs: the list of them, or `Missing` if one is (3.6)."""
    lost = [step for value in values if isinstance(value, Missing) for step in value.steps]
    return Missing(*lost) if lost else list(values)


class Run:
    """One run of a pipeline. `config` is the resolved run config, `log` the log of the steps.

    A step that fails does not end the run: what depends on it is not executed, everything else is (3.6).
    """

    def __init__(self, name: str, config: Any, log: Log, run_id: str) -> None:
        self.name = name
        self.config = config
        self.log = log
        self.run_id = run_id
        self.run_config: Any = {}
        """The config as it was given."""
        self.failed: List[str] = []
        """Keys of the steps that failed, in the order they ran."""
        self.interrupts = Interrupts()
        self._open: List[Tuple[str, Iterator[Any]]] = []
        self._teardown_problem = ""

    def event(self, kind: str, message: str, step: Optional[str] = None, **data: Any) -> None:
        """Everything that happens is told here. `data` may have `error`, an exception to show."""
        error = data.get("error")
        self.log.log(
            logging.DEBUG if error is None and not kind.endswith("_FAILURE") else logging.ERROR,
            "%s",
            message,
            extra={"event": {"event": kind, "step": step, "run_id": self.run_id}},
            exc_info=error and (type(error), error, user_frames(error, data.get("function"))),
        )

    def execute(self, body: Callable[["Run"], Any]) -> bool:
        """Runs `body(self)` and tears down what it started, whatever happens. True if all went well."""
        self.event("PIPELINE_START", f'Started execution of pipeline "{self.name}".')
        try:
            try:
                body(self)
            finally:
                self.leave()
        except BaseException as error:
            return self.aborted(error)
        return self.conclude()

    def leave(self) -> None:
        """The steps are over, in whatever way: what was started is torn down."""
        self.log.name = self.name
        self.interrupts.waiting = False
        self._tear_down()

    def conclude(self) -> bool:
        """Tells how a run ended that came to its end. True if all went well."""
        problem = f"Steps failed: {self.failed}." if self.failed else self._teardown_problem
        if problem:
            self.event("PIPELINE_FAILURE", f'Execution of pipeline "{self.name}" failed. {problem}')
        else:
            self.event("PIPELINE_SUCCESS", f'Finished execution of pipeline "{self.name}".')
        return not problem

    def aborted(self, error: BaseException) -> bool:
        """What becomes of an error that ends the run: it is logged, and goes on if it is no Exception."""
        message = (
            f'Execution of pipeline "{self.name}" failed. An exception was thrown during execution.'
        )
        self.event(
            "PIPELINE_FAILURE", f"{message} {error}".rstrip(), error=error.__cause__ or error
        )
        if not isinstance(error, Exception):
            raise error
        return False

    def resource(self, key: str, create: Callable[..., Any], /, *arguments: Any) -> Any:
        """The resource that `create(*arguments)` returns, or yields first if it is a generator (1.2).

        Raises DagsterResourceFunctionError when that fails; a DagsterError is passed on as it is (1.9).
        """
        try:
            with self.interrupts:
                value = create(*arguments)
                if inspect.isgenerator(value):
                    self._open.append((key, value))
                    value = next(value, Missing)
                    if value is Missing:
                        raise CheckError(f"Resource generator {key} must yield one item.")
        except DagsterError:
            raise
        except Exception as error:
            error.__traceback__ = user_frames(error, create)
            message = f"Error executing resource_fn on ResourceDefinition {key}"
            raise DagsterResourceFunctionError(message) from error
        self.event("RESOURCE_INIT", f'Initialized resource "{key}".')
        return value

    def step(self, key: str, compute: Callable[..., Any], /, *arguments: Any, **inputs: Any) -> Any:
        """What `compute(*arguments, **inputs)` returns, or `Missing` (one for each output) if it fails.

        It is not executed if an input is `Missing`.
        """
        lost = [
            step for value in inputs.values() if isinstance(value, Missing) for step in value.steps
        ]
        if lost:
            self.abandon(key, lost)
            return self._missing(key, compute)
        self.log.name = key
        self.event("STEP_START", f'Started execution of step "{key}".', key)
        start = time.perf_counter()
        try:
            with self.interrupts:
                value = compute(*arguments, **inputs)
                if inspect.isgenerator(value) and not hasattr(compute, "outputs"):
                    refuse_generator(key, value)
        except (Exception, KeyboardInterrupt, DagsterExecutionInterruptedError) as error:
            self.step_failed(key, error, compute)
            return self._missing(key, compute)
        took = (time.perf_counter() - start) * 1000
        self.event("STEP_SUCCESS", f'Finished execution of step "{key}" in {took:.2f}ms.', key)
        return value

    def step_failed(
        self, key: str, error: BaseException, compute: Callable[..., Any], why: str = ""
    ) -> None:
        """Notes that a step has failed. An interrupt goes on from here, and ends the run."""
        self.failed.append(key)
        message = f'Execution of step "{key}" failed.{why}'
        self.event("STEP_FAILURE", message, key, error=error, function=compute)
        if not isinstance(error, Exception):
            raise error

    def abandon(self, key: str, upstream: List[str]) -> None:
        """Says that a step is not executed, because of failures upstream (3.6)."""
        failed = sorted({step for step in upstream if step in self.failed})
        others = sorted(set(upstream).difference(failed))
        reason = f" failed: {failed}" if failed else ""
        reason += f" were not executed: {others}" if others else ""
        self.log.name = key
        self.log.error(f"Dependencies for step {key}{reason}. Not executing.")

    def _missing(self, key: str, compute: Callable[..., Any]) -> Any:
        """`Missing` in place of what the step would have given; several where it has several outputs."""
        outputs = getattr(compute, "outputs", 1)
        return Missing(key) if outputs == 1 else [Missing(key)] * outputs

    def _tear_down(self) -> None:
        """Resumes every resource generator once, the last first (1.9). Failures do not stop the others."""
        while self._open:
            key, generator = self._open.pop()
            try:
                with self.interrupts:
                    if next(generator, Missing) is not Missing:
                        raise CheckError(f"Resource generator {key} yielded more than one item.")
            except Exception as error:
                self._teardown_problem = f'Teardown of resource "{key}" failed.'
                self.event("RESOURCE_TEARDOWN_FAILURE", self._teardown_problem, error=error)
            except BaseException:
                self._tear_down()
                raise


def refuse_generator(key: str, values: Iterator[Any]) -> None:
    """A generator object is no output: what it yields would have to be events, and there are none here (3.5)."""
    for value in values:
        raise DagsterInvariantViolationError(
            f"Compute function for solid {key} yielded a value of type {type(value)} rather than an instance "
            "of Output, AssetMaterialization, or ExpectationResult."
        )
    raise DagsterStepOutputNotFoundError(
        f'Core compute for solid "{key}" did not return an output.'
    )


def user_frames(error: BaseException, function: Any) -> Optional[TracebackType]:
    """The traceback from the frame of `function` on: the author's frames, without the support code's."""
    code = getattr(inspect.unwrap(function), "__code__", None) if function else None
    trace = error.__traceback__
    while code and trace is not None and trace.tb_frame.f_code is not code:
        trace = trace.tb_next
    return trace or error.__traceback__
