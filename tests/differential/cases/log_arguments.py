"""What `context.log` is told: a message that cannot be put together fails the solid."""

from dagster import pipeline, solid


def telling(number, *args, level="info", **kwargs):
    @solid(name=f"tells_{number}")
    def _tells(context):
        getattr(context.log, level)(*args, **kwargs)
        print("@ told", number)

    return _tells


TOLD = [
    telling(1, "rows", 3),
    telling(2, "rows", 3, level="debug"),
    telling(4, "rows %s %%", "x"),
    telling(5, {"a": 1}),
    telling(6, 3),
    telling(7, "100% sure"),
    telling(8, None),
    telling(9, "x %(a)s", {"a": 1}),
    telling(10, 20, "x", level="log"),
    telling(11, "a", "b", foo=3),
    telling(12),
    telling(13, "x", sep=""),
    telling(14, "a", exc_info=True, extra={"q": 1}),
    telling(15, "%s and %s", "one", level="warning"),
]


@pipeline
def log_arguments():
    for each in TOLD:
        each()
