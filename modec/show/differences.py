"""What differs between two snapshots, as text and as plain data."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Any

from modec.show.snapshots import PARTS, Snapshot
from modec.show.tables import table


@dataclass(frozen=True)
class Difference:
    """One name of one part; `before` is None where it was added, `after` where it was removed."""

    part: str
    name: str
    before: str | None
    after: str | None

    @property
    def sign(self) -> str:
        """`+`, `-` or `~`."""
        return "+" if self.before is None else "-" if self.after is None else "~"


def differences(a: Snapshot, b: Snapshot) -> list[Difference]:
    """What differs, part by part: names in the order of `a`, then those that only `b` has."""
    found = []
    for part in PARTS:
        before, after = a.parts[part], b.parts[part]
        for name in dict.fromkeys([*before, *after]):
            if before.get(name) != after.get(name):
                found.append(Difference(part, name, before.get(name), after.get(name)))
    return found


def as_text(a: Snapshot, b: Snapshot, found: list[Difference]) -> str:
    """The differences for people; empty where there are none."""
    if not found:
        return ""
    lines = [f"--- {a.label}", f"+++ {b.label}"]
    for part in PARTS:
        own = [each for each in found if each.part == part]
        if not own:
            continue
        lines += ["", part]
        if part == "code":
            for each in own:
                lines.append(f"  {each.sign} {each.name}")
                lines += _code_lines(each)
        elif part == "order":
            for each in own:
                lines += [
                    f"  ~ {each.name}",
                    f"      - {each.before or '(none)'}",
                    f"      + {each.after or '(none)'}",
                ]
        else:
            lines.append(table([_row(each) for each in own], "  "))
    return "\n".join(lines)


def _row(each: Difference) -> list[str]:
    text = " => ".join(text for text in (each.before, each.after) if text is not None)
    return [f"{each.sign} {each.name}", text]


def _code_lines(each: Difference) -> list[str]:
    """What changed in a statement that both have."""
    if each.before is None or each.after is None:
        return []
    diff = list(difflib.unified_diff(each.before.split("\n"), each.after.split("\n"), lineterm=""))
    return [f"      {line}" for line in diff[2:] if not line.startswith("@@")]


def as_data(a: Snapshot, b: Snapshot, found: list[Difference]) -> dict[str, Any]:
    """The differences as JSON has them."""
    changes = {"+": "added", "-": "removed", "~": "changed"}
    return {
        "a": a.label,
        "b": b.label,
        **{
            part: [
                {
                    "name": each.name,
                    "change": changes[each.sign],
                    "before": each.before,
                    "after": each.after,
                }
                for each in found
                if each.part == part
            ]
            for part in PARTS
        },
    }
