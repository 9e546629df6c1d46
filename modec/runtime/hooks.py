"""What is done after a step (3.9)."""

from typing import Any, Callable, Mapping, Optional

from modec.runtime.context import Resources, Solid, absent
from modec.runtime.errors import (
    DagsterError,
    DagsterUserCodeExecutionError,
    HookExecutionError,
)
from modec.runtime.run import Run


class HookContext:
    """The context of a hook: the step and how it ended."""

    def __init__(self, pipeline: Run, step: Any, outcome: Any, hook: "Hook") -> None:
        self.pipeline_name = self.job_name = pipeline.name
        self.run_id = pipeline.run_id
        self.log = pipeline.log
        self.step_key = step.key
        self.solid = self.op = Solid(step.solid.rpartition(".")[2], hook.solid, hook.tags)
        self.solid_config = self.op_config = hook.config
        self.mode_def = Solid(hook.mode)
        self.hook_def = Solid(hook.name)
        self.required_resource_keys = set(hook.resources)
        self.resources = Resources(hook.resources)
        error = outcome.error
        if isinstance(error, DagsterUserCodeExecutionError):
            error = error.user_exception  # that of an IO manager, a type check or a loader (3.11)
        self.solid_exception = self.op_exception = error
        self.solid_output_values = self.op_output_values = outcome.outputs

    def __getattr__(self, name: str) -> Any:
        raise absent(name)


class Hook:
    """A hook on one step. `config` and `tags` are the solid's, `resources` are those that the hook declares."""

    wanted = True
    """How the step has to have ended: True for success, False for failure."""

    def __init__(
        self,
        name: str,
        function: Callable[[Any], Any],
        resources: Optional[Mapping[str, Any]] = None,
        config: Any = None,
        mode: str = "default",
        solid: str = "",
        tags: Optional[Mapping[str, str]] = None,
    ) -> None:
        self.name = name
        self.function = function
        self.resources = resources or {}
        self.config = config
        self.mode = mode
        self.solid = solid
        self.tags = tags

    def after(self, pipeline: Run, step: Any, outcome: Any) -> None:
        """Calls the function if the step ended so. What it raises is told and changes nothing."""
        pipeline.log.name = step.key
        if outcome.success is not self.wanted:
            pipeline.event(
                "HOOK_SKIPPED", f'Skipped the execution of hook "{self.name}".', step.key, hook=self
            )
            return
        try:
            with pipeline.interrupts:
                self.function(HookContext(pipeline, step, outcome, self))
        except DagsterError:
            # As in Dagster: not an error of the hook's own, so it ends the run.
            raise
        except Exception as cause:
            error = HookExecutionError(
                f'Error occurred during the execution of hook_fn triggered for solid "{step.solid}"'
            )
            error.__cause__ = cause
            message = f'Hook "{self.name}" failed.'
            pipeline.event("HOOK_ERRORED", message, step.key, error=error, hook=self)
        else:
            message = f'Finished the execution of hook "{self.name}" triggered for "{step.solid}".'
            pipeline.event("HOOK_COMPLETED", message, step.key, hook=self)


class SuccessHook(Hook):
    """A hook after success."""


class FailureHook(Hook):
    """A hook after failure."""

    wanted = False
