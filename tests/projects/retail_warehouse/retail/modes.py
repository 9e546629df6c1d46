from dagster import ModeDefinition, fs_io_manager, mem_io_manager
from dagster.core.storage.io_manager import IOManagerDefinition

from retail.resources import *
from retail.resources.notifier import channels, default_owner

assert isinstance(mem_io_manager, IOManagerDefinition)

COMMON_RESOURCES = {
    "owner": default_owner,
    "frames": recording_io_manager,
}

RESOURCES = {
    "local": {
        **COMMON_RESOURCES,
        "warehouse": sqlite_warehouse,
        "source": csv_source,
        "notifier": log_notifier,
    },
    "test": dict(
        COMMON_RESOURCES,
        warehouse=sqlite_warehouse.configured({"schema": "main", "path": ":memory:"}),
        source=csv_source.configured({"limit": 2}),
        notifier=silent_notifier,
        frames=mem_io_manager,
    ),
    "prod": {
        **COMMON_RESOURCES,
        "warehouse": sqlite_warehouse,
        "source": csv_source,
        "notifier": slack_notifier,
        "channels": channels,
        "frames": frame_io_manager.configured({"prefix": ["retail", "prod"]}),
    },
    "broken": {**COMMON_RESOURCES, "source": missing_source, "warehouse": sqlite_warehouse, "notifier": log_notifier},
}

MODES = [ModeDefinition(name, resource_defs=defs) for name, defs in RESOURCES.items()]
by_name = {mode.name: mode for mode in MODES}
