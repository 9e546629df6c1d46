"""Names that are only to be had from a submodule of dagster's: `dagster.check`, `dagster.seven`, `dagster.utils` and others.

Programs and libraries import them from there while they run. `modec.vocabulary` answers questions about them.
"""

from __future__ import annotations

from typing import Final

OTHERS: Final = ("dagster.check", "dagster.seven", "dagster.utils.yaml_utils")
"""Modules whose names mean something else than the same name of dagster's."""

_D = "modec.definitions."
_R = "modec.runtime."

HOMES: Final[dict[tuple[str, str], str]] = {
    ("dagster.check", _R + "check"): (
        "bool_param callable_param dict_param failed float_param inst inst_param int_param invariant list_param "
        "not_implemented not_none_param numeric_param opt_bool_param opt_callable_param opt_dict_param "
        "opt_float_param opt_inst opt_inst_param opt_int_param opt_list_param opt_nonempty_str_param "
        "opt_nullable_dict_param opt_nullable_list_param opt_numeric_param opt_set_param opt_str_param "
        "opt_subclass_param opt_tuple_param param_invariant set_param str_param subclass_param tuple_param "
        "type_param"
    ),
    ("dagster.check", _R + "errors"): "CheckError ParameterCheckError",
    ("dagster.seven", _R + "seven"): (
        "IS_WINDOWS JSONDecodeError dump dumps get_args get_import_error_message get_system_temp_directory "
        "get_timestamp_from_utc_datetime import_module_from_path is_ascii is_function_or_decorator_instance_of "
        "is_lambda is_module_available nullcontext time_fn wait_for_process xplat_shlex_split"
    ),
    ("dagster.seven.json", _R + "seven"): "load loads",
    ("dagster.utils", _R + "utilities"): (
        "EPOCH PICKLE_PROTOCOL all_none backoff backoff_delay_generator camelcase compose datetime_as_float "
        "deep_merge_dicts dict_without_keys ensure_dir ensure_file ensure_gen ensure_single_item get_prop_or_key "
        "is_enum_value list_pull merge_dicts mkdir_p segfault touch_file utc_datetime_from_naive "
        "utc_datetime_from_timestamp"
    ),
    ("dagster.utils", _R + "system"): (
        "alter_sys_path find_free_port git_repository_root iterate_with_context process_is_alive pushd "
        "restore_sys_modules safe_isfile send_interrupt"
    ),
    ("dagster.utils", _R + "temporary_files"): "safe_tempfile_path safe_tempfile_path_unmanaged",
    ("dagster.utils", _R + "yaml_files"): (
        "load_yaml_from_glob_list load_yaml_from_globs load_yaml_from_path"
    ),
    ("dagster.utils", _R + "readonly"): "frozendict=ReadOnlyDict frozenlist=ReadOnlyList",
    ("dagster.utils", _R + "files"): "script_relative_path",
    ("dagster.utils.yaml_utils", _R + "yaml_files"): "merge_yaml_strings merge_yamls",
    ("dagster.utils.temp_file", _R + "temporary_files"): (
        "get_temp_dir get_temp_file_handle get_temp_file_handle_with_data get_temp_file_name "
        "get_temp_file_name_with_data get_temp_file_names"
    ),
    ("dagster.utils.test", _R + "temporary_files"): (
        "get_temp_dir get_temp_file_name get_temp_file_names get_temp_file_handle "
        "get_temp_file_handle_with_data get_temp_file_name_with_data"
    ),
    ("dagster.utils.partitions", _R + "utilities"): (
        "DEFAULT_DATE_FORMAT DEFAULT_HOURLY_FORMAT_WITHOUT_TIMEZONE DEFAULT_HOURLY_FORMAT_WITH_TIMEZONE "
        "DEFAULT_MONTHLY_FORMAT"
    ),
    ("dagster.utils.backcompat", _R + "backcompat"): (
        "canonicalize_backcompat_args experimental experimental_arg_warning experimental_class_warning "
        "experimental_decorator experimental_decorator_warning experimental_fn_warning "
        "experimental_functionality_warning rename_warning"
    ),
    ("dagster.core.utils", _R + "log_levels"): (
        "PYTHON_LOGGING_LEVELS_ALIASES PYTHON_LOGGING_LEVELS_MAPPING PYTHON_LOGGING_LEVELS_NAMES "
        "coerce_valid_log_level"
    ),
    ("dagster.utils.log", _R + "log_levels"): (
        "PYTHON_LOGGING_LEVELS_MAPPING coerce_valid_log_level default_format_string define_default_formatter quieten"
    ),
    ("dagster.core.utils", _D + "outside"): "check_dagster_package_version",
    ("dagster.core.storage.tags", _R + "tags"): (
        "BACKFILL_ID_TAG DOCKER_IMAGE_TAG GRPC_INFO_TAG HIDDEN_TAG_PREFIX MEMOIZED_RUN_TAG PARENT_RUN_ID_TAG "
        "PARTITION_NAME_TAG PARTITION_SET_TAG PRESET_NAME_TAG PRIORITY_TAG RESUME_RETRY_TAG ROOT_RUN_ID_TAG "
        "RUN_KEY_TAG SCHEDULED_EXECUTION_TIME_TAG SCHEDULE_NAME_TAG SENSOR_NAME_TAG SOLID_SELECTION_TAG "
        "STEP_SELECTION_TAG SYSTEM_TAG_PREFIX"
    ),
    ("dagster.core.storage.file_cache", _R + "file_caches"): "FSFileCache FileCache",
    ("dagster.core.storage.file_cache", _D + "file_managers"): "fs_file_cache",
    ("dagster.core.storage.temp_file_manager", _D + "file_managers"): "tempfile_resource",
    ("dagster.core.storage.temp_file_manager", _R + "file_managers"): "TempfileManager",
    ("dagster.core.types.dagster_type", _D + "dagster_types"): "create_any_type create_string_type",
    ("dagster.core.execution.retries", _D + "executors"): "get_retries_config",
    ("dagster.core.definitions.event_metadata", _R + "metadata"): "parse_metadata",
    ("dagster.core.definitions.events", _R + "event_hooks"): "HookExecutionResult",
    ("dagster.core.errors", _R + "errors"): "DagsterInvalidEventMetadata DagsterInvalidSubsetError",
    ("dagster.core.errors", _R + "service_errors"): (
        "DagsterHomeNotSetError DagsterImportError DagsterInvalidAssetKey DagsterLaunchFailedError "
        "DagsterObjectStoreError DagsterRunAlreadyExists DagsterRunConflict PartitionExecutionError "
        "ScheduleExecutionError SensorExecutionError"
    ),
    ("dagster.core.definitions.no_step_launcher", _D + "resource"): "no_step_launcher",
    ("dagster", _R + "versions"): "__version__=DAGSTER_VERSION",
}
"""(A module of dagster's, where modec has them): names that are only to be had from that module and those in it.

`theirs=ours` where the two names differ.
"""
