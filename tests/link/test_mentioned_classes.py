"""Classes that others name by string, for a library that looks them up when the program runs."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from modec.compiler import analyse, build

MODELS = """
from typing import List

from orm import Base, Column, ForeignKey, relationship


class Tree(Base):
    {member}


class Leaf(Base):
    __tablename__ = "leaves"


class Stone(Base):
    pass
"""

PIPELINE = """
from dagster import pipeline, solid
from models import Tree

@solid
def plant():
    Tree()

@pipeline
def garden():
    plant()
"""


def _classes(folder: Path, member: str) -> set[str]:
    (folder / "models.py").write_text(MODELS.format(member=member))
    (folder / "garden.py").write_text(PIPELINE)
    body = ast.parse(build(analyse(folder / "garden.py")).text).body
    names = {node.name for node in body if isinstance(node, ast.ClassDef)}
    return names & {"Tree", "Leaf", "Stone"}


@pytest.mark.parametrize(
    "member",
    [
        'leaves: List["Leaf"] = relationship(back_populates="tree")',
        'leaves = relationship("Leaf")',
        'leaves = relationship("models.Leaf")',
        'leaf_id = Column(ForeignKey("leaves.id"))',
    ],
)
def test_they_come_along(tmp_path: Path, member: str):
    assert _classes(tmp_path, member) == {"Tree", "Leaf"}


def test_other_classes_do_not(tmp_path: Path):
    assert _classes(tmp_path, 'kind = Column("kind")') == {"Tree"}
