"""The context of a function becomes plain parameters."""

from __future__ import annotations

import pytest
from lowering import dedented, dissolved, lowered, module_of

from modec.diagnostics import InternalError
from modec.link.records import Piece, Rewrite
from modec.lower import lower
from modec.unroll.code import Form

EVERYTHING = dissolved("context", db="db", config="config", log="log", run_id="run_id")


def check(before: str, after: str, form: Form = EVERYTHING) -> None:
    assert lowered(before, form=form) == dedented(after)


def test_reads_become_parameters() -> None:
    check(
        """
        def f(context, rows):
            context.log.info("run %s", context.run_id)
            if context.solid_config["dry"] or context.op_config.get("x"):
                return [context.resources.db.get(row) for row in rows]
            return lambda a=context.log: (context.resources.db, getattr(context.resources, "db"), a)
        """,
        """
        def f(db, config, log, run_id, rows):
            log.info("run %s", run_id)
            if config["dry"] or config.get("x"):
                return [db.get(row) for row in rows]
            return lambda a=log: (db, db, a)
        """,
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("(context)", "(db, log)"),
        ("(context, a)", "(db, log, a)"),
        ("(context: Context = None, a: int = 1)", "(db, log, a: int = 1)"),
        ("(context, /, a)", "(db, log, /, a)"),
        ("(context, *, a)", "(db, log, *, a)"),
        ("(context, *args, **kw)", "(db, log, *args, **kw)"),
        ("(context, a,)", "(db, log, a,)"),
        ("(context,)", "(db, log,)"),
        ("(\n    context,  # it\n    a,\n)", "(\n    db, log,  # it\n    a,\n)"),
    ],
)
def test_parameters(before: str, after: str) -> None:
    check(f"def f{before}: pass", f"def f{after}: pass\n", dissolved("context", db="db", log="log"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("(context)", "()"),
        ("(_, a)", "(a)"),
        ("(context, /, a)", "(a)"),
        ("(context, /)", "()"),
        ("(context, b, /, a)", "(b, /, a)"),
        ("(context, *, a)", "(*, a)"),
        ("(context, *args)", "(*args)"),
        ("(context, **kw)", "(**kw)"),
        ("(context=None)", "()"),
    ],
)
def test_a_context_that_is_never_used_disappears(before: str, after: str) -> None:
    context = "_" if before.startswith("(_") else "context"
    check(f"def f{before}: pass", f"def f{after}: pass\n", dissolved(context))


def test_inner_variables_of_the_same_name_are_left_alone() -> None:
    text = """
        def f(context):
            def g(context):
                return context.log
            return [context.log for context in g(context.log)]
    """
    check(
        text,
        """
        def f(log):
            def g(context):
                return context.log
            return [context.log for context in g(log)]
        """,
        dissolved("context", log="log"),
    )


def test_an_alias_of_the_parameter_s_name_goes() -> None:
    check(
        """
        def f(context):
            '''Doc.'''

            # the database
            db = context.resources.db  # alias
            config: dict = context.solid_config
            log = context.log; x = 1

            return db, config, log, x
        """,
        """
        def f(db, config, log):
            '''Doc.'''

            # the database
            x = 1

            return db, config, log, x
        """,
        dissolved("context", db="db", config="config", log="log"),
    )


def test_aliases_at_the_top_leave_no_blank_line() -> None:
    check(
        """
        def f(context):
            db = context.resources.db

            return db
        """,
        """
        def f(db):
            return db
        """,
        dissolved("context", db="db"),
    )


def test_aliases_of_other_names_stay() -> None:
    check(
        "def f(context):\n    cfg = context.solid_config\n    return cfg\n",
        "def f(config):\n    cfg = config\n    return cfg\n",
        dissolved("context", config="config"),
    )


def test_a_body_of_aliases_becomes_pass() -> None:
    form = dissolved("context", db="db")
    check("def f(context):\n    db = context.resources.db\n", "def f(db):\n    pass\n", form)
    check("def f(context): db = context.resources.db\n", "def f(db): pass\n", form)
    check(
        "def f(context):\n    # why\n    db = context.resources.db\n    # more\n",
        "def f(db):\n    # why\n    pass\n    # more\n",
        form,
    )


def test_a_self_describing_fstring_prints_what_it_printed() -> None:
    check(
        """def f(context): return f"{context.run_id=} {context.solid_config['a']=}"\n""",
        """def f(config, run_id): return f"context.run_id={run_id!r} context.solid_config['a']={config['a']!r}"\n""",
        dissolved("context", config="config", run_id="run_id"),
    )


def test_a_resource_s_context_may_have_any_name() -> None:
    check(
        "def f(init_context):\n    yield Db(**init_context.resource_config, log=init_context.log_manager)\n",
        "def f(config, log):\n    yield Db(**config, log=log)\n",
        dissolved("init_context", config="config", log="log"),
    )


def test_a_kept_context_stays() -> None:
    text = "def f(context):\n    return helper(context)\n"
    check(text, text, Form("f", "context", kept=True))


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("resource(lambda c: 5)", "def db():\n    return 5\n"),
        (
            "x = 1; resource(lambda c, n=k: connect(\n    c.resource_config, n))",
            "def db(config, n=k):\n    return (connect_2(\n        config, n))\n",
        ),
        (
            "resource(lambda c: (yield c.resource_config[\n    'x'  # note\n]))",
            "def db(config):\n    return (yield config[\n        'x'  # note\n    ])\n",
        ),
    ],
)
def test_a_lambda_becomes_a_def(text: str, after: str) -> None:
    module = module_of(text)
    node = module.tree.body[-1].value.args[0]  # type: ignore[attr-defined]
    form = dissolved("c", config="config") if "config" in text else dissolved("c")
    rewrite = Rewrite(form=form, name="db", names={"connect": "connect_2"})
    assert lower(Piece("resources", module, node, ("db",), rewrite)) == after


@pytest.mark.parametrize(
    "body",
    [
        "return context",
        "return context.instance",
        "return context.resources",
        "db = 1\n    return context.resources.db",
        "return [context.resources.db for db in x]",
        "return db, context.resources.db",
    ],
)
def test_a_form_that_does_not_fit_is_an_error_of_modec(body: str) -> None:
    with pytest.raises(InternalError):
        lowered(f"def f(context):\n    {body}\n", form=dissolved("context", db="db"))
