"""A world in which every library that is missing is a recorder: what a program asks of it becomes lines of a trace.

Installed in Dagster's process and in the script's (Python 3.8, standard library only). Nothing of the real world is
reached: processes don't start, sockets don't connect, nobody sleeps.
"""

from __future__ import annotations

import abc
import builtins
import datetime
import importlib.abc
import importlib.machinery
import io
import os
import random
import re
import socket
import subprocess
import sys
import time
import types
import zlib
from typing import Any

LIMIT = 3000
"""Lines after which a program that waits for something that never comes is stopped."""

STAND_INS = ("alembic", "requests", "sqlalchemy", "urllib3", "psycopg2", "boto3", "pandas", "numpy")
"""Libraries that stand in a recorder's place even where they are installed."""

TEXTS = frozenset(
    {
        "dumps",
        "getvalue",
        "hexdigest",
        "isoformat",
        "strftime",
        "to_html",
        "to_json",
        "to_markdown",
        "to_string",
    }
)
"""What gives a text, in any library."""

_TRACE: list[str] = []
_begun = False


class Enough(Exception):
    """The trace is full."""


def begin() -> None:
    """From here the pipeline runs: what came before was the modules' import."""
    global _begun
    _begun = True
    random.seed(7)


def trace() -> list[str]:
    """What the program has asked of the world since `begin`."""
    return list(_TRACE)


def note(line: str) -> None:
    """Put a line into the trace."""
    if not _begun:
        return
    if len(_TRACE) >= LIMIT:
        raise Enough("the world has seen enough")
    _TRACE.append(stable(line))


def stable(text: str) -> str:
    """Text without what changes from run to run: addresses, times, temporary places, ids."""
    text = re.sub(r"0x[0-9a-f]{6,}", "0x", text)
    text = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<id>", text)
    text = re.sub(r"/tmp/[\w./+-]+", "<place>", text)
    text = re.sub(r"\d{4}[-/_]?\d\d[-/_]?\d\d([T _-]?\d\d:?\d\d(:?\d\d)?(\.\d+)?)?", "<time>", text)
    return re.sub(r"\b\d{9,}(\.\d+)?\b|\b\d+\.\d{4,}\b|datetime\.\w+\([^)]*\)", "<number>", text)


def show(value: Any, depth: int = 0) -> str:
    """A value as the trace says it: the same for the author's objects in both programs, whatever their module is called."""
    if isinstance(value, Thing):
        return path_of(value)
    if isinstance(value, type):
        return "<class>"
    if depth > 3:
        return "..."
    if type(value) in (str, bytes, int, float, bool, type(None), complex):
        text = repr(value)
        return text if len(text) < 400 else f"{text[:300]}...#{zlib.crc32(stable(text).encode())}"
    if type(value) in (list, tuple, set, frozenset):
        inner = [show(item, depth + 1) for item in list(value)[:30]]
        return (
            type(value).__name__
            + "["
            + ", ".join(inner if type(value) in (list, tuple) else sorted(inner))
            + "]"
        )
    if type(value) is dict:
        inner = [f"{show(k, depth + 1)}: {show(v, depth + 1)}" for k, v in list(value.items())[:30]]
        return "{" + ", ".join(inner) + "}"
    if isinstance(value, BaseException):
        return f"{type(value).__name__}({value})"
    if isinstance(value, (types.FunctionType, types.MethodType, types.BuiltinFunctionType)):
        return "<function>"
    return "<object>"


