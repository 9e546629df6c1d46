"""An audit is a class that makes a pipeline of itself."""
from collections import namedtuple
from dataclasses import dataclass, field
from typing import Dict, List

from dagster import ModeDefinition, pipeline, solid

from factory.builders.resources import source_resource

AuditSpec = namedtuple("AuditSpec", ["name", "tables", "source"], defaults=["memory"])


@dataclass
class Finding:
    table: str
    text: str
    details: Dict[str, int] = field(default_factory=dict)

    def __str__(self):
        return f"{self.table}: {self.text} {sorted(self.details.items())}"


class Audit:
    title = "audit"
    columns = ("id", "name")

    def __init__(self, spec: AuditSpec, **limits):
        self.spec = spec
        self.limits = limits

    @classmethod
    def of(cls, *tables, **limits):
        """An audit of some tables, called after the class."""
        return cls(AuditSpec(cls.title, tables), **limits)

    @property
    def pipeline_name(self):
        return f"{self.spec.name}_audit"

    def limit(self, name, default=0):
        return self.limits.get(name, default)

    def findings(self, table, rows) -> List[Finding]:
        raise NotImplementedError

    def _solid(self, table):
        @solid(name=f"audit_{table}", required_resource_keys={"source"})
        def audit(context):
            rows = context.resources.source.rows(table, self.columns)
            return [str(finding) for finding in self.findings(table, rows)]

        return audit

    def make(self):
        audits = [self._solid(table) for table in self.spec.tables]
        title = self.title.upper()

        @solid(name="publish")
        def publish(_, found: list):
            print(title, self.limit("rows", "no limit"))
            for line in sorted(line for lines in found for line in lines):
                print("  ", line)

        @pipeline(
            name=self.pipeline_name,
            mode_defs=[ModeDefinition("audit", resource_defs=self.sources())],
        )
        def audit_pipeline():
            publish([audit() for audit in audits])

        return audit_pipeline

    def sources(self):
        return {"source": source_resource(self.spec.source)}
