"""The context handed to helpers, stored, and asked by name."""
from dagster import ModeDefinition, ResourceDefinition, pipeline, solid


def helper(context, what):
    context.log.debug("in the helper")
    return getattr(context.resources, what)


class Task:
    def __init__(self, context):
        self.context = context

    def run(self):
        return self.context.solid_config["n"] + len(self.context.resources.words)


@solid(required_resource_keys={"words"}, config_schema={"n": int})
def escaping(context):
    words = helper(context, "words")
    task = Task(context)

    def inner():
        return context.solid_config["n"]

    print("@ escaping", words, task.run(), inner(), [c for c in map(lambda w: w + str(context.solid_config["n"]), words)])


@solid
def attributes(context):
    print("@", context.pipeline_name, context.solid.name, context.mode_def.name, context.retry_number)
    print("@", context.has_tag("team"), context.get_tag("team"), context.get_tag("none"))
    print("@", context.run_config)
    print("@", isinstance(context.run_id, str), context.pipeline_run.mode)


@pipeline(
    mode_defs=[ModeDefinition("m", resource_defs={"words": ResourceDefinition.hardcoded_resource(["a", "b"])})],
    tags={"team": "data"},
)
def escaped():
    escaping()
    attributes()
