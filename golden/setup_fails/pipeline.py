"""The second of three resources fails to start."""

from dagster import ModeDefinition, pipeline, resource, solid


@resource
def account(_):
    print("account opened")
    yield "account"
    print("account closed")


@resource(required_resource_keys={"account"})
def broken_line(init_context):
    print(f"dialling with the {init_context.resources.account}")
    raise ConnectionError("no dial tone")


@resource(required_resource_keys={"line"})
def session(_):
    print("never printed")


@solid(required_resource_keys={"session"})
def talk(context):
    print("never printed either")


@solid
def wait(_):
    print("nor this, though it needs no resource")


@pipeline(
    mode_defs=[
        ModeDefinition(resource_defs={"session": session, "line": broken_line, "account": account})
    ]
)
def telephone():
    talk()
    wait()
