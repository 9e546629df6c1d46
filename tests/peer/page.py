"""The page docs/peer-suite.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from tests.peer.reasons import LEFT_OUT, TITLES, Reason, reason_for
from tests.peer.running import Case


def page(cases: Sequence[Case], table: list[Reason]) -> str:
    """The page: totals, why cases are not passed, and a line for each file."""
    verdicts = [(case, _reason(case, table)) for case in cases]
    return "\n".join([*_opening(verdicts), *_groups(verdicts), *_files(verdicts)]) + "\n"


Verdict = tuple[Case, Reason | None]


def _reason(case: Case, table: list[Reason]) -> Reason | None:
    return None if case.outcome == "passed" else reason_for(case, table)


def _count(reason: Reason | None) -> int:
    """How many cases a failure stands for."""
    return 1 if reason is None else reason.unread or 1


def _opening(verdicts: Sequence[Verdict]) -> Iterator[str]:
    total = sum(_count(reason) for _, reason in verdicts)
    passed = sum(reason is None for _, reason in verdicts)
    left_out = sum(_count(reason) for _, reason in verdicts if reason and reason.group in LEFT_OUT)
    counted = total - left_out
    yield "# Dagster's own tests against modec"
    yield ""
    yield "Files of `dagster_tests` 0.12.15 that bear on the vocabulary, run unchanged with `dagster` standing for modec's live"
    yield "vocabulary. Where they ask Dagster's insides about what modec has under another name, `tests/peer/adapters/` hands it"
    yield "out. `python -m tests.peer` writes this page; `tests/peer/not_passed.yaml` says of every case that is not passed why."
    yield ""
    yield f"* {total} cases in {len({case.file for case, _ in verdicts})} files"
    yield f"* {left_out} are left out by name: they ask about storage, instances, the command line or serialisation, or are skipped"
    yield f"* **{passed} of the other {counted} pass: {100 * passed / counted:.1f} %**"
    yield ""


def _groups(verdicts: Sequence[Verdict]) -> Iterator[str]:
    counts: Counter[tuple[str, str]] = Counter()
    for _, reason in verdicts:
        if reason is not None:
            counts[reason.group, reason.why] += _count(reason)
    for heading, groups in (
        ("Left out", LEFT_OUT),
        ("Not passed", [group for group in TITLES if group not in LEFT_OUT]),
    ):
        yield f"## {heading}"
        yield ""
        yield "| what they ask about | why they do not pass | cases |"
        yield "|---|---|---|"
        for group in groups:
            for (own, why), count in counts.items():
                if own == group:
                    yield f"| {TITLES[group]} | {why} | {count} |"
        yield ""


def _files(verdicts: Sequence[Verdict]) -> Iterator[str]:
    yield "## By file"
    yield ""
    yield "| file | cases | passed | not passed |"
    yield "|---|---|---|---|"
    for file in dict.fromkeys(case.file for case, _ in verdicts):
        own = [reason for case, reason in verdicts if case.file == file]
        groups: Counter[str] = Counter()
        for reason in own:
            if reason is not None:
                groups[TITLES[reason.group]] += _count(reason)
        shown = ", ".join(f"{group}: {count}" for group, count in groups.items())
        yield f"| {file} | {sum(map(_count, own))} | {own.count(None)} | {shown} |"
