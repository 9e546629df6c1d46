import logging
import os

from dagster import ModeDefinition, execute_pipeline, pipeline, resource, schedule, solid

from .common import *
from .common import Registry, slug

logger = logging.getLogger(__name__)
LIMIT = int(os.getenv("DIFF_LIMIT", "2"))


@resource
def names(_):
    return ["Ada Lovelace", "Grace Hopper", "Alan Turing"]


@solid(required_resource_keys={"names"})
def records(context):
    found = [Record(name, [slug(name)]) for name in context.resources.names[:LIMIT]]
    print("@ records", [record.label for record in found])
    return found


@solid(config_schema={"style": str})
def styled(context, items):
    style = Registry.items[context.solid_config["style"]]
    print("@ styled", [style(item.label) for item in items])


@pipeline(mode_defs=[ModeDefinition("local", resource_defs={"names": names})])
def people():
    styled(records())


@schedule(cron_schedule="0 9 * * *", pipeline_name="people", mode="local")
def daily(_):
    return {}


if __name__ == "__main__":
    execute_pipeline(people)
