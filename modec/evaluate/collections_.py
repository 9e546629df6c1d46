"""Displays and comprehensions."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from modec.evaluate.budget import check_size
from modec.evaluate.iteration import drawn, elements, iterated, one_shot
from modec.evaluate.operators import hashed, key_for
from modec.evaluate.residuals import computed, needed
from modec.evaluate.signals import Raised
from modec.evaluate.targets import assign
from modec.evaluate.truth import truth
from modec.evaluate.values import Environment, OneShot, Residual, Value

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine


def _items(
    machine: Machine, nodes: Sequence[ast.expr], scope: Environment
) -> list[Value] | Residual:
    """The elements, spreads expanded; the residual that a spread has, if it has one."""
    result: list[Value] = []
    for node in nodes:
        if isinstance(node, ast.Starred):
            value = machine.evaluate(node.value, scope)
            spread = drawn(iterated(machine, value, node.value, scope))
            if isinstance(spread, Residual):
                return spread
            result.extend(elements(machine, spread, node.value, scope))
        else:
            result.append(machine.evaluate(node, scope))
    check_size(result, scope.module.span(nodes[0]) if nodes else None)
    return result


def make_list(machine: Machine, node: ast.List, scope: Environment) -> Value:
    """`[...]`."""
    items = _items(machine, node.elts, scope)
    return computed(node, scope, [items]) if isinstance(items, Residual) else items


def make_tuple(machine: Machine, node: ast.Tuple, scope: Environment) -> Value:
    """`(...)`."""
    items = _items(machine, node.elts, scope)
    return computed(node, scope, [items]) if isinstance(items, Residual) else tuple(items)


def make_set(machine: Machine, node: ast.Set, scope: Environment) -> Value:
    """`{...}`."""
    items = _items(machine, node.elts, scope)
    if isinstance(items, Residual):
        return computed(node, scope, [items])
    return hashed(set, items, node, scope)


def make_dict(machine: Machine, node: ast.Dict, scope: Environment) -> Value:
    """`{key: value, **spread}`."""
    result: dict[Value, Value] = {}
    for key_node, value_node in zip(node.keys, node.values):
        value = machine.evaluate(value_node, scope)
        if key_node is None:
            if isinstance(value, Residual):
                return computed(node, scope, [value])
            if not isinstance(value, dict):
                error = TypeError(f"{type(value).__name__!r} object is not a mapping")
                raise Raised(error, scope.module.span(value_node))
            result.update(value)
            continue
        key = machine.evaluate(key_node, scope)
        result[key_for(result, key, key_node, scope)] = value
    return check_size(result, scope.module.span(node))


def list_comprehension(machine: Machine, node: ast.ListComp, scope: Environment) -> Value:
    """`[element for ...]`."""
    result: list[Value] = []
    for inner in _rounds(machine, node.generators, scope):
        if isinstance(inner, Residual):
            return computed(node, scope, [inner])
        result.append(machine.evaluate(node.elt, inner))
        check_size(result, scope.module.span(node))
    return result


def generator_expression(machine: Machine, node: ast.GeneratorExp, scope: Environment) -> Value:
    """`(element for ...)`: only what the first `for` goes over is evaluated at once."""
    outermost = node.generators[0].iter
    first = iterated(machine, machine.evaluate(outermost, scope), outermost, scope)
    if isinstance(first, Residual) and not (isinstance(first, OneShot) and first.is_followed):
        return computed(node, scope, [first])

    def produce() -> Iterator[Value]:
        for inner in _rounds(machine, node.generators, scope, first):
            if isinstance(inner, Residual):
                raise needed(inner, "what is iterated here", scope.module.span(node))
            yield machine.evaluate(node.elt, inner)

    return one_shot(machine, node, scope, produce)


def set_comprehension(machine: Machine, node: ast.SetComp, scope: Environment) -> Value:
    """`{element for ...}`."""
    result: list[Value] = []
    for inner in _rounds(machine, node.generators, scope):
        if isinstance(inner, Residual):
            return computed(node, scope, [inner])
        result.append(machine.evaluate(node.elt, inner))
    return hashed(set, result, node, scope)


def dict_comprehension(machine: Machine, node: ast.DictComp, scope: Environment) -> Value:
    """`{key: value for ...}`."""
    result: dict[Value, Value] = {}
    for inner in _rounds(machine, node.generators, scope):
        if isinstance(inner, Residual):
            return computed(node, scope, [inner])
        key = machine.evaluate(node.key, inner)
        result[key_for(result, key, node.key, inner)] = machine.evaluate(node.value, inner)
    return check_size(result, scope.module.span(node))


def _rounds(
    machine: Machine,
    generators: Sequence[ast.comprehension],
    scope: Environment,
    given: Value = None,
) -> Iterator[Environment | Residual]:
    """The scope, once for every round; a residual if what is iterated or a condition is one.

    `given`: what the first `for` goes over, where that was evaluated before.
    """
    parent = scope
    while parent.kind == "class" and parent.parent is not None:
        parent = parent.parent
    entered = machine.moment()
    inner = Environment(scope.module, {}, parent, scope.label, "comprehension", entered=entered)
    return _nested(machine, generators, inner, scope, given)


def _nested(
    machine: Machine,
    generators: Sequence[ast.comprehension],
    inner: Environment,
    first: Environment,
    given: Value = None,
) -> Iterator[Environment | Residual]:
    if not generators:
        yield inner
        return
    generator = generators[0]
    found = machine.evaluate(generator.iter, first) if given is None else given
    iterable = drawn(iterated(machine, found, generator.iter, first))
    if isinstance(iterable, Residual):
        yield iterable
        return
    for element in elements(machine, iterable, generator.iter, first):
        assign(machine, generator.target, element, inner)
        keep = True
        for condition_node in generator.ifs:
            condition = machine.evaluate(condition_node, inner)
            known = truth(condition)
            if known is None:
                yield computed(condition_node, inner, [condition])
                return
            if not known:
                keep = False
                break
        if keep:
            yield from _nested(machine, generators[1:], inner, inner)
