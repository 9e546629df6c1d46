"""Layered layout: layers, crossings, and boxes that stand apart."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from modec.show.layout import lay_out

SIZE = (40.0, 20.0)


def test_a_chain_is_a_straight_line() -> None:
    laid_out = lay_out(dict.fromkeys("abc", SIZE), [("a", "b"), ("b", "c")])
    assert {box.y for box in laid_out.boxes.values()} == {0.0}
    assert laid_out.boxes["a"].x < laid_out.boxes["b"].x < laid_out.boxes["c"].x


def test_crossing_edges_are_uncrossed() -> None:
    laid_out = lay_out(dict.fromkeys("abcd", SIZE), [("a", "d"), ("b", "c")])
    boxes = laid_out.boxes
    assert (boxes["a"].y < boxes["b"].y) == (boxes["d"].y < boxes["c"].y)


def test_a_long_edge_goes_around_what_is_between() -> None:
    laid_out = lay_out(dict.fromkeys("abc", SIZE), [("a", "b"), ("b", "c"), ("a", "c")])
    between = laid_out.routes["a", "c"][1:-1]
    box = laid_out.boxes["b"]
    assert between and all(not box.y <= y <= box.y + box.height for _, y in between)


def test_nothing_to_draw() -> None:
    laid_out = lay_out({}, [])
    assert (laid_out.width, laid_out.height) == (0.0, 0.0)


@given(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=25))
def test_edges_lead_to_the_right_and_boxes_stand_apart(pairs: list[tuple[int, int]]) -> None:
    names = [str(number) for number in range(12)]
    edges = [(str(min(pair)), str(max(pair))) for pair in pairs if pair[0] != pair[1]]
    laid_out = lay_out(dict.fromkeys(names, SIZE), edges)
    boxes = laid_out.boxes
    assert list(boxes) and set(boxes) == set(names)
    for source, target in edges:
        assert boxes[source].x + SIZE[0] < boxes[target].x
    placed = sorted((box.x, box.y) for box in boxes.values())
    for (x, y), (next_x, next_y) in pairwise(placed):
        assert x != next_x or next_y - y >= SIZE[1]
