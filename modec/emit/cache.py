"""The cache of a build: what pieces became the last time, by content, in the user's cache folder.

A file holds the pieces of the last build of one source in one mode; what that build no longer had is not in it. Keys are
checksums of everything that a piece depends on, the tools that worked on it included. A file that is damaged, of other
versions, or cannot be read is as good as none, and one that cannot be written is not written: a cache never stops a build.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from functools import cache
from importlib import metadata
from pathlib import Path

FORMAT = 1
"""The version of the file's layout."""

_CURRENT: ContextVar[PieceCache | None] = ContextVar("piece_cache", default=None)


class PieceCache:
    """The pieces of the last build, read from `path`, and those of this one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._known = _read(path)
        self._used: dict[str, str] = {}

    def get(self, key: str) -> str | None:
        """What is kept under a key."""
        return self._known.get(key)

    def put(self, key: str, text: str) -> None:
        """Keep a text under a key, for this build and the next. A text that was got is put again, or forgotten."""
        self._known[key] = self._used[key] = text

    def save(self) -> None:
        """Write what was put, atomically; do nothing where that cannot be done or nothing is new."""
        body = json.dumps(self._used, separators=(",", ":"), sort_keys=True)
        content = f"{_head(body)}\n{body}".encode("utf-8", "surrogatepass")
        with contextlib.suppress(OSError):
            if self.path.is_file() and self.path.read_bytes() == content:
                return
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, temporary = tempfile.mkstemp(prefix=".new.", dir=self.path.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                os.replace(temporary, self.path)
            except BaseException:
                with contextlib.suppress(OSError):
                    os.unlink(temporary)
                raise


@contextlib.contextmanager
def piece_cache(name: str) -> Iterator[PieceCache | None]:
    """Inside, `remembered` keeps what it makes in the user's cache folder; `name` says for which build.

    Nothing is kept of a build that ends in an exception.
    """
    folder = _user_folder()
    if folder is None:
        yield None
        return
    file = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    pieces = PieceCache(folder / f"{file}.pieces")
    token = _CURRENT.set(pieces)
    try:
        yield pieces
        pieces.save()
    finally:
        _CURRENT.reset(token)


def remembered(key: Callable[[], str], make: Callable[[], str]) -> str:
    """What `make` gives, out of the current cache where there is one; `key` is everything that it depends on.

    What `make` raises is not remembered. What comes from the cache was checked when it was made, and is the same to
    the byte: `_read` has compared the checksum of the whole file.
    """
    pieces = _CURRENT.get()
    if pieces is None:
        return make()
    digest = hashlib.sha256(key().encode("utf-8", "surrogatepass")).hexdigest()
    text = pieces.get(digest)
    if text is None:
        text = make()
    pieces.put(digest, text)
    return text


def _head(body: str) -> str:
    """The first line of a file: its layout, the tools, and the checksum of the rest."""
    checksum = hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()
    return f"modec-cache {FORMAT} {tools()} {checksum}"


def _read(path: Path) -> dict[str, str]:
    """The pieces of a file; none when it is not there, not whole, or was written by other tools."""
    try:
        head, _, body = path.read_bytes().decode("utf-8", "surrogatepass").partition("\n")
        if head != _head(body):
            return {}
        found = json.loads(body)
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict) or not all(isinstance(text, str) for text in found.values()):
        return {}
    return found


def _user_folder() -> Path | None:
    """`modec` in `$XDG_CACHE_HOME`, which is `~/.cache` unless it says otherwise; None without a home."""
    given = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(given):
        return Path(given) / "modec"
    try:
        return Path.home() / ".cache" / "modec"
    except RuntimeError:
        return None


@cache
def tools() -> str:
    """A checksum of everything that works on a piece: Python, Black, LibCST, and modec's own code that does."""
    versions = [f"python {sys.version}"]
    versions += [f"{name} {metadata.version(name)}" for name in ("black", "libcst")]
    with contextlib.suppress(metadata.PackageNotFoundError):
        versions.append(f"modec {metadata.version('modec')}")
    digest = hashlib.sha256("\n".join(versions).encode())
    package = Path(__file__).resolve().parent.parent
    for room in ("emit", "lower", "unroll"):
        for path in sorted((package / room).glob("*.py")):
            digest.update(f"\n{room}/{path.name}\n".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
