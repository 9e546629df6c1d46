"""One mode that is not called default, with tags and a computed name."""
from dagster import ModeDefinition, ResourceDefinition, pipeline, solid

ENVIRONMENT = "test"


@solid(required_resource_keys={"answer", "nothing"})
def show(context):
    print("@ show", context.resources.answer, context.resources.nothing, context.mode_def.name)


@pipeline(
    mode_defs=[
        ModeDefinition(
            name=f"{ENVIRONMENT}_mode",
            resource_defs=dict(
                answer=ResourceDefinition.hardcoded_resource(42),
                nothing=ResourceDefinition.none_resource(),
            ),
        )
    ],
    description="one mode",
    tags={"owner": "me"},
)
def single():
    show()
