"""Helpers of `dagster.utils` that libraries and programs call while they run."""

import contextlib
import os
import signal
import tempfile
import time
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, Mapping, Optional, Sequence, Tuple, Type, Union

PICKLE_PROTOCOL = 4
DEFAULT_MONTHLY_FORMAT = "%Y-%m"
DEFAULT_DATE_FORMAT = "%Y-%m-%d"
DEFAULT_HOURLY_FORMAT_WITHOUT_TIMEZONE = "%Y-%m-%d-%H:%M"
DEFAULT_HOURLY_FORMAT_WITH_TIMEZONE = "%Y-%m-%d-%H:%M%z"


def merge_dicts(*args: Mapping[Any, Any]) -> Dict[Any, Any]:
    """A dict with the entries of all, of which later ones win."""
    merged: Dict[Any, Any] = {}
    for each in args:
        merged.update(each)
    return merged


def dict_without_keys(ddict: Mapping[Any, Any], *keys: Any) -> Dict[Any, Any]:
    """A dict without those keys."""
    return {key: value for key, value in ddict.items() if key not in keys}


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


@contextlib.contextmanager
def safe_tempfile_path() -> Iterator[str]:
    """A path at which a temporary file may be written; the file is gone afterwards."""
    with tempfile.NamedTemporaryFile() as placeholder:
        path = Path(placeholder.name).as_posix()
    try:
        yield path
    finally:
        if os.path.exists(path):
            os.unlink(path)


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
