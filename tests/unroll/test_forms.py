"""What becomes of a function's context."""

from __future__ import annotations

import ast
import inspect
import textwrap
from pathlib import Path

import pytest

from modec.diagnostics import Refused
from modec.evaluate.values import Environment, UserFunction
from modec.link.records import Piece, Rewrite
from modec.lower import lower
from modec.source.program import Module
from modec.unroll.code import Form
from modec.unroll.context_use import RESOURCE_READS, SOLID_READS, context_use
from modec.unroll.forms import form_of

KEYS = frozenset({"db", "store", "log", "config", "class", "print", "x"})


def function_of(text: str, decorated: bool = False) -> UserFunction:
    text = textwrap.dedent(text).lstrip("\n")
    module = Module("m", Path("m.py"), "m.py", text, ast.parse(text))
    node = next(
        each
        for each in ast.walk(module.tree)
        if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
    )
    decorators = (ast.Name("retry"),) if decorated else ()
    return UserFunction(
        node, Environment(module), "f", None, inspect.Signature(), lambda *_: None, decorators
    )


def form(text: str, context: str = "context", kind: str = "solid", decorated: bool = False) -> Form:
    reads = SOLID_READS if kind == "solid" else RESOURCE_READS
    return form_of(function_of(text, decorated), "f", "solids", reads, KEYS, context)


def body(text: str) -> str:
    return "def f(context, a):\n    " + text.replace("\n", "\n    ") + "\n"


def names(text: str, **options: str) -> dict[str, str]:
    found = form(text, **options)
    assert not found.kept
    return dict(found.parameters)


def test_parameters_stand_in_order() -> None:
    text = body(
        "context.run_id\ncontext.log\ncontext.op_config\ncontext.resources.store\ncontext.resources.db"
    )
    assert list(names(text).items()) == [
        ("resources.store", "store"),
        ("resources.db", "db"),
        ("config", "config"),
        ("log", "log"),
        ("run_id", "run_id"),
    ]


def test_a_function_without_a_context() -> None:
    assert form_of(function_of("def f(a): pass"), "f", "solids", {}, (), None) == Form(
        "f", section="solids"
    )


@pytest.mark.parametrize(
    "text",
    [
        "context.resources.db",
        "getattr(context.resources, 'db')",
        "lambda: context.resources.db",
        "[context.resources.db for x in a]",
        "def g(b=context.resources.db): pass",
        "class A:\n    b = context.resources.db",
        "f'{context.resources.db}'",
        "del context.resources.db.cache",
        "context.resources.db.x = 1",
        "def g(context): return context\ncontext.resources.db",
        "[context for context in a]\ncontext.resources.db",
        "db = context.resources.db\ndb.x()",
        "db: Db = context.resources.db\ndb.x()",
        "db = context.resources.db\nif a: db = context.resources.db",
        "context.resources.db\ndb = context.resources.db",
        "def g(db): return db\ncontext.resources.db",
        "def g():\n    global db\n    return db\ncontext.resources.db",
        "class A:\n    db = 1\ncontext.resources.db",
    ],
)
def test_reads_that_are_parameters(text: str) -> None:
    assert names(body(text)) == {"resources.db": "db"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("helper(context)", "it is handed on as a whole"),
        ("return context", "it is handed on as a whole"),
        ("x = context", "it is handed on as a whole"),
        ("context == a", "it is handed on as a whole"),
        ("[context]", "it is handed on as a whole"),
        ("f'{context}'", "it is handed on as a whole"),
        ("context.instance", "`.instance` is read"),
        ("context.resource_config", "`.resource_config` is read"),
        ("context.resources", "`.resources` is handed on as a whole"),
        ("getattr(context.resources, a)", "`.resources` is handed on as a whole"),
        ("getattr(context.resources, 'db', None)", "`.resources` is handed on as a whole"),
        ("hasattr(context.resources, 'db')", "`.resources` is handed on as a whole"),
        ("getattr = a\ngetattr(context.resources, 'db')", "`.resources` is handed on as a whole"),
        ("context.resources.__getattribute__(a)", "`.resources` is handed on as a whole"),
        ("context.resources._asdict()['db']", "`.resources` is handed on as a whole"),
        ("context.log = a", "it is handed on as a whole"),
        ("context.resources.db = a", "`.resources` is handed on as a whole"),
        ("context = a\ncontext.log", "it is rebound"),
        ("context.log\ndel context", "it is rebound"),
        ("def g():\n    nonlocal context\n    context = 1\ncontext.log", "it is rebound"),
        ("locals()", "`locals` can see it"),
        ("eval(a)", "`eval` can see it"),
    ],
)
def test_escapes(text: str, reason: str) -> None:
    assert form(body(text)).kept
    use = context_use(function_of(body(text)), "context", SOLID_READS)
    assert use.escapes[0].reason == reason
    assert use.escapes[0].line >= 2


