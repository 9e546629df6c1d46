"""Where the nodes of a directed graph stand in a drawing: layer by layer, from left to right.

The usual four steps: layers by the longest path, points where a long edge crosses a layer, an order in each layer
with few crossings (barycentres, swept to and fro), and coordinates. Equal graphs give equal drawings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

SWEEPS = 12
GAP_BETWEEN_LAYERS = 70.0
GAP_IN_LAYER = 18.0


@dataclass(frozen=True)
class Box:
    """A node's place: its upper left corner and its size. A point on an edge has no size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def left(self) -> tuple[float, float]:
        """The middle of its left side."""
        return self.x, self.y + self.height / 2

    @property
    def right(self) -> tuple[float, float]:
        """The middle of its right side."""
        return self.x + self.width, self.y + self.height / 2


@dataclass(frozen=True)
class Layout:
    """A drawing: boxes of nodes, the points that each edge passes through, and the size of it all."""

    boxes: Mapping[str, Box]
    routes: Mapping[tuple[str, str], tuple[tuple[float, float], ...]]
    width: float
    height: float


def lay_out(
    sizes: Mapping[str, tuple[float, float]], edges: Sequence[tuple[str, str]]
) -> Layout:  # fmt: skip
    """The layout of nodes with these sizes. `edges` between known nodes, without cycles."""
    edges = list(dict.fromkeys(edges))
    layer_of = _layers(list(sizes), edges)
    sizes = dict(sizes)
    chains = {edge: _chain(edge, layer_of, sizes) for edge in edges}
    hops = [hop for chain in chains.values() for hop in pairwise(chain)]
    layers: list[list[str]] = [[] for _ in range(max(layer_of.values(), default=-1) + 1)]
    for name in sizes:
        layers[layer_of[name]].append(name)
    _reduce_crossings(layers, hops)
    boxes = _coordinates(layers, hops, sizes)
    routes = {}
    for edge, chain in chains.items():
        points = [boxes[chain[0]].right]
        for point in chain[1:-1]:
            points += [boxes[point].left, boxes[point].right]
        routes[edge] = (*points, boxes[chain[-1]].left)
    shown = {name: box for name, box in boxes.items() if "\0" not in name}
    width = max((box.x + box.width for box in boxes.values()), default=0.0)
    height = max((box.y + box.height for box in boxes.values()), default=0.0)
    return Layout(shown, routes, width, height)


def _layers(names: Sequence[str], edges: Sequence[tuple[str, str]]) -> dict[str, int]:
    """The length of the longest path to each node; a node that nothing leads to stands just before what follows it."""
    layer = dict.fromkeys(names, 0)
    for _ in names:
        changed = False
        for source, target in edges:
            if layer[target] <= layer[source]:
                layer[target] = layer[source] + 1
                changed = True
        if not changed:
            break
    targets = {target for _, target in edges}
    for name in names:
        after = [layer[target] for source, target in edges if source == name]
        if name not in targets and after:
            layer[name] = min(after) - 1
    return layer


def _chain(
    edge: tuple[str, str], layer_of: dict[str, int], sizes: dict[str, tuple[float, float]]
) -> list[str]:
    """The edge's ends and the points between them, one in each layer that it crosses."""
    source, target = edge
    points = []
    for layer in range(layer_of[source] + 1, layer_of[target]):
        name = f"{source}\0{target}\0{layer}"
        layer_of[name] = layer
        sizes[name] = (0.0, 6.0)
        points.append(name)
    return [source, *points, target]


def _reduce_crossings(layers: list[list[str]], hops: Sequence[tuple[str, str]]) -> None:
    before: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    for source, target in hops:
        before.setdefault(target, []).append(source)
        after.setdefault(source, []).append(target)
    best = [list(layer) for layer in layers]
    fewest = _crossings(best, after)
    for sweep in range(SWEEPS):
        forwards = sweep % 2 == 0
        neighbours = before if forwards else after
        indices = range(1, len(layers)) if forwards else range(len(layers) - 2, -1, -1)
        for index in indices:
            fixed = layers[index - 1 if forwards else index + 1]
            position = {name: place for place, name in enumerate(fixed)}
            _sort(layers[index], neighbours, position)
        found = _crossings(layers, after)
        if found < fewest:
            best, fewest = [list(layer) for layer in layers], found
    layers[:] = best


def _sort(
    layer: list[str], neighbours: Mapping[str, list[str]], position: Mapping[str, int]
) -> None:
    """By the mean place of the neighbours; what has none keeps its place."""
    weights = {}
    for index, name in enumerate(layer):
        places = [position[each] for each in neighbours.get(name, ())]
        weights[name] = sum(places) / len(places) if places else float(index)
    layer.sort(key=lambda name: weights[name])


def _crossings(layers: list[list[str]], after: Mapping[str, list[str]]) -> int:
    total = 0
    for layer, following in pairwise(layers):
        position = {name: place for place, name in enumerate(following)}
        ends = [
            [position[target] for target in after.get(name, ()) if target in position]
            for name in layer
        ]
        for index, lower in enumerate(ends):
            for upper in ends[:index]:
                total += sum(a > b for a in upper for b in lower)
    return total


def _coordinates(
    layers: list[list[str]],
    hops: Sequence[tuple[str, str]],
    sizes: Mapping[str, tuple[float, float]],
) -> dict[str, Box]:
    """Each layer a column; in it, each node as near to the middle of its neighbours as the order allows."""
    neighbours: dict[str, list[str]] = {}
    for source, target in hops:
        neighbours.setdefault(source, []).append(target)
        neighbours.setdefault(target, []).append(source)
    middle: dict[str, float] = {}
    for layer in layers:
        _stack(layer, sizes, dict.fromkeys(layer, 0.0), middle)
    for sweep in range(SWEEPS):
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            wanted = {
                name: (
                    sum(middle[each] for each in neighbours[name]) / len(neighbours[name])
                    if name in neighbours
                    else middle[name]
                )
                for name in layer
            }
            _stack(layer, sizes, wanted, middle)
    top = min((middle[name] - sizes[name][1] / 2 for name in middle), default=0.0)
    boxes: dict[str, Box] = {}
    x = 0.0
    for layer in layers:
        width = max(sizes[name][0] for name in layer)
        for name in layer:
            own = width if "\0" in name else sizes[name][0]
            y = middle[name] - sizes[name][1] / 2 - top
            boxes[name] = Box(x, round(y, 1), own, sizes[name][1])
        x += width + GAP_BETWEEN_LAYERS
    return boxes


def _stack(
    layer: Sequence[str],
    sizes: Mapping[str, tuple[float, float]],
    wanted: Mapping[str, float],
    middle: dict[str, float],
) -> None:
    """Put a layer's nodes at the wanted heights as nearly as they fit: those that would overlap move apart together."""
    groups: list[tuple[list[str], float]] = (
        []
    )  # names, and where the first one's upper side wants to be
    for name in layer:
        names, start = [name], wanted[name] - sizes[name][1] / 2
        while groups and groups[-1][1] + _extent(groups[-1][0], sizes) > start:
            above, above_start = groups.pop()
            shifted = start - _extent(above, sizes)
            weight = len(above) + len(names)
            start = (above_start * len(above) + shifted * len(names)) / weight
            names = above + names
        groups.append((names, start))
    for names, y in groups:
        for name in names:
            middle[name] = y + sizes[name][1] / 2
            y += sizes[name][1] + GAP_IN_LAYER


def _extent(names: Sequence[str], sizes: Mapping[str, tuple[float, float]]) -> float:
    return sum(sizes[name][1] + GAP_IN_LAYER for name in names)
