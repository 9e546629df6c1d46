"""The places of values in YAML, JSON and TOML texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from modec.diagnostics.places import Key, Place
from modec.diagnostics.span import Span

if TYPE_CHECKING:
    import yaml


def places_in(text: str, path: str) -> Place | None:
    """The places of a config file's values, shown as `path`, whose ending says what it is; None where it is broken."""
    if path.lower().endswith(".toml"):
        return toml_places(text, path)
    # JSON is YAML but for tabs between its words.
    return yaml_places(text.replace("\t", " ") if path.lower().endswith(".json") else text, path)


def yaml_places(text: str, path: str, line: int = 1, column: int = 0) -> Place | None:
    """The places of the values of a YAML text that begins at `line` and `column` of the file shown as `path`."""
    import yaml

    spans = YamlSpans(text, path, line, column)
    known: dict[yaml.Node, dict[Key, Place]] = {}

    def place(node: yaml.Node, key: yaml.Node | None) -> Place:
        return Place(spans.of(node), spans.of(key) if key is not None else None, inside(node))

    def inside(node: yaml.Node) -> dict[Key, Place]:
        # Aliases are nodes that stand in several places, maybe in themselves: once is enough.
        if node in known:
            return known[node]
        known[node] = {}
        if isinstance(node, yaml.MappingNode):
            known[node] = {str(name.value): place(value, name) for name, value in node.value}
        elif isinstance(node, yaml.SequenceNode):
            known[node] = {index: place(item, None) for index, item in enumerate(node.value)}
        return known[node]

    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        return place(root, None) if root is not None else None
    except (yaml.YAMLError, RecursionError):
        return None


class YamlSpans:
    """The spans of a YAML text's nodes, where the text begins at `line` and `column` of the file shown as `path`."""

    def __init__(self, text: str, path: str, line: int = 1, column: int = 0) -> None:
        self.lines = text.split("\n")
        self.path, self.line, self.column = path, line, column

    def of(self, node: yaml.Node) -> Span:
        """Of a mapping or list over several lines, only the start is known."""
        start, end = self._place(node.start_mark), self._place(node.end_mark)
        is_long = end[0] > start[0] and not isinstance(node.value, str)
        return Span(self.path, *start) if is_long else Span(self.path, *start, *end)

    def _place(self, mark: yaml.Mark) -> tuple[int, int]:
        row = self.lines[mark.line] if mark.line < len(self.lines) else ""
        shift = self.column if mark.line == 0 else 0
        before = row[: mark.column].encode("utf-8", "surrogatepass")
        return mark.line + self.line, shift + len(before)


_TABLE = re.compile(r"^\s*\[(\[?)\s*(.+?)\s*\]?\]\s*(?:#.*)?$")
_ENTRY = re.compile(
    r"""^(\s*)((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)(\s*=\s*)(.*)$"""
)
_KEY = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")


def toml_places(text: str, path: str) -> Place:
    """The places of the values of a TOML text; those inside of inline tables and arrays are the whole's."""
    root = Place(Span(path, 1), None, {})
    table: tuple[Key, ...] = ()
    for number, row in _rows(text):
        header = _TABLE.match(row)
        if header:
            table = _opened(root, _keys(header.group(2)), bool(header.group(1)), path, number)
            continue
        entry = _ENTRY.match(row)
        if entry:
            before, key, equals, value = entry.groups()
            start = len(before.encode())
            after = start + len(key.encode())
            begin = after + len(equals.encode())
            end = begin + len(value.rstrip().encode())
            _put(
                root,
                (*table, *_keys(key)),
                Place(
                    Span(path, number, begin, number, end),
                    Span(path, number, start, number, after),
                    {},
                ),
            )
    return root


def _rows(text: str) -> Iterator[tuple[int, str]]:
    """The lines that begin outside of a multi-line string, with their numbers."""
    quotes = ""
    for number, row in enumerate(text.split("\n"), start=1):
        if not quotes:
            yield number, row
        rest = row
        while True:
            found = [mark for mark in ((quotes,) if quotes else ('"""', "'''")) if mark in rest]
            if not found:
                break
            mark = min(found, key=rest.index)
            rest = rest[rest.index(mark) + 3 :]
            quotes = "" if quotes else mark


def _keys(text: str) -> tuple[Key, ...]:
    return tuple(each.strip("\"'") for each in _KEY.findall(text))


def _opened(
    root: Place, keys: tuple[Key, ...], is_array: bool, path: str, number: int
) -> tuple[Key, ...]:
    """The path of the table that a header opens: `[[name]]` adds one to the list of that name."""
    span = Span(path, number)
    known = root.at(keys)
    if known is None:
        _put(root, keys, Place(span, span, {}))
        known = root.at(keys)
    if is_array and known is not None:
        keys = (*keys, len(known.inside))
        _put(root, keys, Place(span, None, {}))
    return keys


def _put(root: Place, keys: tuple[Key, ...], place: Place) -> None:
    for index, key in enumerate(keys):
        inside = root.inside
        assert isinstance(inside, dict)
        if index == len(keys) - 1:
            inside[key] = place
        else:
            root = inside.setdefault(key, Place(place.span, place.key, {}))
