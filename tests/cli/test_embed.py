"""How much of the project's data a script carries: `--embed`, and `embed` in pyproject.toml."""

import json
import re

import pytest
from calling import SHOP, Caller

from modec.source.embedding import embed_limit, shown_size

TEXT = SHOP.replace("from dagster", "from pathlib import Path\n\nfrom dagster", 1).replace(
    "print(context.resources.greeter)",
    "print((Path(__file__).parent / 'list.txt').read_text())",
)
BUILD = ["build", "-m", "test", "shop.py"]


def header(modec: Caller) -> dict[str, object]:
    """The header of the built script."""
    text = (modec.folder / "dist/shop_test.py").read_text()
    (found,) = re.findall(r"^# modec: (.*)$", text, re.M)
    return dict(json.loads(found))


@pytest.fixture
def reader(modec: Caller) -> Caller:
    (modec.folder / "shop.py").write_text(TEXT)
    (modec.folder / "list.txt").write_text("tea\n" * 500)
    return modec


def test_the_header_says_what_is_carried(reader: Caller) -> None:
    assert reader(*BUILD).returncode == 0
    said = header(reader)
    assert said["embedded"] == {"list.txt": 2000}
    assert "list.txt" in said["sources"]  # type: ignore[operator]
    done = reader("verify", "dist/shop_test.py", "shop.py")
    assert "  carries  list.txt (2 KB)" in done.stdout.splitlines()


def test_a_script_that_carries_nothing_says_nothing_of_it(modec: Caller) -> None:
    assert modec(*BUILD).returncode == 0
    assert "embedded" not in header(modec)


@pytest.mark.parametrize(
    ("said", "reason"),
    [("none", "nothing is to be carried"), ("1KB", "it is 2 KB, and 1 KB may be carried")],
)
def test_what_is_not_carried_is_said(reader: Caller, said: str, reason: str) -> None:
    done = reader(*BUILD, "--embed", said)
    assert done.returncode == 0
    assert "MD513" in done.stderr and reason in done.stderr
    assert "embedded" not in header(reader)


@pytest.mark.parametrize("said", ["text", "2kb", "0.5 MB"])
def test_what_is_large_enough(reader: Caller, said: str) -> None:
    assert reader(*BUILD, "--embed", said).returncode == 0
    assert "embedded" in header(reader)


@pytest.mark.parametrize("setting", ['"none"', "100", '"100 bytes"', "true"])
def test_in_the_projects_settings(reader: Caller, setting: str) -> None:
    (reader.folder / "pyproject.toml").write_text(f"[tool.modec]\nembed = {setting}\n")
    done = reader(*BUILD)
    if setting in ("true", '"100 bytes"'):
        assert done.returncode == 1 and "MD007" in done.stderr and "embed" in done.stderr
        return
    assert done.returncode == 0 and "embedded" not in header(reader)
    assert reader(*BUILD, "--embed", "text").returncode == 0
    assert "embedded" in header(reader)


def test_of_one_build(reader: Caller) -> None:
    build = '[tool.modec.builds.small]\nsource = "shop.py"\nmode = "test"\nembed = "none"\n'
    (reader.folder / "pyproject.toml").write_text(build)
    assert reader("build").returncode == 0
    assert "embedded" not in header(reader)
    assert reader("build", "--check").returncode == 0
    assert reader("build", "--check", "--embed", "text").returncode == 1
    (reader.folder / "pyproject.toml").write_text(build.replace("none", "some"))
    assert "MD007" in reader("build").stderr


def test_wrong_usage(reader: Caller) -> None:
    done = reader(*BUILD, "--embed", "much")
    assert done.returncode == 2 and "--embed: 'much' is not none, text or a size" in done.stderr


def test_sizes() -> None:
    assert [embed_limit(text) for text in ("0", "12", "1k", "1 KiB", "1.5MB")] == [
        0,
        12,
        1024,
        1024,
        1572864,
    ]
    assert embed_limit("none") < 0 < embed_limit("text")
    assert [shown_size(size) for size in (1, 12, 1024, 2000, 3 << 20)] == [
        "1 byte",
        "12 bytes",
        "1 KB",
        "2 KB",
        "3 MB",
    ]
