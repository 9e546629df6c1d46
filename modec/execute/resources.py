"""The resources and loggers of a live run."""

from __future__ import annotations

from typing import Any

from modec.execute.config import at
from modec.execute.contexts import InitLoggerContext, InitResourceContext
from modec.execute.run import LiveRun
from modec.runtime.errors import DagsterResourceFunctionError
from modec.runtime.loggers import use_loggers


def initialise_resources(run: LiveRun) -> dict[str, Any]:
    """Initialises the plan's resources, in its order (1.8); gives their values by key.

    Raises `DagsterResourceFunctionError` (1.9).
    """
    resources: dict[str, Any] = {}
    keys = sorted(resource.key for resource in run.plan.resources)
    if not keys:
        return resources
    listed = f"[{', '.join(keys)}]"
    run.engine_event(f"Starting initialization of resources {listed}.")
    try:
        for resource in run.plan.resources:
            definition = resource.definition
            if getattr(definition, "loads_directly", False):
                continue
            needs = {key: resources[key] for key in resource.needs if key in resources}
            config = at(run.config, ("resources", resource.key, "config"))
            context = InitResourceContext(run, resource, config, needs)
            arguments = (context,) if definition.context_parameter is not None else ()
            resources[resource.key] = run.resource(resource.key, definition.resource_fn, *arguments)
    except DagsterResourceFunctionError as error:
        run.engine_event(f"Initialization of resources {listed} failed.", error)
        raise
    run.engine_event(f"Finished initialization of resources {listed}.")
    return resources


def start_loggers(run: LiveRun) -> None:
    """From now on the log goes to the loggers that the run config names, if it names any (2.1)."""
    loggers = []
    for key, given in (run.config.get("loggers") or {}).items():
        if given is not None:
            definition = run.plan.mode.loggers[key]
            context = InitLoggerContext(run, definition, given.get("config"))
            takes_context = definition.context_parameter is not None
            loggers.append(
                definition.logger_fn(context) if takes_context else definition.logger_fn()
            )
    if loggers:
        use_loggers(run, *loggers)
