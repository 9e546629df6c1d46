"""Methods of objects and partial objects where solids and resources take functions."""

from functools import partial
from dagster import (
    InputDefinition,
    ModeDefinition,
    Output,
    OutputDefinition,
    PresetDefinition,
    ResourceDefinition,
    RetryRequested,
    SolidDefinition,
    lambda_solid,
    pipeline,
    resource,
    solid,
)


class Db:
    def __init__(self, url):
        self.url = url
        self.calls = 0

    def connect(self, init_context):
        print("@ connect", self.url, init_context.resource_config["x"])
        yield self
        print("@ close", self.calls)

    def query(self, context, q):
        self.calls += 1
        context.log.info("q")
        print("@ query", q, context.solid_config, context.resources.db is self)
        return [q]

    def rows(self, context, inputs):
        self.calls += 1
        print("@ rows")
        for i in range(2):
            yield Output(i + inputs["n"], f"o{i}")

    def retry(self, context):
        self.calls += 1
        print("@ retry")
        if self.calls < 6:
            raise RetryRequested(max_retries=5)
        return self.calls


DB = Db("u")


def add(k, context, a: int, b=2, *, c=3) -> int:
    print("@ add", k, a, b, c)
    return a + b + c


def gen(tag, _, x):
    print("@ gen", tag, x)
    yield Output(tag + str(x))


q = solid(name="q", config_schema=str, required_resource_keys={"db"})(DB.query)
rows = SolidDefinition(
    "rows",
    [InputDefinition("n", int)],
    DB.rows,
    [OutputDefinition(int, "o0"), OutputDefinition(int, "o1")],
)
plus = solid(name="plus")(partial(add, "k", c=10))
g = solid(name="g")(partial(gen, "t"))
g2 = solid(name="g2", input_defs=[InputDefinition("x")])(partial(gen, "z"))
retry = solid(DB.retry)
dbr = ResourceDefinition(DB.connect, config_schema={"x": int})
dbr2 = resource(config_schema={"x": int})(DB.connect)
lam = lambda_solid(name="lam")(partial(lambda a, b: print("@ lam", a, b), 1))


@lambda_solid
def five():
    return 5


CFG = {
    "solids": {
        "q": {"config": "cc", "inputs": {"q": {"value": "select"}}},
        "plus": {"inputs": {"a": {"value": 4}}},
    },
    "resources": {"db": {"config": {"x": 1}}},
}


@pipeline(
    mode_defs=[
        ModeDefinition("default", resource_defs={"db": dbr}),
        ModeDefinition("m2", resource_defs={"db": dbr2}),
    ],
    preset_defs=[PresetDefinition("d", CFG)],
)
def p():
    a, b = rows(n=five())
    g(b)
    g2(a)
    lam(a)
    q()
    plus()
    retry()
