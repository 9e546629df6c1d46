"""A described plan is plain data that says what the plan says."""

import json
from pathlib import Path

from modec.compiler import analyse
from modec.plan import choose_pipeline, make_plan
from modec.plan.describe import describe

PENGUINS = Path(__file__).parents[2] / "golden/penguins/penguin_survey/pipeline.py"


def test_the_example_project() -> None:
    evaluation = analyse(PENGUINS).evaluation
    plan = make_plan(choose_pipeline(evaluation, None), None, preset="season_2009")
    described = json.loads(json.dumps(describe(plan)))
    assert (described["pipeline"], described["mode"]) == ("penguin_survey", "prod")
    audit = next(each for each in described["resources"] if each["key"] == "audit")
    assert (audit["function"], audit["needs"], audit["needed_by"]) == (
        "audit_table",
        ["database"],
        ["archive"],
    )
    assert audit["place"].endswith("penguin_survey/resources.py:55")
    publish = described["steps"][-1]
    assert publish["key"] == "publish" and publish["resources"] == ["archive"]
    stored = next(each for each in publish["inputs"] if each["name"] == "stored")
    assert stored["source"] == {"kind": "step", "step": "store_measurements", "output": "result"}
    assert described["order"][0] == "read_measurements"
    leaves = {leaf["path"]: leaf for leaf in described["config"]}
    assert leaves["solids.read_measurements.config.seasons"]["given"] == [2009]
    assert leaves["resources.database.config.path"]["environment"] == ["PENGUINS_DB"]
