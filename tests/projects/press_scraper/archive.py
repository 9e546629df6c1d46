from dagster import ModeDefinition, composite_solid, default_executors, pipeline

import resources as res
from solids.fetch import fetch_one
from solids.parse import merge, parse_page
from solids.store import save


@composite_solid
def archive_one():
    return parse_page(fetch_one())


@pipeline(
    mode_defs=[
        ModeDefinition("archive", resource_defs={"web": res.web, "store": res.store}, executor_defs=default_executors),
        ModeDefinition("check", resource_defs=dict(web=res.web, store=res.null_store)),
    ]
)
def archive_pipeline():
    save(merge([archive_one.alias("first")(), archive_one.alias("second")()]))
