"""Star imports in a `try` or an `if`: the script prints what Python prints."""

from pathlib import Path

import pytest
from programs import cases, same

PROGRAMS = r"""
#### settings that a local file overrides
import settings
def main():
    print(settings.DEBUG, settings.NAME, settings.show())
# == settings.py
DEBUG = False
NAME = "base"
try:
    from local_settings import *
except ImportError:
    pass
def show():
    return DEBUG, NAME
# == local_settings.py
DEBUG = True
#### a local file that is not there
from settings import DEBUG, show
def main():
    print(DEBUG, show())
# == settings.py
DEBUG = False
try:
    from missing_settings import *
except ImportError:
    pass
def show():
    return DEBUG
#### which one is for the run to know
from settings import DEBUG, NAME, show, extra
def main():
    print(DEBUG, NAME, show(), extra())
# == settings.py
import os
DEBUG = False
NAME = "base"
if os.environ.get("NO_SUCH", "prod") == "prod":
    from prod import *
else:
    from dev import *
def show():
    return DEBUG, NAME
# == prod.py
DEBUG = "prod"
def extra():
    return "e"
# == dev.py
DEBUG = "dev"
def extra():
    return "d"
#### a branch that is not taken
from settings import DEBUG, show
def main():
    print(DEBUG, show())
# == settings.py
LOCAL = False
DEBUG = 1
if LOCAL:
    from local import *
def show():
    return DEBUG
# == local.py
print("never")
DEBUG = 2
#### what is read in between
from settings import show, BEFORE, AFTER
def main():
    print(show(), BEFORE, AFTER)
# == settings.py
VALUE = [1]
BEFORE = VALUE
try:
    from other import *
except ImportError:
    VALUE = [3]
AFTER = VALUE
def show():
    return VALUE
# == other.py
VALUE = [2]
#### names that are not brought
from settings import _hidden, LISTED, UNLISTED
def main():
    print(_hidden, LISTED, UNLISTED)
# == settings.py
_hidden = LISTED = UNLISTED = "mine"
if True:
    from one import *
    from two import *
# == one.py
_hidden = "theirs"
# == two.py
__all__ = ["LISTED"]
LISTED = UNLISTED = "theirs"
#### through another star, a package, and an import from outside
import app
def main():
    print(app.loads("[1]"), app.deep(), app.inner.VALUE)
# == app/__init__.py
try:
    from .facade import *
except ImportError:
    raise
# == app/facade.py
from json import loads
from .core import *
from . import inner
# == app/core.py
def deep():
    return "deep"
# == app/inner.py
VALUE = 7
#### what it brings is rebound
from settings import bump, COUNT
import base
def main():
    bump()
    import settings
    print(settings.COUNT, base.COUNT, COUNT)
# == settings.py
if True:
    from base import *
def other():
    return COUNT
# == base.py
COUNT = 1
def bump():
    global COUNT
    COUNT += 1
#### asked for by a name
import settings
def get(name):
    return getattr(settings, name)
def main():
    print(get("DEBUG"), get("LEVEL"))
# == settings.py
DEBUG = False
try:
    from extra import *
except ImportError:
    pass
# == extra.py
LEVEL = 3
"""


@pytest.mark.parametrize("program", cases(PROGRAMS))
def test_the_script_prints_what_python_prints(program: str, tmp_path: Path) -> None:
    same(tmp_path, program)
