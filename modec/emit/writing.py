"""Writing a script: whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from modec.diagnostics import refuse


def write_script(text: str, path: Path) -> bool:
    """Write `text` to `path` atomically with the run bit set; False when the same bytes are there already.

    Folders on the way are made. A device or a pipe (`/dev/null`) is written to, never replaced; a link stays, and what
    it leads to is written. Raises `Refused` (MD601) when that cannot be done; nothing is left behind.
    """
    shown, data = path.as_posix(), text.encode("utf-8")
    try:
        if path.is_symlink():
            path = Path(os.path.realpath(path))
            if path.is_symlink():
                raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb") as device:
                device.write(data)
            return True
        if path.is_file() and path.read_bytes() == data:
            _make_runnable(path)
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.chmod(temporary, 0o666 & ~_umask())
            _make_runnable(Path(temporary))
            os.replace(temporary, path)
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(temporary)
            raise
    except OSError as error:
        refuse("MD601", None, path=shown, reason=error.strerror or str(error))
    return True


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def _make_runnable(path: Path) -> None:
    """Whoever may read it may run it."""
    mode = path.stat().st_mode
    path.chmod(mode | ((mode & 0o444) >> 2))
