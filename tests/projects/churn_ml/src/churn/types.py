from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Dict, List, NamedTuple, NewType, Optional, Tuple, TypeVar, Union

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from .models.base import Model

CustomerId = NewType("CustomerId", int)
Vector = List[float]
Matrix = List[Vector]
Labels = List[int]
T = TypeVar("T")
Number = Union[int, float]


class Plan(str, enum.Enum):
    BASIC = "basic"
    PRO = "pro"

    @property
    def weight(self) -> float:
        return {Plan.BASIC: 0.0, Plan.PRO: 1.0}[self]


class Stage(enum.Flag):
    NONE = 0
    TRAIN = enum.auto()
    SCORE = enum.auto()
    ALL = TRAIN | SCORE


class Customer(NamedTuple):
    id: CustomerId
    plan: Plan
    months: int
    tickets: int = 0
    churned: Optional[bool] = None


class Split(NamedTuple):
    train: Tuple[Matrix, Labels]
    test: Tuple[Matrix, Labels]


@dataclass
class Prediction:
    customer: CustomerId
    score: float
    tags: Dict[str, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def from_scores(cls, ids: List[CustomerId], scores: Vector) -> List["Prediction"]:
        return [cls(id_, round(score, 3)) for id_, score in zip(ids, scores)]

    def __lt__(self, other: Prediction) -> bool:
        return (-self.score, self.customer) < (-other.score, other.customer)


@dataclass
class Report:
    accuracy: float
    model: str
    parameters: Dict[str, Number] = field(default_factory=dict)
    best: Optional["Model"] = None

    def summary(self) -> str:
        listed = ", ".join(f"{name}={value:.2f}" for name, value in sorted(self.parameters.items()))
        return f"{self.model}: {self.accuracy:.0%} ({listed or 'no parameters'})"


def frame(rows: Matrix) -> "pd.DataFrame":
    raise NotImplementedError("notebooks only")


def array(rows: Matrix) -> np.ndarray:
    raise NotImplementedError("notebooks only")
