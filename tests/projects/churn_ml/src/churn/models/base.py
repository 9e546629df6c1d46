from abc import ABC, abstractmethod
from typing import ClassVar, Dict, Type

from ..types import Labels, Matrix, Vector

_REGISTRY: Dict[str, Type["Model"]] = {}


class Model(ABC):
    kind: ClassVar[str]

    def __init_subclass__(cls, kind=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.kind = kind or cls.__name__.lower()
        _REGISTRY[cls.kind] = cls

    @abstractmethod
    def fit(self, rows: Matrix, labels: Labels) -> "Model":
        raise NotImplementedError

    @abstractmethod
    def predict(self, rows: Matrix) -> Vector:
        raise NotImplementedError

    @property
    def parameters(self) -> Dict[str, float]:
        return {key: value for key, value in vars(self).items() if isinstance(value, float) and not key.startswith("_")}

    def accuracy(self, rows: Matrix, labels: Labels) -> float:
        scores = self.predict(rows)
        return sum((score >= 0.5) == bool(label) for score, label in zip(scores, labels)) / len(labels)

    def __eq__(self, other):
        return type(self) is type(other) and self.parameters == other.parameters


def available():
    return sorted(_REGISTRY)


def create(kind: str, **options) -> Model:
    return _REGISTRY[kind](**options)
