"""Each kind of fault is found, at its line and with the text's name, and nothing else is."""

from __future__ import annotations

import re

import pytest
from looking import HERE, findings

SOURCE = (HERE / "faulty.py").read_text("utf-8")
LINES = SOURCE.split("\n")
SCENES = re.findall(r"^class (\w+)\(", SOURCE, re.MULTILINE)
CODES = {
    "OffFrame": "layout-off-frame", "Overlap": "layout-overlap", "Crossing": "layout-crossing",
    "Small": "layout-small-text", "Contrast": "layout-contrast", "Empty": "layout-empty", "Still": "layout-still",
}  # fmt: skip


@pytest.fixture(scope="module")
def found(worker):
    return findings(worker, SOURCE, limits={"seconds": 60})


def class_of(line: int) -> str:
    return [name for text in LINES[:line] for name in re.findall(r"^class (\w+)\(", text)][-1]


@pytest.mark.parametrize("scene", SCENES)
def test_the_fault_is_found_at_its_line(found, scene):
    code = CODES[scene.rstrip("0123456789")]
    own = [one for one in found if one["scene"] == scene and one["code"] == code]
    assert len(own) == 1
    lines = [number for number, text in enumerate(LINES, 1) if text.endswith("# here") and class_of(number) == scene]
    assert own[0]["line"] in lines


def test_nothing_else_is_found(found):
    others = [one for one in found if one["code"] != CODES[one["scene"].rstrip("0123456789")]]
    # Red on white or white on red: a letter on a dot is both crossed and hard to see.
    assert [(one["scene"], one["code"]) for one in others] == [("Crossing7", "layout-contrast")]


def test_findings_have_the_contracts_shape(found):
    spans = {"line", "column", "endLine", "endColumn"}
    for one in found:
        assert one.keys() - {"area", "related"} == {"code", "message", "scene", "time", "until"} | spans
        assert 0 <= one["time"] < one["until"]
        assert (one["line"], one["column"]) < (one["endLine"], one["endColumn"])
        for place in one.get("related", []):
            assert place.keys() == {"message"} | spans
        assert ("area" in one) == (one["code"] not in ("layout-empty", "layout-still"))
        if "area" in one:
            area = one["area"]
            assert area.keys() == {"left", "top", "right", "bottom"}
            assert area["left"] < area["right"]
            assert area["top"] < area["bottom"]


def test_findings_come_in_the_order_of_video_time(found):
    for scene in SCENES:
        times = [one["time"] for one in found if one["scene"] == scene]
        assert times == sorted(times)
