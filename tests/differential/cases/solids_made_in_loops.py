"""Loops at module level that make objects and solids of them: each solid has the object of its own round."""

import re
from collections import OrderedDict, defaultdict
from itertools import groupby
from operator import itemgetter

from dagster import ModeDefinition, pipeline, solid

TABLES = {"orders": ["id", "total"], "people": ["id", "name"]}


class Table:
    REGISTRY = {}

    def __init__(self, name, columns, title=""):
        self.name = name
        self.columns = list(columns)
        self.title = title
        self.notes = []

    def note(self, text):
        self.notes.append(text)
        return self


class Registered(Table):
    def __init__(self, name, columns):
        super().__init__(name, columns)
        Table.REGISTRY[name] = self


def make(prefix, table, **more):
    @solid(name=f"{prefix}_{table.name}")
    def made(context):
        print(
            "@",
            context.solid.name,
            table.name,
            table.columns,
            table.title,
            table.notes,
            sorted(more.items()),
        )
        table.note("ran")
        return table.name

    return made


# A table of objects that another loop goes over before solids are made of it.
LISTED = [Table("a", []), Table("b", ["x"])]
NAMES = []
for table in LISTED:
    NAMES.append(table.name)
FROM_LIST = [make("list", each) for each in LISTED]

# A variable that is bound twice.
KEPT = []
current = Table("first", ["x"])
current.note("early")
KEPT.append(current)
current = Table("second", ["y"])
KEPT.append(current)
FROM_KEPT = [make("kept", each) for each in KEPT]

# Objects of a round, changed in it.
FROM_ROUND = {}
for name, columns in TABLES.items():
    title = name.upper()
    table = Table(name, columns, title)
    table.note(title.lower())
    table.extra = len(columns)
    pattern = re.compile(name[:3])
    FROM_ROUND[name] = make("round", table, pattern=pattern.pattern, extra=table.extra)

# Objects that two solids share.
SHARED = []
for name, columns in TABLES.items():
    shared = Table(name, columns)
    shared.note("new")
    SHARED.append(make("first", shared))
    SHARED.append(make("second", shared))

AGAIN = [make("again", LISTED[0]), make("again", KEPT[0]), make("again", KEPT[1])]

# Objects that only the call has.
for name, columns in TABLES.items():
    globals()[f"solid_{name}"] = make("call", Table(name, columns, name.title()))

# Objects that enter themselves in a table of their class.
for name, columns in TABLES.items():
    Registered(name, columns)
FROM_REGISTRY = []
for table in Table.REGISTRY.values():
    FROM_REGISTRY.append(make("registry", table))

# Known dicts of the standard library, kept as what they are.
ROWS = [{"kind": "x", "name": "a"}, {"kind": "y", "name": "b"}, {"kind": "x", "name": "c"}]


def grouped(kind, rows):
    seen = defaultdict(list)
    order = OrderedDict((row["name"], row["kind"]) for row in rows)
    for row in rows:
        seen[row["kind"]].append(row["name"])

    @solid(name=f"group_{kind}")
    def group(_):
        seen["more"].append(kind)
        print("@ group", kind, dict(seen), list(order), seen["none"])

    return group


GROUPS = [
    grouped(k, list(g))
    for k, g in groupby(sorted(ROWS, key=itemgetter("kind")), key=itemgetter("kind"))
]


def described(name, kind, limit=3):
    options = {key: value for key, value in locals().items() if key != "name"}
    title = "{name}/{kind}".format(**locals())

    @solid(name=f"described_{name}")
    def tell(_):
        print("@ described", title, sorted(options.items()))

    return tell


def renamed(name):
    def anything(_):
        print("@ renamed", name)

    anything.__name__ = f"renamed_{name}"
    return solid(anything)


@pipeline(mode_defs=[ModeDefinition("default")])
def looped():
    for each in (*FROM_LIST, *FROM_KEPT, *FROM_ROUND.values(), *FROM_REGISTRY, *GROUPS, *SHARED):
        each()
    for name in TABLES:
        globals()[f"solid_{name}"]()
    for each in AGAIN:
        each()
    described("d", "k")()
    renamed("r")()
