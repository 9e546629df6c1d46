"""Helpers of `dagster.utils` that have to do with this process and the machine it runs on."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
from typing import Any, Callable, ContextManager, Iterable, Iterator


@contextlib.contextmanager
def pushd(path: Any) -> Iterator[Any]:
    """Work in another folder for a while."""
    before = os.getcwd()
    os.chdir(path)
    try:
        yield path
    finally:
        os.chdir(before)


def safe_isfile(path: Any) -> bool:
    """Whether there is a file of that path; False for what can be no path."""
    try:
        return os.path.isfile(path)
    except ValueError:
        return False


def git_repository_root() -> str:
    """The root of the git repository that the process works in."""
    return subprocess.check_output(["git", "rev-parse", "--show-toplevel"]).decode().strip()


def find_free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("", 0))
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        port: int = probe.getsockname()[1]
    return port


@contextlib.contextmanager
def alter_sys_path(to_add: Iterable[str], to_remove: Iterable[str]) -> Iterator[None]:
    """Look for modules elsewhere for a while."""
    before = list(sys.path)
    for path in to_remove:
        if path in sys.path:
            sys.path.remove(path)
    for path in to_add:
        sys.path.insert(0, path)
    try:
        yield
    finally:
        sys.path = before


@contextlib.contextmanager
def restore_sys_modules() -> Iterator[None]:
    """Forget the modules that are imported meanwhile."""
    before = set(sys.modules)
    try:
        yield
    finally:
        for name in set(sys.modules) - before:
            del sys.modules[name]


def process_is_alive(pid: int) -> bool:
    """Whether a process of that number runs."""
    return subprocess.run(["ps", str(pid)], stdout=subprocess.DEVNULL).returncode == 0


def send_interrupt() -> None:
    """Interrupt this process, as Ctrl+C does."""
    os.kill(os.getpid(), signal.SIGINT)


def iterate_with_context(
    context_fn: Callable[[], ContextManager[Any]], iterator: Iterator[Any]
) -> Iterator[Any]:
    """The elements, each of them made within a context of its own."""
    nothing = object()
    while True:
        with context_fn():
            element = next(iterator, nothing)
        if element is nothing:
            return
        yield element
