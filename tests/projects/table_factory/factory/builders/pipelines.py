from dagster import ModeDefinition, PresetDefinition, pipeline

from factory.builders import resources, solids
from factory.hooks import announce


def build_modes(spec):
    targets = resources.targets()
    for name in spec["modes"]:
        yield ModeDefinition(
            name=name,
            resource_defs={"source": resources.source_resource(spec.get("source", "memory")), "target": targets[name]},
        )


def build_presets(spec):
    for name in spec["modes"]:
        if name == "prod":
            run_config = {"resources": {"target": {"config": {"dsn": {"env": f"{spec['name'].upper()}_DSN"}}}}}
        else:
            run_config = {"solids": {f"load_{table['name']}": {"config": {"batch": 10}} for table in spec["tables"]}}
        yield PresetDefinition(name, mode=name, run_config=run_config)


def build_pipeline(spec):
    steps = {
        table["name"]: (solids.extract_solid(table), solids.transform_solid(table), solids.load_solid(table, spec["load"]))
        for table in spec["tables"]
    }

    @announce
    @pipeline(
        name=f"{spec['name']}_pipeline",
        mode_defs=list(build_modes(spec)),
        preset_defs=list(build_presets(spec)),
        tags={**spec["tags"], "schedule": spec["schedule"]},
    )
    def tables():
        done = {}
        for table in spec["tables"]:
            extract, transform, load = steps[table["name"]]
            before = [done[name] for name in table.get("depends_on", ())]
            rows = extract(start=before) if before else extract()
            if transform is not None:
                rows = transform(rows)
            done[table["name"]], _count = load(rows)

    return tables
