"""The names that pipeline modules are written in, and where each lives in modec.

One table serves both front doors: `from modec import solid` (live) and `from dagster import solid` (static
evaluation). A name is *here* (an object of modec's), *inert* (around pipelines: accepted, does nothing), or
*unsupported*, with the reason. Objects are loaded when they are asked for.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass, replace
from typing import Any, Final

from modec import submodules
from modec.other_versions import OTHER_VERSIONS as OTHER_VERSIONS

UNKNOWN: Final = object()
"""What `lookup` gives for a name that modec does not know or does not support."""

_D = "modec.definitions."
_C = "modec.direct."
_R = "modec.runtime."

_HERE: dict[str, str] = {
    _D + "solid": "SolidDefinition OpDefinition solid lambda_solid op",
    _D + "resource": "ResourceDefinition resource make_values_resource",
    _D
    + "io_managers": (
        "IOManagerDefinition RootInputManagerDefinition io_manager root_input_manager mem_io_manager fs_io_manager "
        "custom_path_fs_io_manager"
    ),
    _D + "file_managers": "local_file_manager",
    _D
    + "logger": "LoggerDefinition logger colored_console_logger json_console_logger default_loggers",
    _D
    + "executors": (
        "ExecutorDefinition IntermediateStorageDefinition executor intermediate_storage in_process_executor "
        "multiprocess_executor default_executors mem_intermediate_storage fs_intermediate_storage "
        "default_intermediate_storage_defs"
    ),
    _D + "hook": "HookDefinition success_hook failure_hook event_list_hook",
    _D + "mode": "ModeDefinition",
    _D
    + "preset": (
        "PresetDefinition config_from_files config_from_pkg_resources config_from_yaml_strings"
    ),
    _D + "inputs": "InputDefinition InputMapping In GraphIn",
    _D
    + "outputs": "OutputDefinition DynamicOutputDefinition OutputMapping Out DynamicOut GraphOut",
    _D + "dependency": "DependencyDefinition MultiDependencyDefinition SolidInvocation",
    _D + "graph": "GraphDefinition CompositeSolidDefinition composite_solid graph",
    _D + "pipeline": "PipelineDefinition pipeline",
    _D + "job": "JobDefinition",
    _D + "configurable": "ConfigMapping config_mapping configured",
    _D
    + "config": (
        "Array BoolSource Enum EnumValue Field IntSource Noneable Permissive ScalarUnion Selector Shape StringSource"
    ),
    _D
    + "dagster_types": (
        "List Optional Dict Set Tuple make_python_type_usable_as_dagster_type usable_as_dagster_type"
    ),
    _D
    + "type_loader": (
        "DagsterTypeLoader DagsterTypeMaterializer dagster_type_loader dagster_type_materializer"
    ),
    _R + "files": "file_relative_path",
    _R + "types": "DagsterType PythonObjectDagsterType TypeCheck",
    _R + "events": "Output AssetKey AssetMaterialization Materialization ExpectationResult Failure",
    _R + "dynamic": "DynamicOutput",
    _R + "retries": "RetryRequested RetryPolicy Backoff Jitter",
    _R
    + "metadata": (
        "EventMetadata EventMetadataEntry TextMetadataEntryData UrlMetadataEntryData PathMetadataEntryData "
        "JsonMetadataEntryData MarkdownMetadataEntryData FloatMetadataEntryData IntMetadataEntryData "
        "PythonArtifactMetadataEntryData"
    ),
    _R + "io_managers": "IOManager InputContext MemoizableIOManager OutputContext",
    _R + "tags": "MEMOIZED_RUN_TAG",
    _R
    + "service_errors": (
        "DagsterEventLogInvalidForRun DagsterExecutionStepNotFoundError DagsterRunNotFoundError "
        "DagsterSubprocessError DagsterUnmetExecutorRequirementsError"
    ),
    _R
    + "file_managers": (
        "FileHandle LocalFileHandle FileManager LocalFileManager TempfileManager check_file_like_obj"
    ),
    _R + "config_errors": "DagsterInvalidConfigError",
    _R
    + "errors": (
        "DagsterError DagsterInvariantViolationError DagsterInvalidDefinitionError DagsterInvalidInvocationError "
        "DagsterInvalidConfigDefinitionError "
        "DagsterInvalidPropertyError DagsterUnknownResourceError DagsterTypeCheckDidNotPass "
        "DagsterTypeCheckError DagsterStepOutputNotFoundError DagsterExecutionInterruptedError "
        "DagsterUserCodeExecutionError DagsterResourceFunctionError DagsterConfigMappingFunctionError "
        "DagsterExecutionStepExecutionError DagsterExecutionLoadInputError DagsterExecutionHandleOutputError "
        "DagsterTypeLoadingError DagsterTypeMaterializationError HookExecutionError CheckError ParameterCheckError"
    ),
}

_RENAMED: dict[str, tuple[str, str]] = {
    "Any": ("typing", "Any"),
    "Bool": ("builtins", "bool"),
    "Float": ("builtins", "float"),
    "Int": ("builtins", "int"),
    "Nothing": ("types", "NoneType"),
    "String": ("builtins", "str"),
    # Classes that people name in annotations only.
    "SolidExecutionContext": ("typing", "Any"),
    "AbstractComputeExecutionContext": ("typing", "Any"),
    "OpExecutionContext": ("typing", "Any"),
    "InitResourceContext": ("typing", "Any"),
    "InitLoggerContext": ("typing", "Any"),
    "InitExecutorContext": ("typing", "Any"),
    "InitIntermediateStorageContext": ("typing", "Any"),
    "HookContext": ("typing", "Any"),
    "TypeCheckContext": ("typing", "Any"),
    "DagsterLogManager": ("typing", "Any"),
    "PipelineRun": ("typing", "Any"),
    "DagsterInstance": ("typing", "Any"),
    "PipelineExecutionResult": ("typing", "Any"),
    "SolidExecutionResult": ("typing", "Any"),
    "CompositeSolidExecutionResult": ("typing", "Any"),
    "DagsterEvent": ("typing", "Any"),
    "ConfigSchema": ("typing", "Any"),
    "RootInputManager": ("typing", "Any"),
}

_AROUND = (
    "repository RepositoryDefinition RepositoryData schedule ScheduleDefinition ScheduleEvaluationContext "
    "ScheduleExecutionContext build_schedule_context hourly_schedule daily_schedule weekly_schedule "
    "monthly_schedule schedule_from_partitions sensor asset_sensor SensorDefinition AssetSensorDefinition "
    "SensorEvaluationContext SensorExecutionContext build_sensor_context RunRequest SkipReason "
    "pipeline_failure_sensor PipelineFailureSensorContext run_failure_sensor RunFailureSensorContext "
    "run_status_sensor RunStatusSensorContext RunStatusSensorDefinition Partition PartitionSetDefinition "
    "PartitionScheduleDefinition create_offset_partition_selector date_partition_range "
    "identity_partition_selector daily_partitioned_config hourly_partitioned_config "
    "weekly_partitioned_config monthly_partitioned_config PartitionedConfig "
    "build_schedule_from_partitioned_job"
)
"""Repositories, schedules, sensors, partitions."""

_RUNNING = (
    "execute_pipeline execute_pipeline_iterator execute_solid execute_solid_within_pipeline "
    "execute_solids_within_pipeline reexecute_pipeline reexecute_pipeline_iterator reconstructable "
    "validate_run_config build_init_resource_context build_init_logger_context build_solid_context "
    "build_op_context build_hook_context build_input_context build_output_context build_resources "
    "check_dagster_type"
)
"""Running pipelines, as modules do under `if __name__ == "__main__"`, and testing their parts."""

_X = "modec.execute."

_LIVE: dict[str, str] = {
    _X
    + "pipelines": (
        "execute_pipeline execute_pipeline_iterator validate_run_config reconstructable execute_job "
        "check_job_config execute_graph reexecute_pipeline reexecute_pipeline_iterator"
    ),
    _X + "solids": "execute_solid execute_solid_within_pipeline execute_solids_within_pipeline",
    _X + "results": "PipelineExecutionResult SolidExecutionResult CompositeSolidExecutionResult",
    _X + "events": "DagsterEvent DagsterEventType",
    _X + "instance": "DagsterInstance",
    _X
    + "contexts": (
        "AbstractComputeExecutionContext DagsterLogManager InitLoggerContext OpExecutionContext PipelineRun "
        "SolidExecutionContext"
    ),
    _R + "context": "InitResourceContext TypeCheckContext",
    _R + "hooks": "HookContext",
    _C + "inits": "build_init_resource_context build_init_logger_context",
    _C + "contexts": "build_solid_context build_op_context",
    _C + "hooks": "build_hook_context",
    _C + "io_contexts": "build_input_context build_output_context",
    _C + "resources": "build_resources",
    _C + "calls": "invoke_resource invoke_logger invoke_hook",
    _C + "solids": "invoke_solid",
    _C + "type_checks": "check_dagster_type",
}
"""What runs pipelines and their parts: there for live use, inert for static evaluation, which runs nothing."""

_DEPLOYMENT = (
    "ExperimentalWarning DefaultRunLauncher VersionStrategy ExecutorRequirement "
    "multiple_process_executor_requirements PipelineRunStatus DagsterEventType EventLogEntry "
    "EventLogRecord EventRecordsFilter RunShardedEventsCursor SerializationStrategy"
)
"""Machinery and constants of deployments."""

_INERT = frozenset(f"{_AROUND} {_RUNNING} {_DEPLOYMENT}".split())

_UNSUPPORTED: dict[str, str] = {
    **dict.fromkeys(
        [
            "Executor",
            "build_intermediate_storage_from_object_store",
            "io_manager_from_intermediate_storage",
        ],
        "a script runs its steps in one process, in memory, and has no executors or storages of its own",
    ),
    **dict.fromkeys(
        ["VersionedPickledObjectFilesystemIOManager", "versioned_filesystem_io_manager"],
        "it keeps outputs by their versions, which only memoized runs have; a script remembers nothing between runs",
    ),
    "StepLauncher": "it has steps run elsewhere, by dagster",
}


@dataclass(frozen=True)
class Entry:
    """What is known of a name. `kind` is `here`, `inert` or `unsupported`."""

    kind: str
    name: str
    module: str = ""
    """Where the object lives; for `inert`, where the stand-in is."""
    attribute: str = ""
    """What it is called there."""
    reason: str = ""
    """Why it is not supported, as the end of a sentence."""
    live_module: str = ""
    """Where the object for live use lives, if that is another one."""

    def load(self) -> Any:
        """The object. Raises `LookupError` for an unsupported name."""
        if self.kind == "unsupported":
            raise LookupError(self.reason)
        return getattr(importlib.import_module(self.module), self.attribute)

    def load_live(self) -> Any:
        """The object for live use: what `from modec import name` gives. Raises as `load`."""
        return live(self.name) if self.live_module else self.load()


def _entries() -> dict[str, Entry]:
    found = {
        name: Entry("here", name, module, name)
        for module, names in _HERE.items()
        for name in names.split()
    }
    for name, (module, attribute) in _RENAMED.items():
        found[name] = Entry("here", name, module, attribute)
    for name in sorted(_INERT):
        found[name] = Entry("inert", name, _D + "outside", "inert")
    found["repository"] = Entry("inert", "repository", _D + "outside", "repository")
    for name, reason in _UNSUPPORTED.items():
        found[name] = Entry("unsupported", name, reason=reason)
    for name, module in _LIVE_HOMES.items():
        if name in found:
            found[name] = replace(found[name], live_module=module)
    return found


_LIVE_HOMES = {name: module for module, names in _LIVE.items() for name in names.split()}


def live(name: str) -> Any:
    """The object for live use of a name that static evaluation has a stand-in for. Raises KeyError."""
    return getattr(importlib.import_module(_LIVE_HOMES[name]), name)


ENTRIES: Final[dict[str, Entry]] = _entries()
"""All names, whatever module of dagster they are imported from."""

_OF_MODULES: Final[dict[str, dict[str, Entry]]] = {}
for (_theirs, _ours), _names in submodules.HOMES.items():
    for _written in _names.split():
        _name, _, _attribute = _written.partition("=")
        _OF_MODULES.setdefault(_theirs, {})[_name] = (
            Entry("inert", _name, _ours, "inert")
            if _ours == _D + "outside"
            else Entry("here", _name, _ours, _attribute or _name)
        )


def entry(name: str, module: str = "dagster") -> Entry | None:
    """What is known of `module.name`; None for an unknown name. `module` is dagster, modec or a submodule."""
    for owner, found in _OF_MODULES.items():
        if name in found and (module == owner or module.startswith(owner + ".")):
            return found[name]
    return None if module.startswith(submodules.OTHERS) else ENTRIES.get(name)


def lookup(name: str, module: str = "dagster") -> Any:
    """The object that `from module import name` gives; `UNKNOWN` for what is unknown or unsupported."""
    found = entry(name, module)
    return UNKNOWN if found is None or found.kind == "unsupported" else found.load()


def names() -> list[str]:
    """The names that can be imported from modec, sorted."""
    return sorted(name for name, found in ENTRIES.items() if found.kind != "unsupported")


def _import_order(entry: Entry) -> tuple[str, bool, str]:
    """How import sorters order the names of one module: classes before functions, capitals aside."""
    return entry.module, entry.name[0].islower(), entry.name.lower()


def stub() -> str:
    """The text of `modec/__init__.pyi`, which tells type checkers where the names come from."""
    ours = [
        replace(each, module=each.live_module or each.module, attribute=each.name)
        for each in ENTRIES.values()
        if each.live_module or (each.module.startswith("modec.") and each.kind == "here")
    ]
    shown = {each.name for each in ours}
    lines = ["from typing import Any as Any", ""]
    for each in sorted(ours, key=_import_order):
        imported = f"{each.attribute} as {each.name}"
        line = f"from {each.module} import {imported}"
        lines.append(
            line if len(line) <= 100 else f"from {each.module} import (\n    {imported},\n)"
        )
    lines += ["", "__version__: str"]
    for name, found in sorted(ENTRIES.items()):
        if name == "Any" or found.kind == "unsupported" or name in shown:
            continue
        known = found.kind == "here" and found.attribute != "Any"
        # A type checker writes NoneType as None.
        meaning = found.attribute.replace("NoneType", "None")
        lines.append(f"{name} = {meaning}" if known else f"{name}: Any")
    return "\n".join(lines) + "\n"
