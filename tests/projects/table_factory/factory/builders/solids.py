from dagster import Field, InputDefinition, Int, Nothing, OutputDefinition, Output, AssetMaterialization, solid

from factory.transforms import apply


def extract_solid(table):
    name, columns, size = table["name"], tuple(table["columns"]), table.get("size")

    @solid(
        name=f"extract_{name}",
        input_defs=[InputDefinition("start", Nothing)],
        required_resource_keys={"source"},
        description=f"Rows of {name}",
    )
    def extract(context):
        options = {"size": size} if size else {}
        rows = context.resources.source.rows(name, columns, **options)
        context.log.info(f"{len(rows)} rows of {name}")
        return rows

    return extract


def transform_solid(table):
    transforms = table.get("transforms")
    if not transforms:
        return None

    def transform(_, rows):
        return apply(rows, transforms)

    return solid(name=f"transform_{table['name']}", input_defs=[InputDefinition("rows", list)])(transform)


def load_solid(table, settings):
    batch = settings["batch"]

    @solid(
        name=f"load_{table['name']}",
        config_schema={
            "batch": Field(Int, default_value=batch, is_required=False),
            "mode": Field(str, default_value=settings["mode"], is_required=False),
        },
        output_defs=[OutputDefinition(Nothing, "done"), OutputDefinition(int, "count")],
        required_resource_keys={"target"},
    )
    def load(context, rows):
        config = context.solid_config
        target = context.resources.target
        if config["mode"] == "replace":
            target.truncate(table["name"])
        for start in range(0, len(rows), config["batch"]):
            target.write(table["name"], rows[start : start + config["batch"]])
        yield AssetMaterialization(asset_key=table["name"], metadata={"rows": len(rows)})
        yield Output(None, "done")
        yield Output(len(rows), "count")

    return load