def test_places_of_reads() -> None:
    use = context_use(function_of(body("a(context.log)\ncontext.resources.db")), "context")
    assert [(read.what, read.place) for read in use.reads] == [
        ("log", (2, 6)),
        ("resources.db", (3, 4)),
    ]
    assert use.resource_keys == ("db",)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("db = 1\ncontext.resources.db", "db_resource"),
        ("context.resources.db\ndb()", "db_resource"),
        ("context.resources.db\nlambda: db", "db_resource"),
        ("context.resources.db\n[db for x in a]", "db_resource"),
        ("[context.resources.db for db in a]", "db_resource"),
        ("lambda db: context.resources.db", "db_resource"),
        ("class A:\n    db = context.resources.db", "db_resource"),
        ("db = context.resources.db\ndb = db.x()", "db_resource"),
        ("db = context.resources.db\ndel db", "db_resource"),
        ("if a:\n    db = context.resources.db\ndb", "db_resource"),
        ("a(db)\ndb = context.resources.db", "db_resource"),
        ("db = db2 = context.resources.db", "db_resource"),
        ("db, x = context.resources.db, 1", "db_resource"),
        ("db = context.resources.store\ncontext.resources.db", "db_resource"),
        ("def g():\n    nonlocal db\n    db = 1\ndb = context.resources.db", "db_resource"),
        ("global db\ndb = context.resources.db", "db_resource"),
        ("for db in a: pass\ncontext.resources.db", "db_resource"),
        ("import db\ncontext.resources.db", "db_resource"),
        ("try: pass\nexcept E as db: pass\ncontext.resources.db", "db_resource"),
        ("db = db_resource = 1\ncontext.resources.db", "db_resource_2"),
    ],
)
def test_a_name_that_is_taken(text: str, name: str) -> None:
    assert names(body(text))["resources.db"] == name


def test_names_beside_inputs_and_each_other() -> None:
    assert names("def f(context, db): context.resources.db")["resources.db"] == "db_resource"
    text = "def f(context, *, config=None): return context.solid_config, context.op_config"
    assert names(text) == {"config": "solid_config"}
    text = "def f(context): config = context.solid_config['x']"
    assert names(text) == {"config": "solid_config"}
    text = "def f(init): config = dict(init.resource_config)"
    assert names(text, context="init", kind="resource") == {"config": "resource_config"}
    text = "def f(context): return context.resources.log, context.log, context.resources.config"
    assert names(text) == {
        "resources.log": "log",
        "resources.config": "config",
        "log": "context_log",
    }
    assert names(body("run_id = context.run_id or 1")) == {"run_id": "context_run_id"}
    assert names(body("context.resources.print\nprint()")) == {"resources.print": "print_resource"}
    assert names(body("getattr(context.resources, 'class')")) == {
        "resources.class": "class_resource"
    }
    assert names("def f(log): log.log", context="log") == {"log": "log"}


def test_a_resource_s_log_manager_is_its_log() -> None:
    assert names("def f(init): init.log_manager", context="init", kind="resource") == {"log": "log"}
    assert form("def f(context): context.log_manager").kept


def test_unused() -> None:
    assert names(body("pass")) == {}
    assert names("def f(_, a):\n    for _ in a: print(1)", context="_") == {}
    assert names("f = lambda _: 5", context="_", kind="resource") == {}
    assert form("def f(_, a):\n    for _ in a: print(_)", context="_").kept


def test_kinds_of_functions() -> None:
    assert names("async def f(context): await context.resources.db") == {"resources.db": "db"}
    assert names("def f(context): yield context.log") == {"log": "log"}
    assert names("f = lambda c: c.log", context="c") == {"log": "log"}
    assert names("def f(context, /, a, *b, c=1, **d): context.log") == {"log": "log"}
    assert form("def f(*context): context.log", kind="resource").kept
    assert form("def f(*, context): context.log").kept


def test_builtins_that_see_variables_only_when_bare() -> None:
    assert names(body("context.log, vars(a), dir(a)")) == {"log": "log"}
    assert form(body("context.log, vars()")).kept
    assert form(body("context.log, map(dir, a)")).kept


def test_a_runtime_decorator_is_given_the_context() -> None:
    assert form("@retry\ndef f(context): context.log", decorated=True).kept


def test_an_undeclared_resource_is_refused() -> None:
    with pytest.raises(Refused, match="MD350") as raised:
        form(body("context.resources.other"))
    assert form(body("try: context.resources.other\nexcept AttributeError: pass")).kept
    assert form(body("if hasattr(context.resources, 'other'): context.resources.other")).kept
    found = raised.value.diagnostics[0]
    assert (found.span.line if found.span else 0) == 2
    assert "other" in found.help


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            """
            def f(context, a):
                db = context.resources.db
                cfg = context.solid_config
                log = context.log
                def inner(config):
                    return db, config, context.solid_config
                log.info(cfg, context.resources.store)
            """,
            """
            def f(db, store, solid_config, log, a):
                cfg = solid_config
                def inner(config):
                    return db, config, solid_config
                log.info(cfg, store)
            """,
        ),
        (
            """
            def f(_, a):
                return [a for _ in range(3)]
            """,
            """
            def f(a):
                return [a for _ in range(3)]
            """,
        ),
    ],
)
def test_lowering_follows_the_form(text: str, expected: str) -> None:
    function = function_of(text)
    context = function.node.args.args[0].arg
    made = form_of(function, "f", "solids", SOLID_READS, KEYS, context)
    assert isinstance(function.node, ast.FunctionDef)
    piece = Piece("solids", function.module, function.node, ("f",), Rewrite(form=made))
    assert lower(piece) == textwrap.dedent(expected).lstrip("\n")
