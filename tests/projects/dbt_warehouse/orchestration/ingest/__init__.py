from . import api, files
from .api import get_client as get_api_client
from .files import get_client as get_file_client

SOURCES = {"api": get_api_client, "files": get_file_client}
