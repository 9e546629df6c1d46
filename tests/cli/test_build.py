"""`modec build`: where scripts go, and when they are not written."""

import os
import subprocess
import sys

from calling import Caller


def run_script(modec: Caller, name: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-I", name, *arguments], cwd=modec.folder, capture_output=True, text=True
    )


def test_the_default_place(modec: Caller) -> None:
    done = modec("build", "--mode", "test", "shop.py")
    assert done.returncode == 0, done.stderr
    assert modec.files() == ["dist/shop_test.py", "shop.py"]
    assert os.access(modec.folder / "dist/shop_test.py", os.X_OK)
    assert run_script(modec, "dist/shop_test.py").stdout == "HELLO\n"
    assert done.stdout == ""


def test_d_is_mode_too(modec: Caller) -> None:
    assert modec("build", "-d", "test", "shop.py", "-o", "-").stdout.startswith(
        "#!/usr/bin/env python3\n"
    )


def test_standard_output(modec: Caller) -> None:
    done = modec("build", "-m", "test", "-o", "-", "shop.py")
    assert done.returncode == 0
    assert done.stdout.endswith("source_lines=SourceLines(SOURCE_LINES)))\n")
    assert modec.files() == ["shop.py"]


def test_a_folder_takes_the_usual_name(modec: Caller) -> None:
    assert modec("build", "-m", "test", "-o", "out/", "shop.py").returncode == 0
    assert "out/shop_test.py" in modec.files()


def test_all_modes(modec: Caller) -> None:
    assert modec("build", "--all-modes", "shop.py").returncode == 0
    assert modec.files() == ["dist/shop_prod.py", "dist/shop_test.py", "shop.py"]


def test_config_becomes_the_default(modec: Caller) -> None:
    (modec.folder / "prod.yaml").write_text(
        "resources: {greeter: {config: {greeting: good day}}}\n"
    )
    assert modec("build", "-m", "prod", "-c", "prod.yaml", "shop.py").returncode == 0
    assert run_script(modec, "dist/shop_prod.py").stdout == "good day\n"
    overridden = run_script(
        modec, "dist/shop_prod.py", "--set", "resources.greeter.config.greeting=hi"
    )
    assert overridden.stdout == "hi\n"
    modec("build", "-m", "prod", "--set", "resources.greeter.config.greeting=hej", "shop.py")
    assert run_script(modec, "dist/shop_prod.py").stdout == "hej\n"


def test_check_writes_nothing(modec: Caller) -> None:
    assert modec("build", "--check", "-m", "test", "shop.py").returncode == 1
    assert modec.files() == ["shop.py"]
    modec("build", "-m", "test", "shop.py")
    assert modec("build", "--check", "-m", "test", "shop.py").returncode == 0
    source = modec.folder / "shop.py"
    source.write_text(source.read_text().replace("HELLO", "GOODBYE"))
    done = modec("build", "--check", "-m", "test", "shop.py")
    assert done.returncode == 1
    assert '+    return "GOODBYE"' in done.stdout


def test_run(modec: Caller) -> None:
    done = modec("run", "-d", "test", "shop.py")
    assert (done.returncode, done.stdout) == (0, "HELLO\n")
    done = modec("run", "-d", "prod", "shop.py")
    assert done.returncode == 2
    assert 'Missing required config entry "resources"' in done.stderr


def test_list(modec: Caller) -> None:
    import json

    done = modec("list", "--json", "shop.py")
    assert [mode["name"] for mode in json.loads(done.stdout)["pipelines"][0]["modes"]] == [
        "prod",
        "test",
    ]
    assert "greeter" in modec("list", "shop.py").stdout


def test_check_command(modec: Caller) -> None:
    done = modec("check", "shop.py")
    assert (done.returncode, done.stderr) == (0, "2 modes checked, no errors\n")


def test_the_source_map_has_a_switch(modec: Caller) -> None:
    script = modec.folder / "dist" / "shop_test.py"
    assert modec("build", "-m", "test", "shop.py").returncode == 0
    assert 'SOURCE_LINES = \'{"shop.py":' in script.read_text()
    assert modec("build", "-m", "test", "--no-source-map", "shop.py").returncode == 0
    assert "SOURCE_LINES" not in script.read_text()
    (modec.folder / "pyproject.toml").write_text("[tool.modec]\nsource-map = false\n")
    assert modec("build", "-m", "test", "--check", "shop.py").returncode == 0
    assert modec("build", "-m", "test", "--source-map", "shop.py").returncode == 0
    assert "SOURCE_LINES" in script.read_text()
    (modec.folder / "pyproject.toml").write_text("[tool.modec]\nsource-map = 1\n")
    done = modec("build", "-m", "test", "shop.py")
    assert done.returncode == 1
    assert "MD007" in done.stderr and "source-map must be true or false" in done.stderr


def test_a_moved_line_is_no_difference_to_modec_diff(modec: Caller) -> None:
    assert modec("build", "-m", "test", "-o", "old.py", "shop.py").returncode == 0
    source = modec.folder / "shop.py"
    source.write_text("# a comment\n" + source.read_text())
    assert modec("build", "-m", "test", "-o", "new.py", "shop.py").returncode == 0
    assert modec("diff", "old.py", "new.py").returncode == 0
    assert modec("verify", "new.py", "shop.py").returncode == 0
