"""A graph as an SVG picture, drawn without any other program."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from modec.show.graphs import Graph, GraphNode
from modec.show.layout import Box, lay_out
from modec.show.tables import columns

_MARGIN = 20
_TITLE_HEIGHT = 34
_LETTER = 7.6
_STYLE = """\
text { font: 13px ui-monospace, Menlo, Consolas, monospace; fill: #1f2937 }
.title { font-weight: bold }
.detail { font-size: 11px; fill: #6b7280 }
.resource { fill: #ecfdf5; stroke: #059669 }
.step { fill: #eff6ff; stroke: #2563eb }
.edge { fill: none; stroke: #6b7280; stroke-width: 1.3 }
.uses { stroke: #059669; stroke-dasharray: 5 4 }
.tip { fill: #6b7280 }"""


def svg(graph: Graph) -> str:
    """The picture: resources rounded and green, steps blue; a dashed line is a resource that a step uses."""
    sizes = {node.id: _size(node) for node in graph.nodes}
    layout = lay_out(sizes, [(edge.source, edge.target) for edge in graph.edges])
    width = max(layout.width, columns(graph.title) * _LETTER) + 2 * _MARGIN
    height = layout.height + 2 * _MARGIN + _TITLE_HEIGHT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" role="img">',
        f"<title>{escape(graph.title)}</title>",
        f"<style>\n{_STYLE}\n</style>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path class="tip" d="M0 0 L8 4 L0 8 z"/></marker></defs>',
        f'<rect width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>',
        f'<text class="title" x="{_MARGIN}" y="{_MARGIN + 8}">{escape(graph.title)}</text>',
        f'<g transform="translate({_MARGIN} {_MARGIN + _TITLE_HEIGHT})">',
    ]
    kinds = {(edge.source, edge.target): edge.kind for edge in graph.edges}
    for ends, points in layout.routes.items():
        uses = " uses" if kinds[ends] == "uses" else ""
        parts.append(f'<path class="edge{uses}" d="{_curve(points)}" marker-end="url(#tip)"/>')
    parts += [_drawn(node, layout.boxes[node.id]) for node in graph.nodes]
    return "\n".join([*parts, "</g>", "</svg>"])


def _size(node: GraphNode) -> tuple[float, float]:
    letters = max(columns(node.label) * _LETTER, columns(node.detail) * _LETTER * 11 / 13)
    return round(letters + 24, 1), 46.0 if node.detail else 32.0


def _curve(points: Sequence[tuple[float, float]]) -> str:
    """A line through the points that leaves and reaches each of them level."""
    x, y = points[0]
    path = f"M{x:.1f} {y:.1f}"
    for next_x, next_y in points[1:]:
        if abs(next_y - y) < 0.05:
            path += f" L{next_x:.1f} {next_y:.1f}"
        else:
            bend = (x + next_x) / 2
            path += f" C{bend:.1f} {y:.1f} {bend:.1f} {next_y:.1f} {next_x:.1f} {next_y:.1f}"
        x, y = next_x, next_y
    return path


def _drawn(node: GraphNode, box: Box) -> str:
    round_ = 16 if node.kind == "resource" else 4
    middle = box.x + box.width / 2
    lines = [
        f'<rect class="{node.kind}" x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" '
        f'height="{box.height:.1f}" rx="{round_}"/>',
        f'<text x="{middle:.1f}" y="{box.y + 20.5:.1f}" text-anchor="middle">{escape(node.label)}</text>',
    ]
    if node.detail:
        lines.append(
            f'<text class="detail" x="{middle:.1f}" y="{box.y + 36:.1f}" text-anchor="middle">'
            f"{escape(node.detail)}</text>"
        )
    where = f"<title>{escape(node.place)}</title>" if node.place else ""
    return f"<g>{where}{''.join(lines)}</g>"
