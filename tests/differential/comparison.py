"""When two answers agree: the definition that README.md states."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from .cases import Answer, Run
from .compiled import Built, ScriptAnswer
from .protocol import (
    CONFIG_ERROR,
    CRASH,
    DEFINITION_ERROR,
    EXIT,
    FAILURE,
    OWN_ERRORS,
    RUN_ERROR,
    SUCCESS,
    TIMEOUT,
)

AGREED = "agreed"
REFUSED = "refused"
"""modec says that it cannot do this: honest, and counted."""
WRONG = "wrong"
CRASHED = "crash"
"""modec failed in a way that is its own fault."""

VERDICTS = (AGREED, REFUSED, WRONG, CRASHED)

_QUOTED = re.compile(r"[\"'`]([A-Za-z_][\w.\[\]]*)[\"'`]")
_BROKEN_SCRIPT = re.compile(
    r"\b(NameError|UnboundLocalError|SyntaxError|IndentationError|ImportError|ModuleNotFoundError)\b"
)
"""What a script raises that isn't whole."""
_INTERRUPTS = {"KeyboardInterrupt", "DagsterExecutionInterruptedError"}
_REFUSALS = {"ImportError", "ModuleNotFoundError", "NotImplementedError", "Refused"}


@dataclass(frozen=True)
class Verdict:
    """How one run compares, and what differs, a line each."""

    kind: str
    details: tuple[str, ...] = ()


def expected(run: Run, recorded: Answer, live: bool = False) -> Answer:
    """What modec should answer: Dagster's answer, but for the deliberate differences, some of which are a build's only."""
    answer = dict(recorded)
    if answer.get("teardown_failed"):
        answer["outcome"] = FAILURE  # deliberate difference 1
    deliberate = run.get("deliberate")
    if deliberate and not (live and deliberate.get("number") == MODES_APART):
        answer["errors"] = []
        answer.update({key: value for key, value in deliberate.items() if key != "number"})
    return answer


MODES_APART = 8
"""The deliberate difference that only builds have: an import finds the mode that lacks something."""


def compare_script(want: Answer, built: Built, script: ScriptAnswer | None) -> Verdict:
    """A compiled run against what is expected; `script` is None when nothing was built."""
    outcome = want["outcome"]
    if script is None:
        if built.status == "crash":
            return Verdict(CRASHED, (f"build: {_tail(built.stderr)}",))
        if outcome in (DEFINITION_ERROR, RUN_ERROR, CONFIG_ERROR):
            return _named(want, built.stderr)
        return Verdict(REFUSED, (_refusal(built.stderr),))
    if script.code == TIMEOUT:
        return Verdict(CRASHED, ("the script does not end",))
    codes = {
        SUCCESS: (0,),
        FAILURE: (1,),
        CONFIG_ERROR: (2,),
        EXIT: (_exit_code(want.get("code")),),
        DEFINITION_ERROR: (),
        RUN_ERROR: (1, 2),
    }[outcome]
    if any(row["class"] in _INTERRUPTS for row in want.get("errors") or []):
        codes = (130,)
    details = []
    if script.code not in codes:
        wanted = " or ".join(map(str, codes)) or "a refusal"
        details.append(f"exit code {script.code}, expected {wanted} ({outcome})")
    details += _lines_differ(want["stdout"], script.stdout)
    if not details:
        # Where nothing takes config, the script has no option for it: docs/differences.md.
        if outcome == CONFIG_ERROR and "unrecognized arguments: --config" in script.stderr:
            return Verdict(AGREED)
        return _named(want, script.stderr)
    if script.stderr:
        details.append(f"stderr: {_tail(script.stderr)}")
    broken = script.code not in (0, 1, 2, 130) and outcome != EXIT
    if _BROKEN_SCRIPT.search(script.stderr) and not _BROKEN_SCRIPT.search(str(want.get("errors"))):
        broken = True
    return Verdict(CRASHED if broken else WRONG, tuple(details))


def compare_live(want: Answer, got: Answer) -> Verdict:
    """A live run against what is expected."""
    errors = got.get("errors") or []
    first = errors[0] if errors else {"class": "", "message": got.get("detail", "")}
    shown = f"{first['class']}: {first['message']}"
    if got["outcome"] in (CRASH, TIMEOUT):
        return Verdict(CRASHED, (got["outcome"], shown))
    if got["outcome"] != want["outcome"]:
        line = f"{got['outcome']} ({shown}), expected {want['outcome']}"
        if got["outcome"] == DEFINITION_ERROR and first["class"] in _REFUSALS:
            return Verdict(REFUSED, (line,))
        details = [line, *_lines_differ(want["stdout"], got["stdout"])]
        return Verdict(WRONG, tuple(details))
    details = _lines_differ(want["stdout"], got["stdout"])
    text = "\n".join(
        f"{row.get('step')} {' '.join(row.get('chain', [row['class']]))} {row.get('path', '')} "
        f"{' '.join(row.get('names', []))} {row['message']}"
        for row in errors
    )
    details += [f"no error mentions {word!r}" for word in _unmentioned(want, text)]
    if want["outcome"] == EXIT and _exit_code(want.get("code")) != _exit_code(got.get("code")):
        details.append(f"exit code {got.get('code')}, expected {want.get('code')}")
    return Verdict(WRONG, tuple(details)) if details else Verdict(AGREED)


def _named(want: Answer, text: str) -> Verdict:
    missing = _unmentioned(want, text)
    if not missing:
        return Verdict(AGREED)
    details = [f"no error mentions {word!r}" for word in missing]
    return Verdict(WRONG, (*details, f"stderr: {_tail(text)}"))


def _unmentioned(want: Answer, text: str) -> list[str]:
    """What an error of `want` names and `text` does not have."""
    words: list[str] = []
    for row in want.get("errors") or []:
        words += _words(want["outcome"], row)
    return [word for word in dict.fromkeys(words) if word not in text]


def _words(outcome: str, error: dict[str, Any]) -> list[str]:
    """What a message about this error must mention: see README.md."""
    if outcome == CONFIG_ERROR:
        last = str(error.get("path", "root")).split(":")[-1]
        return [*error.get("names", []), *([last] if last != "root" else [])]
    words = [error["step"]] if error.get("step") else []
    if not OWN_ERRORS.match(error["class"]):
        words += [error["class"], error["message"]]
    elif outcome in (FAILURE, SUCCESS):
        words += _QUOTED.findall(error["message"])[:1]
    return [word for word in words if word]


def _lines_differ(want: list[str], got: list[str]) -> list[str]:
    if want == got:
        return []
    position = next(
        (at for at, (one, other) in enumerate(zip(want, got)) if one != other),
        min(len(want), len(got)),
    )
    mine = got[position] if position < len(got) else "the end"
    theirs = want[position] if position < len(want) else "the end"
    return [f"stdout line {position + 1}: {mine!r}, expected {theirs!r}"]


def _exit_code(code: Any) -> int:
    if code is None:
        return 0
    return code if isinstance(code, int) else 1


def _refusal(text: str) -> str:
    """The first error of a build that was refused, in a line."""
    return next((line for line in text.splitlines() if line.startswith("error[")), _tail(text))


def _tail(text: str) -> str:
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return " | ".join(line.strip() for line in lines[-4:])[-400:]
