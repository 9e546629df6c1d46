"""What `[tool.modec]` in a project's pyproject.toml says about findings and scripts."""

from __future__ import annotations

from pathlib import Path

from modec.diagnostics import Span, refuse
from modec.source.embedding import EMBED_LIMIT, embed_limit
from modec.source.roots import modec_settings


def ignored_codes(root: Path) -> tuple[str, ...]:
    """`ignore`: the codes of the findings that the project wants to hear nothing of. Raises `Refused` (MD007)."""
    path = root / "pyproject.toml"
    codes = modec_settings(path).get("ignore", [])
    if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
        refuse(
            "MD007",
            Span(path.name),
            path=path.name,
            reason="[tool.modec] ignore must be a list of codes",
        )
    return tuple(codes)


def embed_setting(root: Path) -> int:
    """`embed`: how many bytes of the project's data files scripts may carry. Raises `Refused` (MD007)."""
    path = root / "pyproject.toml"
    wanted = modec_settings(path).get("embed", EMBED_LIMIT)
    if isinstance(wanted, int) and not isinstance(wanted, bool):
        return wanted
    try:
        return embed_limit(wanted)
    except (ValueError, AttributeError):
        refuse(
            "MD007",
            Span(path.name),
            path=path.name,
            reason='[tool.modec] embed must be "none", "text" or a size such as "64KB"',
        )


def wants_source_map(root: Path) -> bool:
    """`source-map`: whether scripts show tracebacks in the author's files. Raises `Refused` (MD007)."""
    path = root / "pyproject.toml"
    wanted = modec_settings(path).get("source-map", True)
    if not isinstance(wanted, bool):
        refuse(
            "MD007",
            Span(path.name),
            path=path.name,
            reason="[tool.modec] source-map must be true or false",
        )
    return wanted
