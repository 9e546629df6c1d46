"""Heads of definitions: decorators, names, annotations, captured variables; imports inside functions."""

from __future__ import annotations

import pytest
from lowering import dedented, lowered

from modec.diagnostics import Refused


def test_decorators_go_and_comments_stay() -> None:
    text = """
        # above
        @solid(
            name="x",
        )  # gone
        # between
        @retry(3)
        # below
        def f(): pass
    """
    assert lowered(text, drop_decorators=frozenset({0})) == (
        "# above\n# between\n@retry(3)\n# below\ndef f(): pass\n"
    )
    assert lowered(text, drop_decorators=frozenset({0, 1})) == ("# above\n# below\ndef f(): pass\n")


def test_the_definition_s_own_name() -> None:
    assert lowered("def f(): return f()\n", name="g", names={"f": "g"}) == "def g(): return g()\n"
    assert lowered("class A: x = A\n", name="B") == "class B: x = A\n"
    assert lowered("async def f(): pass\n", name="f") == "async def f(): pass\n"


def test_annotations_are_left_out() -> None:
    text = """
        def f(a: int, /, b: List = [], *args: Dict, c: str, **kw: Any) -> List[int]:
            x: int = 1
            y: Nothing
            def g(z: List) -> None: pass
            return f"{a}"
    """
    assert lowered(text, drop_annotations=True) == dedented("""
        def f(a, /, b = [], *args, c, **kw):
            x = 1
            y: object
            def g(z): pass
            return f"{a}"
        """)
    places = frozenset({(1, 20), (2, 7), (4, 13)})
    assert lowered(text, drop_annotations=places) == dedented(text).replace(
        "b: List = []", "b = []"
    ).replace("x: int", "x").replace("z: List", "z")


def test_captured_variables_come_first_in_the_body() -> None:
    captured = (("n", "3"), ("names", "['a']"))
    assert lowered('def f():\n    """Doc."""\n    return n\n', captured=captured) == (
        'def f():\n    """Doc."""\n    n = 3\n    names = [\'a\']\n    return n\n'
    )
    assert lowered("def f(): return n\n", captured=captured[:1]) == (
        "def f():\n    n = 3\n    return n\n"
    )
    assert lowered("def f(a=n): return n\n", captured=captured[:1], names={"n": "x"}) == (
        "def f(a=(3)):\n    n = 3\n    return n\n"
    )


@pytest.mark.parametrize(
    "body", ["nonlocal n; n = 1", "def g():\n        nonlocal n\n        n = 1"]
)
def test_a_captured_variable_that_is_rebound_is_refused(body: str) -> None:
    text = f"def make():\n  n = 1\n  def f():\n    {body}\n"
    with pytest.raises(Refused, match="MD550"):
        lowered(text, "f", captured=(("n", "1"),))


def test_imports_inside_functions() -> None:
    text = """
        def f():
            # comment
            import helpers.db

            from helpers import connect, close  # both
            if True: import x; import helpers
            connect(helpers.db.connect)
            def g():
                from helpers import (
                    a,
                )
            return close
    """
    rewrite = {
        "imports": {
            (3, 4): (),
            (5, 4): ("connect = connect_2", "import closing as close"),
            (6, 13): ("x = 1", "import y"),
            (6, 23): (),
            (9, 8): (),
        },
        "attributes": {"helpers.db": {"connect": "connect_3"}},
        "names": {"connect": "wrong", "helpers": "wrong", "close": "wrong"},
    }
    assert lowered(text, **rewrite) == dedented("""
        def f():
            # comment

            connect = connect_2  # both
            import closing as close
            if True: x = 1; import y
            connect(connect_3)
            def g():
                pass
            return close
        """)


def test_a_name_that_only_a_dropped_import_bound_keeps_its_spelling() -> None:
    text = """
        def f():
            def g():
                from helpers import connect
                return connect
            return connect
    """
    assert lowered(text, names={"connect": "connect_2"}, imports={(3, 8): ()}) == dedented("""
        def f():
            def g():
                return connect
            return connect_2
        """)


def test_the_bindings_of_an_import_that_stay() -> None:
    targets = frozenset({"b", "d"})
    assert lowered("from a import b, c\n", targets=targets) == "from a import b\n"
    assert lowered("from a import (\n    c,\n    x as d,\n)\n", targets=targets) == (
        "from a import (\n    x as d,\n)\n"
    )
    assert lowered("import b.x, c, y as d, e\n", targets=targets) == "import b.x, y as d\n"
