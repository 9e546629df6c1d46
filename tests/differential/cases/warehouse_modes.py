"""Two environments of one pipeline: the resources differ, the solids don't."""
import sqlite3

from dagster import ModeDefinition, execute_pipeline, pipeline, resource, solid


class Warehouse:
    def __init__(self, connection):
        self.connection = connection

    def rows(self, sql):
        return [tuple(row) for row in self.connection.execute(sql)]

    def write(self, rows):
        self.connection.executemany("insert into cereals values (?, ?)", rows)


@resource(config_schema={"path": str})
def sqlite_warehouse(init_context):
    path = init_context.resource_config["path"]
    print("@ init warehouse", path)
    connection = sqlite3.connect(path)
    connection.execute("create table if not exists cereals (name text, calories integer)")
    yield Warehouse(connection)
    connection.close()
    print("@ teardown warehouse")


@resource
def memory_warehouse(_):
    print("@ init memory warehouse")
    connection = sqlite3.connect(":memory:")
    connection.execute("create table cereals (name text, calories integer)")
    yield Warehouse(connection)
    print("@ teardown memory warehouse")


@solid
def download_cereals(context):
    context.log.info("downloading")
    cereals = [("bran", 70), ("puffs", 110), ("loops", 120)]
    print("@ download", len(cereals))
    return cereals


@solid(required_resource_keys={"warehouse"})
def load_cereals(context, cereals):
    context.resources.warehouse.write(cereals)
    print("@ load")
    return len(cereals)


@solid(required_resource_keys={"warehouse"}, config_schema={"limit": int})
def report(context, _count):
    limit = context.solid_config["limit"]
    rows = context.resources.warehouse.rows(
        f"select name from cereals where calories < {limit} order by name"
    )
    print("@ report", rows)


dev_mode = ModeDefinition(name="dev", resource_defs={"warehouse": memory_warehouse})
prod_mode = ModeDefinition(name="prod", resource_defs={"warehouse": sqlite_warehouse})


@pipeline(mode_defs=[dev_mode, prod_mode])
def cereal_pipeline():
    report(load_cereals(download_cereals()))


if __name__ == "__main__":
    execute_pipeline(cereal_pipeline, mode="dev")
