"""Helpers that take the context as it is."""


def lines_of(ctx, count):
    """Reads the solid's config and its resources from wherever it is called."""
    prefix = ctx.solid_config["prefix"]
    ctx.log.debug("making lines")
    return [f"{prefix} {ctx.resources.words[i]}" for i in range(count)]


def describe(context):
    return f"{context.solid.name} in {context.pipeline_name}, mode {context.mode_def.name}"
