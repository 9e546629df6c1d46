"""Other Pythons on this machine, by minor version."""

from __future__ import annotations

import os
import shutil
import sys
from functools import cache
from pathlib import Path

MINORS = range(8, 14)
"""The Pythons that a script promises to run on."""


@cache
def interpreter(minor: int) -> str | None:
    """A Python 3 of that minor version: this one, one of the PATH's, one of pyenv's; None where there is none."""
    if sys.version_info.minor == minor:
        return sys.executable
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    for found in sorted(root.glob(f"versions/3.{minor}.*/bin/python")):
        return str(found)
    name = shutil.which(f"python3.{minor}")
    # A pyenv shim answers to the name of a Python that is not chosen, too.
    return None if name is None or "shims" in Path(name).parts else name


def required() -> set[int]:
    """The minor versions that have to be there: those of MODEC_REQUIRED_PYTHONS (`3.8,3.13`)."""
    named = os.environ.get("MODEC_REQUIRED_PYTHONS", "")
    return {int(each.partition(".")[2]) for each in named.split(",") if each}
