from dagster import ModeDefinition, composite_solid, pipeline
from dagster import Output, OutputDefinition, InputDefinition  # noqa: F401

from churn.jobs import steps
from churn.jobs.modes import MODES, PRESETS


@composite_solid(output_defs=[OutputDefinition(name="customers"), OutputDefinition(name="data")])
def prepare():
    customers = steps.load_customers()
    rows, labels = steps.build_features(customers)
    return {"customers": customers, "data": steps.split(rows, labels)}


@pipeline(mode_defs=list(MODES.values()), preset_defs=PRESETS)
def train_pipeline():
    customers = steps.load_customers()
    rows, labels = steps.build_features(customers)
    model, report = steps.train(steps.split(rows, labels))
    steps.publish(steps.score(model, customers), report)


@pipeline(mode_defs=[MODES["quick"], MODES["team"]])
def compare_pipeline():
    customers, data = prepare()
    reports = steps.model_kinds().map(lambda kind: steps.evaluate(kind, data))
    best = steps.choose(reports.collect())
    steps.score(best, customers)
