from .files import csv_source, missing_source
from .io_managers import frame_io_manager, recording_io_manager
from .notifier import log_notifier, silent_notifier, slack_notifier
from .warehouse import Warehouse, sqlite_warehouse

__all__ = [
    "Warehouse",
    "csv_source",
    "frame_io_manager",
    "log_notifier",
    "missing_source",
    "recording_io_manager",
    "silent_notifier",
    "slack_notifier",
    "sqlite_warehouse",
]
