"""Solids called `run` and `main`, resources called `log` and `config`, locals called like resources."""

from dagster import ModeDefinition, pipeline, resource, solid

db = "the module's db"
SCHEMA = "the module's SCHEMA"
Run = "the module's Run"


class Step:
    """Not the script's."""

    def __init__(self, name):
        self.name = name


def step(name):
    return Step(name).name


def resolve(config, log=None):
    return f"resolve({config}, {log})"


@resource(config_schema={"config": str})
def log(context):
    config = context.resource_config["config"]
    context.log.debug(config)
    return f"resource log, {config}"


@resource
def config(_):
    return "resource config"


@resource(required_resource_keys={"log", "config"})
def store(context):
    log = context.resources.log
    yield f"store over {log} and {context.resources.config}"
    print("store closed", log)


@solid(required_resource_keys={"log", "config", "db"}, config_schema={"times": int})
def run(context):
    for _ in range(context.solid_config["times"]):
        print(context.resources.log, "|", context.resources.config, "|", context.resources.db)
    context.log.info("the log of the context, not the resource")
    return db


@solid(required_resource_keys={"db"}, config_schema={"db": str})
def main(context, db):
    # an input, a resource and a config entry of one name
    print(db, "|", context.resources.db, "|", context.solid_config["db"])

    def inner(db="a default"):
        return db + context.resources.db

    return inner(), [db for db in ("x", "y")], (lambda context: context)("not the context")


@solid(required_resource_keys={"db", "store"}, config_schema=[int])
def loops(context, results):
    resources = context.resources
    config = [n * 2 for n in context.solid_config]
    log = context.log
    log.info("a local log")
    for db in config:
        print(db, resources.store, step("own step"), resolve(config))
    try:
        raise KeyError("db")
    except KeyError as db:
        print(repr(db), context.resources.db)
    print(results, SCHEMA, Run)
    return {"args": 1, "self": 2}["self"]


@solid(required_resource_keys={"db"})
def rebinds(context, n):
    value = context.resources.db
    context = "rebound"
    return f"{value} {context} {n}"


@solid
def show(_, print_me):
    print(print_me)


@resource
def database(_):
    return "resource db"


@pipeline(
    mode_defs=[
        ModeDefinition(
            resource_defs={"db": database, "log": log, "config": config, "store": store},
        )
    ]
)
def script():
    show(rebinds(loops(main(run()))))
