"""The last checks find what a wrong script would look like."""

import pytest

from modec.diagnostics import InternalError
from modec.emit.checks import check_script, undefined_names


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
    ],
)
def test_undefined_names(text: str, unknown: list[str]) -> None:
    assert undefined_names(text) == unknown


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
        check_script(text)


def test_a_right_script_is() -> None:
    assert check_script("import os\nprint(os.sep)\n").body
