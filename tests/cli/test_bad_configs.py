"""Config files and settings that cannot be used: one message each, nothing written."""

import pytest
from calling import Caller

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi")
)


def refused(modec: Caller, *arguments: str, code: int = 1) -> str:
    before = modec.files()
    done = modec.here("build", "--no-cache", "-m", "test", *arguments, "shop.py")
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr and "INTERNAL ERROR" not in done.stderr
    assert done.stderr.count("error[") == (code == 1)
    assert modec.files() == before
    return done.stderr


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("c.yaml", "a: [1\n", "c.yaml:2:1"),
        ("c.yaml", "a:\n\t- 1\n", "c.yaml:2:1"),
        ("c.yaml", "a: 1\n---\nb: 2\n", "another document"),
        (
            "c.yaml",
            "a: !!python/object/apply:os.system [ls]\n",
            "could not determine a constructor",
        ),
        ("c.yaml", 'a: "\0"\n', "special characters are not allowed"),
        ("c.yaml", "? [a]\n: 1\n", "unhashable"),
        ("c.yaml", "- 1\n", "it holds a list, not a mapping"),
        ("c.yaml", "hello\n", "it holds a str, not a mapping"),
        ("c.yaml", "[" * 5000 + "]" * 5000, "it nests too deeply"),
        ("c.yaml", "a: " + "9" * 5000 + "\n", "limit"),
        ("c.yaml", BOMB, "with its aliases written out it has more than 1000000 values"),
        ("c.yaml", "&a {solids: *a}\n", "with its aliases written out"),
        ("c.yaml", b"\xff\xfe\x00", "it is not UTF-8 text"),
        ("c.yaml", "a: 1\n".encode("utf-16"), "it is not UTF-8 text"),
        ("c.yaml", "1: 2\n", "unexpected config entry"),
        ("c.yaml", "? \n: 2\n", "unexpected config entry"),
        ("c.yaml", "solids: 2020-01-01\n", "root:solids must be dict"),
        ("c.json", "{", "line 1 column 2"),
        ("c.json", '{"a": 1,}', "line 1 column"),
        ("c.json", "", "line 1 column 1"),
        ("c.json", "[1]", "it holds a list, not a mapping"),
        ("c.json", "[" * 100000, "it nests too deeply"),
        ("c.json", '{"a": NaN}', "unexpected config entry"),
        ("c.toml", "a =", "Invalid value"),
        ("c.toml", "a = 1\na = 2\n", "line 2"),
        ("c.toml", b"\xff", "it is not UTF-8 text"),
        ("c.toml", "a = " + "[" * 5000, "it nests too deeply"),
    ],
)
def test_files(modec: Caller, name: str, content: "str | bytes", said: str) -> None:
    path = modec.folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    stderr = refused(modec, "-c", name)
    assert said in stderr
    assert name in stderr or said == "unexpected config entry"


@pytest.mark.parametrize("content", ["", "\ufeff{}", "{}\r\n", "# only a comment\n"])
def test_files_that_say_nothing(modec: Caller, content: str) -> None:
    (modec.folder / "c.yaml").write_text(content, encoding="utf-8", newline="")
    done = modec.here("build", "-m", "test", "-c", "c.yaml", "shop.py")
    assert done.returncode == 0, done.stderr


def test_aliases_in_measure_are_as_good_as_values(modec: Caller) -> None:
    text = "x: &x {config: {}}\nresources: {greeter: *x}\n"
    (modec.folder / "c.yaml").write_text(text.partition("\n")[2].replace("*x", "&x {config: {}}"))
    assert modec.here("build", "-m", "test", "-c", "c.yaml", "shop.py").returncode == 0


def test_no_file(modec: Caller) -> None:
    (modec.folder / "folder.yaml").mkdir()
    assert "folder.yaml cannot be used: Is a directory" in refused(modec, "-c", "folder.yaml")
    assert "gone.yaml cannot be used: No such file" in refused(modec, "-c", "gone.yaml")
    assert "File name too long" in refused(modec, "-c", "a" * 300)


@pytest.mark.parametrize("setting", ["=", "a", "a..b=1", ".=1", "a=" + "[" * 100000])
def test_settings(modec: Caller, setting: str) -> None:
    assert "--set" in refused(modec, "--set", setting, code=2)


@pytest.mark.parametrize(
    "arguments",
    [("--define", "="), ("--define", "x"), ("--root", "gone"), ("--library-path", "shop.py")],
)
def test_options(modec: Caller, arguments: "tuple[str, str]") -> None:
    assert " ".join(arguments[:1]) in refused(modec, *arguments, code=2)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[tool.modec", "Expected ']'"),
        (b"\xff", "utf-8"),
        ("tool = 1\n", "[tool.modec] must be a table"),
        ("[tool]\nmodec = 1\n", "[tool.modec] must be a table"),
        ("[tool.modec]\nroots = 1\n", "roots must be a list"),
        ("[tool.modec]\nignore = 1\n", "ignore must be a list"),
        ("[tool.modec]\nsource-map = 1\n", "source-map must be true or false"),
        (
            "[tool.modec]\nsource_map = true\n",
            "has 'source_map'; it takes builds, embed, ignore, roots",
        ),
    ],
)
def test_project_settings(modec: Caller, content: "str | bytes", said: str) -> None:
    path = modec.folder / "pyproject.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    stderr = refused(modec)
    assert "error[MD007]: 'pyproject.toml' cannot be used" in stderr
    assert said in stderr


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("[tool.modec]\nbuilds = []\n", "builds must be tables"),
        ("[tool.modec.builds]\nx = 1\n", "[tool.modec.builds.x] must be a table"),
        ("[tool.modec.builds.x]\nsource = 1\n", "all values are texts"),
        ("[tool.modec.builds.x]\nmode = 'test'\n", "lacks a source"),
        ("[tool.modec.builds.x]\nsource = 'gone.py'\n", "there is no file 'gone.py'"),
        ("[tool.modec.builds.x]\nsource = 'shop.py'\nmode = 'tst'\n", "did you mean 'test'"),
        (
            "[tool.modec.builds.x]\nsource='shop.py'\nmode='test'\noutput='o.py'\n"
            "[tool.modec.builds.y]\nsource='shop.py'\nmode='prod'\noutput='o.py'\n",
            "cannot write 'o.py': it is to be two scripts",
        ),
    ],
)
def test_builds_of_a_project(modec: Caller, table: str, said: str) -> None:
    (modec.folder / "pyproject.toml").write_text(table)
    done = modec.here("build")
    assert done.returncode == 1
    assert done.stderr.count("error[") == 1
    assert said in done.stderr
    assert modec.files() == ["pyproject.toml", "shop.py"]
