# -*- coding: utf-8 -*-
"""A module with opinions about layout."""

from dagster import solid, pipeline, resource, ModeDefinition

# The threshold was agreed on in a long meeting.
# Do not touch.
THRESHOLD = 0.75  # three quarters


# A helper: its comment stands above it.
def above(value, limit=THRESHOLD):
    """Whether `value` is above the limit.

    >>> above(1)
    True
    """
    # strictly above

    return value > limit  # not >=


LEGEND = '''a legend
   with its own indentation,
"quotes" and a \\ backslash
'''

# fmt: off
MATRIX = [
    [1,   0],
    [0,  10],
]
# fmt: on


@resource  # the journal
def journal(_):
    '''Lines, kept until the end.'''
    lines = []

    # handed out here
    yield lines

    # and printed there
    for line in lines: print(line)


# Above the decorator.
@solid(
    # a comment inside the decorator, which goes with it
    required_resource_keys={"journal"},
)
def measure(context):  # at the signature
    # first thing in the body
    """Not a docstring: a comment stands above, but Python takes it for one all the same."""

    log = context.resources.journal  # a local called log

    # -- a heading inside --
    for row in MATRIX:
        # each row
        log.append("row: {}".format(row))

    if above(0.8): log.append('above')
    else:
        log.append('below')  # pragma: no cover

    text = """context.resources.journal stays as it is in a string
    @solid
"""
    log.append(text.strip())
    log.append("naïve café ☕ \N{GREEK SMALL LETTER ALPHA} \x41")
    # last thing in the body


@pipeline(mode_defs=[ModeDefinition(resource_defs={"journal": journal})])
def measuring():
    # comments in a pipeline's body are about composition
    measure()


# The end.
