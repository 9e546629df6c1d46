"""Who is about to leave?"""
from ._version import __version__
from .types import Customer, Prediction

__all__ = ["Customer", "Prediction", "__version__"]
