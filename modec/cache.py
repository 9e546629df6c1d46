"""The cache of a build: what was made of pieces the last time, by content, in the user's cache folder.

A file holds what the last build of one source in one mode made; what that build no longer had is not in it. Keys are
checksums of everything that it depends on, the tools that worked on it included. A file that is damaged, of other
versions, or cannot be read is as good as none, and one that cannot be written is not written: a cache never stops a build.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from functools import cache
from importlib import metadata
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

FORMAT = 2
"""The version of the file's layout."""

ROOMS = ("source", "inspect", "emit", "lower", "unroll")
"""The rooms whose code makes what is remembered."""

RECENT = 8192
"""How much a process remembers of what it made, in entries: its builds have the runtime's code in common."""

T = TypeVar("T")

_CURRENT: ContextVar[PieceCache | None] = ContextVar("piece_cache", default=None)
_RECENT: dict[str, Any] = {}
"""What this process made or read lately, the oldest first."""


class PieceCache:
    """The pieces of the last build, read from `path`, and those of this one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._known = _read(path)
        self._kept = frozenset(self._known)
        self._used: dict[str, Any] = {}
        self._changed = False

    def get(self, key: str) -> Any:
        """What is kept under a key; None for nothing."""
        return self._known.get(key)

    def put(self, key: str, value: Any) -> None:
        """Keep a value under a key, for this build and the next. What was got is put again, or forgotten."""
        self._changed |= self._known.get(key) is not value
        self._known[key] = self._used[key] = value

    def save(self) -> None:
        """Write what was put, atomically; do nothing where that cannot be done or all of it is what was read."""
        if not self._changed and self._used.keys() == self._kept:
            return
        text = json.dumps(self._used, separators=(",", ":"), sort_keys=True)
        body = text.encode("utf-8", "surrogatepass")
        content = _head(body) + b"\n" + body
        with contextlib.suppress(OSError):
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


def remembered(key: Callable[[], str], make: Callable[[], T]) -> T:
    """What `make` gives: strings, numbers and lists of them, never None. Not made if it was before, under the same `key`.

    `key` is everything that it depends on. What `make` raises is not remembered. What comes from the cache was checked
    when it was made, and is the same to the byte: `_read` has compared the checksum of the whole file. Nobody changes
    what this gives.
    """
    digest = hashlib.sha256(key().encode("utf-8", "surrogatepass")).hexdigest()
    pieces = _CURRENT.get()
    value: T | None = pieces.get(digest) if pieces is not None else None
    if value is None:
        value = _RECENT.get(digest)
    if value is None:
        value = make()
    _RECENT[digest] = value
    if len(_RECENT) > RECENT:
        for oldest in list(
            islice(_RECENT, max(1, RECENT // 2))
        ):  # many at once: each time, it has to be looked for
            del _RECENT[oldest]
    if pieces is not None:
        pieces.put(digest, value)
    return value


def _head(body: bytes) -> bytes:
    """The first line of a file: its layout, the tools, and the checksum of the rest."""
    return f"modec-cache {FORMAT} {tools()} {hashlib.sha256(body).hexdigest()}".encode()


def _read(path: Path) -> dict[str, Any]:
    """What a file holds; none when it is not there, not whole, or was written by other tools."""
    try:
        head, _, body = path.read_bytes().partition(b"\n")
        if head != _head(body):
            return {}
        found = json.loads(body.decode("utf-8", "surrogatepass"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


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
    """A checksum of everything that works on a piece: Python, Black, LibCST, Jinja2, and modec's own code that does."""
    versions = [f"python {sys.version}"]
    versions += [f"{name} {_version(name)}" for name in ("black", "libcst", "jinja2")]
    with contextlib.suppress(metadata.PackageNotFoundError):
        versions.append(f"modec {_version('modec')}")
    digest = hashlib.sha256("\n".join(versions).encode())
    package = Path(__file__).resolve().parent
    for room in ROOMS:
        for path in sorted((package / room).glob("*.py")):
            digest.update(f"\n{room}/{path.name}\n".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _version(name: str) -> str:
    """What `metadata.version` gives, without parsing all that a distribution says of itself."""
    said = metadata.distribution(name).read_text("METADATA") or ""
    found = re.search(r"^Version: *(\S+)$", said, re.MULTILINE)
    return found[1] if found else metadata.version(name)
