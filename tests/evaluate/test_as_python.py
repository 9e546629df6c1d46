"""What module-level code computes is known to the build as Python computes it: `as_python.txt`, Python judges."""

from __future__ import annotations

import sys
from pathlib import Path
from textwrap import dedent
from types import ModuleType
from typing import Any

import pytest

from modec.evaluate import Evaluation
from modec.evaluate.residuals import residuals_in
from modec.evaluate.values import Residual

PROGRAMS = (
    Path(__file__).with_name("as_python.txt").read_text(encoding="utf-8").strip().split("\n---\n")
)
FILES = {
    "conf/a.yaml": "db: {host: h, port: 5}\nnames: [x, y]\n",
    "conf/b.json": '{"k": {"v": 1}}',
    "conf/d.csv": "name,kind\na,int\nb,str\n",
    "conf/q.sql": "SELECT 1\n",
    "conf/c.ini": "[db]\nhost = h\nport = 5\nflag = yes\n[other]\nx = %(y)s/z\ny = q\n",
    "pyproject.toml": "",
}


@pytest.mark.parametrize("text", PROGRAMS, ids=range(len(PROGRAMS)))
def test_the_build_knows_what_python_computes(
    text: str, evaluated, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    evaluation = evaluated(text, FILES)
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "pipeline.py"
    module = ModuleType("pipeline")
    monkeypatch.setitem(sys.modules, "pipeline", module)  # dataclasses look for it
    variables: dict[str, Any] = vars(module)
    variables["__file__"] = str(file)
    exec(compile(text, str(file), "exec", dont_inherit=True), variables)
    known = evaluation.entry.variables["R"]
    assert not isinstance(known, Residual) and not any(residuals_in(known))
    assert repr(known) == repr(variables["R"])


def unknown(evaluation: Evaluation, name: str = "R") -> bool:
    value = evaluation.entry.variables[name]
    return isinstance(value, Residual) or any(residuals_in(value))


@pytest.mark.parametrize(
    "text",
    [
        """
        class Meta(type):
            registry = {}
            def __new__(mcs, name, bases, namespace):
                cls = super().__new__(mcs, name, bases, namespace)
                mcs.registry[name] = cls
                return cls
        class A(metaclass=Meta): ...
        class B(A): ...
        R = sorted(Meta.registry)
        """,
        """
        import outside
        class Tables:
            def __init__(self):
                self.names = []
            def load(self):
                self.names.append("a")
                if outside.more():
                    self.names.append("b")
        TABLES = Tables()
        TABLES.load()
        R = TABLES.names
        """,
        """
        from datetime import datetime
        R = datetime.now().year
        """,
        """
        from datetime import datetime
        R = datetime(2020, 1, 1).timestamp()
        """,
        """
        from enum import Enum
        class Mode(str, Enum):
            PROD = "prod"
        R = f"{Mode.PROD}"
        """,
        """
        import configparser, os
        SETTINGS = configparser.ConfigParser()
        SETTINGS.read_string("[a]\\nb = 1")
        if os.environ.get("MODE"):
            SETTINGS.read_string("[a]\\nb = 2")
        R = SETTINGS["a"]["b"]
        """,
        """
        import configparser, os
        SETTINGS = configparser.ConfigParser()
        SETTINGS.read_string("[a]\\nb = 1")
        SETTINGS.read(os.path.expanduser("~/.settings.ini"))
        R = SETTINGS.get("a", "b")
        """,
        """
        from itertools import groupby
        R = [(key, list(group)) for key, group in list(groupby("aab"))]
        """,
        """
        class Table:
            def __init__(self): self._name = "a"
            @property
            def name(self): return self._name
            @name.setter
            def name(self, value): self._name = value.upper()
        TABLE = Table()
        TABLE.name = "b"
        R = TABLE.name
        """,
        """
        class Upper:
            def __get__(self, owner, kind=None): return "X"
        class Table:
            name = Upper()
        R = Table().name
        """,
        """
        from types import SimpleNamespace
        R = SimpleNamespace(a=1) == SimpleNamespace(a=1)
        """,
    ],
    ids=[
        *("metaclass", "given-up", "clock", "zone", "version", "settings", "home", "groups"),
        *("setter", "descriptor", "namespaces"),
    ],
)
def test_what_the_build_cannot_know_is_unknown(text: str, evaluated) -> None:
    assert unknown(evaluated(dedent(text)))
