"""The linker on code that nobody here wrote: modules of the standard library, judged by Python's own tests of them.

    python tests/link/standard_library.py copy difflib textwrap

A copy of each module becomes a project's module, the module's tests another, and a solid runs them: first with Python as it
is, then compiled. Both must count the same tests, and the same of them must fail. Needs an interpreter with `test.test_...`.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

LIBRARY = Path(sysconfig.get_paths()["stdlib"])
LIMIT = 300.0

RUNNER = """
import io
import unittest
import warnings


def report(classes):
    warnings.simplefilter("ignore")
    load = unittest.defaultTestLoader.loadTestsFromTestCase
    suite = unittest.TestSuite(map(load, classes))
    result = unittest.TextTestRunner(stream=io.StringIO(), verbosity=0).run(suite)
    print("ran", result.testsRun, "skipped", len(result.skipped))
    for test, _ in sorted(result.failures + result.errors, key=lambda each: each[0].id()):
        print("failed", ".".join(test.id().split(".")[-2:]))
"""

PIPELINE = """
from dagster import pipeline, solid
{imports}
from runner import report


@solid
def run_tests(_):
    report([{classes}])


@pipeline
def tests():
    run_tests()
"""


def main(names: list[str]) -> int:
    """The exit code: 1 when a compiled module behaves otherwise, or modec crashes."""
    worst = 0
    for name in names:
        with tempfile.TemporaryDirectory(prefix="standard-library-") as folder:
            verdict, is_wrong = judged(name, Path(folder))
        print(f"{name}: {verdict}", flush=True)
        worst = max(worst, int(is_wrong))
    return worst


def judged(name: str, folder: Path) -> tuple[str, bool]:
    """What became of a module, and whether that is wrong. A refusal is not: it is shown."""
    classes = write(name, folder)
    if not classes:
        return "no tests that can be run so", False
    command = [sys.executable, "-m", "modec", "build", "--no-cache", "--root", str(folder)]
    built = ran([*command, "-o", str(folder / "script.py"), str(folder / "pipeline.py")])
    if built.returncode:
        found = re.findall(r"^error\[(MD\d+)\]: (.*)", built.stderr, flags=re.MULTILINE)
        return (f"refused: {found[0]}", False) if found else (f"crash: {built.stderr}", True)
    expected = told(ran([sys.executable, str(folder / "plain.py")]))
    found_now = told(ran([sys.executable, str(folder / "script.py")]))
    if expected == found_now:
        return f"same ({expected[0] if expected else 'nothing'})", False
    return f"differs: {sorted(set(expected) ^ set(found_now))}", True


def write(name: str, folder: Path) -> list[str]:
    """Write the project. Gives the names of the test classes; none where the module has no single file of tests."""
    tests = LIBRARY / "test" / f"test_{name}.py"
    if not tests.is_file():
        return []
    for package in ("vendored", "checks"):
        (folder / package).mkdir()
        (folder / package / "__init__.py").write_text("")
    if (LIBRARY / f"{name}.py").exists():
        shutil.copy(LIBRARY / f"{name}.py", folder / "vendored")
    else:
        ignored = shutil.ignore_patterns("__pycache__", "test", "tests")
        shutil.copytree(LIBRARY / name, folder / "vendored" / name, ignore=ignored)
    text = tests.read_text(encoding="utf-8")
    text = re.sub(
        rf"^(\s*)import {name}(?=\s*$| as )", rf"\1from vendored import {name}", text, flags=re.M
    )
    text = re.sub(rf"^(\s*)from {name}\b", rf"\1from vendored.{name}", text, flags=re.M)
    (folder / "checks" / tests.name).write_text(text, encoding="utf-8")
    classes = [
        node.name
        for node in ast.parse(text).body
        if isinstance(node, ast.ClassDef) and any("TestCase" in ast.unparse(b) for b in node.bases)
    ]
    imports = f"from checks.{tests.stem} import {', '.join(classes)}"
    listed = ", ".join(classes)
    (folder / "runner.py").write_text(RUNNER)
    (folder / "plain.py").write_text(
        f"{imports}\nfrom runner import report\n\nreport([{listed}])\n"
    )
    (folder / "pipeline.py").write_text(PIPELINE.format(imports=imports, classes=listed))
    return classes


def ran(command: list[str]) -> subprocess.CompletedProcess[str]:
    """The finished process."""
    return subprocess.run(command, capture_output=True, text=True, timeout=LIMIT)


def told(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What the runner printed."""
    return [line for line in done.stdout.splitlines() if line.startswith(("ran ", "failed "))]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
