"""What IO managers may tell: materializations and metadata, and nothing else."""
from dagster import (
    AssetMaterialization,
    EventMetadataEntry,
    ExpectationResult,
    IOManager,
    ModeDefinition,
    Output,
    io_manager,
    pipeline,
    solid,
)

TELLINGS = {
    "materialization": lambda: [AssetMaterialization("kept")],
    "two": lambda: [AssetMaterialization("one"), AssetMaterialization("two")],
    "metadata": lambda: [EventMetadataEntry.int(3, "rows")],
    "expectation": lambda: [ExpectationResult(True, label="stored")],
    "output": lambda: [Output(1)],
    "text": lambda: ["stored"],
    "late": lambda: [AssetMaterialization("one"), ExpectationResult(True)],
}


class Telling(IOManager):
    def __init__(self):
        self.values = {}

    def handle_output(self, context, obj):
        self.values[context.step_key] = obj
        for each in TELLINGS[obj]():
            print("@ tells", type(each).__name__)
            yield each
        print("@ told all")

    def load_input(self, context):
        return self.values[context.upstream_output.step_key]


class Returning(Telling):
    def handle_output(self, context, obj):
        self.values[context.step_key] = obj
        return TELLINGS[obj]()[0]


@io_manager
def telling(_):
    return Telling()


@io_manager
def returning(_):
    return Returning()


@solid(config_schema=str)
def produce(context):
    return context.solid_config


@solid
def consume(_, value):
    print("@ consume", value)
    return "metadata"


@pipeline(
    mode_defs=[
        ModeDefinition("yields", resource_defs={"io_manager": telling}),
        ModeDefinition("returns", resource_defs={"io_manager": returning}),
    ]
)
def told():
    consume(produce())
