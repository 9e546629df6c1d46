from dagster import Field, resource

from ..settings import DEFAULTS


class Shelf:
    def __init__(self, size):
        self.items = [f"item {i}" for i in range(size)]


@resource(config_schema={"size": Field(int, default_value=DEFAULTS["shelf"])})
def shelf(init_context):
    return Shelf(init_context.resource_config["size"])
