"""The project's own files, read where definitions are built of them."""

from __future__ import annotations

from pathlib import Path

from modec.evaluate.values import ProjectPath, Residual

FILES = {
    "conf/a.yaml": "x: 1\nnames: [p, q]\n",
    "conf/b.json": '{"y": 2}',
    "conf/run.yaml": "solids: {one: {config: {n: 5}}}\n",
}


def test_yaml_json_and_text(evaluated):
    evaluation = evaluated(
        """
        import os, json, yaml
        from pathlib import Path
        from dagster import file_relative_path
        HERE = os.path.dirname(os.path.abspath(__file__))
        with open(os.path.join(HERE, "conf", "a.yaml")) as f:
            A = yaml.safe_load(f)
        B = json.loads((Path(__file__).parent / "conf" / "b.json").read_text())
        C = yaml.load(open(file_relative_path(__file__, "conf/a.yaml")).read(), Loader=yaml.SafeLoader)
        D = yaml.safe_load(open("conf/a.yaml"))["names"]
        NONE = yaml.safe_load(open("conf/none.yaml"))
        OUTSIDE = open("/etc/passwd").read()
        """,
        FILES,
    )
    variables = evaluation.entry.variables
    assert variables["A"] == variables["C"] == {"x": 1, "names": ["p", "q"]}
    assert variables["B"] == {"y": 2}
    assert variables["D"] == ["p", "q"]
    assert isinstance(variables["NONE"], Residual)
    assert isinstance(variables["OUTSIDE"], Residual)
    assert evaluation.files == ("conf/a.yaml", "conf/b.json")


def test_presets_from_files_in_any_working_directory(evaluated, tmp_path: Path, monkeypatch):
    monkeypatch.chdir("/")
    evaluation = evaluated(
        """
        from pathlib import Path
        from dagster import PresetDefinition, pipeline, solid, file_relative_path
        @solid(config_schema={"n": int})
        def one(_): ...
        @pipeline(preset_defs=[
            PresetDefinition.from_files("a", [file_relative_path(__file__, "conf/run.yaml")]),
            PresetDefinition.from_files("b", config_files=[str(Path(__file__).parent / "conf" / "ru*.yaml")]),
            PresetDefinition.from_files("c", ["conf/run.yaml"]),
            PresetDefinition.from_pkg_resources("d", [("conf", "run.yaml")]),
        ])
        def p():
            one()
        """,
        {**FILES, "conf/__init__.py": ""},
    )
    assert not evaluation.failures
    expected = {"solids": {"one": {"config": {"n": 5}}}}
    presets = evaluation.pipelines["p"].preset_defs
    assert [preset.run_config for preset in presets] == [expected] * 4


def test_a_path_is_residual_for_the_run(evaluated):
    value = evaluated("HERE = __file__ + '.txt'\n").entry.variables["HERE"]
    assert isinstance(value, ProjectPath)
    assert isinstance(value, Residual)
