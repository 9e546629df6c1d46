"""Everything that changes from machine to machine."""
import logging
import os
import sys

logging.basicConfig(
    stream=sys.stderr,
    level=os.getenv("LOG_LEVEL", "WARNING").upper(),
    format="%(asctime)s %(name)s %(levelname)s %(message)s",
)

log = logging.getLogger("press")

DB_PATH = os.environ.get("PRESS_DB", ":memory:")
USER_AGENT = "press-bot/%s (+%s)" % ("2.1", "https://press.example.org")
MAX_ATTEMPTS = int(os.environ.get("PRESS_ATTEMPTS", 3))
DEBUG = os.environ.get("DEBUG", "").lower() in ("1", "true", "yes")

SITES = ["times", "post"]
SITES += ["gazette"]
if not DEBUG:
    SITES = [site for site in SITES if site != "debug"]

DEFAULTS = {"timeout": 10, "attempts": MAX_ATTEMPTS}
DEFAULTS["user_agent"] = USER_AGENT
DEFAULTS.update(follow=True)

try:
    import ujson as json  # faster, where it is installed
except ImportError:
    import json

if sys.version_info >= (3, 8):
    from functools import cached_property
else:

    def cached_property(fn):
        return property(fn)
