"""`modec graph`: text, Mermaid, Graphviz, JSON and SVG of a mode's resources and steps."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

from calling import Caller

PENGUINS = Path(__file__).parents[2] / "golden/penguins"
PENGUIN_SURVEY = "penguin_survey/pipeline.py"


def graph(*arguments: str) -> str:
    done = Caller(PENGUINS)("graph", *arguments, PENGUIN_SURVEY)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_text() -> None:
    said = graph("-m", "prod").splitlines()
    assert said[0] == "penguin_survey in mode prod"
    assert said[2:9] == [
        "resources, each above what it needs",
        "  source = csv_source",
        "  archive = sqlite_archive",
        "  ├─ database = sqlite_database",
        "  └─ audit = audit_table",
        "     └─ database = sqlite_database",
        "  start: database, source, audit, archive",
    ]
    assert "   2  set_incomplete_aside  <- read_measurements" in said
    assert said[-1].endswith("store_measurements, rank_species  [archive]")


def test_one_half() -> None:
    assert "steps" not in graph("-m", "prod", "--resources")
    assert "resources" not in graph("-m", "prod", "--steps")
    done = Caller(PENGUINS)("graph", "--steps", "--resources", "-m", "prod", PENGUIN_SURVEY)
    assert done.returncode == 2


def test_mermaid_and_dot_name_each_node_and_edge() -> None:
    drawn = json.loads(graph("-m", "test", "--format", "json"))
    mermaid = graph("-m", "test", "--format", "mermaid").splitlines()
    assert mermaid[0] == "flowchart LR"
    assert len(mermaid) == 1 + len(drawn["nodes"]) + len(drawn["edges"])
    dot = graph("-m", "test", "--format", "dot")
    assert dot.count(" -> ") == len(drawn["edges"])
    assert '"resource:archive" -> "step:publish" [style=dashed];' in dot


def test_svg_is_well_formed_and_the_same_each_time() -> None:
    picture = graph("-m", "prod", "--format", "svg")
    assert picture == graph("-m", "prod", "--format", "svg")
    root = ET.fromstring(picture)
    texts = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "rank_species" in texts and "sqlite_database" in texts


def test_svg_boxes_do_not_overlap() -> None:
    root = ET.fromstring(graph("-m", "prod", "--format", "svg"))
    boxes = [
        tuple(float(rect.attrib[name]) for name in ("x", "y", "width", "height"))
        for rect in root.iter("{http://www.w3.org/2000/svg}rect")
        if rect.attrib.get("class") in ("resource", "step")
    ]
    assert len(boxes) == 15
    for index, (x, y, width, height) in enumerate(boxes):
        for other_x, other_y, other_width, other_height in boxes[:index]:
            apart = x + width <= other_x or other_x + other_width <= x
            assert apart or y + height <= other_y or other_y + other_height <= y


def test_an_unknown_mode(modec: Caller) -> None:
    done = modec("graph", "-m", "prd", "shop.py")
    assert done.returncode == 1 and done.stdout == "" and "prod" in done.stderr
