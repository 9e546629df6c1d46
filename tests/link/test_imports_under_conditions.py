"""Imports in branches: what a module does when it is imported is done only if Python imports it, or that is refused."""

from pathlib import Path

import pytest
from programs import cases, refused, same

NOT_IMPORTED = r"""
#### a constant
DEBUG = False
if DEBUG:
    import plugin
def main():
    print("run")
# == plugin.py
print("effect")
#### a name of it is needed by the other branch's reader
DEBUG = False
if DEBUG:
    from plugin import VALUE
else:
    VALUE = 5
def main():
    print(VALUE)
# == plugin.py
print("effect")
VALUE = 3
#### it registers something
from registry import TABLE
DEBUG = False
if DEBUG:
    import plugin
def main():
    print(TABLE)
# == registry.py
TABLE = {}
# == plugin.py
from registry import TABLE
TABLE["x"] = 1
#### what it imports
DEBUG = False
if DEBUG:
    import plugin
def main():
    print("run")
# == plugin.py
import other
# == other.py
print("effect")
#### imported elsewhere for certain
DEBUG = False
if DEBUG:
    import plugin
import other
def main():
    print("run")
# == plugin.py
print("never")
import other
# == other.py
print("effect")
#### a branch that is taken
DEBUG = True
if DEBUG:
    import plugin
def main():
    print("run")
# == plugin.py
print("effect")
#### an old Python
import sys
if sys.version_info < (3, 6):
    import plugin
if sys.version_info[0] == 2:
    import plugin
def main():
    print("run")
# == plugin.py
print("effect")
#### nothing that is done, only names
import os
VALUE = 5
if os.environ.get("NO_SUCH_VARIABLE_HERE"):
    from plugin import VALUE
def main():
    print(VALUE)
# == plugin.py
VALUE = 3
"""

UNKNOWN = r"""
#### an effect
import os
if os.environ.get("PLUGIN"):
    import plugin
def main():
    print("run")
# == plugin.py
print("effect")
#### a registration
import os
from registry import TABLE
if os.environ.get("PLUGIN"):
    import plugin
def main():
    print(TABLE)
# == registry.py
TABLE = {}
# == plugin.py
from registry import TABLE
TABLE["x"] = 1
#### a registered definition
import os
from registry import TABLE
if os.environ.get("PLUGIN"):
    import plugin
def main():
    print("run")
# == registry.py
TABLE = []
# == plugin.py
from modec import solid
from registry import TABLE
@solid
def other(_): ...
TABLE.append(other)
"""


@pytest.mark.parametrize("text", cases(NOT_IMPORTED))
def test_as_in_python(tmp_path: Path, text: str) -> None:
    same(tmp_path, text)


@pytest.mark.parametrize("text", cases(UNKNOWN))
def test_what_only_the_run_knows_is_refused(tmp_path: Path, text: str) -> None:
    assert refused(tmp_path, text) == ["MD515"]
