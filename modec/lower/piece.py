"""`lower`: the text of one statement as the script has it."""

from __future__ import annotations

import ast
import re

import libcst as cst

from modec.diagnostics import refuse
from modec.link.records import Piece, Rewrite
from modec.lower.cutting import Snippet, cut
from modec.lower.rewriting import rewritten
from modec.lower.signature import definition_of_lambda
from modec.lower.type_checking import without_type_checking
from modec.source.type_checking import NAME

WIDEST = 1000
"""Operands of one `and` or `or`."""
IDENTIFIER = re.compile(r"\w+")


def lower(piece: Piece) -> str:
    """The piece's text, rewritten as its `Rewrite` says. It ends in a newline.

    What needs no rewriting comes out byte for byte as the author wrote it. Raises `Refused` (MD550, MD551)
    for the few constructs that no rewriting is right for or that LibCST cannot parse, and `InternalError` where a new name would be captured by a
    variable of the same name: the linker has chosen names so that this cannot happen.
    """
    if piece.node is None:
        return piece.text
    snippet = cut(piece.module, piece.node)
    if not snippet.indented and not _concerns(piece.rewrite, piece.node, snippet.text):
        return snippet.text
    _check_width(piece.node, snippet.text)
    try:
        module = _parse(snippet, piece)
        if NAME in snippet.text:
            module = without_type_checking(module)
    except cst.ParserSyntaxError as error:
        refuse("MD551", piece.module.span(piece.node), reason=error.message)
    return rewritten(module, piece.node, piece.rewrite, piece.module.display).code


def _check_width(node: ast.AST, text: str) -> None:
    """Raises RecursionError for `a and b and c ...` that LibCST, to which it nests, runs out of the machine's stack with."""
    if len(text) > WIDEST:
        for each in ast.walk(node):
            if isinstance(each, ast.BoolOp) and len(each.values) > WIDEST:
                raise RecursionError(f"{len(each.values)} operands")


def _concerns(rewrite: Rewrite, node: ast.AST, text: str) -> bool:
    """Whether a rewriting may change anything of this text. Most texts name nothing that is renamed."""
    if rewrite.form is not None and rewrite.form.context is not None and not rewrite.form.kept:
        return True
    if rewrite.drop_decorators or rewrite.drop_annotations or rewrite.targets is not None:
        return True
    if rewrite.captured or rewrite.imports or isinstance(node, ast.Lambda):
        return True
    if rewrite.name not in (None, getattr(node, "name", None)):
        return True
    if NAME in text:
        return True
    if not rewrite.names and not rewrite.attributes:
        return False
    names = {name.partition(".")[0] for name in rewrite.attributes}.union(rewrite.names)
    private = any("__" in name[1:-2] for name in names)
    return private or not text.isascii() or not names.isdisjoint(IDENTIFIER.findall(text))


def _parse(snippet: Snippet, piece: Piece) -> cst.Module:
    """The snippet as a module of its own."""
    if isinstance(piece.node, ast.Lambda):
        form = piece.rewrite.form
        name = piece.rewrite.name or (form.name if form is not None else "")
        return cst.Module([definition_of_lambda(snippet.text, name)])
    if not snippet.indented:
        return cst.parse_module(snippet.text)
    # LibCST keeps indentation apart from the text: taken out of its block, a statement is dedented, and
    # the lines of its multi-line strings stay as they are.
    module = cst.parse_module("if True:\n" + snippet.text)
    block = cst.ensure_type(cst.ensure_type(module.body[0], cst.If).body, cst.IndentedBlock)
    return module.with_changes(body=block.body, header=[], footer=[])