class Thing:
    """Something of a missing library: whatever is asked of it, it has."""

    def __init__(self, path: str) -> None:
        object.__setattr__(self, "_thing_path", path)

    def __getattr__(self, name: str) -> Any:
        if name in ("__name__", "__qualname__"):
            return path_of(self).rpartition(".")[2]
        if name.startswith("__") or name == "_thing_path":
            raise AttributeError(name)
        return child(path_of(self), name)

    def __setattr__(self, name: str, value: Any) -> None:
        note(f"{path_of(self)}.{name} = {show(value)}")
        object.__setattr__(self, name, value)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return called(path_of(self), args, kwargs)

    def __getitem__(self, key: Any) -> Any:
        return Thing(shortened(f"{path_of(self)}[{show(key)}]"))

    def __setitem__(self, key: Any, value: Any) -> None:
        note(f"{path_of(self)}[{show(key)}] = {show(value)}")

    def __delitem__(self, key: Any) -> None:
        note(f"del {path_of(self)}[{show(key)}]")

    def __iter__(self) -> Any:
        return iter([Thing(shortened(f"{path_of(self)}<{at}>")) for at in range(2)])

    def __next__(self) -> Any:
        raise StopIteration

    def __len__(self) -> int:
        return 2

    def __bool__(self) -> bool:
        return True

    def __int__(self) -> int:
        return 1

    __index__ = __int__

    def __float__(self) -> float:
        return 1.0

    def __str__(self) -> str:
        return path_of(self)

    __repr__ = __str__
    __fspath__ = __str__

    def __format__(self, form: str) -> str:
        return path_of(self)

    def __hash__(self) -> int:
        return zlib.crc32(path_of(self).encode())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Thing) and path_of(self) == path_of(other)

    def __lt__(self, other: object) -> bool:
        return path_of(self) < str(other)

    __le__ = __lt__

    def __gt__(self, other: object) -> bool:
        return path_of(self) > str(other)

    __ge__ = __gt__

    def __contains__(self, item: object) -> bool:
        return False

    def __enter__(self) -> Any:
        note(f"enter {path_of(self)}")
        return self

    def __exit__(self, *error: Any) -> None:
        note(f"exit {path_of(self)}")

    async def __aenter__(self) -> Any:
        return self.__enter__()

    async def __aexit__(self, *error: Any) -> None:
        self.__exit__()

    def __await__(self) -> Any:
        yield from ()
        return self

    def __reduce__(self) -> Any:
        return (Thing, (path_of(self),))

    def __deepcopy__(self, memo: Any) -> Any:
        return self

    def __copy__(self) -> Any:
        return self


class Constant(str):
    """Something of a missing library that is written as constants are: most of those are texts."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return child(str(self), name)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return called(str(self), args, kwargs)


def _operators() -> None:
    """Arithmetic on things is a thing."""
    for name in [
        "add",
        "sub",
        "mul",
        "truediv",
        "floordiv",
        "mod",
        "pow",
        "and",
        "or",
        "xor",
        "lshift",
        "rshift",
        "matmul",
    ]:

        def binary(self: Thing, other: Any, name: str = name) -> Any:
            return Thing(shortened(f"({path_of(self)} {name} {show(other)})"))

        def reflected(self: Thing, other: Any, name: str = name) -> Any:
            return Thing(shortened(f"({show(other)} {name} {path_of(self)})"))

        setattr(Thing, f"__{name}__", binary)
        setattr(Thing, f"__r{name}__", reflected)
    for name in ("neg", "pos", "invert", "abs"):

        def unary(self: Thing, name: str = name) -> Any:
            return Thing(shortened(f"({name} {path_of(self)})"))

        setattr(Thing, f"__{name}__", unary)


_operators()


class LibraryClass(abc.ABCMeta):
    """The type of a missing library's classes, which may be annotations, bases and called."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return child(path_of(cls), name)

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if "_thing_path" in cls.__dict__:
            return called(cls.__dict__["_thing_path"], args, kwargs)
        return super().__call__(*args, **kwargs)

    def __instancecheck__(cls, value: Any) -> bool:
        if "_thing_path" in cls.__dict__:
            return isinstance(value, Thing) or cls in type(value).__mro__
        return super().__instancecheck__(value)

    def __getitem__(cls, key: Any) -> Any:
        return cls

    def __iter__(cls) -> Any:
        return iter([Thing(f"{path_of(cls)}<{at}>") for at in range(2)])


class Based:
    """What the author's classes that derive from a missing library's have."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        note(f"made with {show(args)}, {show(kwargs)}")
        for name, value in kwargs.items():
            setattr(self, name, value)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        pass

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return child("self", name)


def path_of(thing: Any) -> str:
    """By what name the program came to a thing."""
    if isinstance(thing, type):
        return next(
            (
                base.__dict__["_thing_path"]
                for base in thing.__mro__
                if "_thing_path" in base.__dict__
            ),
            "class",
        )
    return str(object.__getattribute__(thing, "_thing_path"))


def shortened(path: str) -> str:
    """A path that does not grow without end."""
    return path if len(path) < 240 else f"{path[:160]}...#{zlib.crc32(stable(path).encode())}"


_CLASSES: dict[str, type] = {"pandas.Timestamp": datetime.datetime}
"""Made once each, so that they are the same for everybody who asks. Libraries over dagster use the first one's limits."""


def child(path: str, name: str) -> Any:
    """What a thing has under a name: a class where the name is written as classes are, or else a thing."""
    whole = shortened(f"{path}.{name}")
    of_class = re.search(r"\b[A-Z][A-Za-z0-9]*[a-z]$", path)
    if re.fullmatch(r"[A-Z][A-Z0-9_]+", name) and ("_" in name or of_class) and "(" not in path:
        return Constant(whole)
    if not re.match(r"[A-Z][A-Za-z0-9]*[a-z]", name) or "(" in path:
        return Thing(whole)
    if whole not in _CLASSES:
        if re.search(
            r"(Error|Exception|Timeout|NotFound|Warning|Exists|Invalid)$", name
        ) or re.search(r"\b(exceptions?|errors?)$", path):
            _CLASSES[whole] = type(name, (Exception,), {"__module__": path})
        else:
            _CLASSES[whole] = LibraryClass(
                name, (Based,), {"_thing_path": whole, "__module__": path}
            )
    return _CLASSES[whole]


