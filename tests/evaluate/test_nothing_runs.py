"""Nothing of the author's runs at build time, and nothing that it would do at its top level is in the way."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

PIPELINE = """
from dagster import pipeline, solid
import not_installed_anywhere

@solid
def one(_):
    return not_installed_anywhere.one()

@pipeline
def p():
    one()
"""


@pytest.mark.parametrize(
    "effect",
    [
        "open({trace!r}, 'w').write('x')",
        "__import__('pathlib').Path({trace!r}).write_text('x')",
        "raise RuntimeError('at import')",
        "raise SystemExit(3)",
        "import sys; sys.exit(3)",
        "exec(\"open({trace!r}, 'w')\")",
        "eval(\"open({trace!r}, 'w')\")",
        "import os; os.system('touch {trace}')",
        "undefined_name()",
        "1 / 0",
        "[][0]",
        "assert False",
        "while True: pass",
        "x = 'x' * 10**12",
        "x = 10 ** 10 ** 10",
        "x = 1 << 10 ** 9",
        "x = list(range(10 ** 12))",
        "x = '%1000000000d' % 1",
        "x = f'{{1:1000000000}}'",
        "def f(n): return f(n + 1)\nf(0)",
        "async def f(): pass\nfor x in unknown(): pass",
        "import nowhere.at.all as nowhere\nnowhere.start()",
        "del nothing",
        "a, b = 1",
    ],
)
@pytest.mark.parametrize("before", [True, False])
def test_a_top_level_that_acts_is_no_obstacle(evaluated, tmp_path: Path, effect: str, before: bool):
    trace = tmp_path / "trace"
    statement = effect.format(trace=str(trace))
    helper = "import not_installed_anywhere\n" + statement + "\nVALUE = 1\n"
    text = "from helper import VALUE\n" + (
        statement + "\n" + PIPELINE if before else PIPELINE + "\n" + statement
    )
    evaluation = evaluated(text, {"helper.py": helper})
    assert list(evaluation.pipelines) == ["p"]
    assert evaluation.environments["helper"].variables["VALUE"] == 1
    assert not trace.exists()


def test_the_modules_are_not_imported(evaluated):
    evaluated("from helper_of_mine import x\n" + PIPELINE, {"helper_of_mine.py": "x = 1"})
    assert "helper_of_mine" not in sys.modules
    assert "pipeline" not in sys.modules


def test_the_main_block_is_skipped(evaluated):
    evaluation = evaluated(PIPELINE + "\nif __name__ == '__main__':\n    MAIN = 1\n")
    assert "MAIN" not in evaluation.entry.variables


def test_methods_that_the_author_overrides_are_not_called_by_operators(evaluated, tmp_path: Path):
    trace = tmp_path / "trace"
    text = f"""
    class Evil:
        def __add__(self, other): open({str(trace)!r}, "w")
        __eq__ = __hash__ = __bool__ = __len__ = __iter__ = __add__
    e = Evil()
    a = e + 1
    b = e == 1
    c = {{**{{"x": e}}}}
    """
    evaluated(text)
    assert not trace.exists()
