import json
import textwrap

from dagster import Field, ResourceDefinition, resource

from ads.sinks import SINKS

LINES = textwrap.dedent(
    """
    {"kind": "click", "id": 3, "cost": 1.5, "target": "cart", "tags": {"agent": "x"}}
    {"kind": "view", "id": 1, "cost": 0.25, "tags": {"agent": "x"}}
    {"kind": "view", "id": 2, "cost": 0.5}
    {"kind": "view", "id": 2, "cost": 0.5}
    {"kind": "click", "id": 4, "cost": 2, "tags": {"agent": "x"}}
    """
).strip()


def sink_resource(kind, **defaults):
    @resource(config_schema={key: Field(type(value), default_value=value, is_required=False) for key, value in defaults.items()})
    def _sink(context):
        with SINKS[kind](**context.resource_config) as sink:
            yield sink

    return _sink


console = sink_resource("console", prefix="* ")
memory, small = sink_resource("memory", limit=5), sink_resource("small")
lines = ResourceDefinition.hardcoded_resource(LINES.splitlines(), "a few")


@resource(config_schema={"events": [{"kind": str, "id": int, "cost": float}]})
def given(context):
    return [json.dumps(dict(event)) for event in context.resource_config["events"]]
