"""Calls of builtin functions and types on known values."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from modec.evaluate import (
    attributes,
    builtin_questions,
    config_files,
    foreseen,
)
from modec.evaluate.applying import apply
from modec.evaluate.budget import SIZE, too_much
from modec.evaluate.builtin_call import Call, Rule
from modec.evaluate.enums import plain_member
from modec.evaluate.equality import comparable
from modec.evaluate.fields import (
    contents_of,
    tuple_of,
)
from modec.evaluate.iteration import drawn, given, iterated
from modec.evaluate.operators import has_text, hashed, is_plain, key_for
from modec.evaluate.residuals import computed, needed, residuals_in
from modec.evaluate.stateful import Groups, Settings
from modec.evaluate.truth import truth
from modec.evaluate.values import (
    Environment,
    Foreseen,
    OneShot,
    ProjectPath,
    Residual,
    UserClass,
    UserInstance,
    Value,
)

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine


def call(
    machine: Machine,
    callee: Value,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    """The result of a builtin. Raises `Raised`, `Unfollowed`."""
    if callee in _OF_ONE and any(isinstance(arg, Foreseen) for arg in args) and not kwargs:
        made = foreseen.operated(callee, args, node, scope)
        if made is not foreseen.NOTHING:
            return made
    rule = RULES.get(callee)
    if callee is bool and len(args) == 1 and isinstance(args[0], (UserInstance, UserClass)):
        known = truth(args[0])
        if known is not None:
            return known
    if callee in (dict, len) and args and _is_container(args[0]):
        args = [args[0].contents, *args[1:]]
    if callee is dict and args and isinstance(args[0], Settings):
        section = config_files.as_dict(args[0], node, scope)
        args = args if section is None else [section, *args[1:]]
    if callee in _KEEPING and any(isinstance(arg, Groups) for arg in args):
        reason = "the groups of groupby() are empty once the next one has been asked for"
        return computed(node, scope, reason=reason)
    if rule is not None and callee not in _LOOK_AT_ONE:
        if callee in _ITERATING:
            args = [iterated(machine, arg, node, scope) for arg in args]
        args = [drawn(arg) for arg in args]
    now = Call(machine, callee, args, kwargs, node, scope)
    if rule is not None:
        # An outright residual is nobody's to look at; residual elements are, where only moved about.
        if callee not in _LOOK_CLOSELY and any(map(_is_unknown, args)):
            return now.residual()
        return rule(now)
    if isinstance(callee, type) and issubclass(callee, BaseException):
        return apply(lambda: callee(*map(_shown, args)), node, scope)
    if any(any(residuals_in(value)) for value in (*args, *kwargs.values())):
        return now.residual()
    if callee in _SIMPLE and all(is_plain(arg) for arg in args):
        _check_growth(now)
        return apply(lambda: callee(*args, **kwargs), node, scope)
    return now.residual("evaluation does not follow this call")


_OF_ONE = frozenset({abs, bool, float, format, int, len, repr, round, str})
"""What may be asked of a value of the standard library that the build foresees."""


def _is_container(value: Value) -> bool:
    """Whether it is an instance of the author's subclass of `dict` or `list`, without a length of its own."""
    if not isinstance(value, UserInstance) or value.cls is None or contents_of(value) is None:
        return False
    return not any(attributes.class_lookup(value.cls, each)[0] for each in ("__len__", "__iter__"))


def _is_unknown(value: Value) -> bool:
    if isinstance(value, UserInstance) and value.cls is not None:
        if tuple_of(value) is not None:
            return False
        return not attributes.class_lookup(value.cls, "__iter__")[0]
    followed = isinstance(value, OneShot) and value.is_followed
    return isinstance(value, Residual) and not followed


def _shown(value: Value) -> Value:
    return "..." if isinstance(value, Residual) else value


