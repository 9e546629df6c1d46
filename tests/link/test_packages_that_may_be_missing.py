"""`import a.b` binds `a`: several modules that do without `a` where it is missing have each a variable of that name."""

from pathlib import Path

import pytest
from programs import cases, same

PROGRAMS = r"""
#### a package that is there, and one that is not
import one
import two
def main():
    print(one.parse("a"), two.parse("a"), one.absent(), two.absent())
# == one.py
try:
    import xml.dom.minidom
    import nowhere.inside
except ImportError:
    nowhere = None
def parse(name):
    return xml.dom.minidom.parseString(f"<{name}/>").documentElement.tagName
def absent():
    return nowhere
# == two.py
try:
    import xml.dom.minidom
except ImportError:
    xml = None
try: import nowhere.inside, json
except ImportError: nowhere = "none"
def parse(name):
    return xml and xml.dom.minidom.parseString(f"<{name}/>").documentElement.tagName * 2
def absent():
    return nowhere
"""


@pytest.mark.parametrize("program", cases(PROGRAMS))
def test_packages(tmp_path: Path, program: str) -> None:
    assert "__import__" in same(tmp_path, program)
