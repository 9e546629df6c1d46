"""Names that only Python 2 has: they stay where nothing evaluates them, and are refused elsewhere."""

from pathlib import Path

import pytest
from programs import cases, same

from modec.compiler import analyse, build
from modec.diagnostics import Refused

PROGRAMS = r"""
#### a branch on the version
import sys
if sys.version_info[0] < 3:
    text_type = unicode
else:
    text_type = str
def main():
    print(text_type(3))
#### a constant of the module
import sys
PY2 = sys.version_info[0] == 2
if PY2:
    string_types = (basestring,)
else:
    string_types = (str,)
def main():
    x = "x"
    print(isinstance(x, string_types), PY2 and isinstance(x, basestring))
    print(unicode(x) if PY2 else x)
#### what is caught
try:
    unicode
except NameError:
    unicode = str
try:
    input = raw_input
except NameError:
    pass
try:
    long_type = long
except NameError:
    long_type = int
def main():
    print(unicode(3), long_type(4), input.__name__)
    try:
        print(xrange(3))
    except NameError as error:
        print(error)
#### in a function
import sys
def to_text(value):
    if sys.version_info < (3, 0):
        return unicode(value)
    elif not sys.version_info >= (3,):
        return basestring(value)
    return str(value)
def main():
    print(to_text(3))
"""


@pytest.mark.parametrize("text", cases(PROGRAMS))
def test_as_in_python(tmp_path: Path, text: str) -> None:
    same(tmp_path, text)


@pytest.mark.parametrize(
    "body",
    ["return unicode(3)", "if sys.platform == 'x':\n        return unicode(3)"],
)
def test_elsewhere_they_are_not_defined(tmp_path: Path, body: str) -> None:
    entry = tmp_path / "entry.py"
    head = "import sys\nfrom modec import pipeline, solid\n@solid\ndef work(_):\n    "
    entry.write_text(f"{head}{body}\n@pipeline\ndef program():\n    work()\n")
    with pytest.raises(Refused) as refusal:
        build(analyse(entry))
    assert [each.code for each in refusal.value.diagnostics] == ["MD507"]
