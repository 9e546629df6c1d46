from ads.sinks.registry import SINKS, Sink, sink
from ads.sinks import console, memory

__all__ = ["SINKS", "Sink", "console", "memory", "sink"]
