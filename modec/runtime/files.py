"""The project's data files that a script carries along, unpacked to where code can open them by path."""

import atexit
import functools
import importlib.util
import os
import shutil
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Callable, Mapping


def file_relative_path(dunderfile: str, relative_path: str) -> str:
    """The path of a file that is given relative to the module whose `__file__` is `dunderfile`."""
    return os.path.join(os.path.dirname(dunderfile), relative_path)


def script_relative_path(file_path: str) -> str:
    """The path of a file that is given relative to the file whose code calls this."""
    return _beside(sys._getframe(1).f_code.co_filename, file_path)


def relative_to(module: str, files: Mapping[str, str]) -> Callable[[str], str]:
    """`script_relative_path` for a module of the project, with these texts as files around it, as in `unpacked`."""
    return functools.partial(_beside, unpacked(module, files))


def script_relative(path: str) -> Path:
    """The path of what the run writes, beside the script as the project has it beside the module."""
    return Path(script_relative_text(path))


def script_relative_text(path: str) -> str:
    """The same as a text."""
    return _beside(__file__, path)


def _beside(file: str, path: str) -> str:
    return os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(file)), path))


def unpacked(module: str, files: Mapping[str, str]) -> str:
    """The `__file__` of a module of the project, with these texts as files around it.

    `module` and the names of the files are relative to the project's root.
    """
    for name, content in files.items():
        with open(_place(name), "w", encoding="utf-8", newline="") as file:
            file.write(content)
    return _place(module)


def package(name: str, file: str, files: Mapping[str, str]) -> ModuleType:
    """A package of the project with its data files, for `importlib.resources` and the like to find it by name.

    `file` is its `__init__.py` (or the module's own file). What code it has is in the script.
    """
    path = unpacked(file, {**files, file: ""})
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    return sys.modules.setdefault(name, importlib.util.module_from_spec(spec))


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
