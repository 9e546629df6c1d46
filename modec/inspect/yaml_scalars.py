"""Words of YAML that its versions read differently, in config files."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from modec.diagnostics import Diagnostic, Span, finding

_DIFFERING = (
    (re.compile(r"(?i:yes|no|on|off)"), "a truth value", "a text"),
    (re.compile(r"[-+]?0[0-7]+"), "an octal number", "a decimal number"),
    (re.compile(r"[-+]?[0-9][0-9_]*_[0-9_]*"), "a number", "a text"),
    (re.compile(r"[-+]?[0-9]+(:[0-5]?[0-9])+"), "a number in base 60", "a text"),
)
"""Plain scalars, what YAML 1.1 (Dagster's PyYAML, and modec) takes them for, and what YAML 1.2 does."""


def ambiguous_scalars(text: str, path: str) -> Iterator[Diagnostic]:
    """MD404 for each of them in the YAML document `text`, shown as `path`. Nothing where it is no YAML."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return
    yield from _within(root, path, set())


def _within(node: yaml.Node | None, path: str, seen: set[int]) -> Iterator[Diagnostic]:
    if node is None or id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _within(key, path, seen)
            yield from _within(value, path, seen)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _within(item, path, seen)
    elif isinstance(node, yaml.ScalarNode) and node.style is None:
        for pattern, old, new in _DIFFERING:
            if pattern.fullmatch(node.value):
                start, end = node.start_mark, node.end_mark
                yield finding(
                    "MD404",
                    Span(path, start.line + 1, start.column, end.line + 1, end.column),
                    help=f"put it in quotes, if it is a text: '{node.value}'",
                    text=node.value,
                    old=old,
                    new=new,
                )
                return
