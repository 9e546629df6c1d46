"""Expressions: one function a kind of node."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from modec.diagnostics import finding
from modec.evaluate import (
    attributes,
    calls,
    collections_,
    functions,
    operator_methods,
    operators,
    subscripts,
)
from modec.evaluate.budget import check_size
from modec.evaluate.enums import plain_member
from modec.evaluate.fields import contents_of
from modec.evaluate.iteration import drawn, elements, iterated
from modec.evaluate.names import bind, read
from modec.evaluate.residuals import computed
from modec.evaluate.signals import Unfollowed
from modec.evaluate.truth import truth
from modec.evaluate.values import Environment, External, Residual, UserInstance, Value
from modec.source.python_versions import holds_everywhere, version_info_in

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine

Rule = Callable[["Machine", Any, Environment], Value]

_VERSION_INFO = ("sys", "version_info")


def evaluate(machine: Machine, node: ast.expr, scope: Environment) -> Value:
    """The value of an expression. Raises `Raised` when the program would, `Unfollowed` when evaluation
    must give up, `Refused` when a definition is wrong."""
    rule = RULES.get(type(node))
    if rule is None:
        return computed(node, scope, reason=f"evaluation does not follow {type(node).__name__}")
    machine.budget.step(scope.module, node)
    return rule(machine, node, scope)


def _constant(machine: Machine, node: ast.Constant, scope: Environment) -> Value:
    return node.value


def _name(machine: Machine, node: ast.Name, scope: Environment) -> Value:
    return read(machine, node, scope)


def _walrus(machine: Machine, node: ast.NamedExpr, scope: Environment) -> Value:
    value = machine.evaluate(node.value, scope)
    target = scope
    while target.kind == "comprehension" and target.parent is not None:
        target = target.parent
    bind(machine, target, node.target.id, value)
    return value


def _conditional(machine: Machine, node: ast.IfExp, scope: Environment) -> Value:
    condition = machine.evaluate(node.test, scope)
    known = truth(condition)
    if known is None:
        return computed(node, scope, [condition])
    return machine.evaluate(node.body if known else node.orelse, scope)


def _boolean(machine: Machine, node: ast.BoolOp, scope: Environment) -> Value:
    stops_at = isinstance(node.op, ast.Or)
    value: Value = None
    for operand in node.values:
        value = machine.evaluate(operand, scope)
        known = truth(value)
        if known is None:
            return computed(node, scope, [value])
        if known is stops_at:
            return value
    return value


def _not(machine: Machine, node: ast.UnaryOp, scope: Environment) -> Value:
    operand = machine.evaluate(node.operand, scope)
    if isinstance(node.op, ast.Not):
        known = truth(operand)
        return computed(node, scope, [operand]) if known is None else not known
    made = operator_methods.unary(machine, node.op, operand, node, scope)
    return operators.unary(node, operand, scope) if made is None else made


def _binary(machine: Machine, node: ast.BinOp, scope: Environment) -> Value:
    left = machine.evaluate(node.left, scope)
    right = machine.evaluate(node.right, scope)
    left, right = plain_member(left), plain_member(right)
    made = operator_methods.binary(machine, node.op, left, right, node, scope)
    if made is not None:
        return made
    return operators.binary(machine, node, node.op, left, right, scope)


def _compare(machine: Machine, node: ast.Compare, scope: Environment) -> Value:
    left = machine.evaluate(node.left, scope)
    everywhere = _of_python_version(machine, node, left, scope)
    if everywhere is not None:
        return everywhere
    for operator, right_node in zip(node.ops, node.comparators):
        right = machine.evaluate(right_node, scope)
        result = _contained(machine, node, operator, left, right, scope)
        if result is None:
            result = operator_methods.compared(machine, operator, left, right, node, scope)
        if result is None:
            result = operators.compare(node, operator, left, right, scope)
        known = truth(result)
        if known is None or not known:
            return result
        left = right
    return result


def _contained(
    machine: Machine,
    node: ast.Compare,
    op: ast.cmpop,
    left: Value,
    right: Value,
    scope: Environment,
) -> Value | None:
    """What the author's `__contains__` says to `left in right`, or else `__iter__`; None for other comparisons."""
    if not isinstance(op, (ast.In, ast.NotIn)) or not isinstance(right, UserInstance):
        return None
    found = attributes.special(machine, right, "__contains__", [left], node, scope)
    if found is None:
        held = iterated(machine, right, node, scope)
        if contents_of(right) is not None:
            held = right.contents
        return None if held is right else operators.compare(node, op, left, drawn(held), scope)
    known = truth(found)
    return None if known is None else known is isinstance(op, ast.In)


