"""Files kept under keys, in a folder that lasts longer than a run: `fs_file_cache`."""

import io
import os
import shutil
from abc import ABC, abstractmethod
from typing import Any, Mapping

from modec.runtime.check import bool_param, param_invariant, str_param
from modec.runtime.file_managers import LocalFileHandle


class FileCache(ABC):
    """What keeps files under keys: the base class of file caches. `overwrite` is for callers to heed."""

    def __init__(self, overwrite: bool) -> None:
        self.overwrite = bool_param(overwrite, "overwrite")

    @abstractmethod
    def has_file_object(self, file_key: str) -> bool:
        """Whether there is a file under that key."""

    @abstractmethod
    def get_file_handle(self, file_key: str) -> Any:
        """The handle of the file under that key, which need not be there yet."""

    @abstractmethod
    def write_file_object(self, file_key: str, source_file_object: Any) -> Any:
        """Keep the content of an open file under that key. Its handle."""

    def write_binary_data(self, file_key: str, binary_data: bytes) -> Any:
        """Keep `binary_data` under that key. Its handle."""
        return self.write_file_object(file_key, io.BytesIO(binary_data))


class FSFileCache(FileCache):
    """Keeps files in a folder, which must be there."""

    def __init__(self, target_folder: str, overwrite: bool = False) -> None:
        super().__init__(overwrite=overwrite)
        str_param(target_folder, "target_folder")
        param_invariant(os.path.isdir(target_folder), "target_folder")
        self.target_folder = target_folder

    def has_file_object(self, file_key: str) -> bool:
        return os.path.exists(self.get_full_path(file_key))

    def write_file_object(self, file_key: str, source_file_object: Any) -> LocalFileHandle:
        path = self.get_full_path(file_key)
        with open(path, "wb") as file:
            shutil.copyfileobj(source_file_object, file)
        return LocalFileHandle(path)

    def get_file_handle(self, file_key: str) -> LocalFileHandle:
        return LocalFileHandle(self.get_full_path(file_key))

    def get_full_path(self, file_key: str) -> str:
        """Where the file of that key is."""
        return os.path.join(self.target_folder, str_param(file_key, "file_key"))


def fs_file_cache(config: Mapping[str, Any]) -> FSFileCache:
    """The resource function of `fs_file_cache`. As in Dagster, nothing is made of the config's `overwrite`."""
    folder = config["target_folder"]
    os.makedirs(folder, exist_ok=True)
    return FSFileCache(target_folder=folder, overwrite=False)
