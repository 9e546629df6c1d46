"""Values of the standard library that the build foresees: dates, patterns, matches and their like, which never change.

The run makes them itself, by the expression that they are; the build knows what comes out, so that a definition may be made
of `re.sub("[^a-z]", "_", name)` or of `date(2020, 1, 1).year`. What depends on the machine, the clock, the locale or the
time zone is not foreseen.
"""

from __future__ import annotations

import ast
import base64
import binascii
import dataclasses
import datetime
import decimal
import fnmatch
import fractions
import hashlib
import html
import inspect
import itertools
import logging
import math
import operator
import pathlib
import posixpath
import re
import statistics
import string
import textwrap
import urllib.parse
import uuid
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from modec.evaluate.applying import apply
from modec.evaluate.budget import SIZE
from modec.evaluate.residuals import carried_scope, computed
from modec.evaluate.stateful import Digest
from modec.evaluate.values import Environment, External, Foreseen, Residual, Value

_PLAIN = (str, bytes, int, float, bool, complex, type(None))
_HELD = (
    *(datetime.date, datetime.time, datetime.timedelta, datetime.tzinfo),
    *(decimal.Decimal, fractions.Fraction, uuid.UUID, re.Pattern, re.Match, re.RegexFlag),
    *(pathlib.PurePosixPath, string.Template, urllib.parse.ParseResult, urllib.parse.SplitResult),
)
"""What may be held: nothing of it changes. (A `datetime` is a `date`.)"""

_KINDS = (
    *(inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD),
    *(inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.KEYWORD_ONLY),
    inspect.Parameter.VAR_KEYWORD,
)
ONE_OF_A_KIND = (*_KINDS, inspect.Parameter.empty, dataclasses.MISSING)
"""What is asked for by `is`."""

_FUNCTIONS: dict[str, Iterable[str]] = {
    "ast": ("literal_eval",),
    "base64": ("b64encode", "b64decode", "urlsafe_b64encode", "urlsafe_b64decode"),
    "binascii": ("hexlify", "unhexlify", "crc32"),
    "datetime": ("date", "datetime", "time", "timedelta", "timezone"),
    "decimal": ("Decimal",),
    "fnmatch": ("fnmatchcase", "translate"),
    "fractions": ("Fraction",),
    "html": ("escape", "unescape"),
    "itertools": ("accumulate", "chain", "combinations", "permutations", "starmap", "zip_longest"),
    "math": (
        *("ceil", "comb", "copysign", "exp", "fabs", "floor", "fsum", "gcd", "hypot", "isclose"),
        *("isfinite", "isinf", "isnan", "isqrt", "log", "log10", "log2", "pow", "prod", "sqrt"),
        *("trunc", "degrees", "radians", "sin", "cos", "tan"),
    ),
    "operator": (
        *("add", "and_", "concat", "contains", "eq", "floordiv", "ge", "getitem", "gt", "le"),
        *("lt", "mod", "mul", "ne", "neg", "not_", "or_", "pow", "sub", "truediv", "xor"),
    ),
    "os.path": (
        *("basename", "commonprefix", "dirname", "isabs", "join", "normpath", "split", "splitext"),
    ),
    "re": ("compile", "escape", "findall", "fullmatch", "match", "search", "split", "sub", "subn"),
    "statistics": ("mean", "median"),
    "string": ("Template", "capwords"),
    "textwrap": ("dedent", "fill", "indent", "shorten", "wrap"),
    "urllib.parse": (
        *("parse_qs", "parse_qsl", "quote", "quote_plus", "unquote", "unquote_plus", "urlencode"),
        *("urljoin", "urlparse", "urlsplit", "urlunparse", "urlunsplit"),
    ),
    "uuid": ("UUID", "uuid3", "uuid5"),
    "zlib": ("adler32", "crc32"),
}
_MODULES: dict[str, Any] = {
    "ast": ast,
    "base64": base64,
    "binascii": binascii,
    "datetime": datetime,
    "decimal": decimal,
    "fnmatch": fnmatch,
    "fractions": fractions,
    "hashlib": hashlib,
    "html": html,
    "itertools": itertools,
    "logging": logging,
    "math": math,
    "operator": operator,
    "os.path": posixpath,
    "re": re,
    "statistics": statistics,
    "string": string,
    "textwrap": textwrap,
    "urllib.parse": urllib.parse,
    "uuid": uuid,
    "zlib": zlib,
}
_CONSTANTS: dict[str, Iterable[str]] = {
    "logging": ("CRITICAL", "DEBUG", "ERROR", "FATAL", "INFO", "NOTSET", "WARN", "WARNING"),
    "math": ("e", "inf", "nan", "pi", "tau"),
    "string": (
        *("ascii_letters", "ascii_lowercase", "ascii_uppercase", "digits", "hexdigits"),
        *("octdigits", "punctuation", "whitespace"),
    ),
    "re": ("A", "ASCII", "DOTALL", "I", "IGNORECASE", "M", "MULTILINE", "S", "VERBOSE", "X"),
    "uuid": ("NAMESPACE_DNS", "NAMESPACE_OID", "NAMESPACE_URL", "NAMESPACE_X500"),
}


def _callables() -> dict[str, Callable[..., Any]]:
    found = {
        f"{module}.{name}": getattr(_MODULES[module], name)
        for module, names in _FUNCTIONS.items()
        for name in names
    }
    for kind in (datetime.date, datetime.datetime, datetime.time):
        for name in ("fromisoformat", "strptime", "combine"):
            if hasattr(kind, name):
                found[f"datetime.{kind.__name__}.{name}"] = getattr(kind, name)
    for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "blake2b"):
        found[f"hashlib.{name}"] = getattr(hashlib, name)
    for name in ("Path", "PosixPath", "PurePath", "PurePosixPath"):
        found[f"pathlib.{name}"] = pathlib.PurePosixPath
    found["itertools.chain.from_iterable"] = itertools.chain.from_iterable
    return found


