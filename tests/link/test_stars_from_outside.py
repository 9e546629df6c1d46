"""Names that a module has of a star import from outside the project, asked for by another module."""

from pathlib import Path

from programs import refused, same


def test_as_an_attribute_and_by_name(tmp_path: Path) -> None:
    same(
        tmp_path,
        """
        import helpers
        from helpers import floor, sqrt as root
        def main():
            print(helpers.sqrt(4), floor(2.5), root(9), helpers.X, helpers.doubled(2))
        # == helpers.py
        from math import *
        X = 1
        def doubled(value):
            return ceil(value) * 2
        """,
    )


def test_of_several_nobody_knows_which(tmp_path: Path) -> None:
    found = refused(
        tmp_path,
        """
        import helpers
        def main():
            print(helpers.sqrt(4))
        # == helpers.py
        from math import *
        from string import *
        """,
    )
    assert found == ["MD507"]


def test_what_only_others_assign_is_refused_where_the_module_reads_it(tmp_path: Path) -> None:
    found = refused(
        tmp_path,
        """
        import config
        def main():
            config.client = 5
            print(config.get(), config.client)
        # == config.py
        def get():
            return client
        """,
    )
    assert found == ["MD507"]


def test_what_only_others_assign_is_refused_where_a_function_imports_it(tmp_path: Path) -> None:
    found = refused(
        tmp_path,
        """
        import config
        def main():
            config.client = 5
            from config import client
            print(client)
        # == config.py
        name = 1
        """,
    )
    assert found == ["MD507"]


def test_what_a_star_brought_and_others_assign_is_refused_where_the_module_reads_it(
    tmp_path: Path,
) -> None:
    found = refused(
        tmp_path,
        """
        import lib
        def main():
            lib.getcwd = str
            print(lib.show())
        # == lib.py
        from os import *
        def show():
            return getcwd()
        """,
    )
    assert found == ["MD507"]
