"""Root input managers give the inputs that nothing else gives."""
from dagster import Field, InputDefinition, ModeDefinition, pipeline, resource, root_input_manager, solid


@resource
def connection(_):
    print("@ init connection")
    yield "connection"
    print("@ teardown connection")


@root_input_manager(required_resource_keys={"connection"}, config_schema={"schema": Field(str, default_value="public")})
def table_loader(context):
    print("@ load", context.name, context.resources.connection, context.resource_config["schema"])
    return [context.resource_config["schema"], context.metadata and context.metadata["table"]]


@root_input_manager(input_config_schema={"path": str})
def file_loader(context):
    print("@ load file", context.config["path"])
    return context.config["path"]


@solid(input_defs=[InputDefinition("table", root_manager_key="tables", metadata={"table": "users"}), InputDefinition("path", root_manager_key="files")])
def read(_, table, path):
    print("@ read", table, path)
    return table


@solid(input_defs=[InputDefinition("table", root_manager_key="tables")])
def connected(_, table):
    print("@ connected", table)


@pipeline(mode_defs=[ModeDefinition(resource_defs={"tables": table_loader, "files": file_loader, "connection": connection})])
def rooted():
    connected(read())
