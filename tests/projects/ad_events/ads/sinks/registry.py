import threading
from abc import ABCMeta, abstractmethod
from typing import Callable, Dict

SINKS: Dict[str, Callable] = {}
_lock = threading.RLock()
_created = 0


def sink(name, **defaults):
    """Registers what makes a sink, with its defaults."""

    def decorator(factory):
        def create(**options):
            global _created
            with _lock:
                _created += 1
            return factory(**{**defaults, **options})

        create.__name__ = f"create_{factory.__name__}"
        SINKS.setdefault(name, create)
        return factory

    return decorator


class Sink(metaclass=ABCMeta):
    @abstractmethod
    def write(self, event): ...

    def close(self):
        print(f"@ {type(self).__name__} closed, {_created} made")

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        self.close()
