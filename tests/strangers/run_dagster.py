"""Dagster's side: runs one pipeline of a stranger's file in the world of recorders. Python 3.8.

Takes a JSON object as its argument: `file`, `path` (where imports start), `pipeline`, `mode`, `preset`, `answer` (the file to
write). The run config is the preset's, or what the schema requires with made-up values.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import pkgutil
import re
import sys
import traceback
import warnings
from pathlib import Path
from typing import Any

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[0] = HERE
warnings.simplefilter("ignore")

import world  # noqa: E402

EVENTS = {
    "STEP_SUCCESS", "STEP_SKIPPED", "STEP_FAILURE", "STEP_UP_FOR_RETRY", "ASSET_MATERIALIZATION", "STEP_EXPECTATION_RESULT",
    "HOOK_COMPLETED", "HOOK_SKIPPED", "HOOK_ERRORED",
}  # fmt: skip


def main() -> None:
    asked = json.loads(sys.argv[1])
    import dagster

    load_all(dagster)
    sys.path[1:1] = asked["path"]
    world.install()
    answer: dict[str, Any] = {}
    try:
        module = load(Path(asked["file"]), asked["path"])
        pipeline = find(module, asked["pipeline"], dagster)
        in_one_process(pipeline)
        config = run_config(pipeline, asked["mode"], asked["preset"])
        answer["config"] = config
        world.begin()
        result = dagster.execute_pipeline(
            pipeline,
            mode=asked["mode"],
            run_config=config,
            raise_on_error=False,
        )
        answer["success"] = result.success
        answer["events"] = [
            described(event) for event in result.event_list if event.event_type_value in EVENTS
        ]
    except dagster.DagsterInvalidConfigError as error:
        answer["refused"] = [item.message for item in error.errors]
        named = re.search(r'environment variable "(\w+)"', str(error))
        answer["missing_variable"] = named.group(1) if named else None
    except BaseException as error:
        answer["raised"] = f"{type(error).__name__}: {error}"
        answer["detail"] = traceback.format_exc()[-1500:]
        answer["missing_variable"] = missing_variable(error)
    answer["trace"] = world.trace()
    with open(asked["answer"], "w", encoding="utf-8") as file:
        json.dump(answer, file)


def load_all(dagster: Any) -> None:
    """Import what Dagster imports late, with the libraries that it needs, before recorders stand in for them."""
    for package in ("core", "grpc", "utils", "loggers", "serdes"):
        found = pkgutil.walk_packages(
            [os.path.join(dagster.__path__[0], package)], f"dagster.{package}.", onerror=str
        )
        for module in found:
            try:
                importlib.import_module(module.name)
            except Exception:
                continue


def load(file: Path, path: list[str]) -> Any:
    """The module, under the name that an import from `path` would give it where that can be."""
    for root in path:
        try:
            parts = file.relative_to(root).with_suffix("").parts
        except ValueError:
            continue
        if len(parts) > 1 and all(part.isidentifier() for part in parts):
            try:
                return importlib.import_module(".".join(parts))
            except ModuleNotFoundError as error:
                if error.name != parts[0]:
                    raise
    sys.path.insert(1, str(file.parent))
    spec = importlib.util.spec_from_file_location(file.stem.replace("-", "_"), file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def find(module: Any, name: str, dagster: Any) -> Any:
    """The pipeline of that name, among the module's values and in its repositories."""
    found = []
    for value in vars(module).values():
        for item in value if isinstance(value, (list, tuple)) else [value]:
            if isinstance(item, dagster.PipelineDefinition):
                found.append(item)
            elif isinstance(item, dagster.RepositoryDefinition):
                found += item.get_all_pipelines()
    return next(item for item in found if item.name == name)


def run_config(pipeline: Any, mode: str, preset: str | None) -> Any:
    """The preset's config, with what it leaves out that the schema requires."""
    given = pipeline.get_preset(preset).run_config if preset else {}
    schema = pipeline.get_run_config_schema(mode)
    return filled(schema.config_type, given or {})


def in_one_process(pipeline: Any) -> None:
    """Have every executor run the steps in this process: a script does (docs/differences.md)."""
    from dagster.core.execution.retries import RetryMode
    from dagster.core.executor.in_process import InProcessExecutor

    def made(init_context: Any) -> Any:
        retries = (init_context.executor_config or {}).get("retries", {"enabled": {}})
        return InProcessExecutor(retries=RetryMode.from_config(retries), marker_to_close=None)

    for mode in pipeline.mode_definitions:
        for executor in mode.executor_defs:
            executor._executor_creation_fn = made
            executor._requirements = []


def filled(config_type: Any, given: Any) -> Any:
    """`given` with everything that the type requires and it lacks."""
    kind = config_type.kind.name
    if kind in ("STRICT_SHAPE", "PERMISSIVE_SHAPE"):
        result = dict(given or {})
        for name, field in config_type.fields.items():
            if name in result or field.is_required:
                result[name] = filled(field.config_type, result.get(name))
        return result
    if given is not None:
        return given
    if kind == "SELECTOR":
        name = "value" if "value" in config_type.fields else next(iter(config_type.fields))
        return {name: filled(config_type.fields[name].config_type, None)}
    if kind == "ENUM":
        return config_type.enum_values[0].config_value
    if kind == "ARRAY":
        return [filled(config_type.inner_type, None)]
    if kind == "NONEABLE":
        return None
    if kind == "SCALAR_UNION":
        return filled(config_type.scalar_type, None)
    if kind == "MAP":
        return {}
    scalar = getattr(config_type, "given_name", None) or config_type.key
    return {"Int": 3, "Float": 2.5, "Bool": True, "Any": "anything"}.get(
        scalar, f"a {scalar.lower()}"
    )


def described(event: Any) -> list[Any]:
    """A step's event: its kind, its step, and of a failure the class of the author's error."""
    error = None
    if event.event_type_value == "STEP_FAILURE":
        info = event.event_specific_data.error
        while info.cause is not None:
            info = info.cause
        error = info.cls_name
    return [event.event_type_value, event.step_key, error]


def missing_variable(error: BaseException | None) -> str | None:
    """The environment variable that the import asked for in vain."""
    while error is not None:
        if isinstance(error, KeyError) and error.args and isinstance(error.args[0], str):
            return error.args[0]
        error = error.__cause__ or error.__context__
    return None


main()
