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


@solid
def count_words(_, text: str) -> int:
    return len(text.split())


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