def called(path: str, args: Any, kwargs: Any) -> Any:
    """A call: a line of the trace. A decorator gives what it decorates."""
    if len(args) == 1 and not kwargs and isinstance(args[0], (types.FunctionType, type)):
        note(f"{path} takes <code>")
        return args[0]
    said = [show(value) for value in args] + [
        f"{name}={show(value)}" for name, value in kwargs.items()
    ]
    note(f"{path}({', '.join(said)})")
    kind = Constant if path.rpartition(".")[2] in TEXTS else Thing
    return kind(shortened(f"{path}({', '.join(said)})"))


class MissingModule(types.ModuleType):
    """A module of a missing library."""

    __version__ = "1.0.0"
    __all__: list[str] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return child(self.__name__, name)


def missing(name: str, finder: Any) -> importlib.machinery.ModuleSpec:
    """A missing module's spec: a package in a folder that is nowhere."""
    spec = importlib.machinery.ModuleSpec(name, finder, is_package=True)
    spec.submodule_search_locations = [f"/nowhere/{name.replace('.', '/')}"]
    return spec


class MissingLibraries(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds what nobody else finds."""

    def __init__(self, left_alone: tuple[str, ...]) -> None:
        self.left_alone = left_alone

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        top = name.partition(".")[0]
        if (
            top in self.left_alone
            or top.startswith(("_", "dagster"))
            or not (isinstance(sys.modules.get(top), MissingModule) or self.asked_by_author(top))
        ):
            return None
        owner = sys.modules.get(top)
        if "." in name and getattr(owner, "__file__", None):
            return None  # an installed library that lacks the module; a namespace package is many libraries
        return missing(name, self)

    @staticmethod
    def asked_by_author(top: str) -> bool:
        """Installed libraries try many optional ones: they shall find none."""
        frame = sys._getframe(1)
        while frame is not None:
            place = frame.f_code.co_filename
            if not place.startswith("<frozen") and "importlib" not in place and place != __file__:
                return "site-packages" not in place and not place.startswith(sys.base_prefix)
            frame = frame.f_back  # type: ignore[assignment]
        return False

    def create_module(self, spec: Any) -> Any:
        return MissingModule(spec.name)

    def exec_module(self, module: Any) -> None:
        pass


def install(left_alone: tuple[str, ...] = ()) -> None:
    """Make the world: from here missing libraries are there, and nothing real is reached."""
    finder = MissingLibraries(left_alone)
    sys.meta_path.append(finder)
    for name in STAND_INS:
        if name in left_alone:
            continue
        for loaded in [n for n in sys.modules if n == name or n.startswith(name + ".")]:
            del sys.modules[loaded]
        module = finder.create_module(missing(name, finder))
        module.__spec__ = missing(name, finder)
        module.__path__ = module.__spec__.submodule_search_locations
        sys.modules[name] = module

    def no_process(*args: Any, **kwargs: Any) -> Any:
        command = args[1] if len(args) > 1 else kwargs.get("args")
        note(f"process {show(command)}")
        raise FileNotFoundError(2, "no processes here")

    def no_system(command: str) -> int:
        note(f"system {command!r}")
        return 0

    def no_connection(*args: Any, **kwargs: Any) -> Any:
        note(f"connect {show(args[-1:])}")
        raise ConnectionRefusedError(111, "no network here")

    slept = [0.0]

    def no_sleep(seconds: Any) -> None:
        """Nobody sleeps, and the clock says that somebody did."""
        length = float(seconds)
        note(f"sleep {round(length)}")
        slept[0] += length

    def open_anything(file: Any, *args: Any, **kwargs: Any) -> Any:
        if str(file).startswith("/nowhere/"):
            return io.StringIO("{}")
        return opened(file, *args, **kwargs)

    def no_input(prompt: str = "") -> str:
        return "answer"

    subprocess.Popen.__init__ = no_process  # type: ignore[method-assign]
    os.system = no_system
    socket.socket.connect = no_connection  # type: ignore[method-assign,assignment]
    socket.getaddrinfo = no_connection
    time.sleep = no_sleep
    now, monotonic = time.time, time.monotonic
    time.time = lambda: now() + slept[0]
    time.monotonic = lambda: monotonic() + slept[0]
    opened, builtins.open = builtins.open, open_anything
    builtins.input = no_input  # type: ignore[assignment]
