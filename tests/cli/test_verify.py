"""`modec verify`, and the same question asked with the standard library alone."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from calling import Caller

DOCUMENT = Path(__file__).parents[2] / "docs/verify.md"
SCRIPT = "dist/shop_test.py"


@pytest.fixture
def built(modec: Caller) -> Caller:
    assert modec("build", "-m", "test", "shop.py").returncode == 0
    return modec


def edit(modec: Caller, name: str, old: str, new: str) -> None:
    path = modec.folder / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_as_built(built: Caller) -> None:
    done = built("verify", SCRIPT, "shop.py")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "dist/shop_test.py: pipeline shop, mode test",
        "  script   as it was built",
        "  sources  as they were (1 file)",
    ]


def test_other_line_endings_are_no_edit(built: Caller) -> None:
    path = built.folder / SCRIPT
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert built("verify", SCRIPT).returncode == 0


def test_edited(built: Caller) -> None:
    edit(built, SCRIPT, "HELLO", "HOWDY")
    done = built("verify", SCRIPT)
    assert done.returncode == 1 and "edited since it was built" in done.stdout


def test_sources_have_changed(built: Caller) -> None:
    edit(built, "shop.py", "HELLO", "HOWDY")
    (built.folder / "helper.py").write_text("x = 1\n")
    edit(built, "shop.py", "from dagster", "import helper\nfrom dagster")
    done = built("verify", SCRIPT, "shop.py")
    assert done.returncode == 1
    assert done.stdout.splitlines()[2:] == [
        "  sources  changed since",
        "           helper.py is new",
        "           shop.py has changed",
    ]
    assert built("verify", SCRIPT).returncode == 0


@pytest.mark.parametrize("name", ["shop.py", "gone.py"])
def test_no_script_of_modecs(modec: Caller, name: str) -> None:
    done = modec("verify", name)
    assert done.returncode == 2 and done.stdout == "" and name in done.stderr


def test_the_snippet_of_the_document(built: Caller) -> None:
    (snippet,) = re.findall(r"^```python\n(.*?)^```$", DOCUMENT.read_text(), re.M | re.S)
    assert len(snippet.splitlines()) == 5

    def ask() -> int:
        command = [sys.executable, "-I", "-S", "-c", snippet, SCRIPT]
        return subprocess.run(command, cwd=built.folder, check=False).returncode

    assert ask() == 0
    edit(built, SCRIPT, "HELLO", "HOWDY")
    assert ask() == 1
