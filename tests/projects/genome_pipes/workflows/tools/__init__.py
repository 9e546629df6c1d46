"""The command line tools that the steps call. `get_tool` finds one by name."""
from .aligner import Aligner
from .base import Tool, ToolError
from .caller import VariantCaller as Caller

_TOOLS = {cls.name: cls for cls in (Aligner, Caller)}
_TOOLS["noop"] = type("Noop", (Tool,), {"name": "noop", "template": "true $sample"})


def get_tool(name, **options):
    return _TOOLS[name](**options)
