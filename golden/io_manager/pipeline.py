"""Values as JSON files, or in memory as usual."""

import json
import os

from dagster import Field, IOManager, ModeDefinition, OutputDefinition, io_manager, pipeline, solid


class JsonFiles(IOManager):
    def __init__(self, folder):
        self.folder = folder

    def path(self, context):
        return os.path.join(self.folder, f"{context.step_key}.{context.name}.json")

    def handle_output(self, context, obj):
        os.makedirs(self.folder, exist_ok=True)
        print(f"writing {context.name} of {context.step_key}")
        with open(self.path(context), "w") as file:
            json.dump(obj, file)

    def load_input(self, context):
        print(f"reading {context.name} from {context.upstream_output.step_key}")
        with open(self.path(context.upstream_output)) as file:
            return json.load(file)


@io_manager(config_schema={"folder": Field(str, default_value="values")})
def json_files(init_context):
    return JsonFiles(init_context.resource_config["folder"])


@solid(output_defs=[OutputDefinition(name="numbers"), OutputDefinition(name="words")])
def make(_):
    # a tuple becomes a list on its way through JSON; in memory it stays one
    return (1, 2, 3), {"a": "b"}


@solid
def show(_, numbers, words):
    print(type(numbers).__name__, numbers, words)


@pipeline(
    mode_defs=[
        ModeDefinition("files", resource_defs={"io_manager": json_files}),
        ModeDefinition("memory"),
    ]
)
def passing():
    show(*make())
