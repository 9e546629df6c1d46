"""Edits of a function's head: its decorators, its parameters, its annotations; a lambda made a `def`."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence

import libcst as cst

from modec.diagnostics import InternalError
from modec.lower.edits import Edits
from modec.lower.names import Located

COMMA = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))


def without_decorators(
    definition: cst.FunctionDef | cst.ClassDef, dropped: frozenset[int]
) -> cst.FunctionDef | cst.ClassDef:
    """The definition without some of its decorators. Comments below the last of them stay."""
    kept = [each for index, each in enumerate(definition.decorators) if index not in dropped]
    changed = definition.with_changes(decorators=kept)
    if kept:
        return changed
    comments = [line for line in definition.lines_after_decorators if line.comment is not None]
    leading = [*definition.leading_lines, *comments]
    return changed.with_changes(leading_lines=leading, lines_after_decorators=[])


def with_parameters(params: cst.Parameters, names: Sequence[str]) -> cst.Parameters:
    """The parameters with plain ones in place of the first."""
    which = "posonly_params" if params.posonly_params else "params"
    listed = getattr(params, which)
    if not listed:
        raise InternalError("a function whose context is dissolved has no positional parameter")
    first = listed[0]
    plain = [cst.Param(cst.Name(name), comma=COMMA) for name in names]
    if plain:
        plain[-1] = plain[-1].with_changes(
            comma=first.comma, whitespace_after_param=first.whitespace_after_param
        )
    rest = [*plain, *listed[1:]]
    if which == "posonly_params" and not rest:
        return params.with_changes(posonly_params=rest, posonly_ind=cst.MaybeSentinel.DEFAULT)
    return params.with_changes(**{which: rest})


def definition_of_lambda(text: str, name: str) -> cst.FunctionDef:
    """`lambda x: value` as `def name(x): return value`."""
    function = cst.ensure_type(cst.parse_expression(f"({text.rstrip()})"), cst.Lambda)
    value = function.body
    if not value.lpar and "\n" in cst.Module([]).code_for_node(value):
        value = value.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    line = cst.SimpleStatementLine([cst.Return(value)])
    return cst.FunctionDef(cst.Name(name), function.params, cst.IndentedBlock([line]))


def drop_annotations(
    edits: Edits,
    node: ast.AST,
    annotations: Sequence[Located],
    places: frozenset[tuple[int, int]] | bool,
) -> None:
    """Leave out the annotations that stand at `places` in the module (True: all of them).

    `node` is the statement as `ast` has it: it knows places, and lists the same annotations.
    """
    located = sorted(_annotation_places(node))
    if len(located) != len(annotations):
        raise InternalError(f"{len(located)} annotations in ast, {len(annotations)} in libcst")
    for place, annotation in zip(located, annotations):
        if places is True or (places is not False and place in places):
            owner, path = annotation.path[-1], annotation.path[:-1]
            if isinstance(owner, cst.Param):
                edits.add(owner, path, _plain_parameter)
            elif isinstance(owner, cst.FunctionDef):
                edits.add(owner, path, lambda updated: updated.with_changes(returns=None))
            else:
                edits.add(owner, path, _plain_assignment)


def _annotation_places(node: ast.AST) -> Iterable[tuple[int, int]]:
    for part in ast.walk(node):
        found: ast.expr | None = None
        if isinstance(part, (ast.arg, ast.AnnAssign)):
            found = part.annotation
        elif isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef)):
            found = part.returns
        if found is not None:
            yield found.lineno, found.col_offset


def _plain_parameter(parameter: cst.Param) -> cst.Param:
    return parameter.with_changes(annotation=None, equal=cst.MaybeSentinel.DEFAULT)


def _plain_assignment(statement: cst.AnnAssign) -> cst.Assign | cst.AnnAssign:
    if statement.value is None:
        # It still says that the name is local: only what it says of the type goes.
        return statement.with_changes(annotation=cst.Annotation(cst.Name("object")))
    return cst.Assign([cst.AssignTarget(statement.target)], statement.value)
