"""Which step runs next: the ready queue of 3.3, used by the scheduler and by the planner alike."""

import heapq
from typing import AbstractSet, Dict, Iterable, List, Optional, Set, Tuple


class Schedule:
    """Steps that wait for others, in plan order, and the first-in-first-out queue of those that are ready.

    The queue is looked through for the highest priority before each step that is taken; among equals the
    step that became ready first comes first.
    """

    def __init__(self) -> None:
        self.through: Set[str] = set()
        self.lost: Set[str] = set()
        self._waiting: Dict[str, Set[str]] = {}
        """The steps that wait, each with those upstream that are not through."""
        self._downstream: Dict[str, List[str]] = {}
        self._places: Dict[str, int] = {}
        self._priority: Dict[str, int] = {}
        self._due: Set[str] = set()
        self._ready: List[Tuple[int, int, str]] = []
        self._arrivals = 0

    def add(self, key: str, priority: int, upstream: AbstractSet[str]) -> None:
        """A step that waits for the steps in `upstream`; it stands behind all that were added before."""
        self._places[key] = len(self._places)
        self._priority[key] = priority
        self._waiting[key] = {other for other in upstream if other not in self.through}
        for other in self._waiting[key]:
            self._downstream.setdefault(other, []).append(key)
        if not self._waiting[key] or not self.lost.isdisjoint(self._waiting[key]):
            self._due.add(key)

    def finish(self, key: str) -> None:
        """A step is through: those that waited for nothing else are due."""
        self.through.add(key)
        for other in self._downstream.get(key, ()):
            if other in self._waiting:
                self._waiting[other].discard(key)
                if not self._waiting[other]:
                    self._due.add(other)

    def lose(self, key: str) -> None:
        """A step will never be through: those that wait for it are due."""
        self.lost.add(key)
        self._due.update(other for other in self._downstream.get(key, ()) if other in self._waiting)

    def release(self) -> Tuple[List[str], List[str]]:
        """The steps that are due: those that wait for a lost one, and the others, in plan order. They wait no longer."""
        due = sorted(self._due, key=self._places.__getitem__)
        self._due.clear()
        abandoned: List[str] = []
        free: List[str] = []
        for key in due:
            waits_for = self._waiting.pop(key)
            (free if self.lost.isdisjoint(waits_for) else abandoned).append(key)
        return abandoned, free

    def enqueue(self, key: str) -> None:
        """Puts a step at the end of the queue."""
        self._arrivals += 1
        heapq.heappush(self._ready, (-self._priority[key], self._arrivals, key))

    def take(self) -> Optional[str]:
        """The step to run next, or None when none is ready."""
        return heapq.heappop(self._ready)[2] if self._ready else None


def static_order(steps: Iterable[Tuple[str, int, AbstractSet[str]]]) -> List[str]:
    """The order in which steps run when none is skipped, retried or multiplied.

    `steps` are (key, priority, keys of the upstream steps), in plan order (3.3.1). Steps that wait for each
    other in a circle, or for a step that is not there, are left out.
    """
    schedule = Schedule()
    for key, priority, upstream in steps:
        schedule.add(key, priority, upstream)
    order: List[str] = []
    while True:
        for key in schedule.release()[1]:
            schedule.enqueue(key)
        taken = schedule.take()
        if taken is None:
            return order
        order.append(taken)
        schedule.finish(taken)
