"""Answers requests with modec's live execution, `dagster` standing for `modec`: see protocol.py."""

import importlib.abc
import importlib.machinery
import os
import sys
import types
from typing import Any

from protocol import FAILURE, SUCCESS, answer
from running import described, serve

PROJECT = os.path.abspath(sys.argv[1])
HERE = os.path.dirname(os.path.abspath(__file__))
# A case's modules may have any name: nothing of this folder may stand before them.
sys.path[:] = [entry for entry in sys.path if os.path.abspath(entry or ".") != HERE]
# This project's modec, and no other that is installed.
sys.path.insert(0, PROJECT)
sys.dont_write_bytecode = True


class Shim(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """`import dagster`, and any module under it, gives a module with modec's names."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        if name == "dagster" or name.startswith("dagster."):
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec: Any) -> types.ModuleType:
        import modec
        import modec.vocabulary

        module = types.ModuleType(spec.name)
        for name in modec.vocabulary.names():
            setattr(module, name, getattr(modec, name))
        if hasattr(modec, "__all__"):
            module.__all__ = list(modec.__all__)  # type: ignore[attr-defined]

        def missing(name: str) -> Any:
            if name.startswith("__"):
                raise AttributeError(name)
            # modec gives some names lazily, and some in one module of dagster's only.
            found = modec.vocabulary.entry(name, spec.name)
            return getattr(modec, name) if found is None else found.load_live()

        module.__getattr__ = missing  # type: ignore[method-assign]
        return module

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing: it is filled when it is created."""


sys.meta_path.insert(0, Shim())


def pipelines(module: Any) -> dict[str, Any]:
    """The module's own and imported pipelines and jobs, by name."""
    kinds = ("PipelineDefinition", "JobDefinition")
    return {
        value.name: value
        for value in vars(module).values()
        if any(base.__name__ in kinds for base in type(value).__mro__)
    }


def execute(pipeline: Any, run: dict[str, Any]) -> dict[str, Any]:
    """One run; raises what `execute_pipeline` raises."""
    from modec import execute_pipeline

    given = {
        key: run[key]
        for key in ("run_config", "mode", "preset", "tags", "solid_selection")
        if run.get(key) is not None
    }
    result = execute_pipeline(pipeline, raise_on_error=bool(run.get("raise_on_error")), **given)
    errors = [_described(row) for row in getattr(result, "failures", None) or ()]
    return answer(SUCCESS if result.success else FAILURE, errors=errors)


def _described(failure: Any) -> dict[str, Any]:
    row = described(getattr(failure, "error", failure))
    row["step"] = getattr(failure, "step_key", None) or getattr(failure, "step", None)
    return row


if __name__ == "__main__":
    serve(execute, pipelines)
