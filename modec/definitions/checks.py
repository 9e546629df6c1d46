"""Checks of constructors' arguments, with Dagster's error classes and the sense of its texts.

A residual (a value that only the run knows) passes where only the run needs the value; where the build needs it,
`known` refuses it with the reason why it is not known.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, TypeVar

from modec.definitions.origin import here
from modec.diagnostics import Diagnostic, Span, finding
from modec.runtime.errors import CheckError, DagsterInvalidDefinitionError, ParameterCheckError

ErrorT = TypeVar("ErrorT", bound=Exception)


def is_residual(value: object) -> bool:
    """Whether only the run knows `value`."""
    return bool(getattr(value, "__modec_residual__", False))


def holds_residual(value: object) -> bool:
    """Whether `value` is a residual, or a container that has one inside."""
    if isinstance(value, Mapping):
        return any(holds_residual(each) for pair in value.items() for each in pair)
    if isinstance(value, (list, tuple, set, frozenset)):
        return any(holds_residual(each) for each in value)
    return is_residual(value)


def with_finding(error: ErrorT, diagnostic: Diagnostic) -> ErrorT:
    """`error`, carrying the finding that says the same with its place."""
    error.finding = diagnostic  # type: ignore[attr-defined]
    return error


def invalid(
    message: str, span: Span | None = None, help: str = "", code: str = "MD301", **parts: Any
) -> DagsterInvalidDefinitionError:
    """The error for a definition that cannot mean anything, with its finding: of MD301, the message itself."""
    place = span or here()
    error = DagsterInvalidDefinitionError(message)
    parts = parts or {"reason": message}
    return with_finding(error, finding(code, place, help=help, **parts))


def known(what: str, value: Any) -> Any:
    """`value`, unless only the run knows it: then `DagsterInvalidDefinitionError` with the finding MD102."""
    if not is_residual(value):
        return value
    reason = getattr(value, "reason", "") or "its value comes about when the script runs"
    span = getattr(value, "span", None) or here()
    error = DagsterInvalidDefinitionError(
        f"{what} must be known when the script is built: {reason}"
    )
    help = getattr(value, "help", "")
    cause = getattr(value, "cause", None)
    raise with_finding(error, cause or finding("MD102", span, what=what, reason=reason, help=help))


def lacks_value(error: Exception) -> bool:
    """Whether `known` raised it: the definition may be right, the build only cannot know a value of it."""
    return getattr(getattr(error, "finding", None), "code", "") == "MD102"


def shown(value: object) -> str:
    """`value` as messages show it: the same in every run, so no addresses."""
    if is_residual(value):
        return "an expression that only the run knows"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{shown(key)}: {shown(each)}" for key, each in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(shown, value)) + "]"
    if isinstance(value, (set, frozenset)):
        return "{" + ", ".join(sorted(map(shown, value))) + "}"
    if " at 0x" in repr(value) or callable(value):
        called = getattr(value, "name", None) or getattr(value, "__name__", None)
        kind = "class" if isinstance(value, type) else type(value).__name__
        return f"<{kind} {called}>" if isinstance(called, str) else f"<{kind}>"
    return repr(value)


def _mismatch(name: str, expected: str, value: object, plainly: str = "") -> ParameterCheckError:
    error = ParameterCheckError(
        f'Param "{name}" is not {expected}. Got {shown(value)} which is type {type(value)}.'
    )
    return with_finding(error, wrong_kind(name, plainly or expected, value))


_FUNCTIONS = {"fn": "the decorator", "compute_fn": "a solid", "resource_fn": "a resource"}

_WRITTEN_OUT = {
    "fn": "a definition",
    "compute_fn": "a solid",
    "hook_fn": "a hook",
    "logger_fn": "a logger",
}
"""Functions whose text goes into scripts, rewritten: it does not do to know where they come from."""

_WRONG_KINDS = {"resource_defs": "MD217", "mode_defs": "MD218"}
"""Arguments that have a code of their own for what is given wrongly."""

_HELP = {
    "resource_defs": "each resource goes under the key that solids require it by: "
    'resource_defs={"db": db}, where db is made by @resource',
    "mode_defs": 'modes go in a list, a single one, too: mode_defs=[ModeDefinition("prod", ...)]',
    "required_resource_keys": 'keys go in a set, a single one, too: required_resource_keys={"db"}',
    "the decorator": "write a function with def, and put the decorator on it",
    "a solid": "write a function with def",
    "a resource": "write a function with def; a value that is there already is a resource by "
    "ResourceDefinition.hardcoded_resource(value)",
}


def wrong_kind(name: str, expected: str, value: object, said: str = "is given") -> Diagnostic:
    """The finding that an argument `name` is no `expected`: MD308, or one of its own."""
    given = f"{said} {_described(value)}"
    what = name if name.startswith(("a ", "the ")) else f"`{name}`"
    return finding(
        _WRONG_KINDS.get(name, "MD308"),
        here(),
        help=_HELP.get(name, ""),
        what=what,
        expected=expected,
        given=given,
    )


_CLASS_AND_NAME = re.compile(r"<\w+ (\w+)>")
"""How `shown` writes a definition."""


def _described(value: object) -> str:
    """`value` as a sentence speaks of it."""
    called = getattr(value, "name", None) or getattr(value, "__name__", None)
    kind = _KINDS.get(type(value).__name__)
    kind = "the class" if isinstance(value, type) else kind
    if kind is not None and isinstance(called, str):
        return f"{kind} {called}"
    if isinstance(value, (str, int, float, bool, bytes, type(None))):
        return f"{value!r}"
    if isinstance(value, (list, tuple, set, frozenset, dict)):
        listed = _CLASS_AND_NAME.sub(r"\1", shown(value))
        return f"the {type(value).__name__} {listed}"
    if isinstance(called, str):
        return f"the {type(value).__name__} {called!r}"
    return f"a value of the kind {type(value).__name__}"


_KINDS = {
    "UserFunction": "the function",
    "UserClass": "the class",
    "Intrinsic": "what is made by",
    "BoundMethod": "the method",
    "function": "the function",
    "UserModule": "the module",
}


def _plural(kind: type | tuple[type, ...]) -> str:
    kinds = kind if isinstance(kind, tuple) else (kind,)
    return " or ".join("texts" if each is str else f"{each.__name__}s" for each in kinds)


def _dict_of(kind: type | None) -> str:
    return "a dict" if kind is None else f"a dict of texts and {_plural(kind)}"


def optional_text(name: str, value: Any) -> Any:
    """A str, None or a residual. Raises `ParameterCheckError`."""
    if value is None or isinstance(value, str) or is_residual(value):
        return value
    raise _mismatch(name, "a str", value)


def text(name: str, value: Any) -> str:
    """A str. Raises `ParameterCheckError`."""
    if isinstance(known(name, value), str):
        return str(value)
    raise _mismatch(name, "a str", value)


def instance_of(name: str, value: Any, kind: type | tuple[type, ...], label: str = "") -> Any:
    """`value`, which must be a `kind`. Raises `ParameterCheckError`."""
    if isinstance(known(name, value), kind):
        return value
    kinds = kind if isinstance(kind, tuple) else (kind,)
    raise _mismatch(name, label or "a " + " or ".join(each.__name__ for each in kinds), value)


def optional_instance(name: str, value: Any, kind: type | tuple[type, ...]) -> Any:
    """None, or an instance of `kind`."""
    return None if value is None else instance_of(name, value, kind)


def function(name: str, value: Any) -> Any:
    """Something that can be called, live or statically. Raises `ParameterCheckError`, and as `known`.

    Python's own classes are refused, too: none of them can do with what definitions hand to functions.
    """
    if name in _WRITTEN_OUT:
        known(f"the function of {_WRITTEN_OUT[name]}", value)
    builtin = isinstance(value, type) and value.__module__ == "builtins"
    if (callable(value) and not builtin) or is_residual(value):
        return value
    error = ParameterCheckError(
        f'Param "{name}" is not callable. Got {shown(value)} with type {type(value)}.'
    )
    raise with_finding(error, wrong_kind(_FUNCTIONS.get(name, name), "a function", value))


def text_set(name: str, value: Any) -> frozenset[str]:
    """None or a set of strings; nothing else stands for a set (1.1). Raises `ParameterCheckError`."""
    if value is None:
        return frozenset()
    if not isinstance(known(name, value), (set, frozenset)):
        raise _mismatch(name, "one of ['frozenset', 'set']", value, "a set of texts")
    for each in sorted(value, key=repr):
        if type(each) is not str and not isinstance(known(f"an item of {name}", each), str):
            error = CheckError(
                f"Member of set mismatches type. Expected {str}. Got {shown(each)} of type {type(each)}."
            )
            raise with_finding(error, wrong_kind(name, "a set of texts", each, "holds"))
    return frozenset(value)


def list_of(name: str, value: Any, kind: type | tuple[type, ...]) -> list[Any]:
    """None or a list of `kind`. Raises `ParameterCheckError`, `CheckError`."""
    if value is None:
        return []
    if not isinstance(known(name, value), list):
        raise _mismatch(name, "a list", value, f"a list of {_plural(kind)}")
    for each in value:
        if not isinstance(each, kind) and not isinstance(known(f"an item of {name}", each), kind):
            error = CheckError(
                f"Member of list mismatches type. Expected {kind}. Got {shown(each)} of type {type(each)}."
            )
            what = f"a list of {_plural(kind)}"
            raise with_finding(error, wrong_kind(name, what, each, "holds"))
    return list(value)


def dict_of(name: str, value: Any, kind: type | None = None) -> dict[str, Any]:
    """None or a dict with str keys, and values of `kind`. Raises `ParameterCheckError`, `CheckError`."""
    if value is None:
        return {}
    if not isinstance(known(name, value), Mapping):
        raise _mismatch(name, "one of ['dict', 'frozendict']", value, _dict_of(kind))
    for key, each in value.items():
        if type(key) is not str and not isinstance(known(f"a key of {name}", key), str):
            error = CheckError(
                f"Key in dictionary mismatches type. Expected {str}. Got {shown(key)} of type {type(key)}."
            )
            raise with_finding(error, wrong_kind(name, _dict_of(kind), key, "holds the key"))
        if kind is None or isinstance(each, kind):
            continue
        if not isinstance(known(f"{name}[{key!r}]", each), kind):
            error = CheckError(
                f"Value in dictionary mismatches expected type for key {key}. Expected value of type {kind}. "
                f"Got value {shown(each)} of type {type(each)}."
            )
            raise with_finding(error, wrong_kind(name, _dict_of(kind), each, f"{key!r} is"))
    return dict(value)


def tags_of(value: Any) -> dict[str, str]:
    """Tags: strings stay, other values become their JSON text when that is faithful (3.2).

    A residual stays as it is. Raises `DagsterInvalidDefinitionError`.
    """
    return {key: _tag(key, each) for key, each in dict_of("tags", value).items()}


def _tag(key: str, value: Any) -> str:
    if isinstance(value, str):
        return value
    if holds_residual(value):
        residual: str = value
        return residual
    try:
        encoded = json.dumps(value)
        if json.loads(encoded) == value:
            return encoded
        reason = f'JSON encoding "{encoded}" of value "{value}" is not equivalent to original value'
    except (TypeError, ValueError):
        reason = f'Could not JSON encode value "{value}"'
    raise invalid(
        f'Invalid value for tag "{key}", {reason}. Tag values must be strings or meet the constraint that '
        "json.loads(json.dumps(value)) == value."
    )
