"""The filesystem io manager: values come back as copies."""
import os

from dagster import ModeDefinition, fs_io_manager, mem_io_manager, pipeline, solid


@solid
def make(_):
    return {"a": [1, 2]}


@solid
def a_change(_, table):
    table["b"] = 3
    return sorted(table)


@solid
def b_show(_, table, keys):
    print("@ show", sorted(table.items()), keys)


@solid(config_schema={"folder": str})
def z_files(context, _after):
    found = []
    for folder, _, files in os.walk(context.solid_config["folder"]):
        found += ["/".join([os.path.basename(folder), name]) for name in files]
    print("@ files", sorted(found))


@pipeline(
    mode_defs=[
        ModeDefinition("fs", resource_defs={"io_manager": fs_io_manager}),
        ModeDefinition("mem", resource_defs={"io_manager": mem_io_manager}),
        ModeDefinition("fixed", resource_defs={"io_manager": fs_io_manager.configured({"base_dir": "fixed"})}),
    ]
)
def filing():
    table = make()
    z_files(b_show(table, a_change(table)))
