"""The sources of a git revision, beside those of the working tree."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click


@contextmanager
def at_revision(revision: str) -> Iterator[None]:
    """Inside, the working directory is that of the revision's files, in a folder of their own.

    The repository is left as it is. Raises `click.UsageError` when git does not know the revision.
    """
    here = Path.cwd()
    top = Path(_git("rev-parse", "--show-toplevel").decode().strip())
    if revision.startswith("-"):
        raise click.UsageError(f"--against takes a revision, not {revision!r}")
    archive = _git("-C", str(top), "archive", "--format=tar", revision)
    with tempfile.TemporaryDirectory(prefix="modec-") as name:
        folder = Path(name).resolve()
        (folder / ".git").mkdir()  # the project's root is where it was
        _extract(archive, folder)
        inside = folder / here.resolve().relative_to(top.resolve())
        if not inside.is_dir():
            raise click.UsageError(f"this folder is not there in {revision}")
        os.chdir(inside)
        try:
            yield
        finally:
            os.chdir(here)


def _git(*arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        raise click.UsageError("--against needs git") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise click.UsageError(f"git: {said[0] if said else 'it failed'}")
    return done.stdout


def _extract(archive: bytes, folder: Path) -> None:
    """The archive's regular files."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for member in tar:
            path = folder / member.name
            content = tar.extractfile(member) if member.isfile() else None
            if content is not None and folder in path.resolve().parents:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content.read())
