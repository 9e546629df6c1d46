"""How an output is written where the run config asks for it (3.15), as code."""

from __future__ import annotations

from modec.definitions.type_loader import DagsterTypeMaterializer
from modec.plan.records import Plan, PlannedOutput, PlannedStep
from modec.plan.writing import is_asked_for, outputs_paths
from modec.runtime.types import AnyType, ScalarType
from modec.unroll.code import Code, Runtime, code
from modec.unroll.config import NO_CONFIG, ScriptConfig
from modec.unroll.steps import call
from modec.unroll.values import value_code


def writes_outputs(plan: Plan, step: PlannedStep) -> bool:
    """Whether an output of the step is written, by the config that is given when the script is built."""
    return any(is_asked_for(step, output, plan.run_config) for output in step.outputs)


def written_out(
    plan: Plan,
    step: PlannedStep,
    output: PlannedOutput,
    out: Code,
    config: ScriptConfig,
    context: Code,
) -> Code:
    """`out`, the declaration of an output, such that its values are written where the config asks for it.

    `context` is what a materialiser of the author's is handed. Raises `Refused` where one cannot be carried.
    """
    if not is_asked_for(step, output, plan.run_config):
        return out
    asked = [found for path in outputs_paths(step) if (found := config.at(path)) != NO_CONFIG]
    return call(Runtime("writing", "WrittenOut"), [out, _writer(output, context), *asked])


def _writer(output: PlannedOutput, context: Code) -> Code:
    own = output.type.materializer
    if isinstance(own, DagsterTypeMaterializer):
        return call(Runtime("writing", "write_by"), [value_code(own.function), context])
    by_itself = isinstance(output.type, (ScalarType, AnyType))
    return code(Runtime("writing", "write_scalar" if by_itself else "write_nothing"))
