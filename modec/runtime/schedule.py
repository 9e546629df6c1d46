"""Which step runs next: the ready queue of 3.3, used by the scheduler and by the planner alike."""

from typing import AbstractSet, Callable, Dict, Iterable, List, Optional, Tuple


class Schedule:
    """Steps that wait for others, in plan order, and the first-in-first-out queue of those that are ready.

    The queue is looked through for the highest priority before each step that is taken; among equals the
    step that became ready first comes first.
    """

    def __init__(self) -> None:
        self._waiting: Dict[str, AbstractSet[str]] = {}
        self._priority: Dict[str, int] = {}
        self._ready: List[str] = []

    def add(self, key: str, priority: int, upstream: AbstractSet[str]) -> None:
        """A step that waits for the steps in `upstream`; it stands behind all that were added before."""
        self._waiting[key] = upstream
        self._priority[key] = priority

    def release(self, wanted: Callable[[AbstractSet[str]], bool]) -> List[str]:
        """The waiting steps whose upstream keys answer `wanted`, in plan order. They wait no longer."""
        released = [key for key, upstream in self._waiting.items() if wanted(upstream)]
        for key in released:
            del self._waiting[key]
        return released

    def enqueue(self, key: str) -> None:
        """Puts a step at the end of the queue."""
        self._ready.append(key)

    def take(self) -> Optional[str]:
        """The step to run next, or None when none is ready."""
        if not self._ready:
            return None
        # max() gives the first of several equals.
        key = max(self._ready, key=self._priority.__getitem__)
        self._ready.remove(key)
        return key


def static_order(steps: Iterable[Tuple[str, int, AbstractSet[str]]]) -> List[str]:
    """The order in which steps run when none is skipped, retried or multiplied.

    `steps` are (key, priority, keys of the upstream steps), in plan order (3.3.1). Steps that wait for each
    other in a circle, or for a step that is not there, are left out.
    """
    schedule = Schedule()
    unfinished: Dict[str, int] = {}
    downstream: Dict[str, List[str]] = {}
    for key, priority, upstream in steps:
        schedule.add(key, priority, upstream)
        unfinished[key] = len(upstream)
        for other in upstream:
            downstream.setdefault(other, []).append(key)
    for key in schedule.release(lambda upstream: not upstream):
        schedule.enqueue(key)
    order: List[str] = []
    while True:
        taken = schedule.take()
        if taken is None:
            return order
        order.append(taken)
        for key in downstream.get(taken, ()):
            unfinished[key] -= 1
            if not unfinished[key]:
                schedule.enqueue(key)
