"""Words of YAML that its versions read differently, in config files."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from modec.diagnostics import Diagnostic, finding
from modec.diagnostics.config_texts import YamlSpans

_DIFFERING = (
    (re.compile(r"yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF"), "a truth value", "a text"),
    (re.compile(r"[-+]?0[0-7]+"), "an octal number", "a decimal number"),
    (re.compile(r"[-+]?[0-9][0-9_]*_[0-9_]*(\.[0-9_]*)?"), "a number", "a text"),
    (re.compile(r"[-+]?0b[01_]+"), "a binary number", "a text"),
    (re.compile(r"0o[0-7]+"), "a text", "an octal number"),
    (re.compile(r"[-+]?[0-9]+([eE][-+]?|\.[0-9]*[eE])[0-9]+"), "a text", "a number"),
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), "a date", "a text"),
    (re.compile(r"[-+]?[1-9][0-9]*(:[0-5]?[0-9])+"), "a number in base 60", "a text"),
)
"""Plain scalars, what YAML 1.1 (Dagster's PyYAML, and modec) takes them for, and what YAML 1.2 does."""


def ambiguous_scalars(text: str, path: str, line: int = 1, column: int = 0) -> Iterator[Diagnostic]:
    """MD404 for each of them in the YAML document `text`, which begins at that place of the file shown as `path`.

    Nothing where it is no YAML.
    """
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return
    yield from _within(root, YamlSpans(text, path, line, column), set())


def _within(node: yaml.Node | None, spans: YamlSpans, seen: set[int]) -> Iterator[Diagnostic]:
    if node is None or id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _within(key, spans, seen)
            yield from _within(value, spans, seen)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _within(item, spans, seen)
    elif isinstance(node, yaml.ScalarNode) and node.style is None:
        for pattern, old, new in _DIFFERING:
            if pattern.fullmatch(node.value):
                yield finding(
                    "MD404",
                    spans.of(node),
                    help=f"put it in quotes, if it is a text: '{node.value}'",
                    text=node.value,
                    old=old,
                    new=new,
                )
                return
