from .shelf import Shelf, shelf
from .till import till

__all__ = ["Shelf", "shelf", "till"]
