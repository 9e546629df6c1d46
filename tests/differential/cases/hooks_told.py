"""What hooks are told of steps, and what becomes of what they raise."""

from dagster import (
    DynamicOutput,
    DynamicOutputDefinition,
    Failure,
    Field,
    ModeDefinition,
    Output,
    OutputDefinition,
    RetryPolicy,
    RetryRequested,
    composite_solid,
    failure_hook,
    pipeline,
    resource,
    solid,
    success_hook,
)


@resource
def slack(_):
    print("@ slack up")
    yield lambda t: print("@ slack", t)
    print("@ slack down")


def show(context):
    print(
        "@",
        context.pipeline_name,
        context.solid.name,
        context.solid_config,
        context.mode_def.name,
        type(context.solid_exception).__name__,
        context.solid_exception,
        context.solid_output_values,
        context.step_key,
        sorted(context.required_resource_keys),
        context.hook_def.name,
        context.solid.tags.get("t"),
        context.solid.definition.name,
    )


@success_hook(required_resource_keys={"slack"})
def ok(context):
    show(context)
    context.resources.slack("ok " + context.solid.name)
    context.log.info("ok")


@failure_hook(name="renamed")
def bad(context):
    show(context)


@success_hook
def boom(context):
    print("@ boom")
    raise ValueError("boom")


@success_hook
def undeclared(context):
    print("@ undeclared", hasattr(context.resources, "slack"))
    context.resources.slack("x")


@success_hook
def exits(context):
    import sys

    sys.exit(9)


@success_hook
def fails(context):
    raise Failure("hook fail")


@success_hook
def retries(context):
    raise RetryRequested()


@success_hook
def ki(context):
    raise KeyboardInterrupt


@success_hook
def stop(context):
    next(iter(()))


@solid(config_schema={"n": Field(int, default_value=1)}, tags={"t": "tag"})
def s(context):
    return context.solid_config["n"]


@solid(output_defs=[OutputDefinition(name="a"), OutputDefinition(name="b", is_required=False)])
def multi(_):
    yield Output(1, "a")


@solid
def f(_):
    raise ValueError("f")


@solid
def typed(_) -> int:
    return "x"


@solid
def ff(_):
    raise Failure("fff", metadata={"k": 1})


@solid(retry_policy=RetryPolicy(max_retries=1))
def r(context):
    if context.retry_number == 0:
        raise ValueError("once")
    return 5


@solid
def rx(context):
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise RetryRequested(0) from e


@solid
def cons(_, x):
    return x


md = ModeDefinition("m", resource_defs={"slack": slack})


@pipeline(mode_defs=[md], hook_defs={ok})
def p_ok():
    s.alias("sx")()
    multi()
    f()
    cons(f.alias("f2")())
    r()


@bad
@pipeline(mode_defs=[md])
def p_bad():
    s()
    f()
    ff()
    r()
    rx()
    cons(f.alias("f2")())


@pipeline(mode_defs=[md])
def p_inv():
    s.with_hooks({ok})()
    s.alias("q").tag({"z": "1"}).with_hooks({bad})()
    f.with_hooks({bad})()
    s.with_hooks({boom}).alias("w")()
    s.alias("x").with_hooks({stop})()
    s.alias("y").with_hooks({undeclared})()
    s.alias("z").with_hooks({fails})()
    s.alias("zz").with_hooks({retries})()


@pipeline(mode_defs=[md])
def p_exit():
    s.alias("a").with_hooks({exits})()
    s.alias("b")()


@pipeline(mode_defs=[md])
def p_ki():
    s.alias("a").with_hooks({ki})()
    s.alias("b")()


@composite_solid
def comp():
    return s()


@pipeline(mode_defs=[md])
def p_comp():
    comp.with_hooks({ok})()
    comp.alias("c2")()


@solid(output_defs=[DynamicOutputDefinition(int)])
def dyn(_):
    yield DynamicOutput(1, "a")
    yield DynamicOutput(2, "b")


@pipeline(mode_defs=[md], hook_defs={ok})
def p_dyn():
    dyn().map(cons)


@solid(output_defs=[OutputDefinition(is_required=False)])
def skip(_):
    if False:
        yield


@pipeline(mode_defs=[md], hook_defs={ok})
def p_skip():
    cons(skip())
