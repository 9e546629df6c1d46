"""`Plan` -> the script's own code (`run()`, the config schema, the call of `main`) over symbolic references."""

from modec.unroll.unroll import unroll

__all__ = ["unroll"]
