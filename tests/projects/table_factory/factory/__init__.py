from factory.registry import PIPELINES, pipeline_named

__all__ = ["PIPELINES", "pipeline_named"]
