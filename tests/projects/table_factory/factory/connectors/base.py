class Registry(type):
    """Knows the connectors by their `kind`."""

    kinds = {}

    def __new__(mcs, name, bases, namespace):
        cls = super().__new__(mcs, name, bases, namespace)
        kind = namespace.get("kind")
        if kind:
            mcs.kinds[kind] = cls
        return cls

    def __contains__(cls, kind):
        return kind in cls.kinds


class Connector(metaclass=Registry):
    kind = None
    opened = 0

    def __init__(self, **options):
        self.options = options
        type(self).opened += 1

    def rows(self, table, columns):
        raise NotImplementedError(self.kind)

    def close(self):
        print(f"@ close {self.kind} ({type(self).opened})")


CONNECTORS = Registry.kinds


def connect(kind, **options):
    if kind not in Connector:
        raise LookupError(f"no connector {kind!r}: {', '.join(sorted(CONNECTORS))}")
    return CONNECTORS[kind](**options)
