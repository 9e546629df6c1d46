from dagster import ModeDefinition, pipeline, resource, solid


@resource(config_schema={"path": str})
def file_store(init_context):
    file = open(init_context.resource_config["path"], "a")
    yield file
    file.close()


@resource
def screen_store(_):
    import sys

    return sys.stdout


@solid(config_schema={"text": str})
def count_words(context) -> int:
    return len(context.solid_config["text"].split())


@solid(required_resource_keys={"store"})
def save(context, count):
    context.log.info("saving")
    context.resources.store.write(f"{count} words\n")


@pipeline(
    mode_defs=[
        ModeDefinition("prod", resource_defs={"store": file_store}),
        ModeDefinition("dev", resource_defs={"store": screen_store}),
    ]
)
def words():
    save(count_words())
