from collections import OrderedDict
from dataclasses import dataclass, field

from dagster import ModeDefinition, logger as logger_definition

from orchestration import resources as all_resources
from orchestration.resources import *


@logger_definition(config_schema={"level": str}, description="to stderr, in our format")
def plain_logger(init_context):
    import logging
    import sys

    made = logging.Logger("plain", level=init_context.logger_config["level"])
    made.addHandler(logging.StreamHandler(sys.stderr))
    return made


SOURCE_RESOURCES = {"api": all_resources.api, "files": all_resources.files}


@dataclass
class Profile:
    name: str
    source: str = "api"
    overrides: dict = field(default_factory=dict)

    def mode(self, base):
        merged = OrderedDict(base, source=SOURCE_RESOURCES[self.source])
        merged.update(self.overrides)
        return ModeDefinition(self.name, resource_defs=dict(merged), logger_defs={"plain": plain_logger})


BASE = dict(
    alerts=mock_alerts,
    clock=clock,
    connection=connection,
    dbt=fast_dbt,
    rate_input=rate_input,
    settings=settings.configured({"rate": 2, "owner": "data"}),
    tables=table_io,
)

PROFILES = [
    Profile("ci", source="files"),
    Profile("dev"),
    Profile("prod", overrides={"alerts": alerts, "dbt": dbt, "settings": settings}),
]
MODES = [profile.mode(BASE) for profile in PROFILES]
