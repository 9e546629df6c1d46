"""What evaluation no longer knows: conditions, calls given up, code from outside that changes things."""

from __future__ import annotations

import pytest

from modec.diagnostics import Refused
from modec.evaluate.values import GlobalRef, Residual

HEAD = "import os\nfrom somewhere import thing\n"


@pytest.mark.parametrize(
    "text",
    [
        "if thing():\n    X.append(2)\n",
        "if thing():\n    X[0] = 2\nelse:\n    pass\n",
        "for each in thing():\n    X.append(each)\n",
        "X.extend(thing())\n",
        "X += thing()\n",
        "thing(X)\n",
        "Y = thing.update(X)\n",
        "X[thing()] = 1\n",
        "def f():\n    X.append(1)\n    if thing():\n        X.append(2)\nf()\n",
        "def f():\n    global X\n    if thing():\n        X = 2\nf()\n",
        "if thing():\n    X = [2]\n",
        "with thing() as X:\n    pass\n",
        "match thing():\n    case [X]:\n        pass\n",
        "async def f(): ...\nX = f()\n",
        "def f():\n    yield 1\nX = f()\n",
    ],
)
def test_what_may_have_changed_is_residual(evaluated, text: str):
    variables = evaluated(HEAD + "X = [1]\n" + text + "SEEN = X\n").entry.variables
    assert isinstance(variables["SEEN"], Residual)


@pytest.mark.parametrize(
    "text",
    [
        "print(X)\n",
        "import logging\nlogging.getLogger().info(X)\n",
        "from dagster import check\ncheck.list_param(X, 'x')\n",
        "import jsonschema\njsonschema.validate(X, {})\n",
        "Y = thing(X)\n",
        "if thing():\n    Z = 1\n",
    ],
)
def test_what_is_only_looked_at_stays_known(evaluated, text: str):
    assert evaluated(HEAD + "X = [1]\n" + text + "SEEN = X\n").entry.variables["SEEN"] == [1]


@pytest.mark.parametrize("change", ["if thing():\n    M.update(b'b')\n", "M.update(thing())\n"])
def test_a_hash_of_unknown_data_is_residual(evaluated, change: str):
    text = "import hashlib\nM = hashlib.md5(b'a')\nKNOWN = M.hexdigest()\n"
    variables = evaluated(HEAD + text + change + "SEEN = M.hexdigest()\n").entry.variables
    assert variables["KNOWN"] == "0cc175b9c0f1b6a831c399e269772661"
    assert isinstance(variables["SEEN"], Residual)


def test_functions_under_an_unknown_condition_are_the_runs(evaluated):
    variables = evaluated(
        HEAD
        + "if thing():\n    def f(): ...\nelse:\n    from a import f, g as h\n    import b.c\n",
        {"a.py": "f = g = 1", "b/__init__.py": "", "b/c.py": ""},
    ).entry.variables
    assert all(isinstance(variables[name], GlobalRef) for name in ("f", "h", "b"))


def test_modules_under_an_unknown_condition_are_evaluated(evaluated):
    evaluation = evaluated(
        HEAD + "if thing():\n    from dev import *\nelse:\n    from prod import *\n",
        {"dev.py": "DB = 'd'", "prod.py": "DB = 'p'"},
    )
    assert list(evaluation.environments) == ["dev", "prod", "pipeline"]
    assert isinstance(evaluation.entry.variables["DB"], GlobalRef)


def test_a_definition_made_of_a_variable_that_changes_later(evaluated):
    text = """
    import os
    from dagster import ModeDefinition, ResourceDefinition, pipeline, solid
    URL = os.environ["URL"]
    first = ResourceDefinition.hardcoded_resource(URL)
    URL = os.environ["OTHER"]
    @solid
    def one(_): ...
    """
    with pytest.raises(Refused) as caught:
        evaluated(text)
    assert "'URL'" in caught.value.diagnostics[0].message


def test_sets_are_iterated_in_order(evaluated):
    variables = evaluated(
        "A = list({'c', 'a', 'b'})\nB = [x for x in {3, 1, 20}]\nC = ','.join({'y', 'x'})\n"
    ).entry.variables
    assert variables["A"] == ["a", "b", "c"]
    assert variables["B"] == [1, 3, 20]
    assert variables["C"] == "x,y"


