"""Hooks on the pipeline and on invocations: one at a time, since their order is an accident in Dagster."""
from dagster import HookContext, ModeDefinition, failure_hook, pipeline, resource, solid, success_hook


@resource
def slack(_):
    print("@ init slack")
    yield lambda text: print("@ slack", text)
    print("@ teardown slack")


@success_hook(required_resource_keys={"slack"})
def tell_success(context: HookContext):
    context.resources.slack(f"{context.solid.name} succeeded")


@failure_hook
def tell_failure(context):
    print("@ failure", context.solid.name, type(context.solid_exception).__name__, context.step_key)


@success_hook
def broken(context):
    print("@ broken hook", context.solid.name, context.solid_output_values, context.hook_def.name, context.pipeline_name)
    raise RuntimeError("hook is broken")


@solid
def good(_):
    print("@ good")
    return 5


@solid
def bad(_, x):
    print("@ bad", x)
    raise ValueError("bad")


@solid
def after(_, x):
    print("@ after", x)


@pipeline(mode_defs=[ModeDefinition(resource_defs={"slack": slack})], hook_defs={tell_failure})
def hooked():
    x = good.with_hooks({tell_success})()
    bad(x)
    after.with_hooks(hook_defs={broken})(x)


@tell_failure
@pipeline
def decorated():
    bad(good())
