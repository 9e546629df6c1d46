"""Paths of files beside a module."""

from __future__ import annotations

import os


def file_relative_path(dunderfile: str, relative_path: str) -> str:
    """The path of a file that is given relative to the module whose `__file__` is `dunderfile`."""
    return os.path.join(os.path.dirname(dunderfile), relative_path)
