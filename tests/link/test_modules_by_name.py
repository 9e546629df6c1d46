"""Code that runs names modules of the project in texts: they are found under those names, or that is refused."""

from pathlib import Path

import pytest
from programs import cases, refused, same

PROGRAMS = r"""
#### mock patch
from unittest import mock
import pkg.mod as m
def main():
    with mock.patch("pkg.mod.f") as p:
        p.return_value = 7
        print(m.f(), m.g())
    print(m.f(), m.g())
# == pkg/__init__.py
# == pkg/mod.py
def f():
    return 1
def g():
    return f() + 1
#### mock patch from
from unittest.mock import patch
from mod import g
def main():
    with patch("mod.f", return_value=7):
        print(g())
    print(g())
# == mod.py
def f():
    return 1
def g():
    return f() + 1
#### mock patch object
from unittest.mock import patch
import mod
def main():
    with patch.object(mod, "f", return_value=7):
        print(mod.g())
    print(mod.g())
# == mod.py
def f():
    return 1
def g():
    return f() + 1
#### mock patch decorator
from unittest.mock import patch
import mod
@patch("mod.f")
def main(p=None):
    p.return_value = 3
    print(mod.g())
# == mod.py
def f():
    return 1
def g():
    return f() + 1
#### patch dict
from unittest.mock import patch
import mod
def main():
    with patch.dict("mod.TABLE", {"a": 2}):
        print(mod.TABLE)
    print(mod.TABLE)
# == mod.py
TABLE = {}
#### import_module
import importlib
def main():
    m = importlib.import_module("pkg.mod")
    print(m.f(), importlib.import_module(".mod", "pkg").f(), importlib.import_module(".mod", package="pkg").f())
# == pkg/__init__.py
# == pkg/mod.py
def f():
    return 1
#### import_module beside this module
import pkg.main
def main():
    print(pkg.main.late(), pkg.main.also())
# == pkg/__init__.py
# == pkg/main.py
from importlib import import_module
def late():
    return import_module(".x", __name__.rpartition(".")[0]).go()
def also():
    return import_module(".x", __name__.rsplit(".", 1)[0]).go() + import_module(".x", package=__package__).go()
# == pkg/x.py
def go():
    return 7
#### import_module variable
import importlib
NAME = "mod"
def main():
    print(importlib.import_module(NAME).f())
# == mod.py
def f():
    return 1
#### import_module table
import importlib
NAMES = {"a": "mod", "b": "mod2"}
def load(k):
    return importlib.import_module(NAMES[k])
def main():
    print(load("a").f())
# == mod.py
def f():
    return 1
# == mod2.py
def f():
    return 2
#### dunder import
def main():
    print(__import__("mod").f(), __import__("pkg.mod").mod.f(), __import__("pkg.mod", fromlist=["x"]).f())
# == mod.py
def f():
    return 1
# == pkg/__init__.py
# == pkg/mod.py
def f():
    return 2
#### sys.modules
import sys
import mod
def main():
    print(sys.modules["mod"].f(), sys.modules["mod"] is mod, "mod" in sys.modules, "other" in sys.modules, sys.modules.get("mod").f())
# == mod.py
def f():
    return 1
#### sys.modules name
import sys
import mod
def main():
    print(mod.me().f(), mod.attr("f")())
# == mod.py
import sys
def f():
    return 1
def me():
    return sys.modules[__name__]
def attr(n):
    return getattr(sys.modules[__name__], n)
#### pkgutil.resolve_name
import pkgutil
def main():
    print(pkgutil.resolve_name("mod.f")(), pkgutil.resolve_name("mod:f")())
# == mod.py
def f():
    return 1
#### pydoc.locate
import pydoc
def main():
    print(pydoc.locate("mod.f")())
# == mod.py
def f():
    return 1
#### dictConfig
import logging.config
def main():
    logging.config.dictConfig({"version": 1, "formatters": {"x": {"()": "mod.Fmt"}}, "handlers": {"h": {"class": "logging.StreamHandler", "formatter": "x"}}})
    print("ok")
# == mod.py
import logging
class Fmt(logging.Formatter):
    pass
#### patch class method
from unittest.mock import patch
import mod
def main():
    with patch("mod.C.f", return_value=7):
        print(mod.C().f())
    print(mod.C().f())
# == mod.py
class C:
    def f(self):
        return 1
#### patch of names imported elsewhere
from unittest.mock import patch
import other
def main():
    with patch("other.f", return_value=7):
        print(other.g(), other.mod.f())
    print(other.g())
# == other.py
from mod import f
import mod
def g():
    return f()
# == mod.py
def f():
    return 1
#### nested package patch
from unittest.mock import patch
from a.b.c import g
def main():
    with patch("a.b.c.f", lambda: 3):
        print(g())
    with patch("a.b.c.K", 9):
        import a.b.c as c
        print(c.K)
# == a/b/__init__.py
# == a/b/c.py
K = 1
def f():
    return 1
def g():
    return f()
#### patch with definitions beside
from unittest.mock import patch
from a import g
def main():
    with patch("a.f", lambda: 3):
        print(g())
# == a.py
from modec import solid, resource
@solid
def s(_): pass
@resource
def r(_): return 1
def f():
    return 1
def g():
    return f()
#### import_module loop
import importlib
def load():
    return [importlib.import_module("plug." + n).NAME for n in ("a", "b")]
def main():
    print(load())
# == plug/__init__.py
# == plug/a.py
NAME = "a"
# == plug/b.py
NAME = "b"
"""


@pytest.mark.parametrize("program", cases(PROGRAMS))
def test_they_are_found(program: str, tmp_path: Path) -> None:
    same(tmp_path, program)


@pytest.mark.parametrize(
    "code",
    [
        "import importlib.util\ndef main(): print(importlib.util.find_spec('mod') is not None)",
        "import runpy\ndef main(): print(runpy.run_module('mod')['X'])",
        "import importlib, mod\ndef main(name='mod'): print(importlib.import_module(name).X)",
    ],
)
def test_what_needs_their_files_or_a_name_that_is_not_known_is_refused(
    code: str, tmp_path: Path
) -> None:
    assert refused(tmp_path, f"{code}\n# == mod.py\nX = 1\n") == ["MD506"]
