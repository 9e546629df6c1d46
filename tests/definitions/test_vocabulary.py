"""Every public name of dagster 0.12.15 is known, and the table says where each lives."""

import subprocess
import sys
from pathlib import Path

import pytest

import modec
from modec import submodules, vocabulary
from modec.other_versions import OTHER_VERSIONS

_DAGSTER_ALL = """
Any Array AssetKey AssetMaterialization AssetSensorDefinition Backoff Bool BoolSource CompositeSolidDefinition
CompositeSolidExecutionResult ConfigMapping ConfigSchema DagsterConfigMappingFunctionError DagsterError DagsterEvent
DagsterEventLogInvalidForRun DagsterEventType DagsterExecutionStepExecutionError DagsterExecutionStepNotFoundError
DagsterInstance DagsterInvalidConfigDefinitionError DagsterInvalidConfigError DagsterInvalidDefinitionError
DagsterInvariantViolationError DagsterLogManager DagsterResourceFunctionError DagsterRunNotFoundError
DagsterStepOutputNotFoundError DagsterSubprocessError DagsterType DagsterTypeCheckDidNotPass DagsterTypeCheckError
DagsterTypeLoader DagsterTypeMaterializer DagsterUnknownResourceError DagsterUnmetExecutorRequirementsError
DagsterUserCodeExecutionError DefaultRunLauncher DependencyDefinition Dict DynamicOut DynamicOutput
DynamicOutputDefinition Enum EnumValue EventLogEntry EventLogRecord EventMetadata EventMetadataEntry
EventRecordsFilter Executor ExecutorDefinition ExecutorRequirement ExpectationResult ExperimentalWarning Failure
Field FileHandle Float FloatMetadataEntryData GraphDefinition GraphIn GraphOut HookContext HookDefinition IOManager
IOManagerDefinition In InitExecutorContext InitIntermediateStorageContext InitLoggerContext InitResourceContext
InputContext InputDefinition InputMapping Int IntMetadataEntryData IntSource IntermediateStorageDefinition Jitter
JobDefinition JsonMetadataEntryData List LocalFileHandle LoggerDefinition MEMOIZED_RUN_TAG MarkdownMetadataEntryData
Materialization MemoizableIOManager ModeDefinition MultiDependencyDefinition Noneable Nothing OpDefinition Optional
Out Output OutputContext OutputDefinition OutputMapping Partition PartitionScheduleDefinition PartitionSetDefinition
PathMetadataEntryData Permissive PipelineDefinition PipelineExecutionResult PipelineFailureSensorContext PipelineRun
PipelineRunStatus PresetDefinition PythonArtifactMetadataEntryData PythonObjectDagsterType RepositoryData
RepositoryDefinition ResourceDefinition RetryPolicy RetryRequested RootInputManager RootInputManagerDefinition
RunFailureSensorContext RunRequest RunShardedEventsCursor RunStatusSensorContext RunStatusSensorDefinition
ScalarUnion ScheduleDefinition ScheduleEvaluationContext ScheduleExecutionContext Selector SensorDefinition
SensorEvaluationContext SensorExecutionContext SerializationStrategy Set Shape SkipReason SolidDefinition
SolidExecutionContext SolidExecutionResult SolidInvocation String StringSource TextMetadataEntryData Tuple TypeCheck
TypeCheckContext UrlMetadataEntryData VersionStrategy asset_sensor build_hook_context build_init_logger_context
build_init_resource_context build_input_context build_intermediate_storage_from_object_store build_op_context
build_output_context build_schedule_context build_sensor_context build_solid_context check_dagster_type
composite_solid config_from_files config_from_pkg_resources config_from_yaml_strings config_mapping configured
create_offset_partition_selector custom_path_fs_io_manager dagster_type_loader dagster_type_materializer
daily_partitioned_config daily_schedule date_partition_range default_executors default_intermediate_storage_defs
execute_pipeline execute_pipeline_iterator execute_solid execute_solid_within_pipeline execute_solids_within_pipeline
executor failure_hook file_relative_path fs_intermediate_storage fs_io_manager graph hourly_partitioned_config
hourly_schedule identity_partition_selector in_process_executor intermediate_storage io_manager
io_manager_from_intermediate_storage lambda_solid local_file_manager logger make_python_type_usable_as_dagster_type
make_values_resource mem_intermediate_storage mem_io_manager monthly_partitioned_config monthly_schedule
multiple_process_executor_requirements multiprocess_executor op pipeline pipeline_failure_sensor reconstructable
reexecute_pipeline reexecute_pipeline_iterator repository resource root_input_manager run_failure_sensor
run_status_sensor schedule schedule_from_partitions sensor solid success_hook usable_as_dagster_type
validate_run_config weekly_partitioned_config weekly_schedule
"""


