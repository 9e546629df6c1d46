"""Dagster's instance, and what it says of runs: a script has none, but code asks whether something is one."""

from enum import Enum


class DagsterInstance:
    """Where Dagster keeps its runs. Nothing in a script is one."""


class PipelineRunStatus(Enum):
    """How far a run of Dagster's is."""

    QUEUED = "QUEUED"
    NOT_STARTED = "NOT_STARTED"
    MANAGED = "MANAGED"
    STARTING = "STARTING"
    STARTED = "STARTED"
    SUCCESS = "SUCCESS"
    FAILURE = "FAILURE"
    CANCELING = "CANCELING"
    CANCELED = "CANCELED"
