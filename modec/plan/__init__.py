"""Definitions + a pipeline + a mode (+ config) -> `Plan`, or everything that can be refused before running."""

from modec.plan.check import check_pipeline, other_modes, preset_plans
from modec.plan.choice import choose_pipeline
from modec.plan.make import make_plan

__all__ = ["check_pipeline", "choose_pipeline", "make_plan", "other_modes", "preset_plans"]
