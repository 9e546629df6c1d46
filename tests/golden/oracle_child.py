"""Executes one pipeline with the real Dagster 0.12.15. Runs under Python 3.8, started by record_oracle.py.

    python oracle_child.py '{"root": ..., "module": ..., "pipeline": ..., "mode": ..., "preset": ..., "run_config": {}}'

The exit code is that of Dagster's own command line: 0 for success, 1 for a failed run or a refused config. It is 3
when the pipeline cannot even be imported, which no golden case means.
"""

import importlib
import json
import sys
import traceback

request = json.loads(sys.argv[1])
sys.argv[1:] = []
sys.path[0] = request["root"]

import dagster  # noqa: E402
from dagster import PipelineDefinition, execute_pipeline  # noqa: E402

# A program that takes its vocabulary from modec means what the same program says with dagster's.
sys.modules["modec"] = dagster
try:
    module = importlib.import_module(request["module"])
except Exception:
    traceback.print_exc()
    sys.exit(3)
if request["pipeline"]:
    pipeline = getattr(module, request["pipeline"])
else:
    (pipeline,) = {
        id(value): value for value in vars(module).values() if isinstance(value, PipelineDefinition)
    }.values()
result = execute_pipeline(
    pipeline,
    run_config=request["run_config"] or None,
    mode=request["mode"] or None,
    preset=request["preset"] or None,
    raise_on_error=False,
)
sys.exit(0 if result.success else 1)
