from functools import wraps

from dagster import failure_hook, success_hook


def quietly(fn):
    """A hook must not fail a run."""

    @wraps(fn)
    def wrapper(context):
        try:
            return fn(context)
        except Exception as error:  # pylint: disable=broad-except
            print(f"@ hook failed: {error}")

    return wrapper


@success_hook(required_resource_keys={"notifier"})
def notify_on_success(context):
    context.resources.notifier.send(f"{context.solid.name} done")


@failure_hook(name="notify_on_failure", required_resource_keys={"notifier"})
def notify_on_failure(context):
    error = context.solid_exception
    context.resources.notifier.send(f"{context.solid.name} failed: {error}", channel="#alerts")
