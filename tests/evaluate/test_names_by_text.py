"""`locals()` in a factory is known, or refused: the script would call it in another place."""

from __future__ import annotations

import pytest

from modec.evaluate.values import Opaque
from modec.unroll.values import value_code


def test_the_variables_of_a_factory_are_written_down(evaluated) -> None:
    evaluation = evaluated("""
        def make(name, kind):
            config = dict(locals())
            def solid():
                return config
            return solid
        MADE = make("a", "k")
        """)
    scope = evaluation.entry.variables["MADE"].scope
    assert scope.variables["config"] == {"name": "a", "kind": "k"}
    assert "".join(map(str, value_code(scope.variables["config"]).parts)) == (
        "{'name': 'a', 'kind': 'k'}"
    )


@pytest.mark.parametrize("call", ["locals()", "vars()", "dir()"])
def test_those_of_a_comprehension_are_not_known(call: str, evaluated) -> None:
    evaluation = evaluated(f"""
        def make():
            return [{call} for x in (1,)][0]
        MADE = make()
        """)
    assert isinstance(evaluation.entry.variables["MADE"], Opaque)
