"""`dagster.__version__` is the version whose behaviour a script has."""

from __future__ import annotations

from linking import project, run


def test_it_is_a_constant() -> None:
    linked = project(pipeline="""
        import dagster
        from dagster import __version__
        from dagster.version import __version__ as again

        def main():
            return dagster.__version__, __version__, again
        """).call("main")
    assert run(linked)["main"]() == ("0.12.15",) * 3
