"""`try: from settings import LOCAL`, where the project's module has no such name: the script does what Python does."""

from pathlib import Path

import pytest
from programs import cases, same, script_of, write

PROGRAMS = r"""
#### a name that the module never has
try:
    from settings import LOCAL
except ImportError:
    LOCAL = "none"
def main():
    print(LOCAL)
# == settings.py
HOST = "host"
#### the names before it are bound
try:
    from settings import HOST, PORT
except ImportError:
    PORT = 1
try:
    from settings import HOST as first, PORT as second
except ImportError as error:
    second = type(error).__name__
def main():
    print(HOST, PORT, first, second)
# == settings.py
HOST = "host"
#### all are bound anew
try:
    from settings import HOST, PORT
except ImportError:
    HOST, PORT = "own", 1
def main():
    print(HOST, PORT)
# == settings.py
HOST = "host"
#### another module has it
try:
    from settings import LOCAL
except ImportError:
    from fallback import LOCAL
def main():
    print(LOCAL)
# == settings.py
# == fallback.py
LOCAL = 2
#### in a function
def main():
    try:
        from settings import HOST, LOCAL
    except ImportError:
        LOCAL = "none"
    print(HOST, LOCAL)
# == settings.py
HOST = "host"
#### of a package
try:
    from shop import db, cache
except ImportError:
    cache = None
try:
    from shop.db import pool
except (ImportError, AttributeError):
    pool = "no pool"
def main():
    print(db.NAME, cache, pool)
# == shop/__init__.py
# == shop/db.py
NAME = "db"
#### a function takes over
try:
    from helpers import faster
except ImportError:
    def faster(value):
        return value + 1
def main():
    print(faster(1))
# == helpers.py
def slower(value):
    return value
#### a name that is there
try:
    from settings import HOST
except ImportError:
    HOST = "none"
def main():
    print(HOST)
# == settings.py
HOST = "host"
"""


@pytest.mark.parametrize("text", cases(PROGRAMS))
def test_the_script_prints_what_python_prints(text: str, tmp_path: Path) -> None:
    same(tmp_path, text)


GUARDED = """
try:
    from heavy import compute
except ImportError:
    compute = None
def main():
    print(compute())
# == heavy.py
import nowhere_to_be_found
def compute():
    return nowhere_to_be_found.compute()
"""


def test_what_such_a_module_imports_is_a_dependency(tmp_path: Path) -> None:
    script = script_of(write(tmp_path, GUARDED))
    assert '"nowhere_to_be_found",  # assumed' in script
    assert "\nimport nowhere_to_be_found\n" in script
    assert "compute = None" not in script
