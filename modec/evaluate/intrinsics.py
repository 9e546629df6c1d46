"""The vocabulary of pipelines, as the interpreter meets it: names of dagster and modec, and their objects.

A *host* object is one of modec's own: a constructor, a definition, what invoking a solid in a body gives.
Host code is called with evaluated arguments; nothing of the author's is.
"""

from __future__ import annotations

import ast
import dataclasses
import functools
import types
import typing
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from modec import vocabulary
from modec.definitions import origin
from modec.definitions.checks import with_finding
from modec.definitions.handles import OutputHandle
from modec.diagnostics import Diagnostic, InternalError, Refused, Span, finding
from modec.evaluate import project_files
from modec.evaluate.class_makers import classes_as_functions
from modec.evaluate.held_functions import as_functions
from modec.evaluate.residuals import computed, needed, residuals_in
from modec.evaluate.signals import Raised, Unfollowed
from modec.evaluate.values import (
    BoundMethod,
    Environment,
    External,
    GlobalRef,
    Intrinsic,
    Residual,
    Unsupported,
    UserClass,
    UserFunction,
    UserModule,
    Value,
    VocabularyModule,
)
from modec.runtime.errors import CheckError

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine

ROOTS = ("dagster", "modec")
_OURS = (
    Residual,
    UserFunction,
    UserClass,
    UserModule,
    VocabularyModule,
    BoundMethod,
    Intrinsic,
    Environment,
)
# Of dagster's, as far as programs write them as attributes: `dagster.utils.file_relative_path`.
_SUBMODULES = frozenset(
    {"api", "backcompat", "builtins", "check", "config", "core", "definitions", "errors", "events"}
    | {"event_metadata", "execution", "experimental", "file_cache", "file_manager", "io_manager"}
    | {
        "json",
        "log",
        "loggers",
        "merger",
        "no_step_launcher",
        "retries",
        "serdes",
        "seven",
        "storage",
    }
    | {"tags", "temp_dir", "temp_file", "temp_file_manager", "types", "utils", "yaml_utils"}
)
_HELPERS = tuple(
    f"modec.runtime.{name}"
    for name in (
        "check",
        "log_levels",
        "seven",
        "system",
        "temporary_files",
        "utilities",
        "yaml_files",
    )
)
_COMPOSING = tuple(f"modec.definitions.{name}" for name in ("composition", "graph", "pipeline"))
_PURE = frozenset(
    [
        "all_none",
        "camelcase",
        "coerce_valid_log_level",
        "deep_merge_dicts",
        "dict_without_keys",
        "dumps",
        "ensure_single_item",
        "loads",
        "merge_dicts",
        "merge_yaml_strings",
    ]
)
"""Helpers that only make values of values: the build calls them."""
_PLAIN = (str, bytes, int, float, bool, type(None), UserFunction)
"""What constructors are given as it stands: no residual, nor anything that one of them has to get in another form."""
_TYPING_SPECIAL = {"TYPE_CHECKING": False}
_TYPING_LEFT_OUT = ("cast", "NewType", "TypeVar", "NamedTuple", "Protocol", "TypedDict", "overload")


def is_vocabulary(module: str) -> bool:
    """Whether a module of that name is dagster's or modec's."""
    return module.split(".")[0] in ROOTS


def lookup(module: str, name: str, span: Span) -> Value:
    """What `from module import name` gives, for a module of the vocabulary; `Unsupported` if unknown."""
    if name in project_files.INTRINSICS:
        return project_files.INTRINSICS[name]
    found = vocabulary.lookup(name, module)
    if found is vocabulary.UNKNOWN:
        known = vocabulary.entry(name, module)
        if known is None and module in ROOTS and name in vocabulary.OTHER_VERSIONS:
            return Unsupported(module, name, span, cause=_of_another_version(name, span))
        reason = known.reason if known is not None and known.reason else Unsupported.reason
        return Unsupported(module, name, span, reason)
    return found


def _of_another_version(name: str, span: Span) -> Diagnostic:
    """The finding that only an older or a newer dagster has that name (MD109)."""
    reason, instead = vocabulary.OTHER_VERSIONS[name]
    help = (
        f"0.12 has {instead}" if instead else "take it out of the modules that define the pipeline"
    )
    return finding("MD109", span, name=name, reason=reason, help=help)


