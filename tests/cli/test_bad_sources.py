"""Sources that cannot be read, or are not Python: one message each, with a place, and nothing written."""

import os
from pathlib import Path

import pytest
from calling import SHOP, Caller

HEAD = "from dagster import pipeline, solid\n\n"
SOLID = HEAD + "@solid\ndef a(_):\n    {body}\n\n@pipeline\ndef p():\n    a()\n"


def built(modec: Caller, content: "bytes | str", name: str = "bad.py") -> "tuple[int, str]":
    data = content if isinstance(content, bytes) else content.encode()
    (modec.folder / name).write_bytes(data)
    mode = ("-m", "test") if "prod" in data.decode("utf-8", "replace") else ()
    done = modec.here("build", "--no-cache", "-o", "out/", *mode, name)
    assert "INTERNAL ERROR" not in done.stderr and "Traceback" not in done.stderr
    assert done.stderr.count("error[") == (done.returncode == 1), "one message, no more"
    assert (modec.folder / "out").exists() is (done.returncode == 0)
    return done.returncode, done.stderr


def script(modec: Caller) -> str:
    return (modec.folder / "out" / "shop_test.py").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (bytes(range(256)), "is not valid utf-8 text: byte 0x80 at offset 128"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(200)), "its first lines are no text in it"),
        (SHOP.encode("utf-16"), "it begins with the byte-order mark of UTF-16"),
        (SHOP.encode("utf-16-le"), "null bytes"),
        (SHOP.encode() + b"\0", "null bytes"),
        (SHOP.replace("HELLO", "Grüße").encode("latin-1"), "bad.py:11:1"),
        (b"# coding: klingon\n" + SHOP.encode(), "is not valid klingon text: unknown encoding"),
        (b"# coding: rot13\n" + SHOP.encode(), "is not valid rot13 text"),
        (b"# coding: undefined\n" + SHOP.encode(), "is not valid undefined text"),
        (b"\xef\xbb\xbf# coding: latin-1\n" + SHOP.encode(), "declares another encoding"),
        (b"\xef\xbb\xbf\xef\xbb\xbf" + SHOP.encode(), "a second byte-order mark"),
    ],
)
def test_what_is_no_text(modec: Caller, content: bytes, said: str) -> None:
    code, stderr = built(modec, content)
    assert code == 1
    assert said in stderr


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("# -*- coding: latin-1 -*-\n", "latin-1"),
        ("#!/usr/bin/env python\n# vim: set fileencoding=cp1252 :\n", "cp1252"),
        ("# coding: utf-8\n", "utf-8"),
        ("", "utf-8-sig"),
    ],
)
def test_encodings_that_are_declared(modec: Caller, head: str, encoding: str) -> None:
    code, stderr = built(modec, (head + SHOP.replace("HELLO", "Grüße")).encode(encoding))
    assert code == 0, stderr
    assert '"Grüße"' in script(modec)


@pytest.mark.parametrize(
    ("old", "new"), [("\n", "\r\n"), ("\n", "\r"), ("\n\n", "\n\f\n"), ("\n\n\n", "\r\n\r\n\n")]
)
def test_line_ends_and_form_feeds(modec: Caller, old: str, new: str) -> None:
    assert built(modec, SHOP)[0] == 0
    before = script(modec).partition('"""')[2]
    (modec.folder / "out" / "shop_test.py").unlink()
    (modec.folder / "out").rmdir()
    assert built(modec, SHOP.replace(old, new).encode())[0] == 0
    after = script(modec).partition('"""')[2]
    assert [line for line in after.split("\n") if not line.startswith(("# from", "SOURCE"))] == [
        line for line in before.split("\n") if not line.startswith(("# from", "SOURCE"))
    ]


@pytest.mark.parametrize("content", ["", "# only a comment\n", "   \n\n", "x = 1\n"])
def test_no_pipeline(modec: Caller, content: str) -> None:
    code, stderr = built(modec, content)
    assert code == 1
    assert "error[MD207]: bad.py defines no pipeline" in stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("def f(\n", "'(' was never closed"),
        ('x = """abc\n', "unterminated triple-quoted string"),
        ("def f():\nreturn\n", "expected an indented block"),
        ("if 1:\n\tx = 1\n        y = 2\n", "inconsistent use of tabs and spaces"),
        ('print "hello"\n', "Missing parentheses in call to 'print'"),
        ("return 1\n", "'return' outside function"),
        ("yield 1\n", "'yield' outside function"),
        ("nonlocal x\n", "nonlocal declaration not allowed"),
        ("break\n", "'break' outside loop"),
        ("def f(a, a): pass\n", "duplicate argument 'a'"),
        ("def f():\n    x = 1\n    global x\n", "assigned to before global declaration"),
        ("x = 1\nfrom __future__ import annotations\n", "must occur at the beginning"),
        ("from __future__ import braces\n", "not a chance"),
        ("*a = 1\n", "starred assignment"),
        ("x = " + "9" * 6000 + "\n", "limit"),
    ],
)
def test_what_python_refuses(modec: Caller, text: str, said: str) -> None:
    code, stderr = built(modec, text)
    assert code == 1
    assert "error[MD006]: this is not valid Python" in stderr
    assert said in stderr
    assert "bad.py:" in stderr


@pytest.mark.parametrize(
    "value",
    [
        "+".join(["1"] * 600),
        "(" * 150 + "1" + ")" * 150,
        "[" * 90 + "]" * 90,
        " < ".join(["1"] * 2000),
    ],
)
def test_code_that_nests_deeply_and_can_be_built(modec: Caller, value: str) -> None:
    code, stderr = built(modec, SOLID.format(body=f"return {value}"))
    assert code == 0, stderr


