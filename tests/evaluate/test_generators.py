"""Generators of the author's and listings of the project's folders, which definitions are made in loops over."""

from __future__ import annotations

from modec.evaluate.values import ProjectPath, Residual

FILES = {"specs/b.yaml": "name: b\n", "specs/a.yaml": "name: a\n", "specs/_base.yaml": "x: 1\n"}


def test_generators_are_drawn_from(evaluated):
    variables = evaluated("""
        def names():
            yield "a"
            yield from ("b", "c")
        def pairs(without):
            for name in names():
                if name == without:
                    continue
                yield name, name.upper()
        TABLE = dict(pairs("c"))
        LISTED = [*names(), *sorted(names(), reverse=True)]
        FIRST, *REST = names()
        TEXT = "-".join(names())
        """).entry.variables
    assert variables["TABLE"] == {"a": "A", "b": "B"}
    assert variables["LISTED"] == ["a", "b", "c", "c", "b", "a"]
    assert (variables["FIRST"], variables["REST"]) == ("a", ["b", "c"])
    assert variables["TEXT"] == "a-b-c"


def test_a_generator_gives_its_elements_once(evaluated):
    variables = evaluated("""
        def names():
            yield "a"
        def twice():
            found = names()
            return list(found), list(found)
        BOTH = twice()
        """).entry.variables
    assert variables["BOTH"] == (["a"], [])


def test_a_generator_that_cannot_be_followed_is_the_runs(evaluated):
    variables = evaluated("""
        import requests
        TABLE = {}
        def pages():
            TABLE["x"] = 1
            for page in requests.get("https://example.org"):
                yield page
        PAGES = list(pages())
        """).entry.variables
    assert isinstance(variables["PAGES"], Residual)


def test_folders_are_listed_in_the_order_of_names(evaluated):
    variables = evaluated(
        """
        import glob, os
        from pathlib import Path
        import yaml
        HERE = Path(__file__).parent / "specs"
        SPECS = [yaml.safe_load(p.read_text()) for p in HERE.glob("*.yaml") if not p.name.startswith("_")]
        STEMS = [p.stem for p in sorted(HERE.iterdir())]
        LISTED = [name for name in os.listdir(os.path.join(os.path.dirname(__file__), "specs"))]
        PATHS = sorted(glob.glob(os.path.join(os.path.dirname(__file__), "specs", "?.yaml")))
        """,
        FILES,
    ).entry.variables
    assert variables["SPECS"] == [{"name": "a"}, {"name": "b"}]
    assert variables["STEMS"] == ["_base", "a", "b"]
    assert variables["LISTED"] == ["_base.yaml", "a.yaml", "b.yaml"]
    assert len(variables["PATHS"]) == 2 and isinstance(variables["PATHS"][0], ProjectPath)


def test_folders_of_others_are_not_listed(evaluated):
    variables = evaluated("""
        import glob, os
        from pathlib import Path
        A = os.listdir("/etc")
        B = list((Path(__file__).parent / ".." / "..").glob("*"))
        C = glob.glob("/etc/*")
        """).entry.variables
    assert all(isinstance(variables[name], Residual) for name in "ABC")


def test_iterators_give_their_elements_once(evaluated):
    evaluation = evaluated("""
        from dagster import pipeline, solid
        NAMES = (name for name in ("a", "b", "c"))
        CALLED = map(str.upper, ["x"])
        FIRST = next(NAMES)
        def make(name):
            @solid(name=name)
            def made(_): ...
            return made
        SOLIDS = [make(name) for name in NAMES]
        AGAIN = [make(name) for name in NAMES]
        EMPTY = list(NAMES)
        @pipeline
        def all_of_them():
            for each in SOLIDS + AGAIN:
                each()
        """)
    assert evaluation.entry.variables["FIRST"] == "a"
    assert evaluation.entry.variables["EMPTY"] == []
    names = [solid.name for solid in evaluation.pipelines["all_of_them"].solids]
    assert names == ["b", "c"]