def attribute(module: str, name: str, span: Span) -> Value:
    """What `module.name` gives: a name of the vocabulary, or a submodule."""
    value = lookup(module, name, span)
    if isinstance(value, Unsupported) and name in _SUBMODULES:
        return VocabularyModule(f"{module}.{name}")
    return value


def public_names() -> list[str]:
    """What `from dagster import *` binds."""
    return vocabulary.names()


def typing_name(name: str, span: Span | None) -> Value:
    """What `typing.name` gives: the real object, where it is one for annotations."""
    if name in _TYPING_SPECIAL:
        return _TYPING_SPECIAL[name]
    if name in _TYPING_LEFT_OUT or not hasattr(typing, name):
        return External("typing", (name,), span)
    return getattr(typing, name)


def is_typing(value: Value) -> bool:
    """Whether it is an object of `typing`, to be subscripted for an annotation."""
    return type(value).__module__ == "typing" or getattr(value, "__module__", None) == "typing"


def is_host(value: Value) -> bool:
    """Whether it is an object of modec's own, to be called and read as it stands."""
    if isinstance(value, _OURS) or type(value).__module__.startswith("modec.evaluate"):
        return False
    if isinstance(value, (type, types.FunctionType, types.MethodType, types.BuiltinMethodType)):
        owner = value.__module__ or type(getattr(value, "__self__", None)).__module__
        return owner.startswith("modec.")
    if isinstance(value, functools.partial):
        return True
    if isinstance(value, tuple):
        return hasattr(type(value), "_fields")
    return any(kind.__module__.startswith("modec.") for kind in type(value).__mro__)


def host_attribute(owner: Any, name: str, node: ast.expr, scope: Environment) -> Value:
    """A definition's attribute. Raises `Raised` (AttributeError), `Refused`."""
    if name.startswith("_") and name not in ("__name__", "__doc__"):
        return computed(node, scope, reason="it is a private attribute of a definition")
    span = scope.module.span(node)
    try:
        with origin.at(span):
            return getattr(owner, name)
    except AttributeError as error:
        raise Raised(_about_outputs(error, owner, name, span), span) from None
    except Exception as error:
        raise _refused(error, span) from error


def _about_outputs(error: AttributeError, owner: Any, name: str, span: Span) -> AttributeError:
    """`error`, with a finding (MD307) where `owner` is the outputs of an invocation."""
    if isinstance(owner, tuple) and owner and isinstance(owner[0], OutputHandle):
        solid = owner[0].solid_name
        help = f"its outputs: {', '.join(each.output_name for each in owner)}"
        return with_finding(
            error, finding("MD307", span, help=help, name=solid, kind="output", unknown=name)
        )
    return error


def host_item(owner: Any, index: Value, node: ast.expr, scope: Environment) -> Value:
    """`owner[index]` of a definition or of one of dagster's types. Raises `Refused`."""
    span = scope.module.span(node)
    try:
        with origin.at(span):
            return owner[index]
    except Exception as error:
        raise _refused(error, span, [index]) from error


def host_elements(owner: Any, node: ast.expr, scope: Environment) -> list[Value]:
    """What iterating a definition or handle yields. Raises `Refused`."""
    span = scope.module.span(node)
    try:
        with origin.at(span):
            return list(owner)
    except Exception as error:
        raise _refused(error, span) from error


