from dagster import ResourceDefinition, StringSource, resource

from factory.connectors import connect


class Target:
    def __init__(self, label):
        self.label = label

    def truncate(self, table):
        print(f"@ {self.label}: truncate {table}")

    def write(self, table, rows):
        print(f"@ {self.label}: {table} <- {rows}")


def source_resource(kind, options=None):
    @resource(description=f"connector {kind}")
    def source(_):
        connector = connect(kind, **(options or {}))
        try:
            yield connector
        finally:
            connector.close()

    return source


@resource(config_schema={"dsn": StringSource})
def database(context):
    return Target(context.resource_config["dsn"])


def targets():
    return {
        "dev": ResourceDefinition.hardcoded_resource(Target("dev")),
        "staging": database.configured({"dsn": "pg://staging"}),
        "prod": database,
    }
