"""What only a function's body imports, and files that are carried, are sources of a script like any other."""

import json
import re

import pytest
from calling import SHOP, Caller

LAZY = SHOP.replace(
    "    print(context.resources.greeter)",
    "    from words.lists import polite\n\n    print(polite(context.resources.greeter))",
)


def sources(modec: Caller) -> list[str]:
    """The files that the built script's header lists."""
    text = (modec.folder / "dist/shop_test.py").read_text()
    (header,) = re.findall(r"^# modec: (.*)$", text, re.M)
    return list(json.loads(header)["sources"])


@pytest.fixture
def lazy(modec: Caller) -> Caller:
    (modec.folder / "words").mkdir()
    for name, text in {
        "shop.py": LAZY,
        "words/__init__.py": "",
        "words/lists.py": "from words.inner import polite\n",
        "words/inner.py": "def polite(text):\n    return text.title()\n",
        "pyproject.toml": "[tool.modec.builds.trial]\nsource = 'shop.py'\nmode = 'test'\n",
    }.items():
        (modec.folder / name).write_text(text)
    assert modec("build", "-m", "test", "shop.py").returncode == 0
    return modec


def edit(modec: Caller) -> None:
    (modec.folder / "words/inner.py").write_text("def polite(text):\n    return text.lower()\n")


def test_the_header_lists_them(lazy: Caller) -> None:
    assert sources(lazy) == ["shop.py", "words/__init__.py", "words/inner.py", "words/lists.py"]


def test_verify_sees_them(lazy: Caller) -> None:
    done = lazy("verify", "dist/shop_test.py", "shop.py")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (
        0,
        "  sources  as they were (4 files)",
    )
    edit(lazy)
    done = lazy("verify", "dist/shop_test.py", "shop.py")
    assert done.returncode == 1
    assert done.stdout.splitlines()[2:] == [
        "  sources  changed since",
        "           words/inner.py has changed",
    ]


def test_a_folder_without_init_is_no_source(lazy: Caller) -> None:
    (lazy.folder / "words/__init__.py").unlink()
    assert lazy("build", "-m", "test", "shop.py").returncode == 0
    assert sources(lazy) == ["shop.py", "words/inner.py", "words/lists.py"]
    assert lazy("verify", "dist/shop_test.py", "shop.py").returncode == 0


def test_verify_sees_that_one_is_gone(lazy: Caller) -> None:
    (lazy.folder / "words/inner.py").unlink()
    done = lazy("verify", "dist/shop_test.py", "shop.py")
    assert done.returncode == 1
    assert "words/inner.py is no longer part of it" in done.stdout


def test_a_change_of_line_endings_or_encoding_is_none(lazy: Caller) -> None:
    path = lazy.folder / "words/inner.py"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert lazy("verify", "dist/shop_test.py", "shop.py").returncode == 0


@pytest.mark.parametrize("which", [["-m", "test", "shop.py"], ["trial"], []])
def test_check_and_rebuilds_see_them(lazy: Caller, which: list[str]) -> None:
    assert lazy("build", "--check", *which).returncode == 0
    edit(lazy)
    done = lazy("build", "--check", *which)
    assert done.returncode == 1 and "+    return text.lower()" in done.stdout
    assert lazy("build", *which).stderr.splitlines() == ["wrote dist/shop_test.py"]
    assert lazy("verify", "dist/shop_test.py", "shop.py").returncode == 0


def test_modes_do_not_depend_on_what_was_built_before(lazy: Caller) -> None:
    path = lazy.folder / "dist/shop_test.py"
    alone = path.read_text()
    assert lazy("build", "--all-modes", "shop.py").returncode == 0
    assert path.read_text() == alone


def test_carried_files(modec: Caller) -> None:
    (modec.folder / "shop.py").write_text(
        SHOP.replace("from dagster", "from pathlib import Path\n\nfrom dagster", 1).replace(
            "print(context.resources.greeter)",
            "print((Path(__file__).parent / 'list.txt').read_text())",
        )
    )
    (modec.folder / "list.txt").write_text("tea\n")
    assert modec("build", "-m", "test", "shop.py").returncode == 0
    assert sources(modec) == ["list.txt", "shop.py"]
    assert modec("verify", "dist/shop_test.py", "shop.py").returncode == 0
    (modec.folder / "list.txt").write_text("coffee\n")
    done = modec("verify", "dist/shop_test.py", "shop.py")
    assert done.returncode == 1 and "list.txt has changed" in done.stdout


def test_libraries(modec: Caller) -> None:
    library = modec.folder / "vendored/dagster_shop"
    library.mkdir(parents=True)
    (library / "__init__.py").write_text("from .words import polite\n")
    (library / "words.py").write_text("def polite(text):\n    return text.title()\n")
    text = LAZY.replace("from words.lists import", "from dagster_shop import")
    (modec.folder / "shop.py").write_text(text)
    where = ["--library-path", "vendored"]
    built = modec("build", "-m", "test", *where, "shop.py")
    assert built.returncode == 0, built.stderr
    assert "dagster_shop/words.py" in sources(modec)
    verify = ["verify", "dist/shop_test.py", "shop.py", *where]
    assert modec(*verify).returncode == 0
    (library / "words.py").write_text("def polite(text):\n    return text\n")
    done = modec(*verify)
    assert done.returncode == 1 and "dagster_shop/words.py has changed" in done.stdout
