"""Bodies that a rewriter may trip over."""
from dagster import ModeDefinition, ResourceDefinition, pipeline, solid


@solid(required_resource_keys={"db", "log"}, config_schema={"config": str, "run_id": int})
def awkward(context, log, db_name: str):
    """A docstring that names context.resources.db."""
    db = context.resources.db
    text = f"{context.solid_config['config']!r:>6} {context.resources.log}"
    class Inner:
        value = context.solid_config["run_id"]

        def method(self, context=3):
            return context + self.value

    context.log.info(f"{log} {db_name}")
    print("@ awkward", db, text, log, db_name, Inner().method(), [x for x in db if x != context.resources.log])
    (lambda context: print("@ lambda", context))("own")
    print("@ string", "context.resources.db", '''context.log''')
    context.resources.db.append("more")
    return len(context.resources.db)


@solid(required_resource_keys={"db"})
def rebinds(context, n):
    resources = context.resources
    db = [*resources.db, n]
    context = "rebound"
    print("@ rebinds", db, context)
    del context
    return None


@solid(required_resource_keys={"db"}, config_schema={"a": {"b": [int]}})
def parts(context, _n):
    config = context.solid_config
    a = config["a"]
    for index, item in enumerate(a["b"]):
        print("@ parts", index, item, context.solid_config.get("missing", "absent"), "a" in config)
    total = sum(context.solid_config["a"]["b"])
    try:
        context.solid_config["a"]["b"].append(1)
    except Exception as error:
        print("@ frozen", type(error).__name__)
    with_default = getattr(context.resources, "nope", None)
    print("@ total", total, with_default)


@solid
def words(_):
    return "words"


@pipeline(
    mode_defs=[
        ModeDefinition(
            resource_defs={
                "db": ResourceDefinition.hardcoded_resource(["row"]),
                "log": ResourceDefinition.hardcoded_resource("logged"),
            }
        )
    ]
)
def bodies():
    n = awkward(words(), words.alias("more_words")())
    parts(n)
    rebinds(n)
