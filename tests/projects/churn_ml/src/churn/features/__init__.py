from .registry import FEATURES, feature, vector_of
from . import usage, support

__all__ = ["FEATURES", "feature", "vector_of", "usage", "support"]
