"""The last checks find what a wrong script would look like."""

import ast

import pytest

from modec.diagnostics import InternalError
from modec.emit.checks import GlobalNames, check_names, check_part, undefined_names


def parts(text: str) -> list[GlobalNames]:
    """The names of each statement by itself."""
    return [check_part(ast.unparse(node)) for node in ast.parse(text).body]


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("x = 1\nprint(x)", []),
        ("print(y)", ["y"]),
        ("def f():\n    return later\nlater = 1", []),
        ("def f():\n    return missing", ["missing"]),
        ("def f():\n    global made\n    made = 1\ndef g():\n    return made", []),
        ("class C:\n    a = 1\n    b = a", []),
        ("class C:\n    def f(self):\n        return a", ["a"]),
        ("[i for i in range(3)]", []),
        ("import os.path as p\np.join", []),
        ("try:\n    pass\nexcept ValueError as e:\n    print(e)", []),
        ("print(__name__, __file__, __doc__)", []),
        ("def f(self):\n    return super().f", []),
        ("def top(self):\n    x = 1\n    return self[x]", []),
        ("class top:\n    x = 1\n    y = x, z", ["z"]),
        (
            "def f():\n    def top():\n        global b\n        b = 1\n        return b, c\n    return top",
            ["c"],
        ),
    ],
)
def test_undefined_names(text: str, unknown: list[str]) -> None:
    assert undefined_names([check_part(text)]) == unknown
    assert undefined_names(parts(text)) == unknown


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("return 1", "does not compile"),
        ("x = y", "undefined names: y"),
        ("from dagster import solid", "imports dagster"),
        ("def f():\n    import modec.runtime", "imports modec.runtime"),
        ("from . import x", "relative import"),
    ],
)
def test_a_wrong_script_is_not_let_out(text: str, said: str) -> None:
    with pytest.raises(InternalError, match=said):
        check_names([check_part(text)])


def test_a_right_script_is() -> None:
    names = check_part("import os\nprint(os.sep)\n")
    assert names == GlobalNames(frozenset({"os"}), frozenset({"os", "print"}))
    check_names([names])


def test_annotations_that_are_never_evaluated_read_nothing() -> None:
    text = "def f(a: Unknown) -> None: ..."
    assert undefined_names([check_part(text)]) == ["Unknown"]
    assert undefined_names([check_part(text, is_lazy=True)]) == []
