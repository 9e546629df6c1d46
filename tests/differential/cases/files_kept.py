"""Files handed on by handle: local_file_manager."""
import io
import os

from dagster import (
    FileHandle,
    InputDefinition,
    LocalFileHandle,
    ModeDefinition,
    local_file_manager,
    pipeline,
    solid,
)


@solid(required_resource_keys={"files"}, config_schema={"mode": str})
def write(context) -> LocalFileHandle:
    files = context.resources.files
    if context.solid_config["mode"] == "text":
        handle = files.write(io.StringIO("some text"), mode="w", ext="txt")
    elif context.solid_config["mode"] == "str":
        handle = files.write_data("no bytes")
    else:
        handle = files.write_data(b"some bytes")
    print("@ written", type(handle).__name__, os.path.splitext(handle.path)[1], handle.path == handle.path_desc)
    return handle


@solid(required_resource_keys={"files"}, input_defs=[InputDefinition("handle", FileHandle)])
def read(context, handle: FileHandle):
    files = context.resources.files
    print("@ read", files.read_data(handle))
    with files.read(handle, mode="r") as file:
        print("@ text", file.read())
    copy = files.copy_handle_to_local_temp(handle)
    print("@ copy", copy != handle.path, open(copy, "rb").read(), os.path.dirname(handle.path) == files.base_dir)
    files.delete_local_temp()
    print("@ gone", os.path.exists(copy), os.path.exists(handle.path))
    with files.read(handle, mode="w"):
        print("@ never")


@pipeline(
    mode_defs=[
        ModeDefinition("own", resource_defs={"files": local_file_manager}),
        ModeDefinition("here", resource_defs={"files": local_file_manager.configured({"base_dir": "kept/here"})}),
    ]
)
def keeping():
    read(write())
