"""Taking what stands under `if TYPE_CHECKING` out of a text, as `modec.source.type_checking` takes it out of a program."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

Statement = cst.SimpleStatementLine | cst.BaseCompoundStatement


def without_type_checking(module: cst.Module) -> cst.Module:
    """The module with what is executed in the place of each `if TYPE_CHECKING`."""
    return module.visit(_Taker())


class _Taker(cst.CSTTransformer):
    def __init__(self) -> None:
        super().__init__()
        self.branches: set[cst.CSTNode] = set()
        """Each `elif`: the `if` that it belongs to sees to it."""

    def visit_If(self, node: cst.If) -> None:
        if isinstance(node.orelse, cst.If):
            self.branches.add(node.orelse)

    def leave_If(
        self, original_node: cst.If, updated_node: cst.If
    ) -> cst.If | cst.RemovalSentinel | cst.FlattenSentinel[Statement]:
        rest = updated_node.orelse
        while isinstance(rest, cst.If) and (holds := _holds(rest.test)) is not None:
            rest = cst.Else(rest.body) if holds else rest.orelse
        node = updated_node.with_changes(orelse=rest)
        holds = None if original_node in self.branches else _holds(node.test)
        if holds is None:
            return node
        kept = _statements(node.body) if holds else _of_rest(rest)
        if not kept:
            return cst.RemoveFromParent()
        first = kept[0].with_changes(leading_lines=[*node.leading_lines, *kept[0].leading_lines])
        return cst.FlattenSentinel([first, *kept[1:]])


def _of_rest(rest: cst.If | cst.Else | None) -> list[Statement]:
    if isinstance(rest, cst.If):
        return [rest]
    return _statements(rest.body) if rest is not None else []


def _statements(suite: cst.BaseSuite) -> list[Statement]:
    if isinstance(suite, cst.SimpleStatementSuite):
        return [cst.SimpleStatementLine(suite.body)]
    body: Sequence[object] = suite.body
    return [each for each in body if isinstance(each, Statement)]


def _holds(test: cst.BaseExpression) -> bool | None:
    match test:
        case cst.Name(value="TYPE_CHECKING") | cst.Attribute(attr=cst.Name("TYPE_CHECKING")):
            return False
        case cst.UnaryOperation(operator=cst.Not(), expression=operand):
            inner = _holds(operand)
            return None if inner is None else not inner
        case cst.BooleanOperation(left=left, operator=operator):
            ends = isinstance(operator, cst.Or)
            return ends if _holds(left) is ends else None
    return None
