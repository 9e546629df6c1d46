"""`verify` and `diff` of what is no script of modec's: one line that says why, exit code 2."""

import os
from collections.abc import Callable

import pytest
from calling import Caller

DAMAGES: "dict[str, tuple[Callable[[str], str | bytes], str]]" = {
    "binary": (lambda text: bytes(range(256)), "it is not UTF-8 text"),
    "utf-16": (lambda text: text.encode("utf-16"), "it is not UTF-8 text"),
    "empty": (lambda text: "", "it has no header"),
    "other": (lambda text: "x = 1\n", "it has no header"),
    "format": (lambda text: text.replace('"format":1', '"format":9'), "of format 9, not 1"),
    "json": (lambda text: text.replace("# modec: {", "# modec: [{"), "cannot be read"),
    "list": (lambda text: "# modec: []\n", "cannot be read"),
    "deep": (lambda text: f"# modec: {'[' * 100000}\n", "cannot be read"),
}


@pytest.mark.parametrize("command", [("verify",), ("diff", "good.py")], ids=lambda each: each[0])
@pytest.mark.parametrize("damage", DAMAGES)
def test_no_script(modec: Caller, command: "tuple[str, ...]", damage: str) -> None:
    change, said = DAMAGES[damage]
    assert modec.here("build", "-m", "test", "-o", "good.py", "shop.py").returncode == 0
    content = change((modec.folder / "good.py").read_text())
    (modec.folder / "bad.py").write_bytes(
        content if isinstance(content, bytes) else content.encode()
    )
    done = modec.here(*command, "bad.py")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("Error: bad.py is no")
    assert said in done.stderr


@pytest.mark.parametrize("command", [("verify",), ("diff", "good.py")], ids=lambda each: each[0])
def test_no_file(modec: Caller, command: "tuple[str, ...]") -> None:
    assert modec.here("build", "-m", "test", "-o", "good.py", "shop.py").returncode == 0
    (modec.folder / "folder").mkdir()
    os.symlink("loop", modec.folder / "loop")
    for name, said in (
        ("gone", "No such file"),
        ("folder", "Is a directory"),
        ("loop", "symbolic links"),
        ("a" * 300, "File name too long"),
    ):
        done = modec.here(*command, name)
        assert done.returncode == 2
        assert said in done.stderr.splitlines()[-1]


def test_what_does_not_parse_is_edited_or_incomparable(modec: Caller) -> None:
    assert modec.here("build", "-m", "test", "-o", "good.py", "shop.py").returncode == 0
    good = (modec.folder / "good.py").read_text()
    for content in (good + "\ndef f(:\n", good + "\0", good + "x = " + "-" * 100000 + "1\n"):
        (modec.folder / "bad.py").write_text(content)
        done = modec.here("verify", "bad.py")
        assert (done.returncode, done.stderr) == (1, "")
        assert "edited since it was built" in done.stdout
        done = modec.here("diff", "good.py", "bad.py")
        assert done.returncode == 2
        assert "bad.py is not a script of modec's" in done.stderr


def test_explain_knows_near_codes(modec: Caller) -> None:
    done = modec.here("explain", "MD20")
    assert done.returncode == 2
    assert "there is no code 'MD20': did you mean" in done.stderr
