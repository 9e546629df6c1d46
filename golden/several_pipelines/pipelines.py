"""Two pipelines, a repository, a schedule and a guard."""

from dagster import (
    DependencyDefinition,
    ModeDefinition,
    PipelineDefinition,
    SolidInvocation,
    execute_pipeline,
    lambda_solid,
    pipeline,
    repository,
    resource,
    schedule,
    solid,
)


@resource
def press(_):
    return "press"


@lambda_solid
def text():
    return "news"


@solid(required_resource_keys={"press"})
def publish(context, text):
    print(f"{context.resources.press}: {text}")


@solid
def correct(_, text):
    return text + " (corrected)"


@solid
def whisper(_, text):
    print(f"whispered: {text}")


@pipeline(
    mode_defs=[
        ModeDefinition("fast", resource_defs={"press": press}),
        ModeDefinition("slow", resource_defs={"press": press}),
    ]
)
def publish():
    # in the body, `publish` is still the solid
    publish(text())


@schedule(cron_schedule="0 6 * * *", pipeline_name="publish", mode="fast")
def every_morning(_):
    return {}


republish = PipelineDefinition(
    name="republish",
    solid_defs=[whisper, correct, text],
    dependencies={
        "correct": {"text": DependencyDefinition("text")},
        SolidInvocation("whisper", alias="whisper_twice"): {
            "text": DependencyDefinition("correct", "result")
        },
    },
)


@repository
def newsroom():
    return [publish, republish, every_morning]


if __name__ == "__main__":
    execute_pipeline(publish, mode="fast")
