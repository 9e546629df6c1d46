"""Functions of the standard library and of a few packages that evaluation knows, because definitions use them."""

from __future__ import annotations

import ast
import csv
import json
import os.path
import posixpath
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from modec.evaluate import (
    callables,
    config_files,
    environment_variables,
    folders,
    foreseen,
    functions,
    iterators,
    module_search,
    namespaces,
    paths,
    project_files,
    records,
    signatures,
    standard_collections,
    stores,
    substitution,
)
from modec.evaluate.applying import apply
from modec.evaluate.iteration import drawn, one_shot
from modec.evaluate.names import variables
from modec.evaluate.operators import is_plain
from modec.evaluate.residuals import computed, is_opaque, residuals_in
from modec.evaluate.truth import truth
from modec.evaluate.values import (
    Environment,
    External,
    Foreseen,
    Intrinsic,
    OneShot,
    ProjectPath,
    Residual,
    UserClass,
    UserFunction,
    UserInstance,
    UserModule,
    Value,
    VocabularyModule,
)

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine


@dataclass(frozen=True)
class Known:
    """The value of a call that evaluation follows."""

    value: Value


@dataclass(frozen=True)
class _Call:
    machine: Machine
    args: Sequence[Value]
    kwargs: Mapping[str, Value]
    node: ast.expr
    scope: Environment

    def iterator(self, produce: Callable[[], Iterable[Value]]) -> Value:
        """The iterator over what `produce` gives."""
        return one_shot(self.machine, self.node, self.scope, produce)


