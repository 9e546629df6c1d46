"""Statements are cut out with the comments that belong to them, and dedented without touching strings."""

from __future__ import annotations

import ast

import pytest
from lowering import find, lowered, module_of

from modec.lower.cutting import cut


def text_of(text: str, name: str | None = None) -> str:
    module = module_of(text)
    return cut(module, find(module, name)).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a = 1\n# about b\n# more\nb = 2  # b\n", "# about b\n# more\nb = 2  # b\n"),
        ("# elsewhere\n\nb = 2\n", "b = 2\n"),
        ("#!/usr/bin/env python\n# -*- coding: utf-8 -*-\nb = 2\n", "b = 2\n"),
        ("#!/usr/bin/env python\n# about b\nb = 2\n", "# about b\nb = 2\n"),
        ("# coding is fun\nb = 2\n", "# coding is fun\nb = 2\n"),
        ('a = """\n# no comment"""\nb = 2\n', "b = 2\n"),
        ('a = """\n# no comment"""\n# a comment\nb = 2\n', "# a comment\nb = 2\n"),
        ("a = 1; b = 2\n", "b = 2\n"),
        ("a = 'é'; b = 'é'; \n", "b = 'é'\n"),
        ("# of d\n@d\n# of f\ndef f(): pass\n", "# of d\n@d\n# of f\ndef f(): pass\n"),
        ("def f():\n    pass\n    # tail\n\n    # tail\n\n# not\n", "def f():\n    pass\n    # tail\n\n    # tail\n"),
        ("b = (1,\n     2)", "b = (1,\n     2)\n"),
        ("a = 1\n\x0c\nb = 2\n", "b = 2\n"),
        ("a = 1\n\x0c# c\n\x0cb = '\x0c'\n", "# c\nb = '\x0c'\n"),
    ],
)  # fmt: skip
def test_top_level(text: str, expected: str) -> None:
    assert text_of(text) == expected


def test_what_follows_a_branch_that_the_build_has_decided() -> None:
    module = module_of("if a:\n    x = 1\n# why\nelif b:  # so\n    x = 2\nelse:\n    x = 3\n")
    outer = module.tree.body[0]
    assert isinstance(outer, ast.If)
    text = cut(module, outer.orelse[0]).text
    assert text == "# why\nif b:  # so\n    x = 2\nelse:\n    x = 3\n"


FACTORY = '''
def factory(n):
    if n:
        # about f
        @solid
        def f(context, a=(1,
                          2)):
            """Doc.

            More.
            """
            return """
left
    as it is""" + \\
                a
            # tail
        # not of f
    return f
'''
LIFTED = '''# about f
def f(context, a=(1,
                  2)):
    """Doc.

            More.
            """
    return """
left
    as it is""" + \\
                a
    # tail
'''


def test_a_function_is_lifted_out_of_a_factory() -> None:
    assert lowered(FACTORY, "f", drop_decorators=frozenset({0})) == LIFTED


@pytest.mark.parametrize("indent", ["\t", "  ", "   "])
def test_any_indentation(indent: str) -> None:
    text = f"class A:\n{indent}def f(self):\n{indent}{indent}if x:\n{indent}{indent}{indent}return 1\n{indent}{indent}return 2\n"
    module = module_of(text)
    result = lowered(text, "f")
    assert result == f"def f(self):\n{indent}if x:\n{indent}{indent}return 1\n{indent}return 2\n"
    assert ast.dump(ast.parse(result).body[0]) == ast.dump(find(module, "f"))


def test_a_statement_on_the_line_of_another() -> None:
    assert lowered("def g():\n    if x: import a; import b\n") == (
        "def g():\n    if x: import a; import b\n"
    )
