import ast

import pytest

from modec.source.names import PARTS, attributes, dotted, last_name, start_name


def _expression(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a", ("a",)), ("a.b.c", ("a", "b", "c")), ("a[0].b", ()), ("f().b", ()), ("'x'.join", ())],
)
def test_names_and_attributes(text: str, expected: tuple[str, ...]) -> None:
    assert dotted(_expression(text)) == expected


def test_what_attributes_are_read_from() -> None:
    first, path = attributes(_expression("f(x).b.c"))
    assert (ast.unparse(first), path) == ("f(x)", ("b", "c"))


@pytest.mark.parametrize(
    ("text", "of_results", "of_parts"),
    [
        ("a.b[0].c", "a", "a"),
        ("a.b(1)[0].c", "a", ""),
        ("register('x')(f)", "register", ""),
        ("(a or b).c", "", ""),
    ],
)
def test_the_name_that_an_expression_starts_from(text: str, of_results: str, of_parts: str) -> None:
    expression = _expression(text)
    assert start_name(expression) == of_results
    assert start_name(expression, PARTS) == of_parts


@pytest.mark.parametrize(
    ("text", "expected"), [("a.b", "b"), ("a", "a"), ("a[0]", ""), ("f()", "")]
)
def test_the_last_name(text: str, expected: str) -> None:
    assert last_name(_expression(text)) == expected
