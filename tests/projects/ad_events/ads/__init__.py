import os as _os

from . import constants
from .constants import *
from .core.events import Click, Event, View

STAGE = _os.environ.get("ADS_STAGE", constants.DEFAULT_STAGE)
_LAZY = {"jobs": "ads.jobs.pipelines"}


def __getattr__(name):
    if name == "version":
        return ".".join(map(str, constants.VERSION))
    raise AttributeError(name)
