"""The order of steps (3.3)."""

from __future__ import annotations

from modec.runtime.schedule import Schedule, static_order


def steps(*rows: str) -> list[tuple[str, int, set[str]]]:
    """`"c<a,b"` is a step c after a and b; `"c!2<a"` has priority 2."""
    parsed = []
    for row in rows:
        head, _, upstream = row.partition("<")
        key, _, priority = head.partition("!")
        parsed.append((key, int(priority or 0), set(filter(None, upstream.split(",")))))
    return parsed


def test_newly_ready_steps_go_to_the_end_of_the_queue() -> None:
    assert static_order(steps("a", "b", "c<b", "z<a")) == ["a", "b", "z", "c"]


def test_steps_that_become_ready_together_keep_plan_order() -> None:
    assert static_order(steps("a", "x<a", "x_10<a", "x_2<a")) == ["a", "x", "x_10", "x_2"]


def test_the_highest_priority_among_the_ready_ones_goes_first() -> None:
    assert static_order(steps("a", "b!1", "c!2", "d!1<c")) == ["c", "b", "d", "a"]


def test_a_step_waits_for_all_that_it_needs() -> None:
    assert static_order(steps("a", "b", "c<a,b", "d<a")) == ["a", "b", "d", "c"]


def test_steps_in_a_circle_are_left_out() -> None:
    assert static_order(steps("a", "b<c", "c<b")) == ["a"]


def test_a_step_that_is_queued_again_stands_last() -> None:
    schedule = Schedule()
    for key in "abc":
        schedule.add(key, 0, frozenset())
    for key in schedule.release()[1]:
        schedule.enqueue(key)
    assert schedule.take() == "a"
    schedule.enqueue("a")
    assert [schedule.take(), schedule.take(), schedule.take(), schedule.take()] == [
        "b",
        "c",
        "a",
        None,
    ]


def test_what_waits_for_a_lost_step_is_abandoned_in_plan_order() -> None:
    schedule = Schedule()
    for key, upstream in (("a", ""), ("b", ""), ("z", "ab"), ("c", "a"), ("d", "z"), ("e", "b")):
        schedule.add(key, 0, frozenset(upstream))
    assert schedule.release() == ([], ["a", "b"])
    schedule.lose("a")
    schedule.finish("b")
    assert schedule.release() == (["z", "c"], ["e"])
    schedule.lose("z")
    schedule.lose("c")
    assert schedule.release() == (["d"], [])
    assert schedule.release() == ([], [])


def test_a_step_that_comes_late_finds_what_is_through_and_what_is_lost() -> None:
    schedule = Schedule()
    schedule.finish("a")
    schedule.lose("b")
    schedule.add("y", 0, frozenset("ab"))
    schedule.add("x", 0, frozenset("a"))
    schedule.add("w", 0, frozenset("ac"))
    assert schedule.release() == (["y"], ["x"])
    schedule.finish("c")
    assert schedule.release() == ([], ["w"])


def test_releasing_does_not_look_at_all_that_waits() -> None:
    class Counted(str):
        looked_at = 0

        def __hash__(self) -> int:
            Counted.looked_at += 1
            return super().__hash__()

        __eq__ = str.__eq__

    def looks(count: int) -> int:
        keys = [Counted(number) for number in range(count)]
        rows = [(key, 0, frozenset(keys[max(0, i - 1) : i])) for i, key in enumerate(keys)]
        Counted.looked_at = 0
        assert static_order(rows) == keys
        return Counted.looked_at

    assert looks(400) < 2.5 * looks(200)
