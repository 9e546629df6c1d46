"""Edits of statements: leaving some out, putting some in front of a body."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from modec.diagnostics import InternalError
from modec.lower.edits import Edits
from modec.lower.names import Path
from modec.lower.nodes import bound_name


class _Dropped(cst.Pass):
    """What stands for a dropped statement until its block closes the gap."""


def drop_small_statement(edits: Edits, statement: cst.CSTNode, path: Path) -> None:
    """Leave out a simple statement: its line, too, when nothing else stands on it."""
    line, around = path[-1], path[:-1]
    if not isinstance(line, (cst.SimpleStatementLine, cst.SimpleStatementSuite)):
        raise InternalError(f"a {type(statement).__name__} that stands in no line is to be dropped")
    edits.add(statement, path, lambda _: _Dropped())
    edits.add(line, around, _close_line)
    if isinstance(line, cst.SimpleStatementLine) and around:
        edits.add(around[-1], around[:-1], without_empty_lines)


def _close_line(
    line: cst.SimpleStatementLine | cst.SimpleStatementSuite,
) -> cst.SimpleStatementLine | cst.SimpleStatementSuite:
    """The line without the dropped statements, and no semicolon after the last of the others."""
    kept = [statement for statement in line.body if not isinstance(statement, _Dropped)]
    if not kept:
        return line.with_changes(body=[_Dropped()])
    kept[-1] = kept[-1].with_changes(semicolon=cst.MaybeSentinel.DEFAULT)
    return line.with_changes(body=kept)


def _is_dropped(line: cst.CSTNode) -> bool:
    return isinstance(line, cst.SimpleStatementLine) and isinstance(line.body[0], _Dropped)


def without_empty_lines(block: cst.CSTNode) -> cst.CSTNode:
    """The block without lines that have lost their last statement; their comments move to the next one."""
    if not isinstance(block, (cst.IndentedBlock, cst.Module)):
        raise InternalError(f"a {type(block).__name__} holds statements")
    kept: list[cst.CSTNode] = []
    left: list[cst.EmptyLine] = []
    dropped = False
    for statement in block.body:
        if isinstance(statement, cst.SimpleStatementLine) and _is_dropped(statement):
            left += _remaining(statement.leading_lines, first=not kept and not left)
            dropped = True
        else:
            kept.append(_led_by(statement, left, first=not kept) if dropped else statement)
            left, dropped = [], False
    if not kept and isinstance(block, cst.IndentedBlock):
        kept.append(cst.SimpleStatementLine([cst.Pass()], leading_lines=left))
        left = []
    return block.with_changes(body=kept, footer=[*left, *block.footer])


def _remaining(lines: Sequence[cst.EmptyLine], first: bool) -> list[cst.EmptyLine]:
    """What stays of the lines above a dropped statement: comments, and the blank line that set it off."""
    comments = [line for line in lines if line.comment is not None]
    if not first and lines and lines[0].comment is None:
        return [lines[0], *comments]
    return comments


def _led_by(statement: cst.CSTNode, left: Sequence[cst.EmptyLine], first: bool) -> cst.CSTNode:
    """The statement below dropped ones, led by what stays of them."""
    own = list(getattr(statement, "leading_lines", ()))
    if first and not left:
        while own and own[0].comment is None:
            del own[0]
    elif left and left[-1].comment is None and own and own[0].comment is None:
        left = left[:-1]
    return statement.with_changes(leading_lines=[*left, *own])


def with_first(body: cst.BaseSuite, statements: Sequence[cst.BaseStatement]) -> cst.IndentedBlock:
    """A function's body with statements put in front, after its docstring."""
    if isinstance(body, cst.SimpleStatementSuite):
        body = cst.IndentedBlock([cst.SimpleStatementLine(body.body)])
    block = cst.ensure_type(body, cst.IndentedBlock)
    at = 1 if _is_docstring(block.body[0]) else 0
    return block.with_changes(body=[*block.body[:at], *statements, *block.body[at:]])


def _is_docstring(statement: cst.BaseStatement) -> bool:
    match statement:
        case cst.SimpleStatementLine(body=[cst.Expr(value=cst.SimpleString() as string), *_]):
            return "b" not in string.prefix
        case cst.SimpleStatementLine(body=[cst.Expr(value=cst.ConcatenatedString() as joined), *_]):
            return isinstance(joined.evaluated_value, str)
    return False


def keep_bindings(edits: Edits, module: cst.Module, targets: frozenset[str]) -> None:
    """Of the import statement that `module` is, keep what binds one of `targets`."""
    for line in module.body:
        if isinstance(line, cst.SimpleStatementLine):
            for statement in line.body:
                if isinstance(statement, (cst.Import, cst.ImportFrom)):
                    _keep_aliases(edits, statement, (module, line), targets)


def _keep_aliases(
    edits: Edits, statement: cst.Import | cst.ImportFrom, path: Path, targets: frozenset[str]
) -> None:
    if isinstance(statement.names, cst.ImportStar):
        return
    kept = [alias for alias in statement.names if bound_name(alias) in targets]
    if not kept:
        drop_small_statement(edits, statement, path)
    elif len(kept) < len(statement.names):
        kept[-1] = kept[-1].with_changes(comma=statement.names[-1].comma)
        edits.add(statement, path, lambda updated: updated.with_changes(names=kept))


def replace_small_statement(
    edits: Edits, statement: cst.CSTNode, path: Path, lines: Sequence[str]
) -> None:
    """Put simple statements in place of one, each on a line of its own where that had one."""
    parsed = [cst.ensure_type(cst.parse_statement(line), cst.SimpleStatementLine) for line in lines]
    line = path[-1]
    if not parsed:
        drop_small_statement(edits, statement, path)
    elif isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1:
        first = line.with_changes(body=parsed[0].body)
        edits.add(line, path[:-1], lambda _: cst.FlattenSentinel([first, *parsed[1:]]))
    else:
        after = getattr(statement, "semicolon", cst.MaybeSentinel.DEFAULT)
        between = cst.Semicolon(whitespace_after=cst.SimpleWhitespace(" "))
        small = [each.body[0].with_changes(semicolon=between) for each in parsed]
        small[-1] = small[-1].with_changes(semicolon=after)
        edits.add(statement, path, lambda _: cst.FlattenSentinel(small))