_CALLABLES = _callables()
_VALUES: dict[str, Any] = {
    **{
        f"{module}.{name}": getattr(_MODULES[module], name)
        for module, names in _CONSTANTS.items()
        for name in names
    },
    "dataclasses.MISSING": dataclasses.MISSING,
    "datetime.timezone.utc": datetime.timezone.utc,
    **{f"inspect.Parameter.{kind.name}": kind for kind in _KINDS},
    **dict.fromkeys(
        ("inspect.Parameter.empty", "inspect.Signature.empty"), inspect.Parameter.empty
    ),
    "inspect._empty": inspect.Parameter.empty,
    "sys.version_info.major": 3,
    "os.curdir": ".",
    "os.pardir": "..",
    "os.path.curdir": ".",
    "os.path.pardir": "..",
    "os.sep": "/",
    "os.path.sep": "/",
}

_OF_THE_MACHINE = frozenset({"astimezone", "timestamp", "ctime", "update", "__reduce__"})
"""Methods that ask the machine's time zone, or that change their object."""


NOTHING = object()
"""What these functions give where nothing is foreseen."""


def constant(module: str, path: Sequence[str]) -> Any:
    """The plain value of a constant of the standard library, None for others."""
    value = _VALUES.get(".".join((module, *path)))
    return value if type(value) in _PLAIN else None


def value_of(external: External, node: ast.expr, scope: Environment) -> Value:
    """A constant of the standard library: plain, or foreseen; `NOTHING` for others."""
    name = ".".join((external.module, *external.path))
    return held(_VALUES[name], node, scope) if name in _VALUES else NOTHING


def call(
    name: str,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    """What a function of the standard library gives for known arguments; `NOTHING` for others. Raises `Raised`."""
    function = _CALLABLES.get(name)
    if function is None:
        return NOTHING
    return _applied(function, args, kwargs, node, scope)


def method(
    owner: Foreseen,
    name: str,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    """What a method of a foreseen value gives."""
    found = NOTHING
    if isinstance(owner.value, Digest) and name == "update":
        owner.value.update(*args, **kwargs)
        found = None
    elif isinstance(owner.value, Digest) and owner.value.is_spoiled:
        found = NOTHING
    elif name not in _OF_THE_MACHINE and hasattr(owner.value, name):
        found = _applied(getattr(owner.value, name), args, kwargs, node, scope)
    return computed(node, scope, [owner]) if found is NOTHING else found


def attribute(owner: Foreseen, name: str, node: ast.expr, scope: Environment) -> Value:
    """An attribute of a foreseen value; `NOTHING` for a method."""
    if isinstance(owner.value, pathlib.PurePath) and not hasattr(owner.value, name):
        return computed(node, scope, [owner])  # it asks the file system
    value = apply(getattr, node, scope, owner.value, name)
    if callable(value):
        return NOTHING
    found = held(value, node, scope)
    return computed(node, scope, [owner]) if found is NOTHING else found


def operated(
    rule: Callable[..., Any], operands: Sequence[Value], node: ast.expr, scope: Environment
) -> Value:
    """What an operator gives, one of whose operands is foreseen; `NOTHING` where another one is unknown."""
    return _applied(rule, operands, {}, node, scope)


def held(value: Any, node: ast.expr, scope: Environment) -> Value:
    """A value of the standard library: as it is if it is plain, else as what is foreseen; `NOTHING` if it may change."""
    if _is_plain(value):
        return value
    if isinstance(value, _HELD) or any(value is each for each in ONE_OF_A_KIND):
        reason = f"it is a {type(value).__name__}, which the run makes"
        return Foreseen(
            node, carried_scope(node, scope), scope.module.span(node), reason, value=value
        )
    return NOTHING


def _applied(
    function: Callable[..., Any],
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    if not all(map(_is_given, (*args, *kwargs.values()))):
        return NOTHING
    given, named = [plain(each) for each in args], {key: plain(kwargs[key]) for key in kwargs}

    def carried_out() -> Any:
        result = function(*given, **named)
        if isinstance(result, _HASHES):
            return Digest(result)
        if isinstance(result, _LAZY):
            return list(itertools.islice(result, SIZE + 1))
        return result

    result = apply(carried_out, node, scope)
    if isinstance(result, Digest):
        return Foreseen(
            node,
            carried_scope(node, scope),
            scope.module.span(node),
            "it is a hash, which the run makes",
            value=result,
        )
    return held(result, node, scope)


_HASHES = (type(hashlib.md5(b"")), type(hashlib.blake2b(b"")))
_LAZY = (
    itertools.accumulate,
    itertools.chain,
    itertools.combinations,
    itertools.permutations,
    itertools.starmap,
    itertools.zip_longest,
)


def plain(value: Value) -> Any:
    """The value itself, for what is foreseen; containers have it inside."""
    if isinstance(value, Foreseen):
        return value.value
    if type(value) in (list, tuple):
        return type(value)(map(plain, value))
    return value


def _is_given(value: Value) -> bool:
    if isinstance(value, Foreseen) or type(value) in _PLAIN:
        return True
    if type(value) in (list, tuple):
        return all(map(_is_given, value))
    if type(value) is dict:
        return all(not isinstance(key, Residual) for key in value) and _is_plain(value)
    return type(value) is range


def _is_plain(value: Any) -> bool:
    if type(value) in (list, tuple):
        return all(map(_is_plain, value))
    if type(value) is dict:
        return all(_is_plain(key) and _is_plain(item) for key, item in value.items())
    return type(value) in _PLAIN
