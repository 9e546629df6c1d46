"""Shell completion: the names that the source on the command line defines, and silence about all else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from calling import Caller

CALL = "from modec.cli import main; main(prog_name='modec')"


def completed(folder: Path, words: str) -> "list[str]":
    environment = {
        **os.environ,
        "_MODEC_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
    }
    done = subprocess.run(
        [sys.executable, "-c", CALL],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return [line.partition(",")[2] for line in done.stdout.splitlines() if line]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("modec build shop.py -m ", ["prod", "test"]),
        ("modec build shop.py --mode t", ["test"]),
        ("modec graph shop.py -p ", ["shop"]),
        ("modec build shop.py --preset ", []),
        ("modec build gone.py -m ", []),
        ("modec build -m ", []),
        ("modec build broken.py -m ", []),
        ("modec ver", ["verify"]),
    ],
)
def test_names(modec: Caller, words: str, names: "list[str]") -> None:
    (modec.folder / "broken.py").write_text("def f(:\n")
    assert completed(modec.folder, words) == names
