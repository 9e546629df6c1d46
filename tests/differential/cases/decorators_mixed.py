"""Decorators of the project's own and of other packages on one function, in every order."""
import functools
import os
from unittest import mock

from dagster import ModeDefinition, failure_hook, pipeline, resource, solid


def noted(fn):
    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        print("@ calls", fn.__name__, os.environ.get("STAGE"), os.environ.get("LEVEL"))
        return fn(*args, **kwargs)

    return wrapper


def noted_as(label):
    def decorate(fn):
        @functools.wraps(fn)
        def wrapper(*args, **kwargs):
            print("@ notes", label, os.environ.get("STAGE"), os.environ.get("LEVEL"))
            return fn(*args, **kwargs)

        return wrapper

    return decorate


in_test = mock.patch.dict(os.environ, {"STAGE": "test"})


@resource
@in_test
@noted
def store(context):
    return os.environ.get("STAGE")


@solid
@mock.patch.dict(os.environ, {"STAGE": "outer"})
@noted
def outside(context):
    print("@ outside", os.environ.get("STAGE"))
    return 1


@solid
@noted
@mock.patch.dict(os.environ, {"STAGE": "inner"})
def inside(context, number):
    print("@ inside", number, os.environ.get("STAGE"))
    return 2


@solid(required_resource_keys={"store"})
@noted_as("first")
@mock.patch.dict(os.environ, {"STAGE": "between"})
@noted_as("second")
@mock.patch.dict(os.environ, {"LEVEL": "low"})
def between(context, number):
    print("@ between", number, context.resources.store, os.environ.get("STAGE"), os.environ.get("LEVEL"))
    raise ValueError("in the end")


@failure_hook
@mock.patch.dict(os.environ, {"STAGE": "hook"})
@noted
def sorry(context):
    print("@ sorry", context.solid.name, os.environ.get("STAGE"))


@pipeline(mode_defs=[ModeDefinition(resource_defs={"store": store})])
def decorated():
    between.with_hooks({sorry})(inside(outside()))
