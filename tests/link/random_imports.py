"""Random programs of several modules that import, rebind and change each other's names: Python judges the compiled ones.

    python tests/link/random_imports.py --programs 1000 --seed 7

A program is made from a seed alone. One that Python itself cannot run is no program; one that modec refuses is counted.
What is left must print, compiled, what Python prints. Programs that do not are shown, made as small as they get.
"""

from __future__ import annotations

import argparse
import builtins
import random
import re
import shutil
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from programs import printed_by_python, printed_by_script, script_of, write

from modec.diagnostics import Refused

MODULES = ("a", "b", "pkg", "pkg.x", "pkg.y", "pkg.f", "pkg.sub", "pkg.sub.x", "pkg.sub.z")
NAMES = ("x", "y", "f", "g", "n", "items", "Box", "_own")
_ROOTS = frozenset({"entry", *(name.partition(".")[0] for name in MODULES)})
_NAMED = ("class", "function", "counter")
SHOW = """\
def show(*values):
    print(*[getattr(each, "__name__", each) for each in values])
"""


@dataclass
class _Module:
    name: str
    is_package: bool
    lines: list[str] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    """What its names are bound to, as far as the making of the program followed it."""


class _Maker:
    """Makes one program."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)
        chosen = {name for name in MODULES if self.random.random() < 0.6} or {"a"}
        for name in list(chosen):
            while "." in name:
                name = name.rpartition(".")[0]
                chosen.add(name)
        names = [name for name in MODULES if name in chosen]
        self.modules = [
            _Module(name, any(other.startswith(f"{name}.") for other in names)) for name in names
        ]
        self.entry = _Module("entry", False)
        self.late: list[_Module] = []

    def text(self) -> str:
        for each in self.random.sample(self.modules, len(self.modules)):
            # What functions import is there before, for the most part: scripts execute the rest when they load.
            if self.random.random() < 0.05:
                self.late.append(each)
            else:
                self.entry.lines.append(f"import {each.name}")
                top = each.name.partition(".")[0]
                self.entry.kinds[top] = f"module {top}"
        order = self.random.sample(self.modules, len(self.modules))
        done: list[_Module] = []
        for module in [*order, self.entry]:
            for _ in range(self.random.randint(2, 7)):
                module.lines += self._statement(module, done)
            done.append(module)
        for module in done:  # functions may use what is made after them
            module.lines = [
                line
                for each in module.lines
                for line in (self._body(module, done) if each == "    BODY" else [each])
            ]
        body = [line for _ in range(4) for line in self._body(self.entry, done)]
        shown = [name for name in self.entry.kinds if self.random.random() < 0.8]
        body.append(f"    show({', '.join(repr(n) + ', ' + n for n in shown) or 0})")
        files = [SHOW + "\n".join(self.entry.lines) + "\ndef main():\n" + "\n".join(body) + "\n"]
        for module in self.modules:
            path = module.name.replace(".", "/") + ("/__init__.py" if module.is_package else ".py")
            files.append(f"# == {path}\n" + "\n".join(module.lines) + "\n")
        return "".join(files)

    # -- statements -------------------------------------------------------------------------------

    def _statement(self, module: _Module, done: list[_Module]) -> list[str]:
        kinds: list[tuple[int, Callable[[_Module, list[_Module]], list[str]]]] = [
            (6, self._import),
            (3, self._assignment),
            (3, self._function),
            (1, self._class),
            (2, self._change),
            (2, self._print),
            (1, self._conditional),
            (1, self._removal),
            (1, self._listing),
        ]
        made = self.random.choices([each for _, each in kinds], [weight for weight, _ in kinds])[0]
        return made(module, done)

    def _name(self) -> str:
        return self.random.choice(NAMES)

    def _import(self, module: _Module, done: list[_Module]) -> list[str]:
        others = [each for each in self.modules if each is not module]
        finished = [each for each in others if each in done]
        if not others:
            return []
        risky = not finished or self.random.random() < 0.1
        other = self.random.choice(others if risky else finished)
        line = self._import_line(module, other, module.kinds)
        if line and self.random.random() < 0.1:
            name, *_ = re.findall(r"(\w+)$", line) or ["x"]
            if name != "x" and "*" not in line:
                return ["try:", f"    {line}", "except ImportError:", f"    {name} = None"]
        return [line] if line else []

    def _import_line(self, module: _Module, other: _Module, bound: dict[str, str]) -> str:
        """An import statement in `module`, and what it binds."""
        manner = self.random.random()
        parent, _, last = other.name.rpartition(".")
        source = self._spelled(module, other.name)
        if manner < 0.2:
            if self.random.random() < 0.3:
                alias = self._name()
                bound[alias] = f"module {other.name}"
                return f"import {other.name} as {alias}"
            bound[other.name.partition(".")[0]] = f"module {other.name.partition('.')[0]}"
            return f"import {other.name}"
        if manner < 0.4 and parent:
            alias = self._name() if self.random.random() < 0.3 else last
            bound[alias] = f"module {other.name}"
            return f"from {self._spelled(module, parent)} import {last}" + (
                f" as {alias}" if alias != last else ""
            )
        if manner < 0.5 and bound is module.kinds:
            for name, kind in other.kinds.items():
                if not name.startswith("_"):
                    bound[name] = kind
            return f"from {source} import *"
        if not other.kinds:
            return ""
        name = self.random.choice(sorted(other.kinds))
        alias = self._name() if self.random.random() < 0.3 else name
        bound[alias] = other.kinds[name]
        return f"from {source} import {name}" + (f" as {alias}" if alias != name else "")

    def _spelled(self, module: _Module, name: str) -> str:
        """The name of a module in a `from`, relative where that can be and chance wants it."""
        package = module.name if module.is_package else module.name.rpartition(".")[0]
        if not package or self.random.random() < 0.5:
            return name
        dots = "."
        while package:
            if name == package:
                return dots
            if name.startswith(f"{package}."):
                return dots + name[len(package) + 1 :]
            package, dots = package.rpartition(".")[0], dots + "."
        return name

    def _assignment(self, module: _Module, done: list[_Module]) -> list[str]:
        name = self._name()
        if module.kinds.get(name) == "int" and self.random.random() < 0.4:
            return [f"{name} += {self._number(module.kinds)}"]
        if self.random.random() < 0.3:
            module.kinds[name] = "list"
            return [f"{name} = [{self._number(module.kinds)}]"]
        value = self._number(module.kinds)
        module.kinds[name] = "int"
        return [f"{name} = {value}"]

    def _function(self, module: _Module, done: list[_Module]) -> list[str]:
        name = self.random.choice(["f", "g", "_own", "x"])
        module.kinds[name] = "function"
        lines = [f"def {name}():"]
        if self.random.random() < 0.3:
            numbers = [each for each, kind in module.kinds.items() if kind == "int"]
            if numbers:
                number = self.random.choice(sorted(numbers))
                module.kinds[name] = "counter"
                lines += [f"    global {number}", f"    {number} = {number} + 1"]
                return [*lines, f"    return {number}"]
        return [*lines, "    BODY", f"    return {self.random.randint(10, 99)}"]

    def _class(self, module: _Module, done: list[_Module]) -> list[str]:
        module.kinds["Box"] = "class"
        value = self._number(module.kinds)
        return [
            "class Box:",
            f"    value = {value}",
            "    def get(self):",
            "        return Box.value",
        ]

    def _change(self, module: _Module, done: list[_Module]) -> list[str]:
        """A statement that changes what other modules have."""
        line = self._changing(module.kinds)
        return [line] if line else []

    def _changing(self, known: dict[str, str]) -> str:
        kind, text = self._reached(known)
        if kind == "list":
            return f"{text}.append({self._number(known)})"
        if kind in ("function", "counter"):
            return f"{text}()"
        if "." in text and kind == "int":
            way = self.random.random()
            if way < 0.4:
                return f"{text} = {self._number(known)}"
            if way < 0.7:
                return f"{text} += 1"
            owner, _, name = text.rpartition(".")
            return f"setattr({owner}, {name!r}, {self._number(known)})"
        return ""

    def _print(self, module: _Module, done: list[_Module]) -> list[str]:
        kind, text = self._reached(module.kinds)
        name = ".__name__" if kind.startswith("module") or kind in _NAMED else ""
        return [f"print({module.name!r}, {text}{name})"] if text else []

    def _conditional(self, module: _Module, done: list[_Module]) -> list[str]:
        inner = self._statement(module, done)
        if not inner or inner[0].startswith(("class", "def")) or "*" in inner[0]:
            return inner
        test = self.random.choice(["True", "len(__name__) > 0", "__name__ != '__main__'"])
        return [f"if {test}:", *(f"    {line}" for line in inner)]

    def _removal(self, module: _Module, done: list[_Module]) -> list[str]:
        names = sorted(module.kinds)
        if not names or self.random.random() < 0.5:
            return []
        name = self.random.choice(names)
        del module.kinds[name]
        return [f"del {name}"]

    def _listing(self, module: _Module, done: list[_Module]) -> list[str]:
        names = [name for name in sorted(module.kinds) if self.random.random() < 0.6]
        return [f"__all__ = {names!r}"] if module is not self.entry else []

    # -- functions --------------------------------------------------------------------------------

    def _body(self, module: _Module, done: list[_Module]) -> list[str]:
        known = dict(module.kinds)
        lines: list[str] = []
        others = [each for each in self.modules if each not in (module, *self.late)]
        if others and self.random.random() < 0.4:
            local: dict[str, str] = {}
            lines.append(self._import_line(module, self.random.choice(others), local))
            known.update(local)
        lines.append(self._changing(known) if self.random.random() < 0.5 else "")
        kind, text = self._reached(known)
        if text:
            name = ".__name__" if kind.startswith("module") or kind in _NAMED else ""
            lines.append(f"print({module.name!r}, {text}{name})")
        return [f"    {line}" for line in lines if line]

    # -- expressions ------------------------------------------------------------------------------

    def _reached(self, known: dict[str, str]) -> tuple[str, str]:
        """What a name leads to, through attributes of modules: its kind and its text."""
        if not known:
            return "", ""
        name = self.random.choice(sorted(known))
        kind, text = known[name], name
        while kind.startswith("module ") and self.random.random() < 0.85:
            module = next(each for each in self.modules if each.name == kind[7:])
            inner = {
                each.name.rpartition(".")[2]: f"module {each.name}"
                for each in self.modules
                if each.name.rpartition(".")[0] == module.name
            }
            names = sorted({**inner, **module.kinds})
            if not names:
                break
            name = self.random.choice(names)
            kind, text = module.kinds.get(name, inner.get(name, "")), f"{text}.{name}"
        return kind, text

    def _number(self, known: dict[str, str]) -> str:
        if known and self.random.random() < 0.6:
            kind, text = self._reached(known)
            if kind == "int":
                return f"{text} + 1"
            if (
                kind == "counter"
            ):  # what is printed for a value that nothing needs is not there in scripts
                return f"{text}()"
            if kind == "class":
                return f"{text}.value"
            if kind == "list":
                return f"len({text})"
        return str(self.random.randint(1, 9))


def program(seed: str) -> str:
    """The program of a seed, in the form that `programs.write` takes: without the lines that Python fails in."""
    text = _Maker(seed).text()
    for _ in range(40):
        line = _failing_line(text)
        if line is None:
            break
        lines = text.split("\n")
        indentation = lines[line][: len(lines[line]) - len(lines[line].lstrip())]
        lines[line] = f"{indentation}pass"
        text = "\n".join(lines)
    return text


def _failing_line(text: str) -> int | None:
    """The line of a program that Python fails in, None where it does not."""
    folder = Path(tempfile.mkdtemp(prefix="imports"))
    before = builtins.__import__
    setattr(builtins, "__import__", _refusing_late_imports(before))  # noqa: B010
    try:
        entry = write(folder, text)
        _printed(entry)
    except Exception as error:
        places = [
            (Path(frame.filename).relative_to(folder), frame.lineno or 1)
            for frame in traceback.extract_tb(error.__traceback__)
            if frame.filename.startswith(str(folder))
        ]
        if isinstance(error, SyntaxError) or not places:
            raise
        path, number = places[-1]
        lines = text.split("\n")
        heading = f"# == {path.as_posix()}"
        return number - 1 if path.name == "entry.py" else lines.index(heading) + number
    finally:
        builtins.__import__ = before
        shutil.rmtree(folder)
    return None


def _printed(entry: Path) -> str:
    for name in [name for name in sys.modules if name.partition(".")[0] in _ROOTS]:
        del sys.modules[name]  # what a program before left
    return printed_by_python(entry)


def _refusing_late_imports(ordinary: Callable[..., object]) -> Callable[..., object]:
    """An `__import__` that fails where a function imports a module first: scripts execute it when they load."""

    def importing(*args: Any, **kwargs: Any) -> object:
        loaded = set(sys.modules)
        module = ordinary(*args, **kwargs)
        ours = {name for name in set(sys.modules) - loaded if name.partition(".")[0] in _ROOTS}
        if ours and sys._getframe(1).f_code.co_name not in ("<module>", "Box"):
            raise RuntimeError("a function imports it first")
        return module

    return importing


def _plain(printed: str) -> str:
    """What was printed without what tells scripts from modules and runs from runs."""
    printed = re.sub(r"<class '(?:\w+\.)*(\w+)'>", r"\1", printed)
    return re.sub(r"(<(?:module|function) \S+)[^\n]*?>(?=[\n ,\]])", r"\1>", printed)


def verdict(text: str) -> tuple[str, str]:
    """What becomes of a program: `no program`, `same`, `refused`, `different` or `crashed`, and details."""
    folder = Path(tempfile.mkdtemp(prefix="imports"))
    try:
        entry = write(folder, text)
        try:
            expected = _printed(entry)
        except Exception as error:
            return "no program", type(error).__name__
        try:
            script = script_of(entry)
        except Refused as refusal:
            return "refused", " ".join(sorted({each.code for each in refusal.diagnostics}))
        except Exception as error:
            return "crashed", f"{type(error).__name__}: {error}"
        try:
            printed = printed_by_script(script, folder)
        except Exception as error:
            found = re.findall(r"^\w*(?:Error|Exception).*$", str(error), re.MULTILINE)
            return "different", f"script fails: {(found or [type(error).__name__])[-1]}"
        if _plain(printed) == _plain(expected):
            return "same", ""
        return "different", f"python prints\n{expected}script prints\n{printed}"
    finally:
        shutil.rmtree(folder)


def _as_bad_as(kind: str, details: str) -> Callable[[str], bool]:
    """Whether a program goes wrong in that manner."""

    def is_bad(text: str) -> bool:
        if not _is_program(text):
            return False
        now, why = verdict(text)
        return now == kind and why.partition(":")[2][:30] == details.partition(":")[2][:30]

    return is_bad


def _is_program(text: str) -> bool:
    try:
        return _failing_line(text) is None
    except Exception:
        return False


def smaller(text: str, is_bad: Callable[[str], bool]) -> str:
    """A program with as few lines as it takes to be as bad."""
    lines = text.split("\n")
    size = max(len(lines) // 4, 1)
    while size:
        start = len(lines) - size
        while start >= 0:
            tried = [*lines[:start], *lines[start + size :]]
            if is_bad("\n".join(tried)):
                lines = tried
            start -= size
        size //= 2
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--programs", type=int, default=200)
    parser.add_argument("--shown", type=int, default=5, help="how many bad programs to make small")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    refusals: Counter[str] = Counter()
    shown = 0
    for number in range(options.programs):
        text = program(f"{options.seed}/{number}")
        kind, details = verdict(text)
        counts[kind] += 1
        if kind == "refused":
            refusals[details] += 1
        if kind in ("different", "crashed"):
            print(f"-- program {options.seed}/{number}: {kind}: {details}", flush=True)
            if shown < options.shown:
                shown += 1
                small = smaller(text, _as_bad_as(kind, details))
                print(small, *verdict(small), sep="\n", flush=True)
    print(dict(counts), dict(refusals))
    return 1 if counts["different"] or counts["crashed"] else 0


if __name__ == "__main__":
    sys.exit(main())
