"""Loggers of the author's, chosen in the run config."""
import logging
import sys

from dagster import Field, ModeDefinition, logger, pipeline, solid


class Printing(logging.Handler):
    def __init__(self, prefix):
        super().__init__()
        self.prefix = prefix

    def emit(self, record):
        meta = getattr(record, "dagster_meta", {})
        if meta.get("orig_message", "").startswith("mine"):
            print("@", self.prefix, record.levelname, meta["orig_message"])


@logger(config_schema={"prefix": Field(str, default_value="log"), "level": Field(str, default_value="DEBUG")})
def printing_logger(init_context):
    made = logging.Logger("printing", level=init_context.logger_config["level"])
    made.addHandler(Printing(init_context.logger_config["prefix"]))
    return made


@logger
def quiet_logger(_):
    return logging.Logger("quiet", level=logging.CRITICAL)


@solid
def talk(context):
    context.log.debug("mine at debug")
    context.log.info("mine at info")
    context.log.warning("mine at warning")
    context.log.error("mine at error")
    print("@ talked", file=sys.stdout)


@pipeline(mode_defs=[ModeDefinition(logger_defs={"printing": printing_logger, "quiet": quiet_logger})])
def talking():
    talk()
