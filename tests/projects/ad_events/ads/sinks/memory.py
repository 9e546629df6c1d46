from .registry import SINKS, Sink, sink


class _MemorySink(Sink):
    def __init__(self, limit):
        self.events = []
        self.limit = limit

    def write(self, event):
        if len(self.events) >= self.limit:
            raise OverflowError(f"more than {self.limit} events")
        self.events.append(event)


@sink("memory", limit=3)
@sink("small", limit=1)
def make_memory(limit):
    return _MemorySink(limit)


assert set(SINKS) >= {"memory", "small"}
