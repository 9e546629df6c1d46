"""PipelineDefinition without the decorator."""
from dagster import (
    DependencyDefinition,
    InputDefinition,
    ModeDefinition,
    MultiDependencyDefinition,
    PipelineDefinition,
    SolidInvocation,
    lambda_solid,
    solid,
)


@lambda_solid
def one():
    return 1


@lambda_solid(input_defs=[InputDefinition("x")])
def inc(x):
    print("@ inc", x)
    return x + 1


@solid(input_defs=[InputDefinition("values")])
def gather(_, values):
    print("@ gather", values)


@solid
def alone(_):
    print("@ alone")


counting = PipelineDefinition(
    name="counting",
    solid_defs=[one, inc, gather, alone],
    dependencies={
        "inc": {"x": DependencyDefinition("one")},
        SolidInvocation("inc", alias="inc_again"): {"x": DependencyDefinition("inc", "result")},
        "gather": {
            "values": MultiDependencyDefinition(
                [DependencyDefinition("inc_again"), DependencyDefinition("one")]
            )
        },
    },
    mode_defs=[ModeDefinition("default")],
)
