"""What programs take from dagster's submodules: JSON, temporary files, file caches, log levels, named types."""

import os
import tempfile

from dagster import (
    DagsterSubprocessError,
    DagsterType,
    IOManager,
    MemoizableIOManager,
    ModeDefinition,
    Output,
    OutputDefinition,
    PythonObjectDagsterType,
    check,
    dagster_type_loader,
    io_manager,
    pipeline,
    resource,
    seven,
    solid,
)
from dagster.core.definitions.no_step_launcher import no_step_launcher
from dagster.core.execution.context.compute import AbstractComputeExecutionContext
from dagster.core.log_manager import DagsterLogManager
from dagster.core.storage.file_cache import fs_file_cache
from dagster.core.storage.tags import PRIORITY_TAG
from dagster.core.storage.temp_file_manager import tempfile_resource
from dagster.core.types.dagster_type import create_string_type
from dagster.core.utils import coerce_valid_log_level
from dagster.seven import JSONDecodeError, json
from dagster.utils import (
    camelcase,
    compose,
    ensure_dir,
    ensure_gen,
    frozendict,
    merge_dicts,
    mkdir_p,
    pushd,
    safe_tempfile_path,
    script_relative_path,
    utc_datetime_from_timestamp,
)
from dagster.utils.merger import deep_merge_dicts
from dagster.utils.temp_file import get_temp_dir, get_temp_file_name

TableName = create_string_type("TableName")
MERGED = deep_merge_dicts({"a": {"b": 1}}, {"a": {"c": 2}})
NAME = os.path.basename(script_relative_path("x/beside.txt"))


def dict_with(name, fields):
    @dagster_type_loader(fields)
    def load(_context, value):
        check.param_invariant(set(value) == set(fields), "value")
        return value

    class WithFields(PythonObjectDagsterType):
        def __init__(self):
            super(WithFields, self).__init__(python_type=dict, name=name, loader=load)  # noqa: UP008

    return WithFields()


Point = dict_with("Point", {"x": int, "y": int})
Even = DagsterType(lambda _, value: value % 2 == 0, name="Even", typing_type=int)


class Kept(MemoizableIOManager):
    def __init__(self):
        self.kept = {}

    def has_output(self, context):
        print("asked")
        return True

    def handle_output(self, context, obj):
        print("out", context.name, context.dagster_type.typing_type)
        self.kept[context.step_key, context.name] = obj

    def load_input(self, context):
        print("in", context.name, context.dagster_type.typing_type)
        return self.kept[context.upstream_output.step_key, context.upstream_output.name]


@io_manager
def kept(_):
    return Kept()


@resource
def talker(context):
    print("a log", isinstance(context.log, DagsterLogManager))
    return check.inst_param(context.log, "log", DagsterLogManager)


def told(context: AbstractComputeExecutionContext):
    return check.inst_param(context, "context", AbstractComputeExecutionContext).run_id != ""


@solid(
    required_resource_keys={"cache", "temp", "talker", "launcher"},
    tags={PRIORITY_TAG: "3"},
    output_defs=[OutputDefinition(TableName, "table"), OutputDefinition(Even, "even")],
)
def first(context, point: Point):
    print(point, told(context), context.resources.launcher, NAME)
    print(seven.json.dumps({"b": 1, "a": 2}), json.loads('["a\tb"]'))
    try:
        json.loads("{")
    except JSONDecodeError as error:
        print("bad", error.msg)
    with get_temp_dir() as folder, pushd(folder):
        mkdir_p("x/y")
        ensure_dir("x/y")
        print(os.listdir("."), mkdir_p("x"))
    with safe_tempfile_path() as one, get_temp_file_name() as two:
        print(os.path.exists(one), os.path.exists(two))
    print(camelcase("a_b-c d"), list(ensure_gen(3)), compose(lambda x: x + 1, lambda x: x * 2)(5))
    print(utc_datetime_from_timestamp(0), MERGED, coerce_valid_log_level("warn"))
    frozen = frozendict({"a": 1})
    try:
        frozen["a"] = 2
    except RuntimeError as error:
        print(error, frozen)
    for dicts in ([{"a": 1}, {"b": 2}], [{"a": 1}]):
        try:
            print(merge_dicts(*dicts))
        except check.CheckError as error:
            print(error)
    cache = context.resources.cache
    cache.write_binary_data("k", b"text")
    print(cache.has_file_object("k"), cache.has_file_object("none"), cache.overwrite)
    with open(cache.get_file_handle("k").path) as file:
        print(file.read())
    with context.resources.temp.tempfile() as file:
        file.write(b"x")
    print(len(context.resources.temp.paths))
    yield Output("t", "table")
    yield Output(4, "even")


@solid
def second(table: TableName, even: Even):
    try:
        raise DagsterSubprocessError("gone", subprocess_error_infos=[])
    except DagsterSubprocessError as error:
        print(table, even, error, error.subprocess_error_infos)


@pipeline(
    mode_defs=[
        ModeDefinition(
            "kept",
            resource_defs={
                "cache": fs_file_cache,
                "temp": tempfile_resource,
                "talker": talker,
                "launcher": no_step_launcher,
                "io_manager": kept,
            },
        )
    ]
)
def taking():
    second(*first())


if __name__ == "__main__":
    print(tempfile.gettempdir(), IOManager)
