"""What importing a module does outside of the project happens in the script, also where it happens on the way to a value nobody needs."""

from pathlib import Path

import pytest
from programs import same

DONE = """
import decimal, json, os, random, sys, types
os.environ.pop("MODEC_TEST", None)
json.patched = None
random.seed(1)
sys.modules.pop("made_up", None)
decimal.getcontext().prec = 28
{code}
def main():
    print(os.environ.get("MODEC_TEST"), json.patched, random.random(), "made_up" in sys.modules)
    print(decimal.getcontext().prec)
    decimal.getcontext().prec = 28
"""
BY = [
    "def init():\n    os.environ['MODEC_TEST'] = '1'\n    return 3\nx = init()",
    "def init(f):\n    os.environ.setdefault('MODEC_TEST', '1')\n    return f\n@init\ndef q(): pass",
    "class A:\n    def __init__(self):\n        os.environ['MODEC_TEST'] = '1'\na = A()",
    "class A:\n    os.environ['MODEC_TEST'] = '1'",
    "x = os.environ.setdefault('MODEC_TEST', '1')",
    "x = [os.environ.update({'MODEC_TEST': v}) for v in '12']",
    "def f(x=os.environ.setdefault('MODEC_TEST', '1')): pass",
    "def init(env=os.environ):\n    env['MODEC_TEST'] = '1'\n    return env\nenv = init()",
    "def init():\n    json.patched = 'by init'\n    return 1\nx = init()",
    "def init():\n    setattr(json, 'patched', 'by init')\n    return 1\nx = init()",
    "def keep(f):\n    json.patched = f.__name__\n    return f\n@keep\ndef q(): pass",
    "j = json\nj.patched = 5",
    "def init(m):\n    m.patched = 5\n    return m\nother = init(json)",
    "for m in (json,):\n    m.patched = 6",
    "x = setattr(json, 'patched', 8)",
    "def init():\n    m = types.ModuleType('made_up')\n    sys.modules['made_up'] = m\n    return m\nm = init()",
    "def init():\n    decimal.getcontext().prec = 5\n    return 1\nx = init()",
    "ctx = decimal.getcontext()\nctx.prec = 7",
    "def init(n):\n    random.seed(n)\n    return n\nSEED = init(7)",
    "_ = random.seed(7)",
    "class C:\n    random.seed(8)",
    "def q(a=random.seed(9)): pass",
    "def numbers():\n    random.seed(11)\n    yield 1\nx = list(numbers())",
    "def init():\n    if os.environ.get('NO_SUCH_VARIABLE'):\n        return None\n    random.seed(3)\n    return 1\nx = init()",
    "def init():\n    if os.environ.get('NO_SUCH_VARIABLE'):\n        return None\n    json.patched = 2\n    return 1\nx = init()",
]


@pytest.mark.parametrize("code", BY)
def test_it_is_done(code: str, tmp_path: Path) -> None:
    same(tmp_path, DONE.format(code=code))


LEFT = [
    "import tempfile\ndef client():\n    return tempfile.TemporaryFile()\nhandle = client()",
    "import logging\ndef get():\n    logging.info('x')\n    return logging.getLogger('x')\nlogger = get()",
    "import time\ndef wait():\n    time.sleep(0)\n    return 1\nwaited = wait()",
]


@pytest.mark.parametrize("code", LEFT)
def test_what_is_only_made_stays_behind(code: str, tmp_path: Path) -> None:
    name = code.rpartition("\n")[2].partition(" ")[0]
    assert f"{name} = " not in same(tmp_path, DONE.format(code=code))
