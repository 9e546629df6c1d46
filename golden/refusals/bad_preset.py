from dagster import Field, ModeDefinition, PresetDefinition, pipeline, solid


@solid(config_schema={"limit": Field(int), "order": Field(str, default_value="up")})
def work(context):
    print(context.solid_config)


@pipeline(
    mode_defs=[ModeDefinition("prod")],
    preset_defs=[
        PresetDefinition(
            "nightly",
            mode="prod",
            run_config={"solids": {"work": {"config": {"limit": 3, "oder": "down"}}}},
        )
    ],
)
def working():
    work()
