"""The texts of the author's functions and classes, for the cache: what was found out about one holds for the same text."""

from __future__ import annotations

from modec.evaluate.values import UserClass, UserFunction


def key_of(user: UserFunction | UserClass) -> str:
    """All of a function's or class's text, its decorators' too, and where in its first and last lines it stands."""
    known = user.module.known
    key = ("text", user.node)
    if key not in known:
        known[key] = _text_of(user)
    text: str = known[key]
    return text


def _text_of(user: UserFunction | UserClass) -> str:
    node = user.node
    decorators = getattr(node, "decorator_list", ())
    first = min([node.lineno, *(each.lineno for each in decorators)])
    text = "\n".join(user.module.lines[first - 1 : node.end_lineno])
    kind = type(node).__name__
    return f"{kind} {node.lineno - first} {node.col_offset} {node.end_col_offset}\n{text}"
