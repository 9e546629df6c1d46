"""Inputs and outputs that stand for an asset. Nothing keeps a catalogue of them; IO managers may ask (3.15)."""

from __future__ import annotations

from typing import Any


class MayBeAsset:
    """The asset that an input or output stands for, and its partitions: values, or functions from the context."""

    asset_key: Any
    asset_partitions: Any

    def get_asset_key(self, context: Any) -> Any:
        """The asset's key; None where it is none."""
        return self.asset_key(context) if callable(self.asset_key) else self.asset_key

    def get_asset_partitions(self, context: Any) -> Any:
        """The asset's partitions."""
        given = self.asset_partitions
        return given(context) if callable(given) else given
