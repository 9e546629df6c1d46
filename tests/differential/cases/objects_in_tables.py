"""Objects without a name of their own: solids of a factory and a solid that reads the table that holds them see the same ones."""

import collections
import os
import threading

from dagster import pipeline, solid


class Dataset:
    registry = {}
    made = []

    def __init__(self, key):
        self.key = key
        self.count = 0
        Dataset.made.append(key)
        self.registry[key] = self


class Plain:
    def __init__(self, key):
        self.key = key
        self.count = 0


Dataset("first")
DATASETS = [Dataset("a"), Dataset("b")]
MORE = [Dataset(key) for key in ("m", "n")]
LOOPED = []
for key in ("s", "t"):
    LOOPED.append(Dataset(key))
PLAINS = {"p": Plain("p"), "q": {"r": [Plain("r")]}}
QUEUES = {name: collections.deque() for name in ("x", "y")}
EVENTS = [threading.Event(), threading.Event()]
PATHS = [os.path.join("a", os.environ.get("DIFF_PLACE", "x")), "b"]


def make(dataset):
    @solid(name="load_" + dataset.key)
    def load(_):
        dataset.count += 1
        return dataset.count

    return load


def queueing(name, queue, event, path):
    @solid(name=name)
    def put(_):
        queue.append(path)
        event.set()
        return len(queue)

    return put


LOADS = [
    make(d)
    for d in [
        *DATASETS,
        *MORE,
        *LOOPED,
        PLAINS["p"],
        PLAINS["q"]["r"][0],
        Dataset.registry["first"],
    ]
]
PUTS = [queueing(n, q, e, p) for (n, q), e, p in zip(QUEUES.items(), EVENTS, PATHS)]


@solid
def show(_, loaded, put):
    queues = {name: list(queue) for name, queue in QUEUES.items()}
    counts = (
        [d.count for d in [*DATASETS, *MORE, *LOOPED]],
        PLAINS["p"].count,
        PLAINS["q"]["r"][0].count,
    )
    registered = {key: d.count for key, d in Dataset.registry.items()}
    return [loaded, put, queues, [e.is_set() for e in EVENTS], counts, registered, Dataset.made]


@pipeline
def counting():
    show([load() for load in LOADS], [put() for put in PUTS])
