"""Where the values of a config stand: in a YAML, JSON or TOML file, in a text, or in a dict of a Python module."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from modec.diagnostics.span import Span

Key = str | int
"""A key of a mapping, or an index of a list."""


@dataclass(frozen=True)
class Place:
    """Where one value stands, with the key that leads to it and the values inside."""

    span: Span
    key: Span | None = None
    inside: Mapping[Key, Place] = field(default_factory=dict)

    def at(self, path: Iterable[Key]) -> Place | None:
        """The place of the value that `path` leads to, None where it is not known."""
        place: Place | None = self
        for step in path:
            place = place.inside.get(step) if place is not None else None
        return place


class ConfigPlaces:
    """The places of a config that is merged from several sources, of which later ones win. Read when asked for."""

    def __init__(self, sources: Iterable[Callable[[], Place | None]] = ()) -> None:
        self._sources = tuple(sources)

    @cached_property
    def _roots(self) -> tuple[Place, ...]:
        found = (source() for source in self._sources)
        return tuple(place for place in found if place is not None)

    def value(self, path: Iterable[Key]) -> Span | None:
        """Where the value stands that `path` leads to, its key where it takes several lines; as near as it is known."""
        steps = tuple(path)
        for length in range(len(steps), 0, -1):
            for root in reversed(self._roots):
                place = root.at(steps[:length])
                if place is not None:
                    is_whole = length == len(steps) and place.span.end_line == place.span.line
                    return place.span if is_whole else place.key or place.span
        return self._roots[-1].span if len(self._roots) == 1 and not self._roots[0].inside else None

    def key(self, path: Iterable[Key]) -> Span | None:
        """Where the last key of `path` stands, None where that is not known."""
        for root in reversed(self._roots):
            place = root.at(path)
            if place is not None:
                return place.key or place.span
        return None


NOWHERE = ConfigPlaces()
"""The places of a config that nobody wrote down."""


class PlacedConfig(dict[str, Any]):
    """A run config that knows where it was read from."""

    places: ConfigPlaces = NOWHERE
