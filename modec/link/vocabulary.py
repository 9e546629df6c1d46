"""Which names of dagster and modec a script may use while it runs, and where the runtime has them."""

from __future__ import annotations

from modec.vocabulary import OTHER_VERSIONS, entry

_RUNTIME = "modec.runtime."

_HANDED_OUT = {
    "AbstractComputeExecutionContext": ("context", "SolidExecutionContext"),
    "DagsterLogManager": ("log", "Log"),
    "HookContext": ("hooks", "HookContext"),
    "InitLoggerContext": ("context", "InitLoggerContext"),
    "InitResourceContext": ("context", "InitResourceContext"),
    "OpExecutionContext": ("context", "SolidExecutionContext"),
    "PipelineRun": ("context", "PipelineRun"),
    "RootInputManager": ("io_managers", "RootInputManager"),
    "SolidExecutionContext": ("context", "SolidExecutionContext"),
    "TypeCheckContext": ("context", "TypeCheckContext"),
}
"""Classes that code mostly names in annotations, where they mean nothing, and now and then asks `isinstance` for."""

_OF_INSTANCES = {
    "DagsterInstance": ("instance", "DagsterInstance"),
    "PipelineRunStatus": ("instance", "PipelineRunStatus"),
}
"""What code asks for that runs with Dagster's instance and, as in a script, without."""

WITHOUT_ATTRIBUTES = frozenset({"DagsterInstance"})
"""Names that only say what something is: a script has nothing for what is asked of them."""


def runtime_home(name: str, module: str) -> tuple[str, str] | None:
    """(module of `modec.runtime`, name in it) of a name of dagster's, None when it means nothing at run time."""
    found = entry(name, module)
    if found is not None and name in _OF_INSTANCES:
        return _OF_INSTANCES[name]
    if found is not None and found.kind == "here" and found.attribute == "Any":
        return _HANDED_OUT.get(name)
    if found is None or found.kind != "here" or not found.module.startswith(_RUNTIME):
        return None
    return found.module.removeprefix(_RUNTIME), found.attribute


def is_known(name: str, module: str) -> bool:
    """Whether `from dagster import *` brings the name."""
    return entry(name, module) is not None


def is_of_another_version(name: str, module: str) -> bool:
    """Whether only an older or a newer dagster has the name: importing it fails."""
    return module in ("dagster", "modec") and name in OTHER_VERSIONS and not is_known(name, module)
