"""`modec diff`: two modes, a revision and now, two scripts."""

import json
import subprocess
from pathlib import Path

from calling import Caller

PENGUINS = Caller(Path(__file__).parents[2] / "golden/penguins")


def test_two_modes(modec: Caller) -> None:
    done = modec("diff", "prod", "test", "shop.py")
    assert done.returncode == 1, done.stderr
    assert done.stdout.splitlines() == [
        "--- mode prod",
        "+++ mode test",
        "",
        "resources",
        "  ~ greeter  greeter => loud",
        "",
        "config",
        "  - resources.greeter.config.greeting  String, required",
        "",
        "code",
        "  - greeter",
        "  + loud",
    ]


def test_a_mode_and_itself(modec: Caller) -> None:
    done = modec("diff", "prod", "prod", "shop.py")
    assert (done.returncode, done.stdout) == (0, "")


def test_json(modec: Caller) -> None:
    said = json.loads(modec("diff", "prod", "test", "--json", "shop.py").stdout)
    assert said["resources"] == [
        {"name": "greeter", "change": "changed", "before": "greeter", "after": "loud"}
    ]
    assert said["steps"] == [] and said["order"] == []


def test_two_scripts(modec: Caller) -> None:
    modec("build", "--all-modes", "shop.py")
    done = modec("diff", "dist/shop_prod.py", "dist/shop_test.py")
    assert done.returncode == 1
    assert "  ~ greeter  greeter, config['resources']['greeter']['config'] => loud" in done.stdout
    assert "  - resources.greeter.config.greeting  StringConfig" in done.stdout
    assert modec("diff", "dist/shop_prod.py", "dist/shop_prod.py").returncode == 0


def test_against_a_revision(modec: Caller) -> None:
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *who, *arguments], cwd=modec.folder, check=True, capture_output=True)

    git("init", "-q")
    git("add", "shop.py")
    git("commit", "-qm", "first")
    arguments = ("diff", "--against", "HEAD", "-m", "test", "shop.py")
    assert modec(*arguments).returncode == 0
    source = modec.folder / "shop.py"
    source.write_text(source.read_text().replace("HELLO", "GOODBYE"))
    done = modec(*arguments)
    assert done.returncode == 1, done.stderr
    assert done.stdout.splitlines() == [
        "--- shop.py in HEAD",
        "+++ shop.py now",
        "",
        "code",
        "  ~ loud",
        "       def loud():",
        '      -    return "HELLO"',
        '      +    return "GOODBYE"',
    ]
    assert modec("diff", "--against", "nowhere", "-m", "test", "shop.py").returncode == 2
    assert modec.files()[-1] == "shop.py"


def test_trouble(modec: Caller) -> None:
    (modec.folder / "plain.py").write_text("x = 1\n")
    for arguments in (
        ("diff", "prod", "gone", "shop.py"),
        ("diff", "shop.py"),
        ("diff", "plain.py", "shop.py"),
        ("diff", "gone.py", "shop.py"),
        ("diff", "prod", "test", "gone.py"),
    ):
        done = modec(*arguments)
        assert done.returncode == 2 and done.stdout == "" and done.stderr, arguments


def test_the_example_project() -> None:
    done = PENGUINS("diff", "prod", "dev", "penguin_survey/pipeline.py")
    assert done.returncode == 1
    assert "  - database  sqlite_database" in done.stdout
    assert (
        "      + source -> folder -> audit -> archive" in done.stdout or "+ folder" in done.stdout
    )
    assert "set_incomplete_aside" not in done.stdout.split("\ncode\n")[1]
