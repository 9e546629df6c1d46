"""Which dynamic outputs the invocations of a random program's body depend on."""

from __future__ import annotations

from collections.abc import Sequence

from .program import Invocation, Ref

Stream = tuple[int, str]
"""A dynamic output: the invocation's id, and the output's name."""


def stream_of(ref: Ref, body: Sequence[Invocation]) -> Stream:
    """The dynamic output that an output is, or is mapped over."""
    invocation = _invocation(ref, body)
    if invocation.mapped is None:
        return ref.invocation, ref.output
    return stream_of(invocation.mapped, body)


def collected_by(invocation: Invocation, body: Sequence[Invocation]) -> set[Stream]:
    """The dynamic outputs all of whose elements an invocation, or one before it, waits for."""
    found: set[Stream] = set()
    refs = [(source.kind, ref) for source in invocation.sources.values() for ref in source.refs]
    if invocation.mapped is not None:
        refs.append(("mapped", invocation.mapped))
    for kind, ref in refs:
        if kind == "collect":
            found.add(stream_of(ref, body))
        found |= collected_by(_invocation(ref, body), body)
    return found


def _invocation(ref: Ref, body: Sequence[Invocation]) -> Invocation:
    return next(each for each in body if each.id == ref.invocation)