def call(
    machine: Machine,
    callee: External,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Known | None:
    """What calling something outside of the project gives, None where evaluation does not follow it."""
    if environment_variables.is_getter(callee):
        return Known(environment_variables.get(machine, args, node, scope))
    path = paths.call(machine, callee, args, kwargs, node, scope)
    if path is not None:
        return Known(path)
    name = ".".join((callee.module, *callee.path))
    read = project_files.external_call(machine, name, args, kwargs, node, scope)
    if read is None:
        read = folders.external_call(machine, name, args, kwargs, node, scope)
    if read is None:
        read = module_search.external_call(machine, name, args, kwargs, node, scope)
    if read is None:
        read = namespaces.external_call(machine, name, args, kwargs, node, scope)
    if read is None:
        read = config_files.external_call(name, args, kwargs, node, scope)
    if read is None:
        read = _by_rule(machine, name, args, kwargs, node, scope)
    if read is not None:
        return Known(read)
    now = _Call(machine, args, kwargs, node, scope)
    if name in _RULES:
        return _RULES[name](now)
    made = foreseen.call(name, args, kwargs, node, scope)
    if made is not foreseen.NOTHING:
        return Known(made)
    known = all(is_plain(arg) and not any(residuals_in(arg)) for arg in args)
    named = all(is_plain(arg) and not any(residuals_in(arg)) for arg in kwargs.values())
    if name in _PURE and known and named:
        return Known(apply(lambda: _PURE[name](*args, **kwargs), node, scope))
    return None


def _by_rule(
    machine: Machine,
    name: str,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    """What functions of the standard library give that take functions, or any values; None for others."""
    if name in callables.RULES:
        given = [drawn(arg) for arg in args] if name == "functools.reduce" else args
        return callables.RULES[name](machine, given, kwargs, node, scope)
    found = iterators.external_call(machine, name, args, kwargs, node, scope)
    if found is None:
        found = substitution.external_call(machine, name, args, kwargs, node, scope)
    if found is None:
        given = [drawn(arg) for arg in args] if name.startswith("collections.") else args
        found = standard_collections.external_call(machine, name, given, kwargs, node, scope)
    return found


def _wraps(now: _Call) -> Known | None:
    wrapped = now.args[0] if now.args else None

    def rule(
        machine: Machine,
        args: Sequence[Value],
        kwargs: Mapping[str, Value],
        node: ast.expr,
        scope: Environment,
    ) -> Value:
        if isinstance(wrapped, UserFunction) and args and isinstance(args[0], UserFunction):
            return functions.wrapping(args[0], wrapped)
        return args[0] if args else None

    return Known(Intrinsic("functools.wraps", rule))


def _update_wrapper(now: _Call) -> Known | None:
    wrapper, wrapped = (*now.args, None, None)[:2]
    if not isinstance(wrapped, UserFunction) or len(now.args) != 2 or now.kwargs:
        return None
    if isinstance(wrapper, UserFunction):
        made = functions.wrapping(wrapper, wrapped)
        for name in ("__name__", "__doc__", "__signature__", "wrapped", "attributes"):
            setattr(wrapper, name, getattr(made, name))
        return Known(wrapper)
    if isinstance(wrapper, Intrinsic) and wrapper.partial is not None:
        for name in ("__name__", "__doc__"):
            wrapper.attributes[name] = getattr(wrapped, name)
        wrapper.attributes.update({"__wrapped__": wrapped, **wrapped.attributes})
        return Known(wrapper)
    return None


def _members(now: _Call) -> Known | None:
    """`inspect.getmembers` of a module, with a predicate that evaluation can follow."""
    module, predicate = (*now.args, *now.kwargs.values(), None)[:2]
    held = variables(now.machine, module)
    if held is None or (isinstance(predicate, Residual) and not isinstance(predicate, External)):
        return None
    found: list[Value] = []
    for name, value in sorted(held.items()):
        meant = now.machine.call(predicate, [value], {}, now.node, now.scope) if predicate else True
        holds = truth(meant)
        if holds is None:
            return None
        if holds:
            found.append((name, value))
    return Known(found)


def _is_class(now: _Call) -> Known | None:
    value = now.args[0] if len(now.args) == 1 else None
    return None if _may_be_anything(value) else Known(isinstance(value, (UserClass, type)))


def _is_function(now: _Call) -> Known | None:
    value = now.args[0] if len(now.args) == 1 else None
    if isinstance(value, UserFunction) and value.is_decorated_at_run:
        return None
    return None if _may_be_anything(value) else Known(isinstance(value, UserFunction))


def _is_module(now: _Call) -> Known | None:
    value = now.args[0] if len(now.args) == 1 else None
    modules = (UserModule, VocabularyModule, External)
    return None if _may_be_anything(value) else Known(isinstance(value, modules))


def _may_be_anything(value: Value) -> bool:
    return is_opaque(value) and not isinstance(value, (Foreseen, ProjectPath, OneShot))


def _copy(now: _Call) -> Known | None:
    value = now.args[0] if now.args else None
    return Known(value.copy()) if isinstance(value, (list, dict, set)) else _immutable(value)


def _deepcopy(now: _Call) -> Known | None:
    value = now.args[0] if now.args else None
    return Known(_deep(value)) if isinstance(value, (list, dict, set, tuple)) else _immutable(value)


def _deep(value: Value) -> Value:
    if type(value) in standard_collections.KINDS:
        return standard_collections.copied(value, _deep)
    if type(value) is dict:
        return {key: _deep(item) for key, item in value.items()}
    if type(value) in (list, tuple):
        return type(value)(_deep(item) for item in value)
    return set(value) if type(value) is set else value


def _immutable(value: Value) -> Known | None:
    return Known(value) if isinstance(value, (str, int, float, bytes, type(None))) else None


def _replace(now: _Call) -> Known | None:
    made = records.replaced(now.machine, now.args, now.kwargs, now.node, now.scope)
    return None if made is None else Known(made)


def _as_dict(now: _Call) -> Known | None:
    made = None if now.kwargs else records.as_dict(now.machine, now.args, now.node, now.scope)
    return None if made is None else Known(made)


def _as_tuple(now: _Call) -> Known | None:
    made = None if now.kwargs else records.as_tuple(now.machine, now.args, now.node, now.scope)
    return None if made is None else Known(made)


def _fields_of(now: _Call) -> Known | None:
    made = None if now.kwargs else records.field_objects(now.machine, now.args, now.node, now.scope)
    return None if made is None else Known(made)


def _named_tuple(now: _Call) -> Known | None:
    made = records.named_tuple(now.args, now.kwargs, now.node, now.scope)
    return None if made is None else Known(made)


def _cast(now: _Call) -> Known | None:
    return Known(now.args[1]) if len(now.args) == 2 else None


def _csv_rows(now: _Call, reader: Callable[..., Iterable[Any]]) -> Known | None:
    lines, *rest = now.args or [None]
    if rest or not all(isinstance(value, str) for value in now.kwargs.values()):
        return None
    if isinstance(lines, project_files.ProjectFile):
        lines = lines.lines()
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        return None
    rows = apply(lambda: list(reader(lines, **now.kwargs)), now.node, now.scope)
    return Known(now.iterator(lambda: rows))


def _documents(now: _Call) -> Known | None:
    source = now.args[0] if now.args else None
    text = source.text if isinstance(source, project_files.ProjectFile) else source
    if not isinstance(text, str):
        return None
    documents = apply(project_files.documents, now.node, now.scope, text)
    return Known(now.iterator(lambda: documents))


def _simple_namespace(now: _Call) -> Known | None:
    if now.args:
        return None
    carried = computed(now.node, now.scope, reason="it is a SimpleNamespace, which the run makes")
    written = ast.parse("class SimpleNamespace: ...").body[0]
    assert isinstance(written, ast.ClassDef)
    ast.copy_location(written, now.node)
    return Known(
        UserInstance(
            carried.node,
            carried.scope,
            carried.span,
            carried.reason,
            # equal to others that hold the same
            cls=UserClass(written, now.scope.top, "SimpleNamespace", {"__eq__": None}, ()),
            attributes=dict(now.kwargs),
        )
    )


def _json_loads(now: _Call) -> Known | None:
    text = now.args[0] if len(now.args) == 1 and not now.kwargs else None
    is_text = isinstance(text, (str, bytes))
    return Known(apply(json.loads, now.node, now.scope, text)) if is_text else None


def _delattr(now: _Call) -> Known | None:
    stores.delete_attribute(now.machine, now.args, now.node, now.scope)
    return Known(None)


def _signature(now: _Call) -> Known | None:
    made = None if now.kwargs else signatures.signature(now.args, now.node, now.scope)
    return Known(made) if made is not None else None


def _argument_spec(now: _Call) -> Known | None:
    made = None if now.kwargs else signatures.argument_spec(now.args, now.node, now.scope)
    return Known(made) if made is not None else None


_RULES: dict[str, Callable[[_Call], Known | None]] = {
    "builtins.delattr": _delattr,
    "functools.wraps": _wraps,
    "functools.update_wrapper": _update_wrapper,
    "copy.copy": _copy,
    "copy.deepcopy": _deepcopy,
    "inspect.getfullargspec": _argument_spec,
    "inspect.getmembers": _members,
    "inspect.isclass": _is_class,
    "inspect.isfunction": _is_function,
    "inspect.ismodule": _is_module,
    "inspect.signature": _signature,
    "collections.namedtuple": _named_tuple,
    "dataclasses.replace": _replace,
    "dataclasses.asdict": _as_dict,
    "dataclasses.astuple": _as_tuple,
    "dataclasses.fields": _fields_of,
    "typing.cast": _cast,
    "csv.reader": lambda now: _csv_rows(now, csv.reader),
    "csv.DictReader": lambda now: _csv_rows(now, csv.DictReader),
    "json.loads": _json_loads,
    **dict.fromkeys(("yaml.safe_load_all", "yaml.load_all", "yaml.full_load_all"), _documents),
    "types.SimpleNamespace": _simple_namespace,
}
_PURE: dict[str, Callable[..., Any]] = {
    "os.path.join": posixpath.join,
    "os.path.basename": os.path.basename,
    "os.path.dirname": os.path.dirname,
    "os.path.splitext": posixpath.splitext,
    "json.dumps": json.dumps,
    "textwrap.dedent": textwrap.dedent,
}
"""Pure functions of plain values, with the meaning that they have on the systems that scripts run on."""
