"""The header of a script: what it was made from, and whether anybody has changed it since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

PREFIX = "# modec: "
"""What the header's line starts with."""


class NotAScript(ValueError):
    """The text has no header that this version of modec can read."""


@dataclass(frozen=True)
class Seal:
    """What the header says: of which pipeline and mode, made from which files, with which checksums."""

    pipeline: str
    mode: str
    sources: Mapping[str, str]
    body: str
    embedded: Mapping[str, int] = field(default_factory=dict)
    """The data files that it carries, with their sizes in bytes."""


def read_seal(text: str) -> Seal:
    """The header of a script. Raises `NotAScript`."""
    for line in text.split("\n"):
        if line.startswith(PREFIX):
            try:
                said = json.loads(line.removeprefix(PREFIX))
                if said["format"] != 1:
                    raise NotAScript(f"its header is of format {said['format']!r}, not 1")
                embedded = dict(said.get("embedded", {}))
                sources = dict(said["sources"])
                return Seal(said["pipeline"], said["mode"], sources, said["body"], embedded)
            except (ValueError, KeyError, TypeError, RecursionError) as error:
                if isinstance(error, NotAScript):
                    raise
                raise NotAScript("its header cannot be read") from None
        if line and not line.startswith("#"):
            break
    raise NotAScript("it has no header of modec's")


def is_as_built(text: str, seal: Seal) -> bool:
    """Whether the text is what modec wrote. Line endings do not count."""
    lines = text.replace("\r\n", "\n").split("\n")
    header = next(index for index, line in enumerate(lines) if line.startswith(PREFIX))
    body = "\n".join(lines[:header] + lines[header + 1 :])
    return "sha256:" + hashlib.sha256(body.encode("utf-8")).hexdigest() == seal.body


def changed_sources(seal: Seal, now: Mapping[str, str]) -> list[str]:
    """What is different about the files that the script was made from, one line a file, sorted.

    `now`: the files that it would be made from today, with their checksums.
    """
    lines = []
    for name in sorted({*seal.sources, *now}):
        before, after = seal.sources.get(name), now.get(name)
        if before is None:
            lines.append(f"{name} is new")
        elif after is None:
            lines.append(f"{name} is no longer part of it")
        elif before != after:
            lines.append(f"{name} has changed")
    return lines
