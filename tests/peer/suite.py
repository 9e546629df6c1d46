"""Where Dagster's own tests are, and a copy of them that can be run."""

from __future__ import annotations

import shutil
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent

FIXTURES = {
    "core_tests/definitions_tests/pass_env.yaml": b"solids: {can_fail: {config: {error: false}}}\n",
    "core_tests/definitions_tests/fail_env.yaml": b"solids: {can_fail: {config: {error: true}}}\n",
    "core_tests/definitions_tests/bad_file_binary.yaml": b"\x00\x01",
    "environments/multi_mode_with_resources/add_mode.yaml": b"resources:\n  op:\n    config: 2\n",
}
"""Files that the tests read and that Dagster's wheel lacks: what they must hold is seen from the tests."""


def installed() -> Path:
    """The folder `dagster_tests` of the oracle's environment. Raises FileNotFoundError."""
    for found in sorted((ROOT / ".oracle" / "lib").glob("python*/site-packages/dagster_tests")):
        return found
    raise FileNotFoundError("there is no dagster_tests: see tests/differential/oracle.py")


def copied(folder: Path) -> Path:
    """A copy of the suite under `folder`, completed; gives the folder of the package."""
    target = folder / "dagster_tests"
    shutil.copytree(installed(), target, ignore=shutil.ignore_patterns("__pycache__"))
    (target / "__init__.py").touch()
    for name, content in FIXTURES.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return target
