"""A parser for each site. Importing the package registers them."""
from . import gazette, post, times
from .base import REGISTRY, Parser, parser_for
from .post import parse_byline as byline

__all__ = ["REGISTRY", "Parser", "parser_for", "byline", "sites"]


def sites():
    return sorted(REGISTRY)


def __getattr__(name):
    if name == "DEFAULT_SITE":
        return sites()[0]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
