"""Kinds of exceptions: chained, of the author's, without a message, raised while handling."""
from dagster import Failure, pipeline, solid


class AppError(Exception):
    def __init__(self, code, *, hint=None):
        super().__init__(f"code {code}")
        self.code, self.hint = code, hint


class Silent(Exception):
    pass


@solid
def chained(_):
    try:
        {}["missing"]
    except KeyError as error:
        raise AppError(7, hint="look") from error


@solid
def implicit(_):
    try:
        int("x")
    except ValueError:
        raise TypeError("while handling")


@solid
def silent(_):
    raise Silent


@solid
def failure_plain(_):
    raise Failure("stopped on purpose")


@solid
def many_lines(_):
    raise ValueError("first line\nsecond line")


@solid
def asserts(_):
    assert 1 == 2, "one is not two"


@pipeline
def erring():
    chained()
    implicit()
    silent()
    failure_plain()
    many_lines()
    asserts()
