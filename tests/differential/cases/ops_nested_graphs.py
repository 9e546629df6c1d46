"""Graphs in graphs, with inputs, outputs and config mapping."""
from dagster import GraphOut, config_mapping, graph, op


@op
def start():
    print("@ start")
    return 2


@op(config_schema={"by": int})
def add(context, x: int) -> int:
    print("@ add", context.op_config["by"], x)
    return x + context.op_config["by"]


@op
def negate(x: int) -> int:
    print("@ negate", x)
    return -x


@graph(out={"up": GraphOut(), "down": GraphOut()})
def both_ways(x: int):
    added = add(x)
    return {"up": add(added), "down": negate(added)}


@op
def show(a, b):
    print("@ show", a, b)


@graph
def outer():
    up, down = both_ways(start())
    show(up, negate(down))


@config_mapping(config_schema={"amount": int})
def by_amount(config):
    add = {"add": {"config": {"by": config["amount"]}}, "add_2": {"config": {"by": config["amount"] * 10}}}
    return {"ops": {"both_ways": {"ops": add}}}


plain = outer.to_job(name="plain")
mapped = outer.to_job(name="mapped", config=by_amount)
