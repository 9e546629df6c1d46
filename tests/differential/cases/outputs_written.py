"""Outputs written where a preset's config asks for it: by the author's materialisers, as JSON and as pickles."""

import pickle

from dagster import (
    AssetMaterialization,
    DagsterType,
    ModeDefinition,
    Output,
    OutputDefinition,
    PresetDefinition,
    composite_solid,
    dagster_type_materializer,
    pipeline,
    resource,
    solid,
)


@resource(config_schema={"prefix": str})
def archive(context):
    print("archive opened")
    yield context.resource_config["prefix"]
    print("archive closed")


@dagster_type_materializer({"name": str}, required_resource_keys={"archive"})
def into_archive(context, config, value):
    context.log.info("writing")
    print(f"{context.resources.archive}/{config['name']} <- {value}")
    yield AssetMaterialization(config["name"], description="kept")
    yield AssetMaterialization(["copies", config["name"]])


@dagster_type_materializer({"mood": str})
def moody(_, config, value):
    if config["mood"] == "bad":
        raise ValueError(f"not today: {value}")
    return "no materialization" if config["mood"] == "odd" else AssetMaterialization("mood")


Kept = DagsterType(name="Kept", type_check_fn=lambda _, value: True, materializer=into_archive)
Moody = DagsterType(name="Moody", type_check_fn=lambda _, value: True, materializer=moody)


@solid(output_defs=[OutputDefinition(Kept)])
def gather(_):
    return 3


@solid(output_defs=[OutputDefinition(Kept), OutputDefinition(Moody, "mood", is_required=False)])
def double(_, number):
    yield Output(number * 2)
    yield Output(number, "mood")


@composite_solid(output_defs=[OutputDefinition(Kept)])
def prepare():
    result, _mood = double(gather())
    return result


@solid
def describe(_, number):
    return {"b": number, "a": [1, 2]}


@solid
def total(_, number) -> int:
    return number + 1


@solid
def show(_, description):
    for name in ("total.json", "description.json"):
        with open(name) as file:
            print(file.read())
    with open("total.pickle", "rb") as file:
        print(pickle.load(file))
    print(description)


@solid
def finish(_, number):
    print("finished", number)


FILES = [
    {"result": {"json": {"path": "total.json"}}},
    {"result": {"pickle": {"path": "total.pickle"}}},
]


def asks(**solids):
    return {"solids": {**solids}, "resources": {"archive": {"config": {"prefix": "shelf"}}}}


@pipeline(
    mode_defs=[ModeDefinition(resource_defs={"archive": archive})],
    preset_defs=[
        PresetDefinition(
            "inner", asks(prepare={"solids": {"double": {"outputs": [{"result": {"name": "d"}}]}}})
        ),
        PresetDefinition("outer", asks(prepare={"outputs": [{"result": {"name": "o"}}]})),
        PresetDefinition(
            "both",
            asks(
                prepare={
                    "outputs": [{"result": {"name": "o1"}}, {"result": {"name": "o2"}}],
                    "solids": {"gather": {"outputs": [{"result": {"name": "g"}}]}},
                }
            ),
        ),
        PresetDefinition(
            "fails",
            asks(prepare={"solids": {"double": {"outputs": [{"mood": {"mood": "bad"}}]}}}),
        ),
        PresetDefinition(
            "odd",
            asks(prepare={"solids": {"double": {"outputs": [{"mood": {"mood": "odd"}}]}}}),
        ),
        PresetDefinition(
            "good",
            asks(prepare={"solids": {"double": {"outputs": [{"mood": {"mood": "good"}}]}}}),
        ),
        PresetDefinition(
            "wrong",
            asks(prepare={"outputs": [{"mood": {"mood": "good"}}]}),
        ),
        PresetDefinition(
            "several",
            asks(
                prepare={
                    "solids": {
                        "double": {"outputs": [{"mood": {"mood": "good"}, "result": {"name": "x"}}]}
                    }
                }
            ),
        ),
    ],
)
def written():
    finish(prepare())


DESCRIBED = [{"result": {"json": {"path": "description.json"}}}]


@pipeline(
    preset_defs=[
        PresetDefinition(
            "files",
            {
                "solids": {
                    "total": {"inputs": {"number": {"value": 4}}, "outputs": FILES},
                    "describe": {"outputs": DESCRIBED},
                }
            },
        )
    ]
)
def files():
    show(describe(total()))
