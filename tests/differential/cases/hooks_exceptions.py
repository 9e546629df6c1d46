"""What a failure hook is told: the author's exception, whatever stands around it."""

from dagster import (
    DagsterType,
    IOManager,
    InputDefinition,
    ModeDefinition,
    OutputDefinition,
    RetryPolicy,
    RetryRequested,
    failure_hook,
    io_manager,
    pipeline,
    solid,
)


class Gone(Exception):
    pass


class Losing(IOManager):
    def handle_output(self, context, obj):
        pass

    def load_input(self, context):
        raise Gone("the file is gone")


@io_manager
def losing(_):
    return Losing()


def picky(_, value):
    raise Gone("no type for %s" % value)


Picky = DagsterType(name="Picky", type_check_fn=picky)


@failure_hook
def told(context):
    error = context.solid_exception
    print(
        "@ hook",
        context.solid.name,
        type(error).__name__,
        str(error) if type(error) is Gone else "",
    )


@solid(output_defs=[OutputDefinition(io_manager_key="losing")])
def produce(_):
    return 1


@solid
def consume(_, value):
    print("@ consume", value)


@solid(input_defs=[InputDefinition("value", Picky)])
def check(_, value):
    print("@ check", value)


@solid
def give(_):
    return 2


@solid
def wrong(_) -> int:
    return "text"


@solid
def ask(_):
    raise RetryRequested(max_retries=0) from Gone("asked in vain")


@solid(retry_policy=RetryPolicy(max_retries=1))
def try_twice(context):
    print("@ attempt", context.retry_number)
    raise Gone("twice")


@pipeline(mode_defs=[ModeDefinition(resource_defs={"losing": losing})], hook_defs={told})
def failing():
    consume(produce())
    check(give())
    wrong()


@pipeline(hook_defs={told})
def retrying():
    ask()
    try_twice()
