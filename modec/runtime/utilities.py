"""Helpers of `dagster.utils` that libraries and programs call while they run."""

import contextlib
import copy
import inspect
import os
import re
import signal
import time
from datetime import datetime, timezone
from enum import Enum
from typing import (
    Any,
    Callable,
    Dict,
    Generator,
    Iterable,
    Iterator,
    List,
    Mapping,
    Optional,
    Sequence,
    Tuple,
    Type,
    Union,
)

from modec.runtime.errors import CheckError

EPOCH = datetime(1970, 1, 1)
PICKLE_PROTOCOL = 4
DEFAULT_MONTHLY_FORMAT = "%Y-%m"
DEFAULT_DATE_FORMAT = "%Y-%m-%d"
DEFAULT_HOURLY_FORMAT_WITHOUT_TIMEZONE = "%Y-%m-%d-%H:%M"
DEFAULT_HOURLY_FORMAT_WITH_TIMEZONE = "%Y-%m-%d-%H:%M%z"


def merge_dicts(*args: Mapping[Any, Any]) -> Dict[Any, Any]:
    """A dict with the entries of all, of which later ones win. Raises CheckError for fewer than two."""
    if len(args) < 2:
        raise CheckError(
            f"Failure condition: Expected 2 or more args to merge_dicts, found {len(args)}"
        )
    merged: Dict[Any, Any] = {}
    for each in args:
        merged.update(each)
    return merged


def deep_merge_dicts(onto_dict: Mapping[Any, Any], from_dict: Mapping[Any, Any]) -> Dict[Any, Any]:
    """A dict with the entries of both; where both have a dict, these are merged as well, else the second one wins."""
    merged = copy.deepcopy(dict(onto_dict))
    for key, value in from_dict.items():
        held = merged.get(key)
        if isinstance(held, dict) and isinstance(value, dict):
            value = deep_merge_dicts(held, value)
        merged[key] = value
    return merged


def dict_without_keys(ddict: Mapping[Any, Any], *keys: Any) -> Dict[Any, Any]:
    """A dict without those keys."""
    return {key: value for key, value in ddict.items() if key not in keys}


def ensure_single_item(ddict: Mapping[Any, Any]) -> Tuple[Any, Any]:
    """The entry of a dict that has one. Raises CheckError for others."""
    if len(ddict) != 1:
        raise CheckError("Expected dict with single item")
    return next(iter(ddict.items()))


def get_prop_or_key(elem: Any, key: str) -> Any:
    """A dict's value, or an object's attribute."""
    return elem.get(key) if isinstance(elem, Mapping) else getattr(elem, key)


def list_pull(alist: Iterable[Any], key: str) -> List[Any]:
    """That value or attribute of each element."""
    return [get_prop_or_key(elem, key) for elem in alist]


def all_none(kwargs: Mapping[Any, Any]) -> bool:
    """Whether all values are None."""
    return all(value is None for value in kwargs.values())


def is_enum_value(value: Any) -> bool:
    """Whether it is a member of an `enum.Enum`."""
    return isinstance(value, Enum)


def camelcase(string: str) -> str:
    """`snake_case` as `CamelCase`."""
    bare = re.sub(r"^[\-_\.]", "", string)
    joined = re.sub(r"[\-_\.\s]([a-z])", lambda found: found.group(1).upper(), bare[1:])
    return bare[:1].upper() + joined


def compose(*args: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """One function that does what all do, the last one first."""

    def composed(value: Any) -> Any:
        for function in reversed(args):
            value = function(value)
        return value

    return composed


def ensure_gen(thing_or_gen: Any) -> Generator[Any, Any, Any]:
    """A generator as it is; anything else as the one element of one."""
    return thing_or_gen if inspect.isgenerator(thing_or_gen) else (each for each in [thing_or_gen])


def datetime_as_float(dt: datetime) -> float:
    """Seconds since 1970 of a time without a zone."""
    return (dt - EPOCH).total_seconds()


def utc_datetime_from_timestamp(timestamp: float) -> datetime:
    """The time, in UTC, of so many seconds since 1970."""
    return datetime.fromtimestamp(timestamp, tz=timezone.utc)


def utc_datetime_from_naive(dt: datetime) -> datetime:
    """A time without a zone, taken as one in UTC."""
    return dt.replace(tzinfo=timezone.utc)


def mkdir_p(path: Any) -> Any:
    """Make a folder and those above it. The path, if the folder was not there yet."""
    if os.path.isdir(path):
        return None
    os.makedirs(path)
    return path


def ensure_dir(file_path: Any) -> None:
    """Make a folder and those above it, unless something of that name is there."""
    with contextlib.suppress(FileExistsError):
        os.makedirs(file_path)


def ensure_file(path: Any) -> None:
    """Make an empty file and the folders above it, unless it is there."""
    ensure_dir(os.path.dirname(path))
    if not os.path.exists(path):
        touch_file(path)


def touch_file(path: Any) -> None:
    """Make an empty file, or note on one that it was touched now."""
    ensure_dir(os.path.dirname(path))
    with open(path, "a"):
        os.utime(path, None)


def segfault() -> None:
    """End the process at once, as a fault in native code does: nothing is caught, torn down or written any more."""
    signal.raise_signal(signal.SIGSEGV)


def backoff_delay_generator() -> Iterator[float]:
    """Seconds to wait, twice as long each time."""
    delay = 0.1
    while True:
        yield delay
        delay *= 2


def backoff(
    fn: Callable[..., Any],
    retry_on: Union[Type[BaseException], Tuple[Type[BaseException], ...]],
    args: Optional[Sequence[Any]] = None,
    kwargs: Optional[Mapping[str, Any]] = None,
    max_retries: int = 4,
    delay_generator: Optional[Iterator[float]] = None,
) -> Any:
    """What `fn` gives; called again after a delay, at most `max_retries` times, when it raises such an error."""
    for attempt in range(max_retries):
        try:
            return fn(*(args or ()), **(kwargs or {}))
        except retry_on:
            time.sleep(0.1 * 2 ** attempt if delay_generator is None else next(delay_generator))
    return fn(*(args or ()), **(kwargs or {}))
