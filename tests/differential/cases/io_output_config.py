"""IO managers with config by output and by input."""
from dagster import Field, InputDefinition, IOManager, ModeDefinition, OutputDefinition, io_manager, pipeline, solid


class Tables(IOManager):
    def __init__(self):
        self.tables = {}

    def handle_output(self, context, obj):
        print("@ handle", context.config["table"], obj)
        self.tables[context.config["table"]] = obj

    def load_input(self, context):
        table = context.upstream_output.config["table"]
        print("@ load", table)
        return self.tables[table]


@io_manager(output_config_schema={"table": Field(str, default_value="t")})
def tables(_):
    return Tables()


@solid(output_defs=[OutputDefinition(name="users", io_manager_key="tables"), OutputDefinition(name="orders", io_manager_key="tables")])
def extract(_):
    return ["u"], ["o"]


@solid
def show(_, users, orders):
    print("@ show", users, orders)


@pipeline(mode_defs=[ModeDefinition(resource_defs={"tables": tables})])
def tabled():
    users, orders = extract()
    show(users, orders)
