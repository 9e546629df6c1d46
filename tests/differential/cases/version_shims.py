"""Names of dagster's imported as projects do that serve several versions of it."""

try:
    from dagster import In, Out, solid, pipeline, ModeDefinition, Field

    HAS_OUT = True
except ImportError:
    from dagster import solid, pipeline, ModeDefinition, Field

    HAS_OUT = False

try:
    from dagster import EventMetadata
except ImportError:
    EventMetadata = None

try:
    import dagster
    from dagster import resource
except (ImportError, AttributeError):
    resource = None

try:
    from dagster import AssetMaterialization, Output, OutputDefinition, Failure, List
except:
    from dagster import Materialization as AssetMaterialization, Output, Failure, OutputDefinition, List


class Numbers:
    @classmethod
    def schema(cls):
        return {"start": Field(int, default_value=3, is_required=False)}

    def __init__(self, start):
        self.start = start


@resource(config_schema=Numbers.schema())
def numbers(context):
    return Numbers(**context.resource_config)


@solid(required_resource_keys={"numbers"}, output_defs=[OutputDefinition(int)])
def count(context):
    start = context.resources.numbers.start
    yield AssetMaterialization("numbers", metadata={"n": EventMetadata.int(start), "m": EventMetadata.text("x")})
    yield Output(start)


@solid(config_schema=Numbers.schema())
def check(context, values: List[int]):
    print(values, context.solid_config["start"], isinstance(context, Output))
    if len(values) > 1:
        raise Failure("too many")
    return "ok"


@pipeline(mode_defs=[ModeDefinition(resource_defs={"numbers": numbers})])
def counting():
    found = [count()]
    if HAS_OUT:
        check(found)
