"""Files that solids hand on by handle: `local_file_manager`."""

import io
import os
import shutil
import tempfile
import uuid
from contextlib import contextmanager
from typing import IO, Any, Iterator, List, Mapping, Optional, Type

from modec.runtime.errors import CheckError, ParameterCheckError


class FileHandle:
    """A file of a file manager."""

    @property
    def path_desc(self) -> str:
        """Where the file is, for people."""
        raise NotImplementedError()


class LocalFileHandle(FileHandle):
    """A file on this machine."""

    def __init__(self, path: str) -> None:
        self.path = path

    @property
    def path_desc(self) -> str:
        """Where the file is."""
        return self.path


class FileManager:
    """What keeps files: the base class of file managers."""

    def copy_handle_to_local_temp(self, file_handle: FileHandle) -> str:
        """The path of a temporary copy."""
        raise NotImplementedError()

    def delete_local_temp(self) -> None:
        """Removes the temporary copies."""
        raise NotImplementedError()

    def read(self, file_handle: FileHandle, mode: str = "rb") -> Any:
        """The file, open."""
        raise NotImplementedError()

    def read_data(self, file_handle: FileHandle) -> bytes:
        """What is in the file."""
        raise NotImplementedError()

    def write(self, file_obj: Any, mode: str = "wb", ext: Optional[str] = None) -> FileHandle:
        """A new file with the content of an open one."""
        raise NotImplementedError()

    def write_data(self, data: bytes, ext: Optional[str] = None) -> FileHandle:
        """A new file."""
        raise NotImplementedError()


class TempfileManager:
    """Temporary files and folders that are removed together."""

    def __init__(self) -> None:
        self.files: List[IO[bytes]] = []
        self.paths: List[str] = []
        self.dirs: List[str] = []

    def tempfile(self) -> IO[bytes]:
        """An open file."""
        file = tempfile.NamedTemporaryFile("w+b", delete=False)  # noqa: SIM115 - `close` does it
        self.files.append(file)
        self.paths.append(file.name)
        return file

    def tempdir(self) -> str:
        """The path of a folder."""
        folder = tempfile.mkdtemp()
        self.dirs.append(folder)
        return folder

    def close(self) -> None:
        """Removes the files and folders."""
        for file in self.files:
            file.close()
        for path in self.paths:
            if os.path.exists(path):
                os.remove(path)
        for folder in self.dirs:
            shutil.rmtree(folder)


def check_file_like_obj(obj: Any) -> None:
    """Raises CheckError for what cannot be read and written."""
    if not (obj and hasattr(obj, "read") and hasattr(obj, "write")):
        raise CheckError("Invariant failed.")


def check_param(name: str, value: Any, kind: Type[Any]) -> None:
    """Raises ParameterCheckError where `value` is not of `kind`."""
    if not isinstance(value, kind):
        raise ParameterCheckError(
            f'Param "{name}" is not a {kind.__name__}. Got {value!r} which is type {type(value)}.'
        )


class LocalFileManager(FileManager):
    """Keeps files in the folder `base_dir`, each under a name of its own."""

    def __init__(self, base_dir: str) -> None:
        self.base_dir = base_dir
        self._temporary = TempfileManager()

    def copy_handle_to_local_temp(self, file_handle: FileHandle) -> str:
        with self.read(file_handle, "rb") as source, self._temporary.tempfile() as copy:
            copy.write(source.read())
        return str(copy.name)

    def delete_local_temp(self) -> None:
        self._temporary.close()

    @contextmanager
    def read(self, file_handle: Any, mode: str = "rb") -> Iterator[IO[Any]]:
        check_param("file_handle", file_handle, LocalFileHandle)
        if mode not in ("r", "rb"):
            raise ParameterCheckError(f"Invariant violation for parameter mode. Got {mode!r}")
        with open(file_handle.path, mode) as file:
            yield file

    def read_data(self, file_handle: FileHandle) -> bytes:
        with self.read(file_handle, mode="rb") as file:
            data: bytes = file.read()
        return data

    def write(self, file_obj: Any, mode: str = "wb", ext: Optional[str] = None) -> LocalFileHandle:
        check_file_like_obj(file_obj)
        os.makedirs(self.base_dir, exist_ok=True)
        name = str(uuid.uuid4()) + ("" if ext is None else f".{ext}")
        path = os.path.join(self.base_dir, name)
        with open(path, mode) as file:
            shutil.copyfileobj(file_obj, file)
        return LocalFileHandle(path)

    def write_data(self, data: bytes, ext: Optional[str] = None) -> LocalFileHandle:
        check_param("data", data, bytes)
        return self.write(io.BytesIO(data), mode="wb", ext=ext)


def tempfile_resource() -> Iterator[TempfileManager]:
    """The resource function of `tempfile_resource`; the files and folders last as long as the run."""
    manager = TempfileManager()
    try:
        yield manager
    finally:
        manager.close()


def local_file_manager(config: Mapping[str, Any]) -> Iterator[LocalFileManager]:
    """The resource function of `local_file_manager`; without `base_dir`, files last as long as the run."""
    base_dir = (config or {}).get("base_dir")
    if base_dir is not None:
        yield LocalFileManager(base_dir)
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield LocalFileManager(os.path.join(folder, "file_manager"))
