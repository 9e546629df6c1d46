"""Conditions about the version of Python, as far as every Python that scripts run on answers them in the same way."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from typing import Any

from modec.source.names import last_name

OLDEST = (3, 8)
"""The oldest Python that scripts run on."""
PYTHON_2_BUILTINS = frozenset(
    {
        *("apply", "basestring", "buffer", "cmp", "coerce", "execfile", "file", "intern", "long"),
        *("raw_input", "reduce", "reload", "unichr", "unicode", "xrange"),
    }
)
_FAR = 99
_OPERATORS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}


def holds_everywhere(test: ast.expr) -> bool | None:
    """Whether a comparison with `sys.version_info`, its first element or `.major` holds; None if that depends, and for others.

    `sys` and `version_info` are taken to be what they are called.
    """
    if not (isinstance(test, ast.Compare) and len(test.ops) == 1):
        return None
    compare = _OPERATORS.get(type(test.ops[0]))
    asked = _asked_of_version(test.left)
    if compare is None or not asked:
        return None
    try:
        limit = ast.literal_eval(test.comparators[0])
    except ValueError:
        return None
    if asked == "major":
        return compare(OLDEST[0], limit) if isinstance(limit, int) else None
    if not (isinstance(limit, tuple) and limit and all(isinstance(each, int) for each in limit)):
        return None
    if isinstance(test.ops[0], (ast.Eq, ast.NotEq)):
        return isinstance(test.ops[0], ast.NotEq) if limit[0] != OLDEST[0] else None
    answers = {compare((*OLDEST, 0), limit), compare((OLDEST[0], _FAR, _FAR), limit)}
    return answers.pop() if len(answers) == 1 else None


def version_info_in(node: ast.expr) -> ast.expr:
    """What stands for `sys.version_info` in what is compared: `sys.version_info[0]`, `sys.version_info.major`."""
    if isinstance(node, ast.Subscript) or (
        isinstance(node, ast.Attribute) and node.attr == "major"
    ):
        return node.value
    return node


def _asked_of_version(node: ast.expr) -> str:
    """What of the version is compared: `version` or `major`; empty for anything else."""
    whole = version_info_in(node)
    name = last_name(whole)
    if name != "version_info":
        return ""
    if isinstance(node, ast.Subscript):
        return {"0": "major", ":2": "version"}.get(ast.unparse(node.slice), "")
    return "version" if whole is node else "major"
