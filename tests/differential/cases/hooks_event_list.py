"""Hooks that are handed the events of each attempt of a step."""
from dagster import (
    AssetMaterialization,
    ModeDefinition,
    Output,
    OutputDefinition,
    RetryRequested,
    pipeline,
    resource,
    solid,
)
from dagster.core.definitions.decorators.hook import event_list_hook
from dagster.core.definitions.events import HookExecutionResult


@resource
def board(_):
    return []


@event_list_hook(required_resource_keys={"board"})
def note(context, event_list):
    kinds = [event.event_type_value for event in event_list]
    context.resources.board.append(context.step_key)
    print("@ note", context.step_key, kinds, len(context.resources.board))
    return HookExecutionResult("note", is_skipped="STEP_UP_FOR_RETRY" in kinds)


def failures(events):
    return [event.message for event in events if event.is_step_failure]


@event_list_hook(name="complain")
def complaints(context, event_list):
    print("@ complain", context.solid.name, failures(event_list), event_list[0].step_key)
    if failures(event_list):
        raise ValueError("a hook that fails")
    return HookExecutionResult(hook_name="complain")


@event_list_hook
def silent(context, event_list):
    print("@ silent", len(event_list))


@solid
def twice(context):
    print("@ twice", context.retry_number)
    if not context.retry_number:
        raise RetryRequested(1)
    return 1


@solid(output_defs=[OutputDefinition(name="a"), OutputDefinition(name="b")])
def two(_, x):
    yield AssetMaterialization("made")
    yield Output(x, "a")
    yield Output(x, "b")


@solid
def broken(_, x):
    raise ValueError("broken")


@note
@pipeline(mode_defs=[ModeDefinition(resource_defs={"board": board})])
def noted():
    a, _ = two(twice())
    broken(a)


@pipeline
def complained():
    broken.with_hooks({complaints})(twice.with_hooks({complaints})())


@silent
@pipeline
def silently():
    twice()
