"""Imports of all forms, in Python's order."""

from __future__ import annotations

from modec.evaluate.values import External, GlobalRef, UserFunction, UserModule


def test_order_is_that_of_finished_execution(evaluated):
    evaluation = evaluated(
        "import b\nimport pkg.inner\n",
        {
            "a.py": "x = 1",
            "b.py": "from a import x\ny = x + 1",
            "pkg/__init__.py": "from .other import z",
            "pkg/other.py": "z = 3",
            "pkg/inner.py": "from . import other\nfrom .other import z as w\nfrom .. import nothing",
        },
    )
    expected = ["a", "b", "pkg.other", "pkg", "pkg.inner", "pipeline"]
    assert list(evaluation.environments) == expected
    assert evaluation.environments["pkg.inner"].variables["w"] == 3


def test_forms(evaluated):
    variables = evaluated(
        """
        from mod import *
        import mod as m, pkg.sub
        import pkg.sub as s
        from pkg import sub, CONST as C
        A = m.public + pkg.sub.value + s.value + sub.value + C
        from os.path import join
        import os, numpy as np, xml.dom
        B = join("a", os.path.basename("x/b"))
        def late():
            from mod import public
            return public
        D = late()
        """,
        {
            "mod.py": "__all__ = ['public']\npublic = 1\nhidden = 2\n",
            "pkg/__init__.py": "CONST = 100\n",
            "pkg/sub.py": "value = 10\n",
        },
    ).entry.variables
    assert variables["A"] == 131
    assert variables["B"] == "a/b"
    assert variables["D"] == 1
    assert "hidden" not in variables
    assert isinstance(variables["pkg"], UserModule)
    assert isinstance(variables["np"], External)


def test_alternatives(evaluated):
    variables = evaluated("""
        try:
            import ujson as json
        except ImportError:
            import json
        try:
            from .nowhere import x
        except ImportError:
            x = "fallback"
        try:
            import yaml
            HAS_YAML = True
        except ImportError:
            HAS_YAML = False
        """).entry.variables
    assert isinstance(variables["json"], GlobalRef)
    assert variables["x"] == "fallback"
    assert variables["HAS_YAML"] is True
    assert isinstance(variables["yaml"], External)


def test_cycles(evaluated):
    evaluation = evaluated(
        "import a\n",
        {"a.py": "import b\nx = 1\n", "b.py": "import a\ndef f(): return a.x\n"},
    )
    assert list(evaluation.environments) == ["b", "a", "pipeline"]
    assert isinstance(evaluation.environments["b"].variables["f"], UserFunction)


def test_what_other_modules_hold_is_referred_to_there(evaluated):
    variables = evaluated(
        "from settings import URL\nimport settings\nOTHER = settings.URL\n",
        {"settings.py": "import os\nURL = os.environ['URL']\n"},
    ).entry.variables
    assert isinstance(variables["URL"], GlobalRef)
    assert variables["URL"].module.name == "settings"
    assert variables["OTHER"] is variables["URL"]


def test_a_missing_name_is_residual_with_the_reason(evaluated):
    value = evaluated("from mod import nothing\n", {"mod.py": ""}).entry.variables["nothing"]
    assert isinstance(value, GlobalRef)
    assert value.cause is not None
    assert value.cause.code == "MD106"


def test_a_package_that_imports_from_its_module_is_executed_first(evaluated):
    text = """
        from dagster import pipeline
        from shop.stock import count

        @pipeline
        def p():
            count()
    """
    files = {
        "shop/__init__.py": "from .stock import count\nfrom .prices import PRICES\n",
        "shop/prices.py": "PRICES = {}\n",
        "shop/stock.py": """
            from dagster import solid
            from shop.prices import PRICES

            @solid
            def count(): ...
        """,
    }
    assert list(evaluated(text, files).pipelines) == ["p"]


def test_a_module_makes_up_what_it_does_not_bind(evaluated) -> None:
    variables = evaluated(
        """
        import settings
        from settings import SCHEMA
        KNOWN = [SCHEMA, settings.LIMIT, getattr(settings, "NOPE", None), hasattr(settings, "NOPE")]
        """,
        {"settings.py": """
            _VALUES = {"SCHEMA": "public", "LIMIT": 3}
            def __getattr__(name):
                if name not in _VALUES:
                    raise AttributeError(name)
                return _VALUES[name]
            """},
    ).entry.variables
    assert variables["KNOWN"] == ["public", 3, None, False]
