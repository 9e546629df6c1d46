import re

from .base import Tool

_VARIANT = re.compile(r"(?P<chromosome>chr\w+):(?P<position>\d+)(?P<ref>[ACGT])>(?P<alt>[ACGT])", re.X)


class VariantCaller(Tool):
    name = "call"
    template = "call --min-quality $min_quality $sample"

    @property
    def strict(self):
        return self.options.get("min_quality", 0) >= 30

    @strict.setter
    def strict(self, value):
        self.options["min_quality"] = 30 if value else 0

    def parse(self, output):
        found = [match.groupdict() for match in _VARIANT.finditer(output)]
        return [{**each, "position": int(each["position"])} for each in found if not self.strict or each["ref"] != "A"]
