from typing import Any as Any

from modec.definitions.config import Array as Array
from modec.definitions.config import BoolSource as BoolSource
from modec.definitions.config import Enum as Enum
from modec.definitions.config import EnumValue as EnumValue
from modec.definitions.config import Field as Field
from modec.definitions.config import IntSource as IntSource
from modec.definitions.config import Noneable as Noneable
from modec.definitions.config import Permissive as Permissive
from modec.definitions.config import ScalarUnion as ScalarUnion
from modec.definitions.config import Selector as Selector
from modec.definitions.config import Shape as Shape
from modec.definitions.config import StringSource as StringSource
from modec.definitions.configurable import ConfigMapping as ConfigMapping
from modec.definitions.configurable import config_mapping as config_mapping
from modec.definitions.configurable import configured as configured
from modec.definitions.dagster_types import Dict as Dict
from modec.definitions.dagster_types import List as List
from modec.definitions.dagster_types import Optional as Optional
from modec.definitions.dagster_types import Set as Set
from modec.definitions.dagster_types import Tuple as Tuple
from modec.definitions.dagster_types import (
    make_python_type_usable_as_dagster_type as make_python_type_usable_as_dagster_type,
)
from modec.definitions.dagster_types import usable_as_dagster_type as usable_as_dagster_type
from modec.definitions.dependency import DependencyDefinition as DependencyDefinition
from modec.definitions.dependency import MultiDependencyDefinition as MultiDependencyDefinition
from modec.definitions.dependency import SolidInvocation as SolidInvocation
from modec.definitions.executors import ExecutorDefinition as ExecutorDefinition
from modec.definitions.executors import (
    IntermediateStorageDefinition as IntermediateStorageDefinition,
)
from modec.definitions.executors import default_executors as default_executors
from modec.definitions.executors import (
    default_intermediate_storage_defs as default_intermediate_storage_defs,
)
from modec.definitions.executors import executor as executor
from modec.definitions.executors import fs_intermediate_storage as fs_intermediate_storage
from modec.definitions.executors import in_process_executor as in_process_executor
from modec.definitions.executors import intermediate_storage as intermediate_storage
from modec.definitions.executors import mem_intermediate_storage as mem_intermediate_storage
from modec.definitions.executors import multiprocess_executor as multiprocess_executor
from modec.definitions.file_managers import local_file_manager as local_file_manager
from modec.definitions.graph import CompositeSolidDefinition as CompositeSolidDefinition
from modec.definitions.graph import GraphDefinition as GraphDefinition
from modec.definitions.graph import composite_solid as composite_solid
from modec.definitions.graph import graph as graph
from modec.definitions.hook import HookDefinition as HookDefinition
from modec.definitions.hook import event_list_hook as event_list_hook
from modec.definitions.hook import failure_hook as failure_hook
from modec.definitions.hook import success_hook as success_hook
from modec.definitions.inputs import GraphIn as GraphIn
from modec.definitions.inputs import In as In
from modec.definitions.inputs import InputDefinition as InputDefinition
from modec.definitions.inputs import InputMapping as InputMapping
from modec.definitions.io_managers import IOManagerDefinition as IOManagerDefinition
from modec.definitions.io_managers import RootInputManagerDefinition as RootInputManagerDefinition
from modec.definitions.io_managers import custom_path_fs_io_manager as custom_path_fs_io_manager
from modec.definitions.io_managers import fs_io_manager as fs_io_manager
from modec.definitions.io_managers import io_manager as io_manager
from modec.definitions.io_managers import mem_io_manager as mem_io_manager
from modec.definitions.io_managers import root_input_manager as root_input_manager
from modec.definitions.job import JobDefinition as JobDefinition
from modec.definitions.logger import LoggerDefinition as LoggerDefinition
from modec.definitions.logger import colored_console_logger as colored_console_logger
from modec.definitions.logger import default_loggers as default_loggers
from modec.definitions.logger import json_console_logger as json_console_logger
from modec.definitions.logger import logger as logger
from modec.definitions.mode import ModeDefinition as ModeDefinition
from modec.definitions.outputs import DynamicOut as DynamicOut
from modec.definitions.outputs import DynamicOutputDefinition as DynamicOutputDefinition
from modec.definitions.outputs import GraphOut as GraphOut
from modec.definitions.outputs import Out as Out
from modec.definitions.outputs import OutputDefinition as OutputDefinition
from modec.definitions.outputs import OutputMapping as OutputMapping
from modec.definitions.pipeline import PipelineDefinition as PipelineDefinition
from modec.definitions.pipeline import pipeline as pipeline
from modec.definitions.preset import PresetDefinition as PresetDefinition
from modec.definitions.preset import config_from_files as config_from_files
from modec.definitions.preset import config_from_pkg_resources as config_from_pkg_resources
from modec.definitions.preset import config_from_yaml_strings as config_from_yaml_strings
from modec.definitions.resource import ResourceDefinition as ResourceDefinition
from modec.definitions.resource import make_values_resource as make_values_resource
from modec.definitions.resource import resource as resource
from modec.definitions.solid import OpDefinition as OpDefinition
from modec.definitions.solid import SolidDefinition as SolidDefinition
from modec.definitions.solid import lambda_solid as lambda_solid
from modec.definitions.solid import op as op
from modec.definitions.solid import solid as solid
from modec.definitions.type_loader import DagsterTypeLoader as DagsterTypeLoader
from modec.definitions.type_loader import DagsterTypeMaterializer as DagsterTypeMaterializer
from modec.definitions.type_loader import dagster_type_loader as dagster_type_loader
from modec.definitions.type_loader import dagster_type_materializer as dagster_type_materializer
from modec.direct.contexts import build_op_context as build_op_context
from modec.direct.contexts import build_solid_context as build_solid_context
from modec.direct.hooks import build_hook_context as build_hook_context
from modec.direct.inits import build_init_logger_context as build_init_logger_context
from modec.direct.inits import build_init_resource_context as build_init_resource_context
from modec.direct.io_contexts import build_input_context as build_input_context
from modec.direct.io_contexts import build_output_context as build_output_context
from modec.direct.resources import build_resources as build_resources
from modec.direct.type_checks import check_dagster_type as check_dagster_type
from modec.execute.contexts import (
    AbstractComputeExecutionContext as AbstractComputeExecutionContext,
)
from modec.execute.contexts import DagsterLogManager as DagsterLogManager
from modec.execute.contexts import InitLoggerContext as InitLoggerContext
from modec.execute.contexts import OpExecutionContext as OpExecutionContext
from modec.execute.contexts import PipelineRun as PipelineRun
from modec.execute.contexts import SolidExecutionContext as SolidExecutionContext
from modec.execute.events import DagsterEvent as DagsterEvent
from modec.execute.events import DagsterEventType as DagsterEventType
from modec.execute.instance import DagsterInstance as DagsterInstance
from modec.execute.pipelines import execute_pipeline as execute_pipeline
from modec.execute.pipelines import execute_pipeline_iterator as execute_pipeline_iterator
from modec.execute.pipelines import reconstructable as reconstructable
from modec.execute.pipelines import reexecute_pipeline as reexecute_pipeline
from modec.execute.pipelines import reexecute_pipeline_iterator as reexecute_pipeline_iterator
from modec.execute.pipelines import validate_run_config as validate_run_config
from modec.execute.results import CompositeSolidExecutionResult as CompositeSolidExecutionResult
from modec.execute.results import PipelineExecutionResult as PipelineExecutionResult
from modec.execute.results import SolidExecutionResult as SolidExecutionResult
from modec.execute.solids import execute_solid as execute_solid
from modec.execute.solids import execute_solid_within_pipeline as execute_solid_within_pipeline
from modec.execute.solids import execute_solids_within_pipeline as execute_solids_within_pipeline
from modec.runtime.config_errors import DagsterInvalidConfigError as DagsterInvalidConfigError
from modec.runtime.context import InitResourceContext as InitResourceContext
from modec.runtime.context import TypeCheckContext as TypeCheckContext
from modec.runtime.dynamic import DynamicOutput as DynamicOutput
from modec.runtime.errors import CheckError as CheckError
from modec.runtime.errors import (
    DagsterConfigMappingFunctionError as DagsterConfigMappingFunctionError,
)
from modec.runtime.errors import DagsterError as DagsterError
from modec.runtime.errors import (
    DagsterExecutionHandleOutputError as DagsterExecutionHandleOutputError,
)
from modec.runtime.errors import (
    DagsterExecutionInterruptedError as DagsterExecutionInterruptedError,
)
from modec.runtime.errors import DagsterExecutionLoadInputError as DagsterExecutionLoadInputError
from modec.runtime.errors import (
    DagsterExecutionStepExecutionError as DagsterExecutionStepExecutionError,
)
from modec.runtime.errors import (
    DagsterInvalidConfigDefinitionError as DagsterInvalidConfigDefinitionError,
)
from modec.runtime.errors import DagsterInvalidDefinitionError as DagsterInvalidDefinitionError
from modec.runtime.errors import DagsterInvalidInvocationError as DagsterInvalidInvocationError
from modec.runtime.errors import DagsterInvalidPropertyError as DagsterInvalidPropertyError
from modec.runtime.errors import DagsterInvariantViolationError as DagsterInvariantViolationError
from modec.runtime.errors import DagsterResourceFunctionError as DagsterResourceFunctionError
from modec.runtime.errors import DagsterStepOutputNotFoundError as DagsterStepOutputNotFoundError
from modec.runtime.errors import DagsterTypeCheckDidNotPass as DagsterTypeCheckDidNotPass
from modec.runtime.errors import DagsterTypeCheckError as DagsterTypeCheckError
from modec.runtime.errors import DagsterTypeLoadingError as DagsterTypeLoadingError
from modec.runtime.errors import DagsterTypeMaterializationError as DagsterTypeMaterializationError
from modec.runtime.errors import DagsterUnknownResourceError as DagsterUnknownResourceError
from modec.runtime.errors import DagsterUserCodeExecutionError as DagsterUserCodeExecutionError
from modec.runtime.errors import HookExecutionError as HookExecutionError
from modec.runtime.errors import ParameterCheckError as ParameterCheckError
from modec.runtime.events import AssetKey as AssetKey
from modec.runtime.events import AssetMaterialization as AssetMaterialization
from modec.runtime.events import ExpectationResult as ExpectationResult
from modec.runtime.events import Failure as Failure
from modec.runtime.events import Materialization as Materialization
from modec.runtime.events import Output as Output
from modec.runtime.file_managers import FileHandle as FileHandle
from modec.runtime.file_managers import FileManager as FileManager
from modec.runtime.file_managers import LocalFileHandle as LocalFileHandle
from modec.runtime.file_managers import LocalFileManager as LocalFileManager
from modec.runtime.file_managers import TempfileManager as TempfileManager
from modec.runtime.file_managers import check_file_like_obj as check_file_like_obj
from modec.runtime.files import file_relative_path as file_relative_path
from modec.runtime.hooks import HookContext as HookContext
from modec.runtime.io_managers import InputContext as InputContext
from modec.runtime.io_managers import IOManager as IOManager
from modec.runtime.io_managers import MemoizableIOManager as MemoizableIOManager
from modec.runtime.io_managers import OutputContext as OutputContext
from modec.runtime.metadata import EventMetadata as EventMetadata
from modec.runtime.metadata import EventMetadataEntry as EventMetadataEntry
from modec.runtime.metadata import FloatMetadataEntryData as FloatMetadataEntryData
from modec.runtime.metadata import IntMetadataEntryData as IntMetadataEntryData
from modec.runtime.metadata import JsonMetadataEntryData as JsonMetadataEntryData
from modec.runtime.metadata import MarkdownMetadataEntryData as MarkdownMetadataEntryData
from modec.runtime.metadata import PathMetadataEntryData as PathMetadataEntryData
from modec.runtime.metadata import (
    PythonArtifactMetadataEntryData as PythonArtifactMetadataEntryData,
)
from modec.runtime.metadata import TextMetadataEntryData as TextMetadataEntryData
from modec.runtime.metadata import UrlMetadataEntryData as UrlMetadataEntryData
from modec.runtime.retries import Backoff as Backoff
from modec.runtime.retries import Jitter as Jitter
from modec.runtime.retries import RetryPolicy as RetryPolicy
from modec.runtime.retries import RetryRequested as RetryRequested
from modec.runtime.service_errors import (
    DagsterEventLogInvalidForRun as DagsterEventLogInvalidForRun,
)
from modec.runtime.service_errors import (
    DagsterExecutionStepNotFoundError as DagsterExecutionStepNotFoundError,
)
from modec.runtime.service_errors import DagsterRunNotFoundError as DagsterRunNotFoundError
from modec.runtime.service_errors import DagsterSubprocessError as DagsterSubprocessError
from modec.runtime.service_errors import (
    DagsterUnmetExecutorRequirementsError as DagsterUnmetExecutorRequirementsError,
)
from modec.runtime.tags import MEMOIZED_RUN_TAG as MEMOIZED_RUN_TAG
from modec.runtime.types import DagsterType as DagsterType
from modec.runtime.types import PythonObjectDagsterType as PythonObjectDagsterType
from modec.runtime.types import TypeCheck as TypeCheck

