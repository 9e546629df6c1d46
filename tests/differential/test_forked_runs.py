"""A script that runs in a fork of the fuzzer's process does what it does in a process of its own."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from .compiled import run_all, run_forked

SCRIPTS = {
    "prints": "import sys\nprint(__name__, len(sys.argv), sys.argv[1:2])\nprint('x', file=sys.stderr)",
    "exits": "raise SystemExit(5)",
    "says": "import sys\nsys.exit('no more')",
    "raises": "def fail():\n    raise KeyError('k')\nfail()",
    "ends": "import atexit, os\natexit.register(print, 'at the end')\nprint(os.environ['WORD'], os.listdir('.'))",
    "descriptor": "import os\nos.write(1, b'past print\\n')",
    "broken": "def (:",
    "pickles": "import pickle\nclass A: pass\nprint(type(pickle.loads(pickle.dumps(A()))).__name__)",
    "reads": "import inspect, sys\ndef f():\n    return 1\nprint(inspect.getsource(f))\nprint(sys.flags.isolated)",
}


@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_the_same_in_both(name: str, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPTS[name], encoding="utf-8")
    run = {"name": "one", "env": {"WORD": "hello"}}
    work = [(script, run, sys.executable)]
    (forked,), (alone,) = run_forked(work, sample=1000), run_all(work)
    assert (forked.code, forked.stdout) == (alone.code, alone.stdout)
    # Tracebacks differ in the frames of what runs the script.
    assert forked.stderr.splitlines()[-1:] == alone.stderr.splitlines()[-1:]


def test_a_config_is_handed_over(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text("import sys\nprint(sys.argv[1], open(sys.argv[2]).read())", encoding="utf-8")
    run = {"name": "one", "run_config": {"solids": {}}}
    (answer,) = run_forked([(script, run, sys.executable)], sample=1000)
    assert answer.stdout == ['--config {"solids": {}}']


def test_runs_of_one_script_share_nothing(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import sys, builtins\nprint(getattr(builtins, 'seen', 0))\nbuiltins.seen = 1",
        encoding="utf-8",
    )
    answers = run_forked([(script, {"name": str(n)}, sys.executable) for n in range(3)], 1000)
    assert [each.stdout for each in answers] == [["0"]] * 3