def call(
    machine: Machine,
    callee: Any,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    """Call host code with evaluated arguments, at the place of `node`.

    Whatever goes wrong inside, the program's own errors in a body included, is a finding: `Refused`.
    """
    span = scope.module.span(node)
    if getattr(callee, "__module__", "") in _HELPERS:
        return _call_helper(callee, args, kwargs, node, scope)
    special = [each for each in (*args, *kwargs.values()) if type(each) not in _PLAIN]
    for given in special:
        for residual in residuals_in(given):
            if isinstance(residual, GlobalRef):
                if residual.broken and residual.cause is not None:
                    raise Refused([residual.cause])
                machine.handed.setdefault((residual.module.name, residual.name), (residual, span))
    if special:
        args, kwargs = project_files.host_arguments(machine, callee, args, kwargs, scope)
        args, kwargs = classes_as_functions(callee, args, kwargs)
        args, kwargs = as_functions(callee, args, kwargs, node, scope)
        if isinstance(node, ast.Call) and not _composes(callee):
            args, kwargs = _without_methods(args, kwargs, node, scope)
    machine.constructing += 1
    try:
        with origin.at(span):
            return callee(*args, **kwargs)
    except Exception as error:
        raised = _refused(error, span, [*args, *kwargs.values()])
        if isinstance(raised, Refused) and isinstance(node, ast.Call):
            raised = Refused([_at_argument(each, node, scope) for each in raised.diagnostics])
        raise raised from error
    finally:
        machine.constructing -= 1


def _at_argument(found: Diagnostic, node: ast.Call, scope: Environment) -> Diagnostic:
    """A finding about one of a call's arguments, placed there."""
    if found.code not in _ABOUT_ARGUMENTS or found.span != scope.module.span(node):
        return found
    for keyword in node.keywords:
        if keyword.arg and found.message.startswith(f"`{keyword.arg}`"):
            return dataclasses.replace(found, span=scope.module.span(keyword.value))
    return found


_ABOUT_ARGUMENTS = frozenset({"MD217", "MD218", "MD308"})


def _composes(callee: Any) -> bool:
    """Whether it calls the functions that it is given, as `@pipeline` does."""
    return (
        getattr(callee, "__module__", None) in _COMPOSING or type(callee).__module__ in _COMPOSING
    )


def _without_methods(
    args: Sequence[Value], kwargs: Mapping[str, Value], node: ast.Call, scope: Environment
) -> tuple[Sequence[Value], Mapping[str, Value]]:
    """The arguments, methods of the author's as the expressions that give them: only the run has their `self`."""

    def carried(value: Value, written: ast.expr | None) -> Value:
        if not isinstance(value, BoundMethod) or value.function is None or written is None:
            return value
        help = "write a function with def that calls the method"
        return computed(written, scope, reason="it is a method of an object", help=help)

    plainly = not any(isinstance(each, ast.Starred) for each in node.args)
    texts = {keyword.arg: keyword.value for keyword in node.keywords}
    listed = [*node.args, *[None] * len(args)] if plainly else [None] * len(args)
    return (
        [carried(value, written) for value, written in zip(args, listed)],
        {name: carried(value, texts.get(name)) for name, value in kwargs.items()},
    )


def _call_helper(
    callee: Any,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    """Call a helper of dagster's that has to do with no definition. One that does something waits for the run."""
    given = [*args, *kwargs.values()]
    unknown = [value for value in given if isinstance(value, Residual)]
    is_check = callee.__module__ == "modec.runtime.check"
    if unknown or not (is_check or callee.__name__ in _PURE):
        name = callee.__name__
        reason = "" if unknown else f"it is what {name}() gives, and that is for the run to call"
        return computed(node, scope, unknown, reason)
    try:
        return callee(*args, **kwargs)
    except CheckError as error:
        raise Raised(error, scope.module.span(node)) from None
    except (TypeError, AttributeError):  # a class of the author's, which is none here
        return computed(node, scope, reason=f"{callee.__name__}() is for the run to call")


def _refused(error: Exception, span: Span, arguments: Sequence[Value] = ()) -> Exception:
    """The finding that an exception of host code means."""
    if isinstance(error, (Refused, InternalError)):
        return error
    if isinstance(error, Unfollowed):
        return Refused([error.diagnostic])
    if isinstance(error, Raised):
        return Refused([raises(error)])
    said = getattr(error, "finding", None)
    if said is None or said.code == "MD102":
        for residual in (inner for value in arguments for inner in residuals_in(value)):
            if residual.cause is not None or isinstance(residual, Unsupported):
                return Refused([needed(residual, "this", span).diagnostic])
    if isinstance(said, Diagnostic):
        return Refused([said])
    return Refused([finding("MD301", span, reason=str(error) or type(error).__name__)])


def raises(raised: Raised) -> Diagnostic:
    """The finding that the program raises while it is evaluated (MD103)."""
    error = raised.error
    said = getattr(error, "finding", None)
    if isinstance(said, Diagnostic):
        return said
    text = f"{type(error).__name__}: {error}" if isinstance(error, Exception) else "an exception"
    if isinstance(error, KeyError) and error.args:
        text = f"KeyError: {error.args[0]!r}"
    return finding("MD103", raised.span, help=raised.help, error=text)
