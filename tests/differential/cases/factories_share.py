"""What solids of several factories share, under whatever names, stays one object; methods and builtins are captured."""
from dagster import pipeline, solid

TABLE = {"rows": 0}


class Client:
    def __init__(self, name):
        self.name, self.calls = name, 0

    def fetch(self, x):
        self.calls += 1
        return f"{self.name}{self.calls}:{x}"

    @classmethod
    def of(cls, x):
        return cls("of").fetch(x)


def reader(name, client, seen):
    @solid(name=name)
    def read(x):
        seen.append(name)
        print("@", name, client.fetch(x), seen)
        return x

    return read


def writer(name, connection, written, *others, **options):
    @solid(name=name)
    def write(x):
        written.append(name)
        TABLE["rows"] += 1
        print("@", name, connection.fetch(x), written, [other.fetch(x) for other in others])
        print("@", options["client"].fetch(x), options["log"] is written, options["table"])
        return x

    return write


def mapper(name, function, reduce=max, *, key=len, join=", ".join):
    @solid(name=name)
    def mapped(x):
        print("@", name, function(x), reduce(x), key(x), join([x]))
        return x

    return mapped


def build():
    client, log = Client("c"), []
    return [
        reader("read", client, log),
        writer("write", client, log, client, client=client, log=log, table=TABLE),
    ]


read, write = build()
shared = Client("s")
SIZES = {"abc": 3}
mapped = [
    mapper("method", shared.fetch),
    mapper("method_again", shared.fetch, min),
    mapper("of_class", Client.of, sorted),
    mapper("of_one", Client("one").fetch),
    mapper("of_text", str.upper, key=SIZES.get),
    mapper("builtin", len, any, key=all),
]


@solid
def data():
    SIZES["abc"] = 33
    return "abc"


@pipeline
def sharing():
    x = write(read(data()))
    for each in mapped:
        each(x)
