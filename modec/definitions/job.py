"""Jobs: graphs with one mode (3.17)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from modec.definitions.checks import optional_instance
from modec.definitions.configurable import ConfigMapping
from modec.definitions.executors import ExecutorDefinition, multiprocess_executor
from modec.definitions.graph import GraphDefinition
from modec.definitions.io_managers import IOManagerDefinition, fs_io_manager
from modec.definitions.mode import ModeDefinition
from modec.definitions.origin import here
from modec.definitions.outside import Inert
from modec.definitions.pipeline import PipelineDefinition
from modec.definitions.preset import PresetDefinition
from modec.runtime.errors import CheckError
from modec.vocabulary import live


class JobDefinition(PipelineDefinition):
    """A pipeline with one mode, called `default`. `default_config` stands for run config where none is given."""

    is_job = True
    default_config: Mapping[str, Any] | None = None

    def execute_in_process(self, *args: Any, **kwargs: Any) -> Any:
        """Runs the job in this process: see `modec.execute.pipelines.execute_job`."""
        return live("execute_job")(self, *args, **kwargs)


def job_of(
    graph: GraphDefinition,
    name: str | None = None,
    description: Any = None,
    resource_defs: Any = None,
    config: Any = None,
    tags: Any = None,
    logger_defs: Any = None,
    executor_def: ExecutorDefinition | None = None,
    hooks: Any = None,
    version_strategy: Any = None,
) -> JobDefinition:
    """The job that `graph.to_job(...)` gives.

    `config`: a dict is the default run config; a `ConfigMapping` replaces the run config's schema; what partitions are
    made with says nothing of a run. Outputs are kept in files unless there is an `io_manager`. Raises as
    `PipelineDefinition`, and `CheckError` for another `config`.
    """
    if isinstance(config, Inert):
        config = None
    mapping = config if isinstance(config, ConfigMapping) else None
    if config is not None and mapping is None and not isinstance(config, Mapping):
        raise CheckError(
            "config param must be a ConfigMapping, a PartitionedConfig, or a dictionary, but is an object of type "
            f"{type(config)}"
        )
    executor = (
        optional_instance("executor_def", executor_def, ExecutorDefinition) or multiprocess_executor
    )
    mode = ModeDefinition(
        None,
        {"io_manager": default_job_io_manager, **(resource_defs or {})},
        logger_defs,
        [executor],
        _config_mapping=mapping,
    )
    presets = [PresetDefinition("default", config)] if isinstance(config, Mapping) else []
    made = JobDefinition(
        name=name or graph.name,
        description=description,
        mode_defs=[mode],
        preset_defs=presets,
        tags=tags,
        hook_defs=hooks,
        graph_def=graph,
        version_strategy=version_strategy,
    )
    made.default_config = config if isinstance(config, Mapping) else None
    if here() is None and made.default_config is not None:
        # A build finds what is wrong with it when it plans the job.
        live("check_job_config")(made)
    return made


def _job_io_manager() -> IOManagerDefinition:
    made = IOManagerDefinition(fs_io_manager.resource_fn)
    made.builtin = made.kind = "job_fs"
    return made


default_job_io_manager = _job_io_manager()
"""Files, but memory where the job runs in one process: as `execute_in_process` does, and as scripts do."""
