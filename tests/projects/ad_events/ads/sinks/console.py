from ads.core.events import describe

from . import registry


@registry.sink("console", prefix="> ")
class ConsoleSink(registry.Sink):
    def __init__(self, prefix, width=40):
        self.prefix = prefix
        self.width = width

    def write(self, event):
        print(f"{self.prefix}{describe(event):<{self.width}}|")
