"""The generator of random programs: deterministic, well-formed, and small when it is told to be."""

from __future__ import annotations

import ast
import json

import pytest

from .features import FEATURES, SIMPLE, chosen_features
from .generate import generate
from .program import Program, node_names
from .render import render
from .shrink import reductions, shrink, weight


@pytest.mark.parametrize("number", range(40))
def test_every_program_parses_and_its_runs_are_json(number: int) -> None:
    files, runs = render(generate(f"test/{number}", FEATURES))
    for text in files.values():
        ast.parse(text)
    assert "program.py" in files
    assert json.loads(json.dumps(runs)) == runs
    assert len({run["name"] for run in runs}) == len(runs)


def test_a_seed_names_a_program() -> None:
    assert render(generate("x/1", FEATURES)) == render(generate("x/1", FEATURES))
    assert render(generate("x/1", FEATURES)) != render(generate("x/2", FEATURES))


def test_features_that_are_off_do_not_appear() -> None:
    for number in range(40):
        text = "\n".join(render(generate(f"off/{number}", SIMPLE))[0].values())
        body = text[text.index("def shown") :]
        for word in (
            "composite_solid(",
            ".map(",
            "async def",
            "hook",
            "RetryRequested(",
            "Nothing)",
        ):
            assert word not in body


@pytest.mark.parametrize(
    ("text", "features"),
    [
        ("none", set()),
        ("simple", set(SIMPLE)),
        ("all", set(FEATURES)),
        ("simple,hooks", {*SIMPLE, "hooks"}),
        ("all,-hooks", set(FEATURES) - {"hooks"}),
        ("-hooks", set(FEATURES) - {"hooks"}),
    ],
)
def test_features_are_chosen_by_name(text: str, features: set[str]) -> None:
    assert chosen_features(text) == features


def test_an_unknown_feature_is_an_error() -> None:
    with pytest.raises(ValueError, match="no feature 'hoks'"):
        chosen_features("hoks")


def refers_only_to_what_is_there(program: Program) -> bool:
    bodies = [program.body, *(each.body for each in program.composites.values())]
    for body in bodies:
        seen: set[int] = set()
        for invocation in body:
            if invocation.node not in program.solids and invocation.node not in program.composites:
                return False
            refs = [ref for source in invocation.sources.values() for ref in source.refs]
            refs += [invocation.mapped] if invocation.mapped else []
            if any(ref.invocation not in seen for ref in refs):
                return False
            seen.add(invocation.id)
        if len(set(node_names(body).values())) != len(body):
            return False
    return True


@pytest.mark.parametrize("number", range(15))
def test_reductions_are_smaller_and_whole(number: int) -> None:
    program = generate(f"shrink/{number}", FEATURES)
    assert refers_only_to_what_is_there(program)
    for smaller in reductions(program):
        assert refers_only_to_what_is_there(smaller)
        render(smaller)


def test_shrinking_keeps_what_is_asked_for() -> None:
    program = generate("shrink/3", FEATURES)
    wanted = program.body[0].node

    def judge(candidates: object) -> list[bool]:
        assert isinstance(candidates, list)
        return [any(each.node == wanted for each in one.body) for one in candidates]

    small = shrink(program, judge)
    assert [each.node for each in small.body] == [wanted]
    assert weight(small) < weight(program)
