"""A preset that switches retries off, where something retries and where nothing does."""

from dagster import PresetDefinition, RetryPolicy, RetryRequested, pipeline, solid


@solid(retry_policy=RetryPolicy(max_retries=2))
def flaky(_):
    print("flaky")
    raise ValueError("once is enough")


@solid
def polite(_):
    print("polite")
    raise RetryRequested(max_retries=2)


@solid
def plain(_):
    print("plain")


OFF = {"execution": {"in_process": {"config": {"retries": {"disabled": {}}}}}}


@pipeline(preset_defs=[PresetDefinition("off", OFF)])
def retrying():
    plain()
    flaky()
    polite()


@pipeline(preset_defs=[PresetDefinition("off", OFF)])
def steady():
    plain()
