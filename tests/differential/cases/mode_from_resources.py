"""Resources shared by modes through dicts and copies."""
from dagster import ModeDefinition, PresetDefinition, make_values_resource, mem_io_manager, pipeline, resource, solid


@resource(config_schema=int)
def number(context):
    print("@ number", context.resource_config)
    return context.resource_config


@resource
def text(_):
    print("@ text")
    return "text"


BASE = {"text": text, "io_manager": mem_io_manager}
LOCAL = {**BASE, "number": number.configured(1), "values": make_values_resource(a=int, b=str)}
REMOTE = BASE.copy()
REMOTE.update(number=number, values=make_values_resource())


@solid(required_resource_keys={"number", "text", "values"})
def show(context):
    print("@ show", context.resources.number, context.resources.text, context.resources.values)


def modes():
    return [ModeDefinition(name=name, resource_defs=defs) for name, defs in (("local", LOCAL), ("remote", REMOTE))]


PRESETS = [
    PresetDefinition(f"remote_{n}", mode="remote", run_config={"resources": {"number": {"config": n}, "values": {"config": {"n": n}}}})
    for n in range(2)
]


@pipeline(mode_defs=modes(), preset_defs=PRESETS)
def shared():
    show()
