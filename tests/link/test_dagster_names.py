"""Names of dagster: the runtime's where code runs, nothing where they only define."""

from __future__ import annotations

import pytest
from linking import project, run, script

from modec.diagnostics import Refused
from modec.unroll.code import Form, Function


def test_events_come_from_the_runtime() -> None:
    made = project(pipeline="""
        import dagster
        from dagster import Output, solid
        from dagster.core.definitions import SolidExecutionContext
        @solid
        def main(context: SolidExecutionContext, x: dagster.Nothing) -> Output:
            yield Output(1)
            yield dagster.Output(2)
        """)
    linked = made.link(Function(made.function("main"), Form("main", "context", True, (), "solids")))
    assert [output.value for output in run(linked)["main"](None, None)] == [1, 2]
    text = script(linked)
    assert "SolidExecutionContext" not in text
    assert (
        "import dagster" not in text and "from dagster" not in text and "dagster.Output" not in text
    )


def test_formats_of_partitions_are_strings() -> None:
    made = project(pipeline="""
        from datetime import datetime
        from dagster.utils.partitions import DEFAULT_DATE_FORMAT
        FIRST = datetime.strptime("2020-01-01", DEFAULT_DATE_FORMAT)
        def main():
            return FIRST
        """)
    assert run(made.call("main"))["FIRST"].year == 2020


def test_imports_that_are_tried_are_those_of_dagster_012() -> None:
    made = project(pipeline="""
        try:
            from dagster import MetadataValue
        except (ImportError, AttributeError):
            from dagster import EventMetadata as MetadataValue
        try:
            import dagster
            from dagster import Output as Out
            from dagster import Failure
            HAS = True
        except:
            from dagster import Materialization as Out
        def main():
            return MetadataValue.int(1).value, Out(2).value, issubclass(Failure, Exception)
        """)
    assert run(made.call("main"))["main"]() == (1, 2, True)
    assert "from dagster" not in script(made.call("main"))


def test_code_may_ask_whether_something_is_of_an_instance() -> None:
    made = project(pipeline="""
        import dagster
        from dagster import DagsterInstance, check
        from dagster.core.storage.pipeline_run import PipelineRunStatus
        def main(instance=None):
            check.opt_inst_param(instance, "instance", dagster.DagsterInstance)
            if instance and instance.get_run_by_id("x").status != PipelineRunStatus.STARTED:
                raise ValueError
            return isinstance(instance, DagsterInstance), PipelineRunStatus("SUCCESS").value
        """)
    assert run(made.call("main"))["main"]() == (False, "SUCCESS")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("return DagsterInstance.get()", "MD503"),
        ("return execute_pipeline(x)", "MD503"),
        ("return dynamic", "MD504"),
        ("return eval(x)", "MD506"),
        ("return globals()['x']", "MD506"),
        ("return no_such_name", "MD507"),
        ("return dagster_aws.x", "MD511"),
    ],
)
def test_what_a_script_cannot_have_is_refused(body: str, code: str) -> None:
    made = project(
        pipeline=f"from dagster import DagsterInstance, execute_pipeline\nimport helpers\nimport dagster_aws, dynamic\ndef main(x):\n    {body}\n",
        helpers="x = 3\n",
        dynamic="def __getattr__(name):\n    return name\n",
    )
    with pytest.raises(Refused) as refusal:
        made.call("main")
    (found,) = refusal.value.diagnostics
    assert found.code == code
    assert found.span is not None and found.span.line == 5


def test_a_module_that_only_functions_import_assigns_to_no_other() -> None:
    made = project(
        pipeline="def main():\n    from late import change\n    change()\n",
        late="import helpers\ndef change():\n    helpers.x = 1\n",
        helpers="x = 3\n",
    )
    with pytest.raises(Refused) as refusal:
        made.call("main")
    assert [found.code for found in refusal.value.diagnostics] == ["MD505"]


def test_their_twins_pass() -> None:
    linked = project(
        pipeline="""
        import helpers
        def main(x):
            return helpers.x, eval("x", {"x": x}), vars(helpers.Box)["y"], eval("1 + 2")
        """,
        helpers="x = 3\nclass Box:\n    y = 2\n",
    ).call("main")
    assert run(linked)["main"](1) == (3, 1, 2, 3)


def test_what_fields_are_said_to_be_is_said_by_typing() -> None:
    linked = project(pipeline="""
        from dataclasses import dataclass, field
        import dagster as dg
        from dagster import List, Optional
        @dataclass
        class Table:
            name: str
            columns: List[str] = field(default_factory=list)
            key: Optional[dg.Dict] = None
        def main(name):
            return Table(name)
        """).call("main")
    assert repr(run(linked)["main"]("a")) == "Table(name='a', columns=[], key=None)"
    assert "from typing import Dict, List, Optional" in script(linked)


def test_statements_about_definitions_are_not_effects() -> None:
    linked = project(pipeline="""
        from dagster import execute_pipeline, pipeline, solid
        def make(name):
            @solid(name=name)
            def made():
                pass
            return made
        make("a")
        for name in ["b", "c"]:
            make(name)
        def main():
            return 1
        print("kept")
        """).call("main")
    text = script(linked)
    assert "make" not in text and "kept" in text


def test_members_of_a_class_that_are_definitions_go() -> None:
    linked = project(pipeline="""
        from dagster import resource
        class Client:
            name = "c"

            @staticmethod
            @resource
            def as_resource(context):
                return Client()

            def greet(self):
                return self.name
        class Holder:
            @resource
            def only(context):
                pass
        def main():
            return Client().greet(), Holder
        """).call("main")
    assert run(linked)["main"]()[0] == "c"
    assert "resource" not in script(linked)


def test_decorators_for_classes_go_and_definitions_stay_definitions() -> None:
    source = """
        from dagster import solid, usable_as_dagster_type
        @usable_as_dagster_type
        class Frame:
            pass
        @solid
        def step(context):
            pass
        def main():
            return Frame()
        def wrong():
            return step
        """
    assert type(run(project(pipeline=source).call("main"))["main"]()).__name__ == "Frame"
    with pytest.raises(Refused) as refusal:
        project(pipeline=source).call("wrong")
    assert [found.code for found in refusal.value.diagnostics] == ["MD503"]
