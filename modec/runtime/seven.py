"""What `dagster.seven` has: JSON as Dagster writes and reads it, and helpers that smooth over differences of systems."""

import inspect
import json
import os
import shlex
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import datetime, timezone
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from json import JSONDecodeError as JSONDecodeError
from types import ModuleType
from typing import Any, Callable, Iterator, List, Type

IS_WINDOWS = os.name == "nt"
time_fn = time.perf_counter


def dump(obj: Any, fp: Any, **options: Any) -> None:
    """Write JSON to a file, keys sorted."""
    json.dump(obj, fp, **{"sort_keys": True, **options})


def dumps(obj: Any, **options: Any) -> str:
    """JSON, keys sorted."""
    return json.dumps(obj, **{"sort_keys": True, **options})


def load(fp: Any, **options: Any) -> Any:
    """What a file of JSON holds; control characters in strings are taken as they are."""
    return json.load(fp, **{"strict": False, **options})


def loads(text: Any, **options: Any) -> Any:
    """What JSON says; control characters in strings are taken as they are."""
    return json.loads(text, **{"strict": False, **options})


def get_system_temp_directory() -> str:
    """The folder for temporary files that last longer than a run: `/tmp` but on Windows."""
    return tempfile.gettempdir() if sys.platform == "win32" else "/tmp"


def is_module_available(module_name: str) -> bool:
    """Whether a module can be imported."""
    return find_spec(module_name) is not None


def import_module_from_path(module_name: str, path_to_file: str) -> ModuleType:
    """The module that a file makes, under a name of its own; the one that is there, if it is of that file."""
    spec = spec_from_file_location(module_name, path_to_file)
    if spec is None or spec.loader is None:
        raise Exception(
            f"Can not import module {module_name} from path {path_to_file}, unable to load spec."
        )
    present = sys.modules.get(module_name)
    if present is not None and present.__file__ == os.path.abspath(path_to_file):
        return present
    module = module_from_spec(spec)
    sys.modules[module_name] = module
    spec.loader.exec_module(module)
    return module


def xplat_shlex_split(s: str) -> List[str]:
    """The words of a command line, as the system's shell would part them."""
    return shlex.split(s, posix=os.name != "nt")


def wait_for_process(process: "subprocess.Popen[Any]", timeout: float = 30) -> None:
    """Wait until a process ends; `subprocess.TimeoutExpired` where it takes longer."""
    process.communicate(timeout=timeout or None)


def get_timestamp_from_utc_datetime(utc_datetime: datetime) -> float:
    """Seconds since 1970 of a time in UTC; an exception for one of another zone, or of none."""
    zone = utc_datetime.tzinfo
    # A time of pendulum's, whatever zone it is in, is taken as well.
    if zone != timezone.utc and type(utc_datetime).__module__.partition(".")[0] != "pendulum":
        raise Exception("Must pass in a UTC timezone to compute UNIX timestamp")
    return utc_datetime.timestamp()


def get_args(callable_: Callable[..., Any]) -> List[str]:
    """The names of a function's parameters, those left out that can be given in one way only."""
    either_way = inspect.Parameter.POSITIONAL_OR_KEYWORD
    found = inspect.signature(callable_).parameters.values()
    return [parameter.name for parameter in found if parameter.kind == either_way]


def get_import_error_message(import_error: ImportError) -> str:
    """What an ImportError says."""
    return import_error.msg


def is_ascii(str_: str) -> bool:
    """Whether a text is ASCII."""
    return str_.isascii()


def is_lambda(target: Any) -> bool:
    """Whether it is a lambda."""
    return callable(target) and getattr(target, "__name__", "") == "<lambda>"


def is_function_or_decorator_instance_of(target: Any, kls: Type[Any]) -> bool:
    """Whether it is a function, or an object of that class that has a name."""
    return inspect.isfunction(target) or (isinstance(target, kls) and hasattr(target, "__name__"))


@contextmanager
def nullcontext() -> Iterator[None]:
    """A context manager that does nothing."""
    yield
