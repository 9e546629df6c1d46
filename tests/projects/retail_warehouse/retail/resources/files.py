import os

from dagster import Field, Noneable, String, resource

from ..config import DATA_DIR
from ..frames import Frame


class CsvSource:
    """Reads the day's files."""

    def __init__(self, folder, suffix=".csv", limit=None):
        self.folder = folder
        self.suffix = suffix
        self.limit = limit

    def names(self):
        return sorted(
            os.path.splitext(name)[0]
            for name in os.listdir(self.folder)
            if name.endswith(self.suffix)
        )

    def read(self, name):
        frame = Frame.read_csv(
            os.path.join(self.folder, name + self.suffix),
            converters={"order_id": int, "amount": float, "quantity": int},
        )
        if self.limit is not None:
            frame = Frame(list(frame)[: self.limit])
        return frame


@resource(config_schema={"limit": Field(Noneable(int), is_required=False, default_value=None)})
def csv_source(context):
    return CsvSource(str(DATA_DIR), limit=context.resource_config["limit"])


@resource({"folder": String})
def missing_source(init_context):
    folder = init_context.resource_config["folder"]
    if not os.path.isdir(folder):
        raise FileNotFoundError(f"there is no folder {folder}")
    return CsvSource(folder)
