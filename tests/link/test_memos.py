"""Functions that remember what they find out, called while definitions are made and when they run."""

from pathlib import Path
from textwrap import indent

import pytest
from programs import printed_by_script

from modec.compiler import analyse, build
from modec.diagnostics import Refused

PROGRAM = """
from functools import lru_cache
from modec import pipeline, solid
{code}
def make(env):
    config = {call}
    @solid(name="s_" + config["env"])
    def inner(_):
        config["seen"] = 1
        print(config["env"], sorted({call}))
    return inner
one = make("dev")
two = make("prod")
@pipeline
def program():
    one()
    two()
"""
BY_KEY = """
_CACHE = {}
def load(env):
    if env not in _CACHE:
        _CACHE[env] = {"env": env}
    return _CACHE[env]
"""
REMEMBERING = {
    "by the key": (BY_KEY, "load(env)"),
    "by get": (
        """
_CACHE = {}
def load(env):
    found = _CACHE.get(env)
    if found is None:
        found = {"env": env}
        _CACHE[env] = found
    return found
""",
        "load(env)",
    ),
    "by the error": (
        """
_CACHE = {}
def load(env):
    try:
        return _CACHE[env]
    except KeyError:
        _CACHE[env] = {"env": env}
        return _CACHE[env]
""",
        "load(env)",
    ),
    "in the class": (
        """
class Config:
    _cache = {}
    @classmethod
    def load(cls, env):
        if env not in cls._cache:
            cls._cache[env] = {"env": env}
        return cls._cache[env]
""",
        "Config.load(env)",
    ),
    "in an object": (
        """
class Config:
    def __init__(self):
        self._cache = {}
    def load(self, env):
        if env not in self._cache:
            self._cache[env] = {"env": env}
        return self._cache[env]
CONFIG = Config()
""",
        "CONFIG.load(env)",
    ),
}
OF_ONE = {
    "a global variable": (
        """
_CONFIG = None
def load():
    global _CONFIG
    if _CONFIG is None:
        _CONFIG = {"env": "a"}
    return _CONFIG
""",
        "load()",
    ),
    "a global variable with an object": (
        """
class Config(dict):
    pass
_config = None
def load():
    global _config
    if not _config:
        _config = Config(env="a")
    return _config
""",
        "load()",
    ),
    "the only instance": (
        """
class Config:
    _only = None
    @classmethod
    def get(cls):
        if cls._only is None:
            cls._only = cls()
        return cls._only
    def __init__(self):
        self.values = {"env": "a"}
    def __getitem__(self, key):
        return self.values[key]
    def __setitem__(self, key, value):
        self.values[key] = value
    def __iter__(self):
        return iter(self.values)
""",
        "Config.get()",
    ),
    "a property": (
        """
class Config:
    @property
    def values(self):
        if not hasattr(self, "_values"):
            self._values = {"env": "a"}
        return self._values
CONFIG = Config()
""",
        "CONFIG.values",
    ),
}


def printed(folder: Path, text: str) -> str:
    entry = folder / "entry.py"
    entry.write_text(text)
    return printed_by_script(build(analyse(entry)).text, folder)


def codes(folder: Path, text: str) -> set[str]:
    entry = folder / "entry.py"
    entry.write_text(text)
    try:
        build(analyse(entry))
    except Refused as refusal:
        return {each.code for each in refusal.diagnostics}
    return set()


@pytest.mark.parametrize("name", REMEMBERING)
def test_by_a_key(name: str, tmp_path: Path) -> None:
    code, call = REMEMBERING[name]
    text = PROGRAM.format(code=code, call=call)
    # What was captured is what the function gives: one object, so that a change of it is seen.
    assert printed(tmp_path, text) == "dev ['env', 'seen']\nprod ['env', 'seen']\n"


@pytest.mark.parametrize("name", OF_ONE)
def test_one_thing(name: str, tmp_path: Path) -> None:
    code, call = OF_ONE[name]
    text = PROGRAM.format(code=code, call=call).replace('"s_" + ', '"s_" + env + ')
    assert printed(tmp_path, text) == "a ['env', 'seen']\na ['env', 'seen']\n"


def test_in_a_table_that_is_captured(tmp_path: Path) -> None:
    text = PROGRAM.format(code=BY_KEY, call="load(env)")
    text = text.replace("config =", "held =", 1).replace(
        "held = load(env)", "held = [load(env), env]"
    )
    text = text.replace('config["', 'held[0]["')
    assert printed(tmp_path, text) == "dev ['env', 'seen']\nprod ['env', 'seen']\n"


SEEN = {
    "it says whether it is the first time": """
_CACHE = {}
def load(env):
    if env in _CACHE:
        return {"env": env, "again": True}
    _CACHE[env] = {"env": env}
    return _CACHE[env]
""",
    "it counts": """
_CACHE = {}
def load(env):
    if env not in _CACHE:
        _CACHE[env] = {"env": env, "number": len(_CACHE)}
    return _CACHE[env]
""",
    "it is given what it keeps": """
_CACHE = {}
def load(env, kept=None):
    if env not in _CACHE:
        _CACHE[env] = kept or {"env": env}
    return _CACHE[env]
""",
    "the key is not what it is given": """
_CACHE = {}
def load(env):
    name = env
    env = "all"
    if env not in _CACHE:
        _CACHE[env] = {"env": name}
    return {**_CACHE[env], "env": name}
""",
    "something else looks at it": BY_KEY + "def known():\n    return sorted(_CACHE)\n",
    "something else changes what it is made of": """
ENVS = []
_CACHE = {}
def load(env):
    if env not in _CACHE:
        _CACHE[env] = {"env": env, "known": list(ENVS)}
    return _CACHE[env]
def enter(env):
    ENVS.append(env)
enter("x")
""",
    "it keeps one thing of what it is given": """
_CONFIG = None
def load(env):
    global _CONFIG
    if _CONFIG is None:
        _CONFIG = {"env": env}
    return {"env": env, "first": _CONFIG}
""",
    "it starts with something": BY_KEY.replace("{}", '{"x": 1}'),
    "a generator": """
_CACHE = {}
def load(env):
    return list(loaded(env))[0]
def loaded(env):
    if env not in _CACHE:
        _CACHE[env] = {"env": env}
    yield _CACHE[env]
""",
}


@pytest.mark.parametrize("name", SEEN)
def test_what_others_can_tell_is_refused(name: str, tmp_path: Path) -> None:
    assert codes(tmp_path, PROGRAM.format(code=SEEN[name], call="load(env)")) == {"MD517"}


def test_a_statement_that_changes_more_is_refused(tmp_path: Path) -> None:
    code = BY_KEY + "MADE = []\n"
    text = PROGRAM.format(code=code, call="load(env)").replace(
        "    return inner", indent("MADE.append(env)\nreturn inner", "    ")
    )
    assert printed(tmp_path, text)
    assert codes(tmp_path, text.replace("print(", "print(MADE, ")) == {"MD517"}
