import contextlib

import db
import http_client as http
from dagster import Enum, EnumValue, Field, IntSource, Selector, StringSource, resource
from settings import DEFAULTS

ClientKind = Enum("ClientKind", [EnumValue("file"), EnumValue("flaky", description="fails at first")])


@resource(config_schema={"kind": Field(ClientKind, default_value="file", is_required=False)})
def web(context):
    with http.get_client(context.resource_config["kind"]) as client:
        yield client


@resource(
    config_schema=Field(
        Selector({"memory": {}, "file": {"path": StringSource, "timeout": Field(IntSource, default_value=DEFAULTS["timeout"])}}),
        is_required=False,
        default_value={"memory": {}},
    )
)
def store(init_context):
    ((kind, options),) = init_context.resource_config.items()
    path = options["path"] if kind == "file" else ":memory:"
    with contextlib.ExitStack() as stack:
        repository = db.get_client(path)
        stack.callback(lambda: print(f"@ stored {repository.count()} in all"))
        yield repository


class NullStore:
    def insert(self, articles):
        print(f"@ would insert {len(articles)}")
        return 0

    def count(self, **_where):
        return 0


@resource
def null_store():
    return NullStore()
