from dagster import AssetMaterialization, EventMetadataEntry, InputDefinition, Nothing, Output, OutputDefinition, solid
from utils.retry import attempts_made

RUNS = 0


@solid(
    required_resource_keys={"store"},
    output_defs=[OutputDefinition(int, "inserted"), OutputDefinition(Nothing, "done")],
)
def save(context, articles: list):
    global RUNS
    RUNS += 1
    inserted = context.resources.store.insert(articles)
    for site in sorted({article.site for article in articles}):
        yield AssetMaterialization(
            asset_key=f"articles_{site}",
            metadata_entries=[EventMetadataEntry.int(context.resources.store.count(site=site), "count")],
        )
    yield Output(inserted, "inserted")
    yield Output(None, "done")


@solid(input_defs=[InputDefinition("saved", Nothing)], required_resource_keys={"store"})
def vacuum(context):
    print(f"@ vacuum {context.resources.store.count()} after {RUNS} runs, {attempts_made()} attempts")
