"""Whether two texts mean the same: the check on what Black gives, and on what the cache gives."""

from __future__ import annotations

import ast
from types import CodeType


def same_meaning(one: str, other: str) -> bool:
    """Whether two texts of statements are the same program, but for the indentation of docstrings.

    Both must parse. Texts that compile to the same code are: that is told by the interpreter's own compiler, a
    good deal faster than the comparison of syntax trees that decides about the others.
    """
    if one == other:
        return True
    try:
        codes = [compile(text, "", "exec", dont_inherit=True) for text in (one, other)]
    except (SyntaxError, ValueError):
        codes = []  # `return` outside of a function, say: it has a syntax tree all the same
    return (bool(codes) and _same_code(*codes)) or _meaning(one) == _meaning(other)


def _same_code(one: CodeType, other: CodeType) -> bool:
    """Whether two code objects do the same; where in the text they stand does not count."""
    return (
        one.co_code == other.co_code
        and _shape(one) == _shape(other)
        and len(one.co_consts) == len(other.co_consts)
        and all(map(_same_constant, one.co_consts, other.co_consts))
    )


def _shape(code: CodeType) -> tuple[object, ...]:
    """What a code object is made of beside its instructions and constants."""
    return (
        code.co_name,
        code.co_names,
        code.co_varnames,
        code.co_freevars,
        code.co_cellvars,
        code.co_flags,
        code.co_argcount,
        code.co_posonlyargcount,
        code.co_kwonlyargcount,
        getattr(code, "co_exceptiontable", b""),
    )


def _same_constant(one: object, other: object) -> bool:
    if isinstance(one, CodeType) and isinstance(other, CodeType):
        return _same_code(one, other)
    # As text, since 1 == 1.0 == True and 0.0 == -0.0.
    return type(one) is type(other) and repr(one) == repr(other)


def _meaning(text: str) -> str:
    """The syntax tree as text, docstrings aside: Black re-indents those."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            first = node.body[0] if node.body else None
            if (
                isinstance(first, ast.Expr)
                and isinstance(first.value, ast.Constant)
                and isinstance(first.value.value, str)
            ):
                first.value.value = " ".join(first.value.value.split())
        elif isinstance(node, ast.Delete):
            # `del (a, b)` and `del a, b` are one statement; Black writes the second.
            node.targets = [
                t
                for target in node.targets
                for t in (target.elts if isinstance(target, ast.Tuple) else [target])
            ]
    return ast.dump(tree)
