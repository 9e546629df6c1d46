"""Failures in a wider graph: failed, skipped and abandoned meet."""
from dagster import InputDefinition, Nothing, Output, OutputDefinition, pipeline, solid


@solid(output_defs=[OutputDefinition(name="yes", is_required=False), OutputDefinition(name="no", is_required=False)])
def choose(_):
    print("@ choose")
    yield Output("yes", "yes")


@solid
def fails(_, x):
    print("@ fails", x)
    raise ZeroDivisionError("division by zero")


@solid
def passes(context, x):
    print("@", context.solid.name, x)
    return x


@solid
def joins(context, xs):
    print("@", context.solid.name, xs)


@solid(output_defs=[OutputDefinition(int, "early"), OutputDefinition(int, "late")])
def breaks_off(_):
    yield Output(1, "early")
    print("@ breaking off")
    raise RuntimeError("broke off")


@solid(input_defs=[InputDefinition("after", Nothing)])
def waits(context):
    print("@", context.solid.name)


@pipeline
def branching():
    yes, no = choose()
    failed = fails(yes)
    skipped = passes(no)
    kept = passes.alias("kept")(yes)
    joins.alias("join_kept_skipped")([kept, skipped])
    joins.alias("join_kept_failed")([kept, failed])
    joins.alias("join_skipped_failed")([skipped, failed])
    joins.alias("join_skipped")([skipped, passes.alias("skipped_too")(skipped)])
    early, late = breaks_off()
    passes.alias("uses_early")(early)
    waits.alias("after_failed")(failed)
    waits.alias("after_skipped")(skipped)
    waits.alias("after_kept")(kept)
    waits.alias("after_both")([kept, skipped])
