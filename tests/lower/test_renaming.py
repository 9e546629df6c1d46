"""Global names are renamed where they are global, and nowhere else."""

from __future__ import annotations

import ast
import sys

import pytest
from lowering import dedented, lowered

from modec.diagnostics import InternalError, Refused

OLD_NEW = {"connect": "connect_2"}


def renamed(text: str, name: str | None = None, **names: str) -> str:
    return lowered(text, name, names=names or OLD_NEW)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x = connect", "x = connect_2"),
        ("connect = 1", "connect_2 = 1"),
        ("connect, x = 1, 2", "connect_2, x = 1, 2"),
        ("[connect, *x] = y", "[connect_2, *x] = y"),
        ("connect.attr = connect", "connect_2.attr = connect_2"),
        ("connect: int = 1", "connect_2: int = 1"),
        ("connect += 1", "connect_2 += 1"),
        ("del connect", "del connect_2"),
        ("x = f(connect=connect)", "x = f(connect=connect_2)"),
        ("x = y.connect", "x = y.connect"),
        ("x = f'{connect}'", "x = f'{connect_2}'"),
        ("x = f'{connect!r:>{connect}}'", "x = f'{connect_2!r:>{connect_2}}'"),
        ("x = 'connect'  # connect", "x = 'connect'  # connect"),
        ("x = [connect for connect in y]", "x = [connect for connect in y]"),
        ("x = [connect for connect in connect]", "x = [connect for connect in connect_2]"),
        ("x = [connect for a in b]", "x = [connect_2 for a in b]"),
        ("x = [0 for a in b for c in connect if connect]", "x = [0 for a in b for c in connect_2 if connect_2]"),
        ("x = [(connect := a) for a in b]", "x = [(connect_2 := a) for a in b]"),
        ("x = {connect: connect for a in b}", "x = {connect_2: connect_2 for a in b}"),
        ("x = {connect: 1, **connect}", "x = {connect_2: 1, **connect_2}"),
        ("x = lambda connect: connect", "x = lambda connect: connect"),
        ("x = lambda connect=connect: connect", "x = lambda connect=connect_2: connect"),
        ("x = lambda: connect", "x = lambda: connect_2"),
        ("import connect", "import connect as connect_2"),
        ("import a as connect", "import a as connect_2"),
        ("from a import connect, b", "from a import connect as connect_2, b"),
        ("from connect import b", "from connect import b"),
        ("for connect in x: connect", "for connect_2 in x: connect_2"),
        ("with x as connect: connect", "with x as connect_2: connect_2"),
        ("try: x\nexcept E as connect: connect", "try: x\nexcept E as connect_2: connect_2"),
        ("x = connect[connect:connect]", "x = connect_2[connect_2:connect_2]"),
        ("x = (yield_, not connect, connect < connect)", "x = (yield_, not connect_2, connect_2 < connect_2)"),
        ("@connect\ndef f(): pass", "@connect_2\ndef f(): pass"),
        ("class A(connect, metaclass=connect): pass", "class A(connect_2, metaclass=connect_2): pass"),
        ("assert connect, connect", "assert connect_2, connect_2"),
        ("raise connect from connect", "raise connect_2 from connect_2"),
    ],
)  # fmt: skip
def test_statements(before: str, after: str) -> None:
    assert renamed(before) == after + "\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("return connect", "return connect_2"),
        ("connect = 1\nreturn connect", "connect = 1\nreturn connect"),
        ("def g(): return connect\nconnect = 1", "def g(): return connect\nconnect = 1"),
        ("global connect\nconnect = 1", "global connect_2\nconnect_2 = 1"),
        ("global a, connect\nimport connect", "global a, connect_2\nimport connect as connect_2"),
        ("import connect\nconnect()", "import connect\nconnect()"),
        ("import connect.a\nconnect()", "import connect.a\nconnect()"),
        ("from a import b as connect\nconnect()", "from a import b as connect\nconnect()"),
        ("for connect in a: pass\nconnect()", "for connect in a: pass\nconnect()"),
        ("with a as (connect, b): connect()", "with a as (connect, b): connect()"),
        ("try: pass\nexcept E as connect: connect()", "try: pass\nexcept E as connect: connect()"),
        ("if (connect := a): connect()", "if (connect := a): connect()"),
        ("[(connect := b) for b in c]\nconnect()", "[(connect := b) for b in c]\nconnect()"),
        ("connect: int\nconnect()", "connect: int\nconnect()"),
        ("del connect\nconnect()", "del connect\nconnect()"),
        ("def connect(): pass\nconnect()", "def connect(): pass\nconnect()"),
        ("class connect: pass\nconnect()", "class connect: pass\nconnect()"),
        ("def g(connect): return connect\nconnect()", "def g(connect): return connect\nconnect_2()"),
        ("def g(a=connect): connect = a", "def g(a=connect_2): connect = a"),
        ("def g(*connect): connect", "def g(*connect): connect"),
        ("def g(*, connect): connect", "def g(*, connect): connect"),
        ("def g(**connect): connect", "def g(**connect): connect"),
        ("def g(a: connect) -> connect: pass", "def g(a: connect_2) -> connect_2: pass"),
        ("def g():\n    global connect\n    connect = 1\nconnect()", "def g():\n    global connect_2\n    connect_2 = 1\nconnect_2()"),
        ("connect = 1\ndef g():\n    nonlocal connect\n    connect = 2", "connect = 1\ndef g():\n    nonlocal connect\n    connect = 2"),
        ("match a:\n    case connect: connect()", "match a:\n    case connect: connect()"),
        ("match a:\n    case [*connect]: connect()", "match a:\n    case [*connect]: connect()"),
        ("match a:\n    case {**connect}: connect()", "match a:\n    case {**connect}: connect()"),
        ("match a:\n    case B(connect=1) as connect: connect()", "match a:\n    case B(connect=1) as connect: connect()"),
        ("match connect:\n    case connect.B(connect=b) if connect: 1", "match connect_2:\n    case connect_2.B(connect=b) if connect_2: 1"),
        ("class A:\n    connect = 1\n    def m(self): return connect", "class A:\n    connect = 1\n    def m(self): return connect_2"),
        ("class A:\n    connect = connect", "class A:\n    connect = connect_2"),
        ("class A:\n    connect = 1\n    x = connect", "class A:\n    connect = 1\n    x = connect"),
        ("class A:\n    connect = 1\n    x = [connect for a in connect]", "class A:\n    connect = 1\n    x = [connect_2 for a in connect]"),
        ("class A:\n    def connect(self): return connect()\n    x = connect", "class A:\n    def connect(self): return connect_2()\n    x = connect"),
        ("async with connect as a: await connect", "async with connect_2 as a: await connect_2"),
    ],
)  # fmt: skip
def test_bodies(before: str, after: str) -> None:
    def inside(text: str) -> str:
        return "async def f():\n    " + text.replace("\n", "\n    ") + "\n"

    # In a class body the name keeps its place as what the class binds.
    expected = inside(after)
    ast.parse(expected)
    assert renamed(inside(before)) == expected


