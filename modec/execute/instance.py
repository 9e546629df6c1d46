"""What stands for Dagster's instance: nothing is kept from run to run."""

from __future__ import annotations

from typing import Any, NoReturn


class DagsterInstance:
    """An instance that stores nothing: tests hand it to `execute_pipeline`, and it changes nothing there."""

    is_ephemeral = True
    is_persistent = False

    @classmethod
    def ephemeral(cls, *args: Any, **kwargs: Any) -> DagsterInstance:
        """An instance that stores nothing."""
        return cls()

    local_temp = ephemeral

    @classmethod
    def get(cls) -> DagsterInstance:
        """As `ephemeral`: there is no other kind."""
        return cls()

    def __enter__(self) -> DagsterInstance:
        return self

    def __exit__(self, *error: Any) -> None:
        """Nothing: there is nothing to close."""

    def dispose(self) -> None:
        """Nothing: there is nothing to close."""

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)
        raise AttributeError(
            f"`{name}` is not there: modec runs pipelines without an instance, so nothing is stored between runs."
        )
