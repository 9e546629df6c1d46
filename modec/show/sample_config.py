"""A sample run config of a plan, as YAML with comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

from modec.definitions.checks import holds_residual
from modec.plan.config_entries import (
    ABSENT,
    ConfigEntry,
    config_entries,
    environment_variables,
)
from modec.plan.plain import plain, text
from modec.plan.records import Plan


@dataclass(frozen=True)
class _Line:
    """A line of YAML: commented out where it is `optional`, with a remark."""

    depth: int
    text: str
    remark: str = ""
    optional: bool = False

    @property
    def shown(self) -> str:
        """The line without its remark."""
        return "  " * self.depth + ("# " if self.optional else "") + self.text


def sample_config(plan: Plan, required_only: bool = False) -> str:
    """The sample: what must be given stands as a blank to fill in, what may be as its default.

    What has no default that is known at build time is commented out. With the blanks filled, it validates.
    """
    entries = config_entries(plan)
    lines = list(_section(entries, 0, False, required_only))
    title = f"# Run config of {plan.pipeline.name} in mode {plan.mode.name}."
    blanks = sum(
        leaf.must_be_filled for entry in _active(entries) for leaf in _active_leaves(entry)
    )
    if not lines:
        what = "Nothing has to be given" if required_only else "It takes none"
        return f"{title} {what}.\n{{}}\n"
    title += f" Fill in: {blanks} value{'s' if blanks != 1 else ''}." if blanks else ""
    wide = min(max(len(line.shown) for line in lines), 60)
    shown = [
        f"{line.shown:<{wide}}  # {line.remark}" if line.remark else line.shown for line in lines
    ]
    body = "\n".join(shown)
    nothing = "" if any(not line.optional for line in lines) else "{}\n"
    return f"{title}\n{nothing}{body}\n"


def _section(
    entries: Sequence[ConfigEntry], depth: int, optional: bool, required_only: bool
) -> Iterator[_Line]:
    """The lines of the entries of one mapping. `optional`: what is around them is commented out."""
    for entry in entries:
        if required_only and not _has_blanks(entry):
            continue
        commented = optional or not _is_active(entry)
        if entry.children:
            remarks = [entry.description or "", "" if not entry.is_choice else "choose one"]
            if commented and not optional:
                remarks.append("optional")
            remark = "; ".join(part for part in remarks if part)
            yield _Line(depth, f"{entry.name}:", remark, commented)
            yield from _children(entry, depth + 1, commented, required_only)
        else:
            yield from _leaf(entry, depth, commented)


def _children(
    entry: ConfigEntry, depth: int, commented: bool, required_only: bool
) -> Iterator[_Line]:
    if not entry.is_choice:
        yield from _section(entry.children, depth, commented, required_only)
        return
    chosen = _chosen(entry)
    for child in entry.children:
        if child is chosen or not required_only:
            yield from _section([child], depth, commented or child is not chosen, False)


def _chosen(entry: ConfigEntry) -> ConfigEntry:
    """Of a choice: what its value chooses, else the first."""
    named = [child for child in entry.children if child.value is not ABSENT]
    return named[0] if named else entry.children[0]


def _active(entries: Sequence[ConfigEntry]) -> list[ConfigEntry]:
    return [entry for entry in entries if _is_active(entry)]


def _active_leaves(entry: ConfigEntry) -> Iterator[ConfigEntry]:
    if not entry.children:
        yield entry
    inside = [_chosen(entry)] if entry.is_choice else _active(entry.children)
    for child in inside if entry.children else []:
        yield from _active_leaves(child)


def _has_blanks(entry: ConfigEntry) -> bool:
    """Whether something in it has to be given."""
    return _is_active(entry) and any(leaf.must_be_filled for leaf in _active_leaves(entry))


def _is_active(entry: ConfigEntry) -> bool:
    """Whether the sample gives it: it has to be there, or its default is known."""
    if entry.children and (entry.value is ABSENT or not entry.is_choice):
        if entry.value is ABSENT and not entry.is_required and _needs_blank(entry):
            return False
        return entry.is_required or any(_is_active(child) for child in entry.children)
    if entry.value is ABSENT:
        return entry.is_required
    return not holds_residual(entry.value)


def _needs_blank(entry: ConfigEntry) -> bool:
    """Whether giving it means that something in it has to be filled in."""
    if not entry.children:
        return entry.must_be_filled
    return entry.is_choice or any(_needs_blank(c) for c in entry.children if c.is_required)


def _leaf(entry: ConfigEntry, depth: int, commented: bool) -> Iterator[_Line]:
    remarks = [entry.type_name]
    if entry.must_be_filled:
        remarks.append("required")
    elif entry.value is ABSENT:
        remarks.append("optional")
    elif holds_residual(entry.value):
        remarks.append(f"default: {text(entry.value)}, computed when the script starts")
    else:
        remarks.append("given at build" if entry.is_given else "default")
    variables = environment_variables(entry.config_type, entry.value)
    if variables:
        remarks.append("reads " + ", ".join(f"${name}" for name in variables))
    if entry.description:
        remarks.append(entry.description)
    value = ""
    if entry.value is not ABSENT and not holds_residual(entry.value):
        value = " " + _yaml(plain(entry.value))
    yield _Line(depth, f"{_yaml(entry.name)}:{value}", "; ".join(remarks), commented)


def _yaml(value: object) -> str:
    """A value on one line."""
    dumped = yaml.safe_dump(
        value, default_flow_style=True, width=100_000, allow_unicode=True, sort_keys=False
    )
    return dumped.removesuffix("\n").removesuffix("\n...")
