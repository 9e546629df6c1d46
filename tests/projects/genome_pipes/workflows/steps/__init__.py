from . import alignment, calling, reporting
from .alignment import align
from .calling import call_variants, per_chromosome

__all__ = ["align", "alignment", "call_variants", "calling", "per_chromosome", "reporting"]
