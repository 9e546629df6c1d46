"""The project's data files that a script carries along, unpacked to where code can open them by path."""

import atexit
import functools
import os
import shutil
import tempfile
from typing import Mapping


def file_relative_path(dunderfile: str, relative_path: str) -> str:
    """The path of a file that is given relative to the module whose `__file__` is `dunderfile`."""
    return os.path.join(os.path.dirname(dunderfile), relative_path)


def unpacked(module: str, files: Mapping[str, str]) -> str:
    """The `__file__` of a module of the project, with these texts as files around it.

    `module` and the names of the files are relative to the project's root.
    """
    for name, text in files.items():
        with open(_place(name), "w", encoding="utf-8", newline="") as file:
            file.write(text)
    return _place(module)


def _place(name: str) -> str:
    path = os.path.join(_folder(), *name.split("/"))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    return path


@functools.lru_cache(maxsize=None)  # noqa: UP033 - scripts run on 3.8
def _folder() -> str:
    """A folder of the script's own. It goes when the script ends."""
    folder = os.path.realpath(tempfile.mkdtemp(prefix="project-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
