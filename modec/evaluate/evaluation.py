"""The evaluation of a program, and what later stages ask of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from modec.definitions.dagster_types import fresh_registry
from modec.definitions.origin import deferred_validation
from modec.definitions.pipeline import PipelineDefinition
from modec.definitions.preset import FILE_READER, PACKAGE_READER, SHOWN_PATH
from modec.diagnostics import Diagnostic, Refused, finding
from modec.evaluate import imports, project_files
from modec.evaluate.defines import Defines
from modec.evaluate.interpreter import Interpreter
from modec.evaluate.machine import Failure, Machine
from modec.evaluate.repositories import pipelines_of_repositories
from modec.evaluate.values import Environment, GlobalRef, Value
from modec.source.checksums import file_checksum, module_checksum
from modec.source.program import Module, Program


@dataclass(frozen=True)
class Evaluation:
    """What evaluating a program gives."""

    program: Program
    environments: Mapping[str, Environment]
    """The executed first-party modules by name, in the order in which their execution finished: what a module
    imports at its top stands before it, and the entry module last."""
    pipelines: Mapping[str, PipelineDefinition]
    """Those that names of the entry module lead to, by the pipeline's own name, in definition order, and then those that only
    its repositories make."""
    failures: tuple[Failure, ...] = ()
    """Top-level statements with wrong definitions. What depends on one fails with the same finding; what does
    not can be built."""
    warnings: tuple[Diagnostic, ...] = ()
    files: tuple[str, ...] = field(default=())
    """The project's data files that were read, as they are shown, in reading order."""

    @property
    def source(self) -> str:
        """The entry module's path, as it is shown."""
        return self.program.entry.display

    @property
    def entry(self) -> Environment:
        """The entry module's environment."""
        return self.environments[self.program.entry.name]

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What all the failures say, each thing once, in order."""
        said = (diagnostic for failure in self.failures for diagnostic in failure.diagnostics)
        return tuple(dict.fromkeys(said))

    @property
    def needed_findings(self) -> tuple[Diagnostic, ...]:
        """What the failures say that the entry module has to do with: its own, and those behind what it imports."""
        behind = set(_causes(self.entry.variables))
        return tuple(
            dict.fromkeys(said for said, is_own in self._said() if is_own or said in behind)
        )

    @property
    def remarks(self) -> tuple[Diagnostic, ...]:
        """What the other failures say (MD111), those of libraries left out: no pipeline that there is needs them."""
        needed = set(self.needed_findings)
        found: dict[Diagnostic, None] = {}
        for failure in self.failures:
            module = self.program.find(failure.module)
            folders = module.path.parents if module is not None else ()
            if not any(folder in folders for folder in self.program.libraries):
                for said in failure.diagnostics:
                    if said not in needed:
                        remark = finding(
                            "MD111",
                            said.span,
                            help=said.help,
                            source=self.source,
                            reason=said.message,
                        )
                        found.setdefault(remark)
        return tuple(found)

    def _said(self) -> Iterator[tuple[Diagnostic, bool]]:
        for failure in self.failures:
            for diagnostic in failure.diagnostics:
                yield diagnostic, failure.module == self.program.entry.name

    def checksums(
        self, modules: Iterable[Module] = (), files: Iterable[str] = ()
    ) -> dict[str, str]:
        """What the evaluation depends on: modules and data files as they are shown, sorted, with their checksums.

        `modules` and `files` are further ones, `files` by the names they are shown under: those that are not there
        are left out. Raises `Refused` (MD004, MD005) where one cannot be read.
        """
        evaluated = (environment.module for environment in self.environments.values())
        found = {each.display: module_checksum(each) for each in (*evaluated, *modules)}
        for name in (*self.files, *files):
            if name not in found and (checksum := file_checksum(self.program, name)) is not None:
                found[name] = checksum
        return dict(sorted(found.items()))

    def failed(self, name: str) -> tuple[Diagnostic, ...]:
        """Why the entry module's variable `name` is not the definition that it was to be; empty if it is."""
        for failure in reversed(self.failures):
            if failure.module == self.program.entry.name and name in failure.names:
                return failure.diagnostics
        return ()


def evaluate(program: Program, defines: Mapping[str, str] | None = None) -> Evaluation:
    """Evaluate the entry module and the first-party modules that it imports, running none of them.

    `defines` gives environment variables and module constants their values at build time. Wrong definitions
    are kept as failures while there is a pipeline that does not depend on them; raises `Refused` with all
    findings when there is none, and when the entry module's packages cannot be read.
    """
    machine = Interpreter(program, Defines(defines or {}))
    packages = PACKAGE_READER.set(project_files.package_reader(machine))
    files = FILE_READER.set(project_files.file_reader(machine))
    shown = SHOWN_PATH.set(project_files.shown_path(machine))
    try:
        with deferred_validation(), fresh_registry():
            environment = imports.load(machine, program.entry.name)
            variables = environment.variables if environment is not None else {}
            own = _pipelines(variables)
            pipelines = {**own, **pipelines_of_repositories(machine, variables), **own}
    finally:
        SHOWN_PATH.reset(shown)
        FILE_READER.reset(files)
        PACKAGE_READER.reset(packages)
    evaluation = Evaluation(
        program,
        _in_order(machine),
        pipelines,
        tuple(machine.failures),
        _warnings(machine),
        tuple(machine.files),
    )
    if machine.fatal:
        raise Refused(machine.fatal)
    if evaluation.findings and not evaluation.pipelines:
        raise Refused(evaluation.findings)
    return evaluation


def _causes(value: Value, depth: int = 4) -> Iterator[Diagnostic]:
    """The findings behind the broken definitions in a value."""
    if isinstance(value, GlobalRef) and value.broken and value.cause is not None:
        yield value.cause
    elif depth and isinstance(value, (dict, list, tuple)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _causes(each, depth - 1)


def _in_order(machine: Machine) -> dict[str, Environment]:
    return dict(machine.environments)


def _pipelines(variables: Mapping[str, Value]) -> dict[str, PipelineDefinition]:
    found: dict[str, PipelineDefinition] = {}
    for name, value in variables.items():
        if not name.startswith("__"):
            for pipeline in _within(value):
                found.setdefault(pipeline.name, pipeline)
    return found


def _within(value: Any, depth: int = 3) -> list[PipelineDefinition]:
    """A value's pipelines, those held in lists, dicts and repositories included."""
    if isinstance(value, PipelineDefinition):
        return [value]
    if depth and isinstance(value, dict):
        return [found for item in value.values() for found in _within(item, depth - 1)]
    if depth and isinstance(value, (list, tuple)):
        return [found for item in value for found in _within(item, depth - 1)]
    return []


def _warnings(machine: Machine) -> tuple[Diagnostic, ...]:
    return tuple(finding("MD107", None, name=name) for name in machine.defines.unused)