@pytest.mark.parametrize("depth", [400, 6000])
def test_long_chains_of_elif(modec: Caller, depth: int) -> None:
    branches = [f"    elif _ == {number}: pass" for number in range(depth)]
    code, _ = built(modec, SOLID.format(body="\n".join(["if _: pass", *branches])))
    assert code == (depth > 400)


@pytest.mark.parametrize(
    "value",
    [
        "-" * 100000 + "1",
        "+".join(["1"] * 30000),
        "lambda: " * 2000 + "1",
        "1 if 2 else " * 2000 + "3",
        "2**" * 2000 + "1",
        "not " * 3000 + "1",
        "_" + ".real" * 5000,
        " and ".join(["1"] * 20000),
        "(" * 5000 + ")" * 5000,
    ],
    ids=lambda value: value[:8].strip(),
)
def test_code_that_nests_too_deeply(modec: Caller, value: str) -> None:
    code, stderr = built(modec, SOLID.format(body=f"return {value}"))
    assert code == 1
    assert "nest" in stderr
    assert "bad.py:" in stderr


def test_a_module_that_imports_itself(modec: Caller) -> None:
    assert built(modec, "import bad\n" + SHOP)[0] == 0
    (modec.folder / "other.py").write_text("from other import *\n" + SHOP)
    assert modec.here("build", "-m", "test", "other.py").returncode == 0
    (modec.folder / "third.py").write_text("from third import shop\n" + SHOP)
    done = modec.here("build", "-m", "test", "third.py")
    assert done.returncode == 1
    assert "circular import" in done.stderr and "third.py:1:1" in done.stderr


def test_a_package_that_imports_itself(modec: Caller) -> None:
    package = modec.folder / "pack"
    package.mkdir()
    (package / "__init__.py").write_text("from pack.flow import shop\nimport pack\n")
    (package / "flow.py").write_text("import pack\nfrom . import flow\n" + SHOP)
    done = modec.here("build", "-m", "test", "pack")
    assert done.returncode == 0, done.stderr


def test_50000_lines(modec: Caller) -> None:
    filler = "".join(f"\n\ndef unused_{n}(x):\n    return x + {n}\n" for n in range(10000))
    code, stderr = built(modec, SHOP + filler)
    assert code == 0, stderr
    assert "unused_" not in script(modec)


ON_SOURCES = [
    ("build",),
    ("check",),
    ("run",),
    ("list",),
    ("graph",),
    ("why", "x"),
    ("config",),
    ("env",),
    ("diff", "prod", "test"),
    ("verify", "script.py"),
]


@pytest.mark.parametrize("command", ON_SOURCES, ids=lambda command: command[0])
@pytest.mark.parametrize(
    "source", ["gone.py", "folder", "loop.py", "binary.py", "empty.py", "a" * 300]
)
def test_every_command_says_so_once(modec: Caller, command: "tuple[str, ...]", source: str) -> None:
    assert modec.here("build", "-m", "test", "-o", "script.py", "shop.py").returncode == 0
    (modec.folder / "folder").mkdir()
    os.symlink("loop.py", modec.folder / "loop.py")
    (modec.folder / "binary.py").write_bytes(b"\xff\xfe\x00")
    (modec.folder / "empty.py").touch()
    before = modec.files()
    done = modec.here(*command, source)
    if source == "empty.py" and command[0] in ("check", "list", "verify"):
        assert done.returncode in (0, 1)
    else:
        assert done.returncode == (2 if command[0] == "diff" else 1)
        assert done.stderr.count("error[") == 1
    assert "Traceback" not in done.stderr and "INTERNAL" not in done.stderr
    assert modec.files() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_what_may_not_be_read(modec: Caller) -> None:
    path = modec.folder / "shop.py"
    path.chmod(0)
    done = modec.here("build", "-m", "test", "shop.py")
    assert done.returncode == 1
    assert "error[MD004]: 'shop.py' cannot be read: Permission denied" in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_beside_it_that_may_not_be_looked_into(modec: Caller) -> None:
    (modec.folder / "pyproject.toml").touch()
    closed = modec.folder / "closed"
    closed.mkdir(mode=0)
    try:
        assert modec.here("build", "-m", "test", "shop.py").returncode == 0
    finally:
        closed.chmod(0o700)


def test_names_of_every_kind(modec: Caller) -> None:
    for name in ("weird name.py", "it's.py", "été.py", "1st.py", "a.b.py", "class.py"):
        (modec.folder / name).write_text(SHOP)
        done = modec.here("build", "-m", "test", "-o", "-", name)
        assert done.returncode == 0, done.stderr
        compile(done.stdout, name, "exec")


def test_a_name_that_is_too_long_to_import(modec: Caller, tmp_path: Path) -> None:
    (tmp_path / "shop.py").write_text("import " + "a" * 300 + "\n" + SHOP)
    assert modec.here("build", "-m", "test", "shop.py").returncode == 0


def test_a_list_that_holds_itself(modec: Caller) -> None:
    text = "from dagster import pipeline, solid\n\nX = []\nX.append(X)\n\n@solid\ndef a(_):\n    return X\n\n@pipeline\ndef p():\n    a()\n"
    assert built(modec, text)[0] == 0


def test_what_may_be_meant_for_a_pipeline_is_named(modec: Caller) -> None:
    _, stderr = built(modec, b"from elsewhere import make\n\nmy_pipeline = make()\n")
    assert (
        "'my_pipeline' is not known when the script is built: it is what elsewhere.make()" in stderr
    )
