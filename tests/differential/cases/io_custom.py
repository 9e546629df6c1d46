"""IO managers of the author's: with config, with resources, by output, as generators."""
from dagster import (
    AssetMaterialization,
    Field,
    InputDefinition,
    IOManager,
    IOManagerDefinition,
    ModeDefinition,
    OutputDefinition,
    io_manager,
    pipeline,
    resource,
    solid,
)


@resource
def disk(_):
    print("@ init disk")
    yield {}
    print("@ teardown disk")


class DiskManager(IOManager):
    def __init__(self, disk, prefix):
        self.disk, self.prefix = disk, prefix

    def _key(self, context):
        return "/".join([self.prefix, *context.get_output_identifier()[1:]])

    def handle_output(self, context, obj):
        print("@ handle", self._key(context), obj, context.name, context.metadata)
        self.disk[self._key(context)] = obj
        yield AssetMaterialization("asset")

    def load_input(self, context):
        key = self._key(context.upstream_output)
        print("@ load", context.name, key)
        return self.disk[key]


@io_manager(required_resource_keys={"disk"}, config_schema={"prefix": Field(str, default_value="p")})
def disk_manager(context):
    print("@ init disk manager")
    return DiskManager(context.resources.disk, context.resource_config["prefix"])


class Doubling(IOManager):
    def __init__(self):
        self.values = {}

    def handle_output(self, context, obj):
        print("@ doubling handle", context.step_key, obj)
        self.values[context.step_key, context.name] = obj

    def load_input(self, context):
        return self.values[context.upstream_output.step_key, context.upstream_output.name] * 2


@io_manager
def doubling(_):
    yield Doubling()
    print("@ teardown doubling")


@solid(output_defs=[OutputDefinition(name="kept", io_manager_key="double", metadata={"k": 1}), OutputDefinition(name="plain")])
def two(_):
    return 1, 2


@solid
def add(_, x, y):
    print("@ add", x, y)
    return x + y


@solid(input_defs=[InputDefinition("all_values")], output_defs=[OutputDefinition(metadata={"path": "x"})])
def gather(_, all_values):
    print("@ gather", all_values)
    return all_values


@pipeline(
    mode_defs=[
        ModeDefinition("disk", resource_defs={"disk": disk, "io_manager": disk_manager, "double": doubling}),
        ModeDefinition("fixed", resource_defs={"double": IOManagerDefinition.hardcoded_io_manager(Doubling())}),
    ]
)
def storing():
    kept, plain = two()
    gather([add(kept, plain), kept, plain])
