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


def test_what_modecs_own_classes_name_is_not_meant(tmp_path: Path):
    """`event` is a name in a string of the runtime's `JsonLines`, which every script with a log has."""
    own = "class event(dict):\n    pass\n\n\n"
    (tmp_path / "models.py").write_text(MODELS.format(member="pass"))
    (tmp_path / "garden.py").write_text(PIPELINE.replace("@solid", own + "@solid", 1))
    text = build(analyse(tmp_path / "garden.py")).text
    assert "class JsonLines" in text
    assert "class event" not in text