__version__: str
AssetSensorDefinition: Any
Bool = bool
ConfigSchema: Any
DefaultRunLauncher: Any
EventLogEntry: Any
EventLogRecord: Any
EventRecordsFilter: Any
ExecutorRequirement: Any
ExperimentalWarning: Any
Float = float
InitExecutorContext: Any
InitIntermediateStorageContext: Any
Int = int
Nothing = None
Partition: Any
PartitionScheduleDefinition: Any
PartitionSetDefinition: Any
PartitionedConfig: Any
PipelineFailureSensorContext: Any
PipelineRunStatus: Any
RepositoryData: Any
RepositoryDefinition: Any
RootInputManager: Any
RunFailureSensorContext: Any
RunRequest: Any
RunShardedEventsCursor: Any
RunStatusSensorContext: Any
RunStatusSensorDefinition: Any
ScheduleDefinition: Any
ScheduleEvaluationContext: Any
ScheduleExecutionContext: Any
SensorDefinition: Any
SensorEvaluationContext: Any
SensorExecutionContext: Any
SerializationStrategy: Any
SkipReason: Any
String = str
VersionStrategy: Any
asset_sensor: Any
build_schedule_context: Any
build_schedule_from_partitioned_job: Any
build_sensor_context: Any
create_offset_partition_selector: Any
daily_partitioned_config: Any
daily_schedule: Any
date_partition_range: Any
hourly_partitioned_config: Any
hourly_schedule: Any
identity_partition_selector: Any
monthly_partitioned_config: Any
monthly_schedule: Any
multiple_process_executor_requirements: Any
pipeline_failure_sensor: Any
repository: Any
run_failure_sensor: Any
run_status_sensor: Any
schedule: Any
schedule_from_partitions: Any
sensor: Any
weekly_partitioned_config: Any
weekly_schedule: Any
