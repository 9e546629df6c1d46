"""IO managers that fail: storing aborts the run, loading fails the step."""
from dagster import IOManager, ModeDefinition, OutputDefinition, RetryPolicy, io_manager, pipeline, resource, solid


class Store(IOManager):
    def __init__(self):
        self.values = {}

    def handle_output(self, context, obj):
        print("@ handle", context.step_key, obj)
        if obj == "unstorable":
            raise OSError("disk full")
        self.values[context.step_key] = obj

    def load_input(self, context):
        print("@ load", context.upstream_output.step_key)
        if self.values[context.upstream_output.step_key] == "unloadable":
            raise EOFError("truncated")
        return self.values[context.upstream_output.step_key]


@io_manager
def store(_):
    return Store()


@resource
def lock(_):
    print("@ lock")
    yield
    print("@ unlock")


@solid(config_schema=str, required_resource_keys={"lock"}, retry_policy=RetryPolicy(max_retries=2))
def produce(context):
    print("@ produce")
    return context.solid_config


@solid
def consume(_, x):
    print("@ consume", x)
    return x


@solid
def independent(_):
    print("@ independent")
    return "fine"


@solid
def use_independent(_, x):
    print("@ use independent", x)


@pipeline(mode_defs=[ModeDefinition(resource_defs={"io_manager": store, "lock": lock})])
def storing():
    consume.alias("consume_more")(consume(produce()))
    use_independent(independent())
    independent.alias("zz_last")()
