"""The early op, graph and job API of 0.12."""
from dagster import DynamicOut, DynamicOutput, In, Nothing, Out, Output, graph, op, resource


@resource(config_schema={"url": str})
def api(context):
    print("@ init api", context.resource_config["url"])
    yield context.resource_config["url"]
    print("@ teardown api")


@resource
def fake_api(_):
    print("@ init fake api")
    return "fake"


@op(required_resource_keys={"api"}, config_schema={"page": int}, out={"rows": Out(list), "count": Out(int)})
def fetch(context):
    print("@ fetch", context.resources.api, context.op_config["page"])
    rows = [1, 2, context.op_config["page"]]
    yield Output(rows, "rows")
    yield Output(len(rows), "count")


@op(ins={"rows": In(list), "after": In(Nothing)}, out=DynamicOut())
def fan_out(rows):
    for row in rows:
        yield DynamicOutput(row, mapping_key=f"row_{row}")


@op
def square(x):
    print("@ square", x)
    return x * x


@op
def report(values, count: int):
    print("@ report", values, count)
    return sum(values)


@op(out=Out(Nothing))
def prepare():
    print("@ prepare")


@graph
def analyse():
    rows, count = fetch()
    report(fan_out(rows, after=prepare()).map(square).collect(), count)


live = analyse.to_job(name="live", resource_defs={"api": api}, tags={"team": "x"})
test = analyse.to_job(
    name="test", resource_defs={"api": fake_api}, config={"ops": {"fetch": {"config": {"page": 9}}}}
)
