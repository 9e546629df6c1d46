"""Finds or creates the environment that real Dagster 0.12.15 runs in."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
ENVIRONMENT = PROJECT / ".oracle"
REQUIREMENTS = HERE / "oracle-requirements.txt"

_HELP = """Dagster 0.12.15 needs Python 3.8, and none was found.
Install one (`pyenv install 3.8`, `uv python install 3.8`), or name it:
    MODEC_ORACLE_PYTHON=/path/to/python3.8 python -m tests.differential record
Comparing with the recorded answers needs no Dagster and no Python 3.8."""


class NoOracle(Exception):
    """There is no Python 3.8 to make the oracle's environment with."""


def oracle_python() -> Path:
    """The interpreter that Dagster 0.12.15 is installed for; makes the environment the first time.

    Raises `NoOracle` when there is no Python 3.8, `subprocess.CalledProcessError` when the pins don't install.
    """
    python = ENVIRONMENT / "bin" / "python"
    if python.exists() and _version_of(python, "dagster") == "0.12.15":
        return python
    base = _python38()
    if base is None:
        raise NoOracle(_HELP)
    subprocess.run([base, "-m", "venv", str(ENVIRONMENT)], check=True)
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*install, "-r", str(REQUIREMENTS)], check=True)
    return python


def _version_of(python: Path, package: str) -> str | None:
    code = f"import importlib.metadata as m; print(m.version({package!r}))"
    done = subprocess.run([python, "-c", code], capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else None


def _python38() -> str | None:
    named = os.environ.get("MODEC_ORACLE_PYTHON")
    candidates = [named] if named else [shutil.which("python3.8"), *_pyenv_pythons(), "python3"]
    return next((found for found in candidates if found and _is_38(found)), None)


def _pyenv_pythons() -> list[str]:
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    return sorted(str(path) for path in root.glob("versions/3.8*/bin/python"))


def _is_38(python: str) -> bool:
    code = "import sys; sys.exit(sys.version_info[:2] != (3, 8))"
    try:
        return subprocess.run([python, "-c", code], capture_output=True).returncode == 0
    except OSError:
        return False
