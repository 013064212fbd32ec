"""What authors arrange on purpose is not reported."""

from __future__ import annotations

import re

import pytest
from looking import HERE, findings

OF_TEXTS = ["deliberate_texts.py", "deliberate_changes.py"]
FILES = [*OF_TEXTS, "deliberate_drawings.py"]
SCENES = [
    (file, scene)
    for file in FILES
    for scene in re.findall(r"^class (\w+)\(", (HERE / file).read_text("utf-8"), re.MULTILINE)
]


@pytest.fixture(scope="module")
def found(worker):
    return {file: findings(worker, (HERE / file).read_text("utf-8"), limits={"seconds": 60}) for file in FILES}


@pytest.mark.parametrize(("file", "scene"), SCENES, ids=[scene for _, scene in SCENES])
def test_no_finding(found, file, scene):
    assert [(one["code"], one["line"], one["message"]) for one in found[file] if one["scene"] == scene] == []


def test_the_scenes_were_looked_at(worker):
    """The same arrangements with a fault added have one: silence is no failure to look."""
    fault = '\n        self.add(Text("over everything " * 4))\n        self.wait(2)'
    seen = set()
    for file in OF_TEXTS:
        head, first, *others = (HERE / file).read_text("utf-8").split("\n\n\nclass ")
        faulty = "\n\n\nclass ".join([head, first + fault, *[scene.rstrip() + fault for scene in others]])
        seen |= {one["scene"] for one in findings(worker, faulty, limits={"seconds": 60}) if "off-frame" in one["code"]}
    # A text in space lies wherever the camera turns.
    assert {scene for file, scene in SCENES if file in OF_TEXTS} - seen == {"FixedTitle"}
