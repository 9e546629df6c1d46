"""Imports a wrong program and executes its pipeline with the real Dagster. Runs under Python 3.8.

python oracle_child.py '{"program": "missing_resource.py", "mode": null, "run_config": {}}'

Prints JSON: the last exception as Python shows it, how many lines the whole traceback has, and when it came.
"""

import importlib.util
import json
import logging
import sys
import traceback

request = json.loads(sys.argv[1])
logging.disable(logging.CRITICAL)
stage = "when the module is imported"
try:
    spec = importlib.util.spec_from_file_location("program", request["program"])
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    stage = "when the pipeline is executed"
    from dagster import execute_pipeline

    execute_pipeline(module.nightly, mode=request["mode"], run_config=request["run_config"] or None)
except Exception as error:
    said = "".join(traceback.format_exception_only(type(error), error)).rstrip()
    lines = len(traceback.format_exc().splitlines())
    print(json.dumps({"said": said, "lines": lines, "stage": stage}))
