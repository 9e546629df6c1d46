"""Dynamic outputs: empty, failing, skipping, retried, hooked, in composites."""

from dagster import (
    DynamicOutput,
    DynamicOutputDefinition,
    Field,
    InputDefinition,
    Nothing,
    Output,
    OutputDefinition,
    RetryPolicy,
    composite_solid,
    pipeline,
    solid,
    success_hook,
)


@solid(
    config_schema=Field(list, default_value=["a", "b", "c"]),
    output_defs=[DynamicOutputDefinition(str)],
)
def dyn(context):
    for k in context.solid_config:
        yield DynamicOutput(k.upper(), mapping_key=k)
        print("@ yielded", k)


@solid
def work(context, x):
    print(
        "@ work",
        x,
        context.get_mapping_key(),
        context.describe_op(),
        context.solid.name,
        context.solid_handle.to_string(),
    )
    if x == "BAD":
        raise ValueError("bad")
    return x * 2


@solid(output_defs=[OutputDefinition(is_required=False)])
def maybe(context, x):
    if x == "SKIP":
        return
    print("@ maybe", x)
    if x.startswith("S"):
        return
    yield Output(x)


@solid(retry_policy=RetryPolicy(max_retries=1))
def flaky(context, x):
    print("@ flaky", x, context.retry_number, context.get_mapping_key())
    if context.retry_number == 0 and x.startswith("F"):
        raise ValueError("f")
    return x


@solid
def coll(context, xs):
    print("@ coll", xs)
    return xs


@solid
def join(context, xs, other):
    print("@ join", xs, other)


@solid
def one(_):
    return 1


@solid
def after(_, x):
    print("@ after", x)


@solid(input_defs=[InputDefinition("n", Nothing)])
def nothing_after(_):
    print("@ nothing after")


@solid(
    output_defs=[
        DynamicOutputDefinition(name="d1"),
        OutputDefinition(name="plain"),
        DynamicOutputDefinition(name="d2", is_required=False),
    ]
)
def dyn2(_):
    yield DynamicOutput(1, "x", output_name="d1")
    yield Output("p", "plain")
    yield DynamicOutput(2, "y", output_name="d1")
    yield DynamicOutput(3, "x", "d2")


@success_hook
def sh(context):
    print("@ hook", context.step_key, context.solid.name, context.solid_output_values)


@pipeline
def p_map():
    r = dyn().map(lambda x: work(x))
    after(coll(r.collect()))
    nothing_after(r.collect())


@pipeline
def p_maybe():
    r = dyn().map(lambda x: work.alias("w2")(maybe(x)))
    coll(r.collect())


@pipeline
def p_flaky():
    coll(dyn().map(flaky).collect())


@pipeline(hook_defs={sh})
def p_hook():
    coll(dyn().map(work).collect())


@pipeline
def p_two():
    d1, plain, d2 = dyn2()
    coll.alias("c1")(d1.map(after).collect())
    join(d2.map(flaky.alias("f2")).collect(), plain) if False else None
    join(d1.collect(), plain)
    coll.alias("c3")(d2.collect())


@pipeline
def p_join():
    o = one()
    d = dyn()

    def chain(x):
        a = work(x)
        b = work.alias("wb")(x)
        return join.alias("jj")(a, b)

    coll(d.map(chain).collect())


@composite_solid
def comp(x):
    return work(work.alias("inner")(x))


@pipeline
def p_comp():
    coll(dyn().map(comp).collect())
