"""TOML, which Python reads by itself from 3.11 on."""

from __future__ import annotations

from typing import Any


def toml_document(text: str) -> dict[str, Any]:
    """A TOML text's tables; none where this Python cannot read TOML. Raises `ValueError`."""
    try:
        import tomllib
    except ModuleNotFoundError:  # Python 3.10; Black brings tomli along there
        try:
            import tomli as tomllib  # type: ignore[import-not-found, no-redef, unused-ignore]
        except ModuleNotFoundError:
            return {}
    return tomllib.loads(text)
