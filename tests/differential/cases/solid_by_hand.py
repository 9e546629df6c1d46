"""Solids made by hand: their functions take a dict of inputs, and yield events."""
from dagster import (
    AssetMaterialization,
    DependencyDefinition,
    InputDefinition,
    Int,
    ModeDefinition,
    Nothing,
    Output,
    OutputDefinition,
    PipelineDefinition,
    SolidDefinition,
    pipeline,
    resource,
)


@resource
def factor(_):
    return 3


def _numbers(context, inputs):
    print("@ numbers", context.solid_config, dict(inputs))
    yield AssetMaterialization("numbers")
    yield Output(context.solid_config, "one")
    yield Output(context.solid_config * 10, "ten")


numbers = SolidDefinition(
    "numbers",
    [],
    _numbers,
    [OutputDefinition(Int, "one"), OutputDefinition(Int, "ten")],
    config_schema=Int,
)


def multiplied(name, by_default):
    def compute(context, inputs):
        print("@", name, sorted(inputs.items()))
        yield Output(inputs["x"] * inputs["by"] * context.resources.factor)

    return SolidDefinition(
        name=name,
        input_defs=[InputDefinition("x", Int), InputDefinition("by", Int, default_value=by_default)],
        compute_fn=compute,
        output_defs=[OutputDefinition(Int)],
        required_resource_keys={"factor"},
    )


def _ordered(_, inputs):
    print("@ ordered", sorted(inputs.items()))
    return iter([Output("after")])


ordered = SolidDefinition(
    name="ordered",
    input_defs=[InputDefinition("start", Nothing)],
    compute_fn=_ordered,
    output_defs=[OutputDefinition()],
)
quiet = SolidDefinition(
    name="quiet", input_defs=[InputDefinition("x")], compute_fn=lambda *args: None, output_defs=[]
)
wrong = SolidDefinition(
    name="wrong",
    input_defs=[],
    compute_fn=lambda context, inputs: Output(1),
    output_defs=[OutputDefinition()],
)
missing = SolidDefinition(
    name="missing", input_defs=[], compute_fn=lambda context, inputs: None, output_defs=[OutputDefinition()]
)
optional = SolidDefinition(
    name="optional",
    input_defs=[],
    compute_fn=lambda context, inputs: iter([]),
    output_defs=[OutputDefinition(is_required=False)],
)
listed = SolidDefinition(
    name="listed",
    input_defs=[],
    compute_fn=lambda context, inputs: [Output(1)],
    output_defs=[OutputDefinition()],
)


@pipeline(mode_defs=[ModeDefinition(resource_defs={"factor": factor})])
def by_hand():
    one, ten = numbers()
    product = multiplied("multiplied", 2)(ten)
    quiet(multiplied("by_both", 7)(product, one))
    ordered(start=product)


with_dependencies = PipelineDefinition(
    name="with_dependencies",
    solid_defs=[quiet, ordered, optional],
    dependencies={
        "quiet": {"x": DependencyDefinition("optional")},
        "ordered": {"start": DependencyDefinition("optional")},
    },
)


@pipeline
def failing():
    wrong()
    missing()
    listed()
