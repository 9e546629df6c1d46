"""The text of import statements, grouped and sorted as isort does: standard library, then third parties."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping

from modec.link.symbols import Imported


def is_standard(module: str) -> bool:
    """Whether a module is the standard library's."""
    return module.partition(".")[0] in sys.stdlib_module_names


def import_lines(imports: Mapping[Imported, str], submodules: Iterable[str] = ()) -> list[str]:
    """The statements that bind each import to its name; `submodules` are imported for `a.b` to be there.

    Plain imports stand before `from` imports within a group, sorted by module.
    """
    plain: set[tuple[str, str]] = {(module, "") for module in submodules}
    froms: dict[str, set[tuple[str, str]]] = {}
    for symbol, name in imports.items():
        if symbol.name is not None:
            froms.setdefault(symbol.module, set()).add(
                (symbol.name, name if name != symbol.name else "")
            )
        elif symbol.alias is None and name == symbol.module.partition(".")[0]:
            plain.add((symbol.module, ""))
        else:
            plain.add((symbol.module, name if name != symbol.module else ""))
    lines: list[tuple[bool, bool, str, str]] = []
    for module, alias in plain:
        lines.append((not is_standard(module), False, module, f"import {module}{_as(alias)}"))
    for module, names in froms.items():
        listed = ", ".join(f"{name}{_as(alias)}" for name, alias in sorted(names, key=_by_kind))
        lines.append((not is_standard(module), True, module, f"from {module} import {listed}"))
    return [
        line
        for _, _, _, line in sorted(lines, key=lambda row: (*row[:2], row[2].lower(), *row[2:]))
    ]


def _as(alias: str) -> str:
    return f" as {alias}" if alias else ""


def _by_kind(name: tuple[str, str]) -> tuple[int, str, str]:
    """Constants, then classes, then the rest, as isort orders members."""
    text = name[0]
    kind = 0 if text.isupper() and len(text) > 1 else 1 if text[:1].isupper() else 2
    return kind, *name
