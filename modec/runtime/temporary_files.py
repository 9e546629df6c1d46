"""Temporary files and folders by path, gone afterwards: what `dagster.utils` has for them."""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any, Iterator, List, Optional, Tuple

from modec.runtime.file_managers import LocalFileHandle


def safe_tempfile_path_unmanaged() -> str:
    """A path at which a temporary file may be written."""
    with tempfile.NamedTemporaryFile() as placeholder:
        return Path(placeholder.name).as_posix()


@contextlib.contextmanager
def safe_tempfile_path() -> Iterator[str]:
    """A path at which a temporary file may be written; the file is gone afterwards."""
    path = safe_tempfile_path_unmanaged()
    try:
        yield path
    finally:
        if os.path.exists(path):
            os.unlink(path)


@contextlib.contextmanager
def get_temp_file_name() -> Iterator[str]:
    """The path of an empty file, which is gone afterwards."""
    with get_temp_file_names(1) as (name,):
        yield name


@contextlib.contextmanager
def get_temp_file_names(number: int) -> Iterator[Tuple[str, ...]]:
    """The paths of that many empty files, which are gone afterwards."""
    names: List[str] = []
    for _ in range(number):
        descriptor, name = tempfile.mkstemp()
        os.close(descriptor)
        names.append(name)
    try:
        yield tuple(names)
    finally:
        for name in names:
            with contextlib.suppress(Exception):
                os.unlink(name)


@contextlib.contextmanager
def get_temp_file_handle() -> Iterator[LocalFileHandle]:
    """The handle of an empty file, which is gone afterwards."""
    with get_temp_file_name() as name:
        yield LocalFileHandle(name)


@contextlib.contextmanager
def get_temp_file_name_with_data(data: bytes) -> Iterator[str]:
    """The path of a file that holds `data`, and is gone afterwards."""
    with get_temp_file_name() as name:
        Path(name).write_bytes(data)
        yield name


@contextlib.contextmanager
def get_temp_file_handle_with_data(data: bytes) -> Iterator[LocalFileHandle]:
    """The handle of a file that holds `data`, and is gone afterwards."""
    with get_temp_file_name_with_data(data) as name:
        yield LocalFileHandle(name)


@contextlib.contextmanager
def get_temp_dir(in_directory: Optional[Any] = None) -> Iterator[str]:
    """The path of a new folder, which is gone afterwards with what is in it."""
    folder = tempfile.mkdtemp(dir=in_directory)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
