"""What is done after solids, whatever they do."""

from dagster import (
    HookContext,
    ModeDefinition,
    failure_hook,
    pipeline,
    resource,
    solid,
    success_hook,
)


@resource
def notes(_):
    lines = []
    yield lines
    for line in sorted(lines):
        print(line)


@success_hook(required_resource_keys={"notes"})
def note_success(context: HookContext):
    context.resources.notes.append(f"success: {context.solid.name}")


@failure_hook(name="note_failure", required_resource_keys={"notes"})
def on_failure(context):
    context.resources.notes.append(f"failure: {context.solid.name}, {context.solid_exception!r}")


@solid
def works(_):
    print("works")
    return 1


@solid
def fails(_, n):
    print("fails")
    raise KeyError("nothing there")


@note_success
@pipeline(mode_defs=[ModeDefinition(resource_defs={"notes": notes})])
def hooked():
    fails.with_hooks({on_failure})(works())
    works()
