from dagster import DynamicOut, DynamicOutput, In, Nothing, Out, ResourceDefinition, config_mapping, graph, op

from churn.models import available, create
from churn.settings import ENVIRONMENTS


@op(out={"kinds": Out(list), "count": Out(int, is_required=False)})
def list_kinds():
    kinds = available()
    return kinds, len(kinds)


@op(out=DynamicOut(str))
def each_kind(kinds):
    for kind in kinds:
        yield DynamicOutput(kind, mapping_key=kind)


@op(config_schema={"label": str}, required_resource_keys={"bucket"})
def describe(context, kind: str) -> str:
    model = create(kind)
    return f"{context.op_config['label']} {model.kind} in {context.resources.bucket}: {type(model).__name__}"


@op(ins={"lines": In(list), "after": In(Nothing)})
def show(lines):
    print("\n".join(lines))


@graph
def describe_models():
    kinds, count = list_kinds()
    show(each_kind(kinds).map(describe).collect(), after=count)


@config_mapping(config_schema={"label": str})
def labelled(value):
    return {"ops": {"describe": {"config": {"label": value["label"].upper()}}}}


describe_local = describe_models.to_job(
    name="describe_local",
    resource_defs={"bucket": ResourceDefinition.hardcoded_resource(ENVIRONMENTS["local"].bucket)},
    config={"ops": {"describe": {"config": {"label": "model"}}}},
)
describe_prod = describe_models.to_job(
    "describe_prod",
    resource_defs={"bucket": ResourceDefinition.hardcoded_resource(ENVIRONMENTS["prod"].bucket)},
    config=labelled,
)