def test_every_public_name_of_dagster_is_known() -> None:
    assert [name for name in _DAGSTER_ALL.split() if vocabulary.entry(name) is None] == []


@pytest.mark.parametrize("name", vocabulary.names())
def test_every_supported_name_can_be_loaded(name: str) -> None:
    found = vocabulary.entry(name)
    assert found is not None
    assert getattr(modec, name) is found.load_live()
    assert vocabulary.lookup(name) is found.load()


def test_static_evaluation_runs_no_pipelines() -> None:
    assert vocabulary.lookup("execute_pipeline") is vocabulary.lookup("schedule")
    assert modec.execute_pipeline.__module__ == "modec.execute.pipelines"


def test_unsupported_names_say_why() -> None:
    with pytest.raises(AttributeError, match="no executors or storages of its own"):
        modec.Executor  # noqa: B018
    assert vocabulary.lookup("Executor") is vocabulary.UNKNOWN


def test_unknown_names_are_unknown() -> None:
    assert vocabulary.entry("job") is None
    assert vocabulary.entry("solid", "dagster.check") is None
    with pytest.raises(AttributeError, match="no attribute 'job'"):
        modec.job  # noqa: B018


def test_deep_imports_give_the_same_objects() -> None:
    from modec.definitions.solid import solid

    assert vocabulary.lookup("solid", "dagster.core.definitions.decorators.solid") is solid
    assert vocabulary.lookup("Int") is int


def test_inert_names_do_nothing() -> None:
    @modec.repository
    def repo() -> list[object]:
        raise AssertionError("never called")

    assert repo.__name__ == "repo"
    assert modec.daily_schedule(pipeline_name="p", start_date=None)(repo) is not None


def test_importing_modec_imports_nothing_of_the_compiler() -> None:
    program = "import modec, sys; print([m for m in sys.modules if m.startswith('modec.')])"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_type_checkers_see_every_name() -> None:
    stub = (Path(modec.__file__).parent / "__init__.pyi").read_text(encoding="utf-8")
    assert stub == vocabulary.stub()


def test_a_star_import_gives_every_name() -> None:
    given: dict[str, object] = {}
    exec("from modec import *", given)
    assert given["solid"] is modec.solid and set(vocabulary.names()) <= set(given)


def test_names_of_submodules_are_only_had_from_there() -> None:
    assert vocabulary.lookup("frozendict", "dagster.utils").__name__ == "ReadOnlyDict"
    assert vocabulary.lookup("loads", "dagster.seven.json")('"a"') == "a"
    assert vocabulary.entry("loads", "dagster.seven") is vocabulary.entry("mkdir_p") is None
    assert vocabulary.lookup("__version__", "dagster") == "0.12.15"
    assert vocabulary.entry("__version__", "modec") is None


@pytest.mark.parametrize(
    ("module", "name"),
    [
        (module, name.partition("=")[0])
        for (module, _), names in sorted(submodules.HOMES.items())
        for name in names.split()
    ],
)
def test_every_name_of_a_submodule_can_be_loaded(module: str, name: str) -> None:
    found = vocabulary.entry(name, module)
    assert found is not None
    found.load()


def test_names_of_other_versions_are_none_of_this_one() -> None:
    assert [name for name in OTHER_VERSIONS if vocabulary.entry(name) is not None] == []