def _of_python_version(
    machine: Machine, node: ast.Compare, left: Value, scope: Environment
) -> bool | None:
    """Whether a comparison of Python's version holds wherever scripts run; None for others."""
    if not isinstance(left, Residual) or (holds := holds_everywhere(node)) is None:
        return None
    known = machine.evaluate(version_info_in(node.left), scope)
    is_python = isinstance(known, External) and (known.module, *known.path) == _VERSION_INFO
    return holds if is_python else None


def _string(machine: Machine, node: ast.JoinedStr, scope: Environment) -> Value:
    parts: list[Value] = []
    for part in node.values:
        parts.append(machine.evaluate(part, scope))
    return operators.joined(machine, node, parts, scope)


def _formatted(machine: Machine, node: ast.FormattedValue, scope: Environment) -> Value:
    value = machine.evaluate(node.value, scope)
    layout = machine.evaluate(node.format_spec, scope) if node.format_spec else ""
    if isinstance(value, UserInstance) and layout == "" and node.conversion in (-1, ord("s")):
        made = attributes.text_of(machine, value, node.value, scope)
        value = value if made is None else made
    return operators.formatted(machine, node, value, layout, scope)


def _attribute(machine: Machine, node: ast.Attribute, scope: Environment) -> Value:
    owner = machine.evaluate(node.value, scope)
    return attributes.get(machine, owner, node.attr, node, scope)


def _subscript(machine: Machine, node: ast.Subscript, scope: Environment) -> Value:
    owner = machine.evaluate(node.value, scope)
    index = machine.evaluate(node.slice, scope)
    return subscripts.item(machine, owner, index, node, scope)


def _slice(machine: Machine, node: ast.Slice, scope: Environment) -> Value:
    bounds = [
        machine.evaluate(b, scope) if b else None for b in (node.lower, node.upper, node.step)
    ]
    for bound in bounds:
        if isinstance(bound, Residual):
            return bound
    return slice(*bounds)


def _await(machine: Machine, node: ast.expr, scope: Environment) -> Value:
    raise Unfollowed(
        finding("MD105", scope.module.span(node), what=f"`{type(node).__name__.lower()}` here")
    )


def _yield(machine: Machine, node: ast.Yield, scope: Environment) -> Value:
    if not machine.yielded:
        return _await(machine, node, scope)
    value = None if node.value is None else machine.evaluate(node.value, scope)
    machine.yielded[-1].append(value)
    check_size(machine.yielded[-1], scope.module.span(node))
    return None


def _yield_from(machine: Machine, node: ast.YieldFrom, scope: Environment) -> Value:
    if not machine.yielded:
        return _await(machine, node, scope)
    value = machine.evaluate(node.value, scope)
    machine.yielded[-1].extend(elements(machine, value, node.value, scope))
    return None


RULES: dict[type[ast.expr], Rule] = {
    ast.Constant: _constant,
    ast.Name: _name,
    ast.NamedExpr: _walrus,
    ast.IfExp: _conditional,
    ast.BoolOp: _boolean,
    ast.UnaryOp: _not,
    ast.BinOp: _binary,
    ast.Compare: _compare,
    ast.JoinedStr: _string,
    ast.FormattedValue: _formatted,
    ast.Attribute: _attribute,
    ast.Subscript: _subscript,
    ast.Slice: _slice,
    ast.Call: calls.evaluate_call,
    ast.Lambda: functions.make_lambda,
    ast.List: collections_.make_list,
    ast.Tuple: collections_.make_tuple,
    ast.Set: collections_.make_set,
    ast.Dict: collections_.make_dict,
    ast.ListComp: collections_.list_comprehension,
    ast.SetComp: collections_.set_comprehension,
    ast.DictComp: collections_.dict_comprehension,
    ast.GeneratorExp: collections_.generator_expression,
    ast.Await: _await,
    ast.Yield: _yield,
    ast.YieldFrom: _yield_from,
}
