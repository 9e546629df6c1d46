"""The errors that Dagster's names are known by. A script has those that it or its author names."""

from typing import Any, Optional, Sequence


class DagsterError(Exception):
    """The base of all of Dagster's errors."""


class DagsterInvariantViolationError(DagsterError):
    """A rule that only the run can check was broken."""


class DagsterInvalidSubsetError(DagsterError):
    """A selection of solids that has nothing in it, or that cannot run (5.1)."""


class DagsterInvalidDefinitionError(DagsterError):
    """A definition that cannot mean anything."""


class DagsterInvalidConfigDefinitionError(DagsterError):
    """A config schema that cannot mean anything."""


class DagsterInvalidInvocationError(DagsterError):
    """A solid or resource was called directly in a way that it cannot be (1.3, 3.14)."""


class DagsterInvalidEventMetadata(DagsterError):
    """A metadata value of no known kind."""


class DagsterInvalidPropertyError(DagsterError):
    """An attribute of a context that has no meaning where it was asked for."""


class DagsterUnknownResourceError(DagsterError, AttributeError):
    """A resource that is not among the required ones was asked for (1.11)."""

    def __init__(self, resource_name: str) -> None:
        self.resource_name = resource_name
        super().__init__(
            f"Unknown resource `{resource_name}`. Specify `{resource_name}` as a required resource "
            "on the compute / config function that accessed it."
        )


class DagsterTypeCheckDidNotPass(DagsterError):
    """A value is not of the type that its input or output declares (3.12)."""

    def __init__(
        self, description: str, metadata_entries: Sequence[Any] = (), dagster_type: Any = None
    ) -> None:
        super().__init__(description)
        self.description = description
        self.metadata_entries = list(metadata_entries)
        self.dagster_type = dagster_type


class DagsterStepOutputNotFoundError(DagsterError):
    """A required output was not given (3.5)."""


class DagsterExecutionInterruptedError(BaseException):
    """SIGINT or SIGTERM arrived (5.7)."""


class RunAborted(BaseException):
    """An IO manager could not keep an output: `error` ends the run, or just the step if it is a Failure (3.11)."""

    def __init__(self, error: Exception) -> None:
        super().__init__(error)
        self.error = error


class DagsterUserCodeExecutionError(DagsterError):
    """Stands around an exception of the author's code, its `__cause__`."""

    @property
    def user_exception(self) -> Optional[BaseException]:
        """The author's exception."""
        return self.__cause__


class DagsterResourceFunctionError(DagsterUserCodeExecutionError):
    """A resource function raised (1.9)."""


class DagsterTypeCheckError(DagsterUserCodeExecutionError):
    """A type check function raised (3.12)."""


class DagsterTypeLoadingError(DagsterUserCodeExecutionError):
    """Loading an input from its config raised (3.4)."""


class DagsterTypeMaterializationError(DagsterUserCodeExecutionError):
    """Writing an output where its config says raised (3.15)."""


class DagsterConfigMappingFunctionError(DagsterUserCodeExecutionError):
    """A config function raised (1.6, 3.8)."""


class DagsterExecutionStepExecutionError(DagsterUserCodeExecutionError):
    """A solid's function raised (3.11)."""


class DagsterExecutionLoadInputError(DagsterUserCodeExecutionError):
    """An IO manager raised while it loaded an input (3.11)."""


class DagsterExecutionHandleOutputError(DagsterUserCodeExecutionError):
    """An IO manager's generator raised while it handled an output (3.11)."""


class HookExecutionError(DagsterUserCodeExecutionError):
    """A hook raised (3.9)."""


class CheckError(Exception):
    """An argument or a value is not what it must be (Dagster's `dagster.check.CheckError`)."""


class ParameterCheckError(CheckError):
    """An argument of a call is not what it must be."""