def _check_growth(now: Call) -> None:
    numbers = [arg for arg in now.args if isinstance(arg, int)]
    if now.callee in (bytes, bytearray, pow) and any(abs(number) > SIZE for number in numbers):
        raise too_much(now.scope.module.span(now.node), "a value that is too large")


def _collection(now: Call) -> Value:
    if now.kwargs or len(now.args) > 1:
        raise now.error(TypeError(f"{now.callee.__name__} expected at most 1 argument"))
    items = now.items(now.args[0]) if now.args else []
    return hashed(now.callee, items, now.node, now.scope)


def _dict(now: Call) -> Value:
    result: dict[Value, Value] = {}
    if now.args:
        given = now.args[0]
        if isinstance(given, dict):
            result.update(given)
        else:
            for pair in now.items(given):
                key, value = now.items(pair)
                result[key_for(result, key, now.node, now.scope)] = value
    result.update(now.kwargs)
    return result


def _len(now: Call) -> Value:
    value = plain_member(now.args[0]) if now.args else None
    made = attributes.special(now.machine, value, "__len__", [], now.node, now.scope)
    if made is not None:
        return made
    if isinstance(value, UserClass) and value.members:
        return len(value.members)
    return apply(len, now.node, now.scope, value) if is_plain(value) else now.residual()


def _sorted(now: Call) -> Value:
    items = now.items(now.args[0])
    key = now.kwargs.get("key")
    keys = [now.call(key, item) if key is not None else item for item in items]
    keys = comparable([each.path if isinstance(each, ProjectPath) else each for each in keys])
    if any(any(residuals_in(each)) for each in keys) or not all(map(_is_ordered, keys)):
        return now.residual("the order depends on what only the run knows")
    reverse = bool(truth(now.kwargs.get("reverse", False)))
    try:
        order = sorted(range(len(items)), key=lambda index: keys[index], reverse=reverse)
    except TypeError as error:
        raise now.error(error) from None
    return [items[index] for index in order]


def _is_ordered(key: Value) -> bool:
    return is_plain(key) or isinstance(key, PurePath)


def _extreme(now: Call) -> Value:
    items = now.items(now.args[0]) if len(now.args) == 1 else now.args
    key = now.kwargs.get("key")
    keys = comparable([now.call(key, item) if key is not None else item for item in items])
    if any(any(residuals_in(each)) for each in keys):
        return now.residual()
    if not items:
        if "default" in now.kwargs:
            return now.kwargs["default"]
        raise now.error(ValueError(f"{now.callee.__name__}() arg is an empty sequence"))
    try:
        return items[now.callee(range(len(items)), key=lambda index: keys[index])]
    except TypeError as error:
        raise now.error(error) from None


def _sum(now: Call) -> Value:
    items = now.items(now.args[0])
    start = now.args[1] if len(now.args) > 1 else now.kwargs.get("start", 0)
    if any(any(residuals_in(each)) for each in (*items, start)):
        return now.residual()
    return apply(lambda: sum(items, start), now.node, now.scope)


def _any_all(now: Call) -> Value:
    stops_at = now.callee is any
    unknown = False
    for item in now.items(now.args[0]):
        known = truth(item)
        if known is stops_at and not unknown:
            return stops_at
        unknown = unknown or known is None
    return now.residual() if unknown else not stops_at


def _enumerate(now: Call) -> Value:
    start = now.args[1] if len(now.args) > 1 else now.kwargs.get("start", 0)
    if isinstance(start, Residual):
        return now.residual()
    items = now.stream(now.args[0])
    return now.iterator(lambda: ((start + index, item) for index, item in enumerate(items)))


def _zip(now: Call) -> Value:
    if any(map(_is_unknown, now.args)):
        return now.residual()
    streams = [now.stream(arg) for arg in now.args]
    return now.iterator(lambda: zip(*streams))


def _map(now: Call) -> Value:
    function, *iterables = now.args
    if any(map(_is_unknown, iterables)):
        return now.residual()
    streams = [now.stream(each) for each in iterables]
    return now.iterator(lambda: (now.call(function, *row) for row in zip(*streams)))


