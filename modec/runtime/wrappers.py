"""Small wrappers around a step's function, each for one thing that the plain call does not do."""

import asyncio
import functools
from typing import Any, Callable, Iterator

from modec.runtime.errors import DagsterInvariantViolationError
from modec.runtime.events import StepEvent


def awaited(compute: Callable[..., Any]) -> Callable[..., Any]:
    """The plain function of a coroutine function: its call runs the coroutine to its end."""

    @functools.wraps(compute)
    def run(*arguments: Any, **inputs: Any) -> Any:
        return event_loop().run_until_complete(compute(*arguments, **inputs))

    return run


def iterated(compute: Callable[..., Any]) -> Callable[..., Iterator[Any]]:
    """The generator function of an async generator function."""

    @functools.wraps(compute)
    def run(*arguments: Any, **inputs: Any) -> Iterator[Any]:
        values = compute(*arguments, **inputs)
        while True:
            try:
                yield event_loop().run_until_complete(values.__anext__())
            except StopAsyncIteration:
                return

    return run


@functools.lru_cache(maxsize=1)
def event_loop() -> asyncio.AbstractEventLoop:
    """The one event loop of the run, so that what one step opened in it another can use."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    return loop


def by_dict(compute: Callable[..., Any], solid: str) -> Callable[..., Iterator[Any]]:
    """The function of a `SolidDefinition` made by hand: it takes its inputs as a dict, and gives events one by one."""

    @functools.wraps(compute)
    def run(*arguments: Any, **inputs: Any) -> Iterator[Any]:
        given = compute(*arguments, inputs)
        if isinstance(given, StepEvent):
            raise DagsterInvariantViolationError(
                f"Compute function for solid {solid} returned a {type(given).__name__} rather than yielding it. The "
                "compute_fn of the core SolidDefinition must yield its results"
            )
        return one_by_one(given)

    return run


def one_by_one(events: Any) -> Iterator[Any]:
    """What an iterator gives; nothing for None. As in Dagster, a list will not do."""
    while events is not None:
        try:
            event = next(events)
        except StopIteration:
            return
        yield event


def waits_for(compute: Callable[..., Any], *names: str) -> Callable[..., Any]:
    """`compute` without the inputs `names`: inputs of type Nothing order the steps and are not passed on."""

    @functools.wraps(compute)
    def run(*arguments: Any, **inputs: Any) -> Any:
        for name in names:
            del inputs[name]
        return compute(*arguments, **inputs)

    return run


def no_result(compute: Callable[..., Any]) -> Callable[..., Any]:
    """`compute` of a solid without outputs: it may return None only (3.5)."""

    @functools.wraps(compute)
    def run(*arguments: Any, **inputs: Any) -> None:
        value = compute(*arguments, **inputs)
        if value is not None:
            raise DagsterInvariantViolationError(
                f"Error in solid {compute.__name__}: Unexpectedly returned output {value} of type "
                f"{type(value)}. Solid is explicitly defined to return no results."
            )

    return run
