from dagster import (
    DependencyDefinition,
    ModeDefinition,
    MultiDependencyDefinition,
    PipelineDefinition,
    PresetDefinition,
    SolidInvocation,
    pipeline,
)

from . import steps
from .runner import command_runner, echo_runner
from .steps.alignment import aligned_sample, check_reference
from .steps.calling import SELECTORS, flatten

recorded = ModeDefinition("recorded", resource_defs={"runner": command_runner.configured({"kind": {"recorded": {}}})})
failing = ModeDefinition("failing", resource_defs={"runner": command_runner})
echo = ModeDefinition("echo", resource_defs={"runner": echo_runner})

SAMPLES = ("ann", "bob", "chloe")


def _family(*samples, **more):
    return {"solids": {f"aligned_{name}": {"config": {"sample": name, **more}} for name in samples}}


@pipeline(mode_defs=[recorded, failing, echo], preset_defs=[PresetDefinition("family", mode="recorded", run_config=_family(*SAMPLES)), PresetDefinition("fast", mode="echo", run_config=_family(*SAMPLES, threads=16))])
def family_pipeline():
    ready = check_reference()
    called = []
    for name in SAMPLES:
        called.append(steps.call_variants.alias(f"call_{name}")(aligned_sample.alias(f"aligned_{name}")(ready)))
    variants = flatten(called)
    steps.reporting.write_report(variants)
    counts = [select(variants) for _, select in sorted(SELECTORS.items())]
    steps.reporting.notify(after=[steps.reporting.summary(counts)])


_single = ["load", "align", "call_variants", "write_report"]


def make_single():
    """The same for one sample, put together by hand."""
    load = steps.alignment.sample.configured({"name": "dora"}, name="load")
    solids = [load, steps.align, steps.alignment.quality_check, steps.call_variants, steps.reporting.write_report, flatten, SELECTORS["chr2"]]
    return PipelineDefinition(
        name="single_pipeline",
        solid_defs=solids,
        dependencies={
            "align": {"name": DependencyDefinition("load")},
            "quality_check": {"aligned": DependencyDefinition(solid="align", output="result")},
            SolidInvocation("call_variants", alias="call_strict"): {"aligned": DependencyDefinition("quality_check")},
            SolidInvocation("call_variants", "call_lax"): {"aligned": DependencyDefinition("quality_check")},
            "flatten": {"nested": MultiDependencyDefinition([DependencyDefinition(each) for each in ("call_strict", "call_lax")])},
            "write_report": {"variants": DependencyDefinition("flatten")},
            "select_chr2": {"variants": DependencyDefinition("flatten")},
        },
        mode_defs=[recorded, echo],
        description=make_single.__doc__,
        tags={"by": "hand"},
    )


single_pipeline = make_single()