def _filter(now: Call) -> Value:
    function, iterable = now.args
    if _is_unknown(iterable):
        return now.residual()
    items = now.stream(iterable)

    def kept() -> Iterator[Value]:
        for item in items:
            found = item if function is None else now.call(function, item)
            known = truth(found)
            if known is None:
                raise needed(found, "what is filtered by", now.scope.module.span(now.node))
            if known:
                yield item

    return now.iterator(kept)


def _reversed(now: Call) -> Value:
    items = now.items(now.args[0])
    return now.iterator(lambda: reversed(items))


def _next(now: Call) -> Value:
    iterator = now.args[0]
    if not isinstance(iterator, OneShot):
        return now.residual("evaluation does not follow this iterator")
    for element in given(iterator):
        return element
    if not iterator.is_followed:
        return now.residual()
    if len(now.args) > 1:
        return now.args[1]
    raise now.error(StopIteration())


def _text(now: Call) -> Value:
    if len(now.args) == 1 and not now.kwargs:
        for name in ("__str__", "__repr__") if now.callee is str else ("__repr__",):
            made = attributes.special(now.machine, now.args[0], name, [], now.node, now.scope)
            if made is not None:
                return made
    if len(now.args) == 1 and isinstance(now.args[0], ProjectPath) and now.callee is str:
        path = now.args[0]
        return (
            ProjectPath(now.node, path.scope, path.span, path.reason, path=str(path.path))
            if isinstance(now.node, ast.Call)
            else now.residual()
        )
    if any(any(residuals_in(arg)) for arg in now.args):
        return now.residual()
    if not all(map(has_text, now.args)):
        return now.residual("evaluation does not know its text")
    if all(is_plain(arg) or isinstance(arg, Exception) for arg in now.args):
        return apply(lambda: now.callee(*now.args, **now.kwargs), now.node, now.scope)
    return now.residual("evaluation does not know its text")


def _iter(now: Call) -> Value:
    if len(now.args) != 1:
        return now.residual("evaluation does not follow this iterator")
    if isinstance(now.args[0], OneShot):
        return now.args[0]
    items = now.items(now.args[0])
    return now.iterator(lambda: items)


def _object(now: Call) -> Value:
    return now.residual("it is an object of its own")


RULES: dict[Any, Rule] = {
    **builtin_questions.RULES,
    list: _collection,
    tuple: _collection,
    set: _collection,
    frozenset: _collection,
    dict: _dict,
    len: _len,
    sorted: _sorted,
    min: _extreme,
    max: _extreme,
    sum: _sum,
    any: _any_all,
    all: _any_all,
    enumerate: _enumerate,
    zip: _zip,
    map: _map,
    filter: _filter,
    reversed: _reversed,
    next: _next,
    iter: _iter,
    str: _text,
    repr: _text,
    object: _object,
}
_LOOK_CLOSELY = (
    *(isinstance, issubclass, callable, getattr, hasattr, setattr, vars, dir, type, str, repr),
    *(len, map, filter, max, min, zip),
)
_LOOK_AT_ONE = (
    *(isinstance, issubclass, callable, getattr, hasattr, setattr, vars, dir, type, str, repr),
    *(len, next, iter, object),
    *(map, filter, zip, enumerate),
)
"""Those that iterate over nothing at once."""
_ITERATING = (
    *(list, tuple, set, frozenset, sorted, enumerate, zip, map, filter, any, all, sum, min, max),
)
"""Those that go over what they are given."""
_KEEPING = (list, tuple, set, frozenset, dict, sorted, zip, reversed, min, max)
"""Those that go on to the next element before anybody looks into the last."""
_SIMPLE = (
    *(int, float, complex, bool, bytes, range, slice, abs, bin, chr, divmod, format, hex, oct),
    *(ord, pow, round),
)
