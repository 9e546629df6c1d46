from dagster import DagsterType, Float, PythonObjectDagsterType, TypeCheck

from churn.models.base import Model
from churn.types import Split

ModelType = PythonObjectDagsterType(Model, name="ModelType", description="Anything that fits and predicts")


def _is_split(context, value) -> TypeCheck:
    if not isinstance(value, Split):
        return TypeCheck(False, f"{value!r} is no split")
    empty = [name for name, (rows, _labels) in value._asdict().items() if not rows]
    return TypeCheck(success=not empty, description=f"empty: {', '.join(empty)}" if empty else None)


SplitType = DagsterType(type_check_fn=_is_split, name="SplitType")


class Percentage:
    schema = Float

    @staticmethod
    def check(value):
        return 0 <= value <= 1