def test_an_instance_of_a_subclass_of_a_definition_is_refused_where_it_is_used(evaluated):
    text = """
    from dagster import PythonObjectDagsterType, InputDefinition, pipeline, solid
    class Mine(PythonObjectDagsterType):
        def __init__(self): super().__init__(python_type=dict, name="Mine")
        def check_instance(self, context, value): return True
    MINE = Mine()
    @solid(input_defs=[InputDefinition("x", MINE)])
    def one(_, x): ...
    @pipeline
    def p(): one()
    """
    with pytest.raises(Refused) as caught:
        evaluated(text)
    assert {found.code for found in caught.value.diagnostics} == {"MD105"}


@pytest.mark.parametrize(
    "change",
    [
        'if os.environ.get("MODE") == "prod":\n    settings.table = "b"',
        'if os.environ.get("MODE") == "prod":\n    settings.use("b")',
        'if os.environ.get("MODE") == "prod":\n    Settings.schema = "b"',
        'for name in os.environ["NAMES"].split():\n    setattr(settings, "table", name)',
        'for name in os.environ["NAMES"].split():\n    setattr(settings, name, 1)',
        'try:\n    settings.table = os.environ["TABLE"]\nexcept KeyError:\n    pass',
        'setattr(settings, os.environ["NAME"], 1)',
    ],
)
def test_what_may_have_changed_an_object_leaves_it_unknown(change: str, evaluated) -> None:
    text = """
import os
class Settings:
    schema = "s"
    def __init__(self):
        self.table = "a"
    def use(self, table):
        self.table = table
    def shown(self):
        return self.table
settings = Settings()
{change}
R = settings.table + settings.schema
"""
    assert isinstance(evaluated(text.format(change=change)).entry.variables["R"], Residual)


@pytest.mark.parametrize("asked", ["settings.shown()", "print(settings)", "settings.log('x')"])
def test_who_only_asks_an_object_leaves_it_known(asked: str, evaluated) -> None:
    text = f"""
import os
class Settings:
    def __init__(self):
        self.table = "a"
    def shown(self):
        return self.table
    def log(self, text):
        print(text)
settings = Settings()
if os.environ.get("MODE"):
    {asked}
R = settings.table
"""
    assert evaluated(text).entry.variables["R"] == "a"


def test_a_module_s_variable_that_may_have_been_assigned_is_unknown(evaluated) -> None:
    text = """
import os
import settings
if os.environ.get("MODE"):
    settings.TABLE = "b"
R = settings.TABLE
"""
    known = evaluated(text, {"settings.py": "TABLE = 'a'"}).entry.variables["R"]
    assert isinstance(known, Residual)


@pytest.mark.parametrize(
    "call",
    [
        "decorated('b')",
        "half_way('b')",
        "with managed():\n    pass",
    ],
)
def test_what_calls_given_up_may_have_changed_is_unknown(call: str, evaluated) -> None:
    text = f"""
import os
from contextlib import contextmanager
from somewhere import thing
NAMES = ["a"]
class Settings:
    table = "a"
def add(name):
    NAMES.append(name)
    Settings.table = name
@thing
def decorated(name):
    NAMES.append(name)
    Settings.table = name
def half_way(name):
    if os.environ.get("MODE"):
        raise ValueError
    add(name)
@contextmanager
def managed():
    for name in thing():
        add(name)
        yield name
{call}
TABLE = Settings.table
R = [each for each in NAMES]
"""
    variables = evaluated(text).entry.variables
    assert isinstance(variables["R"], Residual) and isinstance(variables["TABLE"], Residual)


@pytest.mark.parametrize(
    "change",
    [
        'Settings.known["x"] = 1',
        "Settings.names.append(1)",
        'shop["a"] = 2',
        "shop.update(a=2)",
        'filled["a"] = 2',
    ],
)
def test_what_may_have_changed_what_an_object_holds_leaves_it_unknown(
    change: str, evaluated
) -> None:
    text = f"""
import os
class Settings:
    known = {{}}
    names = []
class Shop(dict):
    pass
class Filled:
    def __init__(self):
        self.held = {{"a": 1}}
    def __setitem__(self, key, value):
        self.held[key] = value
    def __getitem__(self, key):
        return self.held[key]
shop, filled = Shop(a=1), Filled()
seen = Settings.names.copy() if os.environ.get("MODE") else None
BEFORE = [len(Settings.known), len(Settings.names), shop["a"], filled["a"]]
if os.environ.get("MODE"):
    {change}
R = [len(Settings.known), len(Settings.names), shop["a"], filled["a"]]
"""
    variables = evaluated(text).entry.variables
    assert variables["BEFORE"] == [0, 0, 1, 1]
    assert sum(isinstance(each, Residual) for each in variables["R"]) == 1
