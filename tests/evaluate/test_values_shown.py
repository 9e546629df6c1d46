"""Values as text: short, though each holds its module, and through it all others."""

from __future__ import annotations


def test_a_value_is_shown_by_its_name(evaluated):
    variables = evaluated("""
        import os
        class Base:
            limit = int(os.environ["LIMIT"])
            def method(self): return self.limit
        class Derived(Base):
            made = Base()
        def function(value=Derived, other=lambda: Base): return value
        PLACE = os.environ["PLACE"]
        BOUND = Derived().method
        """).entry.variables
    shown = {name: repr(value) for name, value in variables.items()}
    assert shown["Base"] == "<UserClass Base>"
    assert shown["function"] == "<UserFunction function>"
    assert all(len(text) < 80 for text in shown.values()), shown
