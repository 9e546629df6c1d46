"""The project's own files, read where definitions are built of them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from modec.diagnostics import Refused
from modec.evaluate.values import ProjectPath, Residual
from modec.inspect.given import given_findings
from modec.plan import make_plan

FILES = {
    "conf/a.yaml": "x: 1\nnames: [p, q]\n",
    "conf/b.json": '{"y": 2}',
    "conf/run.yaml": "solids: {one: {config: {n: 5}}}\n",
}


def test_yaml_files_that_fit_patterns_are_merged(evaluated):
    evaluation = evaluated(
        """
        import os
        from dagster import file_relative_path
        from dagster.utils.yaml_utils import load_yaml_from_globs, load_yaml_from_glob_list
        HERE = file_relative_path(__file__, "conf")
        A = load_yaml_from_globs(os.path.join(HERE, "*.yaml"), os.path.join(HERE, "none*.yaml"))
        B = load_yaml_from_glob_list([file_relative_path(__file__, "conf/a.yaml")])
        C = load_yaml_from_globs("/etc/*.yaml")
        """,
        FILES,
    )
    variables = evaluation.entry.variables
    assert variables["A"] == {
        "x": 1,
        "names": ["p", "q"],
        "solids": {"one": {"config": {"n": 5}}},
    }
    assert variables["B"] == {"x": 1, "names": ["p", "q"]}
    assert isinstance(variables["C"], Residual)
    assert evaluation.files == ("conf/a.yaml", "conf/run.yaml")


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


def test_paths_taken_apart_and_put_together_as_text(evaluated):
    evaluation = evaluated(
        """
        import os, yaml
        PARTS = __file__.split("/")
        BASE = "/".join(PARTS[:-1])
        A = yaml.safe_load(open(os.path.join(BASE, "conf/a.yaml")))
        B = yaml.safe_load(open("{}/conf/a.yaml".format(BASE)))
        C = yaml.safe_load(open(__file__.rsplit("/", 1)[0] + "/conf/a.yaml"))
        """,
        FILES,
    )
    variables = evaluation.entry.variables
    assert variables["A"] == variables["B"] == variables["C"] == {"x": 1, "names": ["p", "q"]}


def test_an_element_of_a_split_path_is_an_expression_of_its_own(evaluated):
    text = "import os\nENDS = {'head': os.path.split(__file__)[0], 'tail': os.path.split(__file__)[1]}\n"
    ends = evaluated(text).entry.variables["ENDS"]
    assert ast.unparse(ends["head"].node) == "os.path.split(__file__)[0]"
    assert ast.unparse(ends["tail"].node) == "os.path.split(__file__)[1]"


def test_a_preset_without_its_file_stands_in_the_way_of_itself_only(evaluated):
    evaluation = evaluated("""
        import os
        from dagster import PresetDefinition, pipeline, solid, file_relative_path
        @solid
        def one(_): ...
        @pipeline(preset_defs=[
            PresetDefinition.from_files("gone", [file_relative_path(__file__, "secret.yaml")]),
            PresetDefinition.from_pkg_resources("far", [("nowhere", "run.yaml")]),
            PresetDefinition.from_files("unknown", [os.environ["RUN_CONFIG"]]),
        ])
        def p():
            one()
        """)
    (pipeline,) = evaluation.pipelines.values()
    plan = make_plan(pipeline, None)
    assert plan.mode.name == "default"
    assert list(given_findings(plan)) == []
    for name, code in (("gone", "MD214"), ("far", "MD214"), ("unknown", "MD102")):
        with pytest.raises(Refused) as caught:
            make_plan(pipeline, None, preset=name)
        assert [each.code for each in caught.value.diagnostics] == [code]


def test_the_config_of_a_preset_without_its_file_is_not_made_up(evaluated):
    with pytest.raises(Refused, match="produced no results"):
        evaluated("""
            from dagster import ModeDefinition, PresetDefinition, pipeline, solid
            @solid
            def one(_): ...
            BASE = PresetDefinition.from_files("gone", ["secret.yaml"])
            @pipeline(preset_defs=[BASE.with_additional_config({"a": 1})])
            def p():
                one()
            """)


def test_a_file_named_by_an_environment_variable_says_how_to_tell_the_build(evaluated):
    with pytest.raises(Refused) as caught:
        evaluated("""
            import os, yaml
            from dagster import ModeDefinition, pipeline, resource, solid
            with open(os.path.join(os.path.dirname(__file__), "conf_%s.yml" % os.getenv("ENV", "dev"))) as f:
                CONF = yaml.safe_load(f)
            @resource(config_schema={"a": int})
            def db(_): ...
            @pipeline(mode_defs=[ModeDefinition(resource_defs={"db": db.configured(CONF["db"])})])
            def p(): ...
            """)
    (found,) = caught.value.diagnostics
    assert found.help == "give the build its value with --define ENV=..."


def test_whether_a_file_is_there_is_known_to_definitions_and_asked_again_by_the_run(evaluated):
    evaluation = evaluated(
        """
        import os, yaml
        from dataclasses import dataclass
        from pathlib import Path
        HERE = Path(__file__).parent

        Rows = dict[str, int]

        @dataclass
        class Loader:
            folder: str

            def load(self, name):
                path = os.path.join(self.folder, name)
                if os.path.exists(path):
                    with open(path) as file:
                        return Rows(yaml.safe_load(file))
                return None

        LOADER = Loader(os.path.join(os.path.dirname(__file__), "conf"))
        A = LOADER.load("a.yaml")
        NONE = LOADER.load("none.yaml")
        KINDS = [
            [1 if question else 0 for question in (p.exists(), p.is_file(), p.is_dir(), os.path.isdir(p))]
            for p in (HERE / "conf", HERE / "conf" / "a.yaml", HERE / "none")
        ]
        OUTSIDE = 1 if (HERE / ".." / ".." / "x").exists() else 0
        FACT = (HERE / "conf").exists()
        """,
        FILES,
    )
    variables = evaluation.entry.variables
    assert variables["A"] == {"x": 1, "names": ["p", "q"]}
    assert variables["NONE"] is None
    assert variables["KINDS"] == [[1, 0, 1, 1], [1, 1, 0, 0], [0, 0, 0, 0]]
    assert isinstance(variables["OUTSIDE"], Residual)
    assert isinstance(variables["FACT"], Residual)


def test_what_a_function_cannot_know_is_said_where_it_is(evaluated):
    with pytest.raises(Refused) as caught:
        evaluated("""
            import os
            from dagster import solid

            def name():
                return "a" if os.path.exists("/etc/x") else some()

            def some():
                if os.path.exists("/etc/y"):
                    return "b"
                return "c"

            NAME = some()

            @solid(name=NAME)
            def one(_): ...
            """)
    [diagnostic] = caught.value.diagnostics
    assert diagnostic.code == "MD102"
    assert "os.path.exists()" in diagnostic.message
    assert diagnostic.span.line == 9
