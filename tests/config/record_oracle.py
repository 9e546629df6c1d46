"""Records what Dagster 0.12.15 answers to the cases of `config_cases.py` in `oracle_answers.json`.

Run by hand, with an interpreter that has Dagster 0.12.15, whenever a case is added:

    python3.8 tests/config/record_oracle.py

For each (schema, value) pair the file holds the resolved value, or the list of error messages, or the name
of the exception where Dagster crashes instead of reporting an error. Of the messages about environment
variables the stack trace and the name of the exception's class are left out: modec's have none.
"""

import json
import os
import re
import sys

import config_cases
import dagster
from dagster.config.field import resolve_to_config_type
from dagster.config.validate import process_config


def without_trace(message):
    """A message without the stack trace that Dagster puts into it."""
    message = message.split("\n\nStack Trace:")[0]
    return re.sub(r"failed:\n[\w.]+Error: ", "failed:\n", message)


def process(schema, value):
    """Dagster's answer to one pair."""
    try:
        result = process_config(resolve_to_config_type(schema), value)
    except Exception as error:
        return {"crash": type(error).__name__}
    if result.success:
        return {"value": config_cases.encode(result.value)}
    return {"errors": [without_trace(error.message) for error in result.errors]}


def define(make):
    """What becomes of a field: its requiredness and default, or the error."""
    try:
        made = make()
    except Exception as error:
        return {"error": type(error).__name__, "messages": getattr(error, "error_messages", [])}
    return {"is_required": made.is_required, "has_default": made.default_provided}


def main():
    if dagster.__version__ != "0.12.15":
        sys.exit("this needs Dagster 0.12.15, and found " + dagster.__version__)
    os.environ.update(config_cases.ENVIRONMENT)
    answers = {
        "values": {
            name: [process(schema, value) for value in values]
            for name, schema, values in config_cases.schemas(dagster)
        },
        "fields": {name: define(make) for name, make in config_cases.fields(dagster)},
    }
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "oracle_answers.json")
    with open(path, "w", newline="\n") as file:
        json.dump(answers, file, indent=1, ensure_ascii=False)
        file.write("\n")


if __name__ == "__main__":
    main()
