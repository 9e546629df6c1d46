"""Values from everywhere."""

from dagster import InputDefinition, Int, List, Nothing, Optional, String, pipeline, solid


@solid
def repeat(_, word: str, times: int = 2, separator: Optional[String] = None) -> str:
    return (separator or " ").join([word] * times)


@solid(
    input_defs=[
        InputDefinition("items", List[String]),
        InputDefinition("options", dict),
        InputDefinition("limit", Int, default_value=10),
    ]
)
def listing(_, items, options, limit):
    print((sorted(items) if options["sort"] else list(items))[:limit])


@solid
def show(_, a, b):
    print(a)
    print(b)


@solid(input_defs=[InputDefinition("ready", Nothing)])
def finish(_) -> Nothing:
    print("finished")


@solid(input_defs=[InputDefinition("start", Nothing), InputDefinition("text")])
def after_all(context, text):
    print("after all", text)


@pipeline
def feeding():
    first = repeat()
    second = repeat.alias("repeat_more")()
    done = finish([show(first, second), listing()])
    after_all(start=done, text=second)
