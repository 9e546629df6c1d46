import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Dict, List

from dagster import (
    AssetMaterialization,
    DynamicOutput,
    DynamicOutputDefinition,
    EventMetadata,
    ExpectationResult,
    Field,
    InputDefinition,
    Output,
    OutputDefinition,
    SolidExecutionContext,
    solid,
)

from churn import features
from churn.models import Model, available, create
from churn.types import Customer, Prediction, Report, Split, Stage

from .dagster_types import ModelType, Percentage, SplitType


@solid(required_resource_keys={"table"})
def load_customers(context: SolidExecutionContext) -> List[Customer]:
    return list(context.resources.table)


@solid(output_defs=[OutputDefinition(list, "rows"), OutputDefinition(list, "labels")])
def build_features(context, customers: List[Customer]):
    def build(customer):
        context.log.debug(f"features of {customer.id}")
        return features.vector_of(customer)

    with ThreadPoolExecutor(max_workers=2) as pool:
        rows = list(pool.map(build, customers))
    print("features:", ", ".join(sorted(features.FEATURES)))
    print("parameters:", {fn.parameter for fn in features.FEATURES.values()}, features.usage.total.__name__)
    yield Output(rows, "rows")
    yield Output([int(bool(customer.churned)) for customer in customers], "labels")


@solid(config_schema={"ratio": Field(Percentage.schema, default_value=0.75, is_required=False)}, output_defs=[OutputDefinition(SplitType)])
def split(context, rows, labels):
    cut = int(len(rows) * context.solid_config["ratio"])
    return Split(train=(rows[:cut], labels[:cut]), test=(rows[cut:], labels[cut:]))


def _training_schema(**more):
    return {"rate": float, "epochs": int, "l2": Field(float, default_value=0.0, is_required=False), **more}


@solid(
    config_schema=_training_schema(kind=Field(str, default_value="logistic", is_required=False)),
    input_defs=[InputDefinition("data", SplitType)],
    output_defs=[OutputDefinition(ModelType, "model"), OutputDefinition(Report, "report")],
    required_resource_keys={"store"},
)
def train(context, data):
    options = dict(context.solid_config)
    kind = options.pop("kind")
    model = create(kind, **options).fit(*data.train)
    uri = context.resources.store.save(kind, model)
    accuracy = model.accuracy(*data.test)
    yield ExpectationResult(success=accuracy > 0.5, label="better_than_chance")
    yield AssetMaterialization("model", metadata={"uri": EventMetadata.url(uri), "accuracy": accuracy})
    assert context.resources.store.load(kind) == model
    yield Output(model, "model")
    yield Output(Report(accuracy, kind, model.parameters), "report")


@solid(output_defs=[DynamicOutputDefinition(str, "kind")])
def model_kinds(_):
    for kind in available():
        yield DynamicOutput(kind, mapping_key=kind, output_name="kind")


@solid
def evaluate(_, kind: str, data: Split) -> Report:
    model = create(kind).fit(*data.train)
    return Report(model.accuracy(*data.test), kind, best=model)


@solid
def choose(context, reports: List[Report]) -> Model:
    for report in sorted(reports, key=lambda each: each.model):
        print(report.summary())
    best = max(reports, key=lambda each: (each.accuracy, each.model))
    return best.best


@solid(config_schema=Field(int, default_value=3, is_required=False))
async def score(context, model: Model, customers: List[Customer]) -> List[Prediction]:
    async def one(customer):
        await asyncio.sleep(0)
        return model.predict([features.vector_of(customer)])[0]

    scores = await asyncio.gather(*(one(customer) for customer in customers))
    found = Prediction.from_scores([customer.id for customer in customers], scores)
    return sorted(found)[: context.solid_config]


@solid
def publish(_, predictions: List[Prediction], report: Report, extra: Dict[str, int] = None) -> None:
    print(report.summary(), Stage.ALL & Stage.TRAIN == Stage.TRAIN, extra)
    for prediction in predictions:
        print(prediction)
