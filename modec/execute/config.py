"""Reading the resolved run config."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

NOWHERE: Final = object()
"""What `at` can be asked to give for what is not there."""


def at(config: Any, path: Sequence[str], absent: Any = None) -> Any:
    """What stands at `path` in the config; `absent` where nothing does."""
    for name in path:
        if not isinstance(config, Mapping) or name not in config:
            return absent
        config = config[name]
    return config
