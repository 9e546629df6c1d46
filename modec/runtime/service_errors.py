"""Errors of Dagster's own services, for code that names them: a script has no such services, and never raises them itself."""

from typing import Any, List

from modec.runtime.errors import DagsterError, DagsterUserCodeExecutionError


class DagsterEventLogInvalidForRun(DagsterError):
    """The events that were kept of a run make no sense."""

    def __init__(self, run_id: str) -> None:
        self.run_id = run_id
        super().__init__(f"Event logs invalid for run id {run_id}")


class DagsterExecutionStepNotFoundError(DagsterError):
    """Steps were to be executed that are not there."""

    def __init__(self, *args: Any, step_keys: List[str]) -> None:
        self.step_keys = step_keys
        super().__init__(*args)


class DagsterRunNotFoundError(DagsterError):
    """A run is not to be found among those that were kept."""

    def __init__(self, *args: Any, invalid_run_id: str) -> None:
        self.invalid_run_id = invalid_run_id
        super().__init__(*args)


class DagsterSubprocessError(DagsterError):
    """Something failed in a process that Dagster had started."""

    def __init__(self, *args: Any, subprocess_error_infos: List[Any]) -> None:
        self.subprocess_error_infos = subprocess_error_infos
        super().__init__(*args)


class DagsterUnmetExecutorRequirementsError(DagsterError):
    """An executor cannot do what a pipeline asks of it."""


class DagsterInvalidAssetKey(DagsterError):
    """An asset key that is none."""


class DagsterObjectStoreError(DagsterError):
    """A storage of objects failed."""


class DagsterHomeNotSetError(DagsterError):
    """Nobody said where Dagster keeps what it knows."""


class DagsterImportError(DagsterError):
    """A module of the user's cannot be imported."""


class DagsterRunAlreadyExists(DagsterError):
    """A run is kept already."""


class DagsterRunConflict(DagsterError):
    """A run is kept already, and is another one."""


class DagsterLaunchFailedError(DagsterError):
    """A run could not be started elsewhere."""


class PartitionExecutionError(DagsterUserCodeExecutionError):
    """The function behind a partition raised."""


class ScheduleExecutionError(DagsterUserCodeExecutionError):
    """The function behind a schedule raised."""


class SensorExecutionError(DagsterUserCodeExecutionError):
    """The function behind a sensor raised."""
