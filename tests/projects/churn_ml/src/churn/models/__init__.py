from . import baseline, logistic  # noqa: F401  (they register themselves)
from .base import Model, available, create

__all__ = ["Model", "available", "create"]
