"""Base classes."""

from abc import ABC, abstractmethod


class Registered(ABC):
    """Knows its subclasses by name."""

    kinds = {}

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        Registered.kinds[cls.__name__.lower()] = cls

    @abstractmethod
    def render(self, invoice):
        """One line."""
