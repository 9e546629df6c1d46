"""Solids that are generators, and what comes between their events."""
from dagster import (
    AssetMaterialization,
    EventMetadata,
    ExpectationResult,
    Output,
    OutputDefinition,
    pipeline,
    solid,
)


@solid
def one_output(_):
    print("@ before")
    yield AssetMaterialization(
        asset_key="table/users",
        description="written",
        metadata={"rows": 3, "ratio": 0.5, "where": EventMetadata.url("http://example.org"), "more": {"a": 1}},
    )
    yield ExpectationResult(success=True, label="not_empty")
    yield ExpectationResult(success=False, label="sorted", description="it is not", metadata={"first": "b"})
    yield Output(42, metadata={"kind": "answer"})
    print("@ after the output")


@solid(output_defs=[OutputDefinition(int, "left"), OutputDefinition(int, "right")])
def two_outputs(_, x):
    yield Output(x + 1, "right")
    print("@ between")
    yield Output(x - 1, "left")


@solid
def show(_, left, right):
    print("@ show", left, right)


@solid
def returns_output(_):
    return Output([1, 2])


@solid
def returns_generator(_):
    def inner():
        print("@ inner")
        yield Output("made inside")

    return inner()


@solid
def show_one(context, x):
    print("@", context.solid.name, x)


@pipeline
def generating():
    left, right = two_outputs(one_output())
    show(right=right, left=left)
    show_one(returns_output())
    show_one.alias("show_generated")(returns_generator())
