"""Libraries that are written in dagster's vocabulary: `dagster_aws`, `dagster_slack`, a team's own `dagster_something`.

A script cannot import them, for they import dagster. Their source is read as the project's own is, where it is to be
found: in the folders of `--library-path`, or installed where modec runs. They are found by their files, never imported.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path


def is_library(module: str) -> bool:
    """Whether a module of that dotted name belongs to a library over dagster."""
    return module.partition(".")[0].startswith("dagster_")


def library_folders(asked: Iterable[Path] = ()) -> tuple[Path, ...]:
    """The folders in which libraries are looked for, in order: those asked for, then where Python finds its own.

    The working directory is none of them: a build gives the same script from everywhere.
    """
    here = Path.cwd().resolve()
    installed = [Path(entry).resolve() for entry in sys.path if os.path.isabs(entry)]
    found = [*(folder.resolve() for folder in asked), *(f for f in installed if f != here)]
    return tuple(dict.fromkeys(folder for folder in found if folder.is_dir()))


def how_to_provide(module: str) -> str:
    """What to do about a library that is not found."""
    top = module.partition(".")[0]
    distribution = top.replace("_", "-")
    return (
        f"install it beside modec without what it depends on (pip install --no-deps {distribution}), or unpack it "
        f"and name the folder that holds {top}/ with --library-path DIR; if {top} is the project's own, name the "
        "folder that holds it with --root DIR"
    )
