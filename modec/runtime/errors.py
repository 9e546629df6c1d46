"""The errors that Dagster's names are known by."""


class DagsterError(Exception):
    """The base of all of Dagster's errors."""


class DagsterInvariantViolationError(DagsterError):
    """A rule that only the run can check was broken."""


class DagsterInvalidDefinitionError(DagsterError):
    """A definition that cannot mean anything."""


class CheckError(Exception):
    """An argument or a value is not what it must be (Dagster's `dagster.check.CheckError`)."""


class ParameterCheckError(CheckError):
    """An argument of a call is not what it must be."""