@pytest.mark.skipif(sys.version_info < (3, 12), reason="type parameters are Python 3.12's")
def test_type_parameters_are_scopes() -> None:
    text = "def f[connect: connect](x: connect) -> connect: return connect\n"
    assert renamed(text) == text
    assert renamed("type A[T] = connect[T]\n") == "type A[T] = connect_2[T]\n"


def test_a_self_describing_fstring_prints_what_it_printed() -> None:
    assert renamed("x = f'{connect=} {connect + 1 = :>9} {connect=!s}'") == (
        "x = f'connect={connect_2!r} connect + 1 = {connect_2 + 1:>9} connect={connect_2!s}'\n"
    )


def test_private_names_are_the_class_s() -> None:
    text = """
        class A:
            def m(self):
                return __connect
    """
    assert renamed(text, _A__connect="other") == dedented(text).replace("__connect", "other")
    assert renamed(text, __connect="other") == dedented(text)


def test_names_are_compared_as_python_normalises_them() -> None:
    assert renamed("x = ﬁle", file="file_2") == "x = file_2\n"


def test_a_name_that_means_something_else_there_is_an_error_of_modec() -> None:
    for text in (
        "def f(connect_2): return connect",
        "def f():\n    connect_2 = 1\n    return lambda: connect",
        "def f(): return [connect for connect_2 in x]",
        "class A:\n    connect_2 = 1\n    x = connect",
    ):
        with pytest.raises(InternalError):
            renamed(text)


def test_a_local_of_the_new_name_elsewhere_does_no_harm() -> None:
    text = "def f():\n    def g(connect_2): return connect_2\n    return connect\n"
    assert renamed(text) == text.replace("return connect\n", "return connect_2\n")
    text = "class A:\n    connect_2 = 1\n    def m(self): return connect\n"
    assert renamed(text) == text.replace("return connect\n", "return connect_2\n")


@pytest.mark.parametrize(
    "body",
    [
        "    if x:\n        connect = 1\n    y = connect",
        "    for y in z:\n        a = connect\n        connect = 1",
        "    try: connect\n    except E: connect = 1\n    z = connect",
        "    connect += 1",
    ],
)
def test_a_class_body_that_may_have_bound_the_name_is_refused(body: str) -> None:
    with pytest.raises(Refused, match="MD550"):
        renamed(f"class A:\n{body}\n")


def test_module_name_becomes_a_literal() -> None:
    assert renamed("log = getLogger(__name__)", __name__="'m'") == "log = getLogger('m')\n"
    assert renamed("x = f'{__name__}'", __name__="'m'") == "x = f'{\"m\"}'\n"
    assert renamed('x = f"{__name__}"', __name__="'m'") == "x = f\"{'m'}\"\n"


def test_attributes_of_modules_are_flattened() -> None:
    attributes = {"db": {"connect": "connect_2"}, "helpers.db": {"close": "close"}}
    text = """
        def f(x=db.connect):
            db.connect().connect(db.other)
            helpers.db.close(key=helpers.db)
            return f"{db.connect=}", (db.connect)
    """
    assert lowered(text, attributes=attributes) == dedented("""
        def f(x=connect_2):
            connect_2().connect(db.other)
            close(key=helpers.db)
            return f"db.connect={connect_2!r}", (connect_2)
        """)
    text = "def f(db): return db.connect()\n"
    assert lowered(text, attributes=attributes) == text


def test_what_is_stored_to_stays_an_attribute_of_the_object_for_its_module() -> None:
    text = """
        def f():
            db.connect = db.connect
            db.connect.x = 1
    """
    attributes = {"db": {"connect": "connect_2"}}
    assert lowered(text, attributes=attributes, names={"db": "db_2"}) == dedented("""
        def f():
            db_2.connect = connect_2
            connect_2.x = 1
        """)
