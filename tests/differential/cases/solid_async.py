"""Solids that are coroutines and asynchronous generators."""
import asyncio

from dagster import Output, OutputDefinition, pipeline, solid


@solid
async def fetch(_):
    await asyncio.sleep(0)
    print("@ fetch")
    return ["a", "b"]


@solid(output_defs=[OutputDefinition(name="first"), OutputDefinition(name="second")])
async def stream(_, words):
    for name, word in zip(("first", "second"), words):
        await asyncio.sleep(0)
        print("@ stream", word)
        yield Output(word, name)


@solid
async def gather(_, first, second):
    async def upper(word):
        await asyncio.sleep(0)
        return word.upper()

    print("@ gather", await asyncio.gather(upper(first), upper(second)))


@solid
async def broken(_):
    raise LookupError("no such word")


@pipeline
def asynchronous():
    first, second = stream(fetch())
    gather(first, second)
    broken()
