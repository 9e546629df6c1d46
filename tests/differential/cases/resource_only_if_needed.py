"""A plan that needs nothing initialises nothing; a resource only a hook or a type needs."""
from dagster import DagsterType, InputDefinition, ModeDefinition, pipeline, resource, solid, success_hook


def traced(name):
    @resource
    def _traced(_):
        print("@ up", name)
        yield name
        print("@ down", name)

    return _traced


def check(context, value):
    print("@ check", context.resources.checker)
    return value == 1


Checked = DagsterType(name="Checked", type_check_fn=check, required_resource_keys={"checker"})


@success_hook(required_resource_keys={"hooked"})
def tell(context):
    print("@ hook", context.resources.hooked)


@solid(output_defs=[])
def alone(_):
    print("@ alone")


@solid
def give(_):
    return 1


@solid(input_defs=[InputDefinition("x", Checked)])
def take(_, x):
    print("@ take", x)


MODES = [ModeDefinition(resource_defs={name: traced(name) for name in ("checker", "hooked", "unused")})]


@pipeline(mode_defs=MODES)
def nothing_needed():
    alone()


@pipeline(mode_defs=MODES)
def needed_indirectly():
    take(give.with_hooks({tell})())
