"""Pipelines that only repositories make."""

from __future__ import annotations

from pathlib import Path

import pytest

from modec.compiler import analyse, build

PARTS = """
from dagster import pipeline, repository, schedule, solid

@solid
def greet(context):
    context.log.info("hello")

def make(name):
    @pipeline(name=name)
    def made():
        greet()
    return made

def schedules():
    @schedule(cron_schedule="* * * * *", pipeline_name="early")
    def nightly(_):
        return {}
    return {"nightly": nightly}
"""


@pytest.mark.parametrize(
    ("repository", "names"),
    [
        ('@repository\ndef repo():\n    return [make("early"), make("late")]', ["early", "late"]),
        (
            '@repository(name="all")\ndef repo():\n'
            '    return {"pipelines": {"early": lambda: make("early")}, "schedules": schedules()}',
            ["early"],
        ),
        (
            '@repository\ndef repo():\n    return {"pipelines": {"early": lambda: make(no_such), "late": make("late")}}',
            ["late"],
        ),
        (
            'early = make("early")\n@repository\ndef repo():\n    return [early, make("late")]',
            ["early", "late"],
        ),
    ],
)
def test_what_a_repository_makes_can_be_built(
    tmp_path: Path, repository: str, names: list[str]
) -> None:
    (tmp_path / "repo.py").write_text(f"{PARTS}\n{repository}\n")
    analysis = analyse(tmp_path / "repo.py")
    assert sorted(analysis.evaluation.pipelines) == names
    assert "hello" in build(analysis, pipeline=names[-1]).text


def test_a_repository_that_cannot_be_followed_is_in_nobodys_way(tmp_path: Path) -> None:
    text = 'early = make("early")\n@repository\ndef repo():\n    return [early, *open("x")]\n'
    (tmp_path / "repo.py").write_text(f"{PARTS}\n{text}")
    assert list(analyse(tmp_path / "repo.py").evaluation.pipelines) == ["early"]


def test_definitions_of_the_module_come_in_its_order(tmp_path: Path) -> None:
    text = 'b = make("b")\na = make("a")\n@repository\ndef repo():\n    return [a, b]\n'
    (tmp_path / "repo.py").write_text(f"{PARTS}\n{text}")
    assert list(analyse(tmp_path / "repo.py").evaluation.pipelines) == ["b", "a"]
