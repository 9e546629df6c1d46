"""How findings are shown, ignored, and made to count."""

import json
from typing import Any

import pytest
from calling import Caller

UNUSED = "@solid(required_resource_keys={'greeter'})\ndef idle(_):\n    return 1\n\n\n@pipeline("


def with_warning(modec: Caller, comment: str = "") -> None:
    source = modec.folder / "shop.py"
    text = (
        source.read_text()
        .replace("@pipeline(", UNUSED)
        .replace("    greet()", "    greet()\n    idle()")
    )
    source.write_text(text.replace("'greeter'})\n", f"'greeter'}}){comment}\n"))


def with_error(modec: Caller) -> None:
    source = modec.folder / "shop.py"
    source.write_text(
        source.read_text().replace("context.resources.greeter", "context.resources.greter")
    )


def shown(modec: Caller, output_format: str) -> str:
    done = modec("check", "--output-format", output_format, "shop.py")
    assert "Traceback" not in done.stderr
    return done.stdout


def test_concise(modec: Caller) -> None:
    with_error(modec)
    lines = shown(modec, "concise").splitlines()
    assert lines[0].startswith("shop.py:16:11: error MD350 'greet' reads the resource 'greter'")
    assert len(lines) == 1


def test_json(modec: Caller) -> None:
    with_error(modec)
    (line,) = shown(modec, "json").splitlines()
    found = json.loads(line)
    assert (found["code"], found["severity"]) == ("MD350", "error")
    assert (found["path"], found["line"], found["column"]) == ("shop.py", 16, 11)
    assert (found["end_line"], found["end_column"]) == (16, 35)
    assert "required_resource_keys" in found["help"]


def test_github(modec: Caller) -> None:
    with_error(modec)
    (line,) = shown(modec, "github").splitlines()
    head = "::error file=shop.py,line=16,col=11,endLine=16,endColumn=35,title=MD350%3A undeclared resource::"
    assert line.startswith(head) and "declare it: required_resource_keys=" in line


def test_sarif(modec: Caller) -> None:
    assert json.loads(shown(modec, "sarif"))["runs"][0]["results"] == []
    with_warning(modec)
    log: dict[str, Any] = json.loads(shown(modec, "sarif"))
    assert log["version"] == "2.1.0" and log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    assert set(run) == {"tool", "columnKind", "results"}
    rules = run["tool"]["driver"]["rules"]
    (result,) = run["results"]
    assert result["ruleId"] == rules[result["ruleIndex"]]["id"] == "MD352"
    assert result["level"] == "warning" and result["message"]["text"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "shop.py"}
    assert 0 < place["region"]["startLine"] <= place["region"]["endLine"]
    assert place["region"]["startColumn"] > 0


def test_machines_are_written_to_on_stderr_where_the_script_has_stdout(modec: Caller) -> None:
    with_warning(modec)
    done = modec("build", "-m", "test", "-o", "-", "--output-format", "json", "shop.py")
    assert done.stdout.startswith("#!/usr/bin/env python3\n")
    assert json.loads(done.stderr.splitlines()[0])["code"] == "MD352"


def test_strict(modec: Caller) -> None:
    with_warning(modec)
    assert modec("check", "shop.py").returncode == 0
    assert modec("check", "--strict", "shop.py").returncode == 1
    done = modec("build", "--strict", "-m", "test", "shop.py")
    assert done.returncode == 1 and modec.files() == ["shop.py"]
    assert modec("build", "-m", "test", "shop.py").returncode == 0


@pytest.mark.parametrize(
    "comment", ["  # modec: ignore[MD352]", "  # noqa # modec: ignore[MD1, MD352]"]
)
def test_a_comment_ignores(modec: Caller, comment: str) -> None:
    with_warning(modec, comment)
    assert shown(modec, "json") == ""
    assert modec("check", "--strict", "shop.py").returncode == 0


def test_a_comment_about_another_code_does_not(modec: Caller) -> None:
    with_warning(modec, "  # modec: ignore[MD353]")
    assert '"MD352"' in shown(modec, "json")


def test_the_project_ignores(modec: Caller) -> None:
    with_warning(modec)
    (modec.folder / "pyproject.toml").write_text('[tool.modec]\nignore = ["MD352"]\n')
    assert shown(modec, "json") == ""


def test_a_refusal_cannot_be_ignored(modec: Caller) -> None:
    with_error(modec)
    (modec.folder / "pyproject.toml").write_text('[tool.modec]\nignore = ["MD350"]\n')
    assert '"MD350"' in shown(modec, "json")


@pytest.mark.parametrize(
    ("variables", "color"),
    [({"FORCE_COLOR": "1"}, True), ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False), ({}, False)],
)
def test_color(modec: Caller, variables: "dict[str, str]", color: bool) -> None:
    import os

    with_error(modec)
    plain = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")}
    done = modec("check", "shop.py", env={**plain, **variables})
    assert ("\x1b[" in done.stderr) is color


def test_a_run_shows_them_too(modec: Caller) -> None:
    with_warning(modec)
    done = modec("run", "-m", "test", "shop.py")
    assert done.returncode == 0 and "warning[MD352]" in done.stderr and "HELLO" in done.stdout
    (modec.folder / "pyproject.toml").write_text('[tool.modec]\nignore = ["MD352"]\n')
    assert "MD352" not in modec("run", "-m", "test", "shop.py").stderr


def test_a_run_does_not_begin_with_errors(modec: Caller) -> None:
    source = modec.folder / "shop.py"
    text = source.read_text().replace('resource_config["greeting"]', 'resource_config["greting"]')
    source.write_text(text)
    done = modec(
        "run", "-m", "prod", "shop.py", "--", "--set", "resources.greeter.config.greeting=x"
    )
    assert done.returncode == 1 and "error[MD351]" in done.stderr and done.stdout == ""


def test_a_broken_mode_hides_nothing(modec: Caller) -> None:
    """Neither what is wrong with other modes, nor what is said of those that can be built."""
    source = modec.folder / "shop.py"
    source.write_text(
        "from dagster import ModeDefinition, PresetDefinition, pipeline, resource, solid\n\n\n"
        "@resource(required_resource_keys={'gone'})\ndef broken(context):\n    return context.resources.gone\n\n\n"
        "@resource\ndef works(_):\n    return 1\n\n\n"
        "@solid(required_resource_keys={'greeter'}, config_schema={'n': int})\n"
        "def greet(context):\n    print(context.resources.greeter, context.solid_config['m'])\n\n\n"
        "@pipeline(\n    mode_defs=[\n"
        "        ModeDefinition('a', resource_defs={'greeter': broken}),\n"
        "        ModeDefinition('b', resource_defs={'greter': works}),\n"
        "        ModeDefinition('c', resource_defs={'greeter': works}),\n    ],\n"
        "    preset_defs=[PresetDefinition('p', {'solids': {'greet': {'config': {'n': 'x'}}}}, mode='c')],\n"
        ")\ndef shop():\n    greet()\n"
    )
    lines = [json.loads(line) for line in shown(modec, "json").splitlines()]
    assert [(each["code"], each["line"]) for each in lines] == [
        ("MD351", 16),
        ("MD201", 21),
        ("MD201", 22),
        ("MD401", 25),
    ]
    assert "did you mean 'greter'?" in lines[2]["help"]
