"""Running files of the suite, all in the same two processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.peer.suite import ROOT, copied

_OPTIONS = ("-q", "--noconftest", "-p", "no:cacheprovider", "-W", "ignore")
_PLUGINS = ("-p", "tests.peer.shim", "-p", "tests.peer.recording")


@dataclass(frozen=True)
class Case:
    """One case and how it went: `outcome` is passed, failed or skipped, `said` the error's text."""

    file: str
    name: str
    outcome: str
    said: str
    trace: str

    @property
    def function(self) -> str:
        """The name without the parameters."""
        return self.name.partition("[")[0]


def run(files: Sequence[str], processes: int = 2) -> list[Case]:
    """Every case of the files, in the order of the files."""
    with tempfile.TemporaryDirectory() as scratch:
        suite = copied(Path(scratch))
        report = Path(scratch) / "report"
        report.touch()
        settings = Path(scratch) / "pytest.ini"
        settings.write_text("[pytest]\n", encoding="utf-8")
        command = [sys.executable, "-m", "pytest", *_PLUGINS, *_OPTIONS, f"--rootdir={suite}"]
        command += [
            "-c",
            str(settings),
            "-n",
            str(processes),
            "--dist",
            "loadfile",
            *(str(suite / f) for f in files),
        ]
        environment = {
            **os.environ,
            "PEER_REPORT": str(report),
            "PYTHONPATH": os.pathsep.join([str(ROOT), scratch]),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        subprocess.run(command, cwd=scratch, env=environment, capture_output=True, check=False)
        noted = [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]
    cases: dict[tuple[str, str], Case] = {}
    for each in noted:
        file, _, name = each["case"].partition("::")
        # What a case's teardown says comes last, and only if it failed.
        cases[file, name] = Case(file, name, each["outcome"], each["said"], each["trace"])
    return sorted(cases.values(), key=lambda case: files.index(case.file))
