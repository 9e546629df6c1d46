"""What the author's loggers are told of each line."""

import logging
from dagster import (
    ModeDefinition,
    composite_solid,
    logger,
    pipeline,
    resource,
    solid,
    success_hook,
)


class H(logging.Handler):
    def emit(self, r):
        m = r.dagster_meta
        if m["dagster_event"] is not None:
            return
        if r.levelno < 20:
            return
        print(
            "@",
            r.name,
            r.levelname,
            r.getMessage().replace(m["run_id"], "RUN"),
            {
                k: v
                for k, v in sorted(m.items())
                if k
                not in (
                    "run_id",
                    "log_message_id",
                    "log_timestamp",
                    "pipeline_tags",
                    "resource_fn_name",
                )
            },
        )


@logger
def mylog(init_context):
    l = logging.Logger("my")
    l.addHandler(H())
    return l


@resource
def r(context):
    context.log.info("up")
    yield 1
    context.log.info("down")


@solid(required_resource_keys={"r"})
def s(context):
    context.log.info("in s")
    context.log.error("err")


@solid
def warns(context):
    context.log.warning("about")


@success_hook
def h(context):
    context.log.info("hook")


@composite_solid
def comp():
    s.alias("inner")()


@pipeline(
    mode_defs=[ModeDefinition(resource_defs={"r": r}, logger_defs={"mine": mylog})],
    tags={"a": "b"},
    hook_defs={h},
)
def p_two():
    s()
    warns()
    comp()


@pipeline(mode_defs=[ModeDefinition(resource_defs={"r": r}, logger_defs={"mine": mylog})])
def p_straight():
    s.alias("q")()
    warns()
