"""One value by many ways."""

import asyncio

from dagster import (
    AssetMaterialization,
    ExpectationResult,
    InputDefinition,
    Output,
    OutputDefinition,
    lambda_solid,
    pipeline,
    solid,
)


@solid
def returns(_):
    return "returned"


@solid
def returns_output(_):
    return Output("returned in an Output")


@solid
def yields(_):
    yield ExpectationResult(success=False, label="a failed expectation fails nothing")
    yield Output("yielded")
    print("after the yield")


def events(text):
    yield AssetMaterialization(asset_key="delegated")
    yield Output(text)


@solid
def delegates(_):
    yield from events("delegated")


@solid
def returns_a_generator(_):
    return events("a returned generator")


@solid
async def awaits(_):
    await asyncio.sleep(0)
    return "awaited"


@solid
async def yields_and_awaits(_):
    await asyncio.sleep(0)
    yield Output("yielded after waiting")


@lambda_solid(input_defs=[InputDefinition("texts")])
def count(texts):
    return len(texts)


@solid(output_defs=[OutputDefinition(name="a"), OutputDefinition(name="b")])
def two(_, texts):
    return texts[0], texts[-1]


@solid(name="named_otherwise", description="Not what the function is called")
def show(context, *, texts, number, first, last):
    print(context.solid.name)
    for text in texts:
        print("-", text)
    print(number, first, last)


@solid(output_defs=[])
def nothing_at_all(_):
    print("no outputs")


@pipeline
def forms():
    texts = [
        returns(),
        returns_output(),
        yields(),
        delegates(),
        returns_a_generator(),
        awaits(),
        yields_and_awaits(),
    ]
    first, last = two(texts)
    show(texts=texts, number=count(texts), first=first, last=last)
    nothing_at_all()
