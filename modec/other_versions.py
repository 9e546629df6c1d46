"""Names that other versions of dagster have and 0.12 has not: since when, and what 0.12 has instead.

Importing one fails in Dagster 0.12.15.
"""

from __future__ import annotations

from typing import Final

_GONE: dict[str, dict[str, str]] = {
    "0.7": {
        "as_dagster_type": "make_python_type_usable_as_dagster_type",
        "dagster_type": "usable_as_dagster_type",
        "define_python_dagster_type": "PythonObjectDagsterType",
        "PermissiveDict": "Permissive",
    },
    "0.8": {
        "ExecutionTargetHandle": "reconstructable",
        "Path": "String",
        "RunConfig": "the arguments mode, preset, tags and solid_selection",
        "repository_partitions": "repository",
        "scheduler": "repository",
        "schedules": "repository",
    },
    "0.8.5": {
        "Engine": "ExecutorDefinition",
        "ExecutorConfig": "ExecutorDefinition",
    },
    "0.10": {
        "InputHydrationConfig": "DagsterTypeLoader",
        "InitSystemStorageContext": "an IO manager: io_manager",
        "OutputMaterializationConfig": "DagsterTypeMaterializer",
        "SystemStorageDefinition": "an IO manager: io_manager",
        "SystemStorageData": "an IO manager: io_manager",
        "default_system_storage_defs": "an IO manager, bound to the resource key 'io_manager': fs_io_manager",
        "fs_system_storage": "an IO manager, bound to the resource key 'io_manager': fs_io_manager",
        "input_hydration_config": "dagster_type_loader",
        "mem_system_storage": "an IO manager, bound to the resource key 'io_manager': mem_io_manager",
        "output_materialization_config": "dagster_type_materializer",
        "system_storage": "an IO manager: io_manager",
    },
}
"""The version that a name went with -> the name -> what 0.12 has."""

_GRAPHS = "graph and its to_job(), or pipeline and ModeDefinition"
_SOLIDS = "solids that give AssetMaterializations, in a pipeline"
_PARTITIONS = "daily_partitioned_config and its like, or PartitionSetDefinition"
_RESOURCES = "resource and config_schema"

_CAME: dict[str, dict[str, str]] = {
    "0.13": {
        "job": _GRAPHS,
        "build_reconstructable_job": "reconstructable",
        "dynamic_partitioned_config": "PartitionSetDefinition",
        "get_dagster_logger": "context.log",
        "static_partitioned_config": "PartitionSetDefinition",
    },
    "0.14": {
        "AssetGroup": _SOLIDS,
        "AssetIn": _SOLIDS,
        "AssetObservation": "AssetMaterialization",
        "AssetsDefinition": _SOLIDS,
        "MetadataEntry": "EventMetadataEntry",
        "MetadataValue": "EventMetadata",
        "SourceAsset": _SOLIDS,
        "TableColumn": "",
        "TableRecord": "",
        "TableSchema": "",
        "asset": _SOLIDS,
        "multi_asset": _SOLIDS,
    },
    "1.1": {"Definitions": "repository"},
    "1.3": {
        "Config": _RESOURCES,
        "ConfigurableIOManager": "io_manager and config_schema",
        "ConfigurableResource": _RESOURCES,
        "EnvVar": 'StringSource, and {"env": NAME} in run config',
    },
    "a later one": {
        "AssetOut": _SOLIDS,
        "AssetSelection": _SOLIDS,
        "DagsterRun": "PipelineRun",
        "DagsterRunStatus": "PipelineRunStatus",
        "DailyPartitionsDefinition": _PARTITIONS,
        "DefaultScheduleStatus": "",
        "DefaultSensorStatus": "",
        "HourlyPartitionsDefinition": _PARTITIONS,
        "JobExecutionResult": "PipelineExecutionResult",
        "MonthlyPartitionsDefinition": _PARTITIONS,
        "StaticPartitionsDefinition": _PARTITIONS,
        "TimeWindowPartitionsDefinition": _PARTITIONS,
        "WeeklyPartitionsDefinition": _PARTITIONS,
        "asset_check": "ExpectationResult",
        "define_asset_job": _GRAPHS,
        "load_assets_from_current_module": _SOLIDS,
        "load_assets_from_modules": _SOLIDS,
        "load_assets_from_package_module": _SOLIDS,
        "load_assets_from_package_name": _SOLIDS,
        "materialize": "execute_pipeline",
        "materialize_to_memory": "execute_pipeline",
        "with_resources": "ModeDefinition and its resource_defs",
    },
}
"""The version that a name came with -> the name -> what 0.12 has."""


def _told() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for table, said in ((_GONE, "it went with {}"), (_CAME, "it came with {}")):
        for version, names in table.items():
            for name, instead in names.items():
                found[name] = (said.format(version), instead)
    return found


OTHER_VERSIONS: Final = _told()
"""A name -> (when it went or came, what 0.12 has instead, empty where it has nothing)."""
