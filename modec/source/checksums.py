"""Checksums of what a script is made from. Line endings do not count: a checkout on another system gives the same."""

from __future__ import annotations

import hashlib
from pathlib import Path

from modec.source.program import Module, Program
from modec.source.text import read_bytes, read_source


def module_checksum(module: Module) -> str:
    """The checksum of a module's text, whatever encoding its file has."""
    return _checksum(module.text.encode("utf-8", "surrogatepass"))


def file_checksum(program: Program, name: str) -> str | None:
    """The checksum of a file by the name it is shown under, None where there is none now.

    Raises `Refused` (MD004, MD005) where it cannot be read.
    """
    path = _located(program, name)
    if path is None:
        return None
    if path.suffix == ".py":
        return _checksum(read_source(path, name).encode("utf-8", "surrogatepass"))
    return _checksum(read_bytes(path, name))


def _located(program: Program, name: str) -> Path | None:
    """Where the file is: what is the project's is shown from its root, what is a library's from that library's folder."""
    paths = (folder / name for folder in (program.root, *program.libraries))
    return next((path for path in paths if path.is_file()), None)


def _checksum(content: bytes) -> str:
    return "sha256:" + hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()
