import io

from orchestration.common import get_logger, logged
from orchestration.ingest.api import Client

logger = get_logger(__name__)
CONFIG = {"separator": ";"}

_TEXT = """\
id;customer;amount
7;dee;3
8;ann;x
"""


class FileClient(Client):
    def pages(self):
        handle = io.StringIO(_TEXT)
        names = next(handle).strip().split(CONFIG["separator"])
        yield [dict(zip(names, line.strip().split(CONFIG["separator"]))) for line in handle]


@logged
def get_client(**_ignored):
    return FileClient()


def run():
    return [row["id"] for row in get_client().orders()]
