"""What functions that make definitions do besides is not in the script, and a warning says so."""

from pathlib import Path
from textwrap import dedent

from modec.compiler import analyse, build

PIPELINE = """

a = make("a")

@pipeline
def program():
    a()
"""


def warned(folder: Path, text: str) -> list[str]:
    entry = folder / "entry.py"
    entry.write_text("from modec import pipeline, solid\n" + dedent(text) + PIPELINE)
    return [each.message for each in build(analyse(entry)).warnings if each.code == "MD516"]


def test_a_call_of_another_package_is_warned_about(tmp_path: Path) -> None:
    text = """
    import os
    def prepare(name):
        os.makedirs(name, exist_ok=True)
    def make(name):
        prepare(name)
        @solid(name=name)
        def inner(_):
            return os.listdir(name)
        return inner
    """
    said = "os.makedirs() is called while definitions are made, and the script does not do it"
    assert warned(tmp_path, text) == [said]


def test_what_is_told_is_left_out(tmp_path: Path) -> None:
    text = """
    import logging, warnings
    log = logging.getLogger("x")
    def make(name):
        print("making", name)
        log.info("making %s", name)
        logging.warning("making")
        warnings.warn("making")
        @solid(name=name)
        def inner(_):
            return 1
        return inner
    """
    assert warned(tmp_path, text) == []


def test_what_the_script_does_itself_is_not_warned_about(tmp_path: Path) -> None:
    text = """
    import os
    def prepare(name):
        os.makedirs(name, exist_ok=True)
        return name
    FOLDER = prepare("out")
    def make(name):
        @solid(name=name)
        def inner(_):
            os.makedirs(name, exist_ok=True)
            return os.listdir(FOLDER)
        return inner
    """
    assert warned(tmp_path, text) == []


def test_an_environment_variable_that_is_set_is_warned_about(tmp_path: Path) -> None:
    text = """
    import os
    def make(name):
        os.environ["REGION"] = name
        @solid(name=name)
        def inner(_):
            return os.environ["REGION"]
        return inner
    """
    said = "os.environ is changed while definitions are made, and the script does not do it"
    assert warned(tmp_path, text) == [said]
