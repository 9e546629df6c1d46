from .pipelines import build_pipeline
from .solids import extract_solid, load_solid, transform_solid

__all__ = ["build_pipeline", "extract_solid", "load_solid", "transform_solid"]
