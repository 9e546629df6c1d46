"""Modules that functions import only for what they do: they are executed, and what they do is done."""

from pathlib import Path

import pytest
from programs import cases, refused, same

PROGRAMS = r"""
#### a function of the run
from registry import TABLE
def main():
    import plugin
    print(TABLE)
# == registry.py
TABLE = {}
# == plugin.py
from registry import TABLE
print("loaded")
TABLE["x"] = 1
#### from a package
from registry import TABLE
def main():
    from plugins import one, two
    print(TABLE)
# == registry.py
TABLE = []
# == plugins/__init__.py
from registry import TABLE
TABLE.append("plugins")
# == plugins/one.py
from registry import TABLE
TABLE.append("one")
# == plugins/two.py
from registry import TABLE
TABLE.append("two")
#### a dotted module
from registry import TABLE
def main():
    import plugins.one
    print(TABLE)
# == registry.py
TABLE = []
# == plugins/__init__.py
# == plugins/one.py
from registry import TABLE
TABLE.append("one")
#### a function that is called while the module is imported
from registry import TABLE
def load():
    import plugin  # noqa
load()
TABLE["y"] = 2
def main():
    print(TABLE)
# == registry.py
TABLE = {}
# == plugin.py
from registry import TABLE
print("loaded")
TABLE["x"] = 1
#### only the branch that is taken
from registry import TABLE
def load(kind):
    if kind == "a":
        import a
    else:
        import b
load("b")
def main():
    print(TABLE)
# == registry.py
TABLE = {}
# == a.py
from registry import TABLE
TABLE["a"] = 1
# == b.py
from registry import TABLE
TABLE["b"] = 1
"""


@pytest.mark.parametrize("text", cases(PROGRAMS))
def test_as_in_python(tmp_path: Path, text: str) -> None:
    same(tmp_path, text)


def test_an_assignment_to_another_module_that_comes_in_the_middle_of_the_run_is_refused(
    tmp_path: Path,
) -> None:
    program = """
    import settings
    def main():
        import setter
        print(settings.client)
    # == settings.py
    client = None
    # == setter.py
    import settings
    settings.client = "set"
    """
    assert refused(tmp_path, program) == ["MD505"]
