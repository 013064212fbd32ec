"""A check that goes on from a snapshot has the findings of one that runs the whole scene."""

from __future__ import annotations

import os

import pytest
from looking import CODES, in_construct

LINES = [
    't = Text("too high").shift(UP * 3.9)', "self.play(FadeIn(t))", "self.wait()", 'u = Text("dark", color="#222222")',
    "self.play(Write(u))", "self.play(u.animate.shift(RIGHT * 7))", "self.wait(12)",
]  # fmt: skip
EDITS = {
    "first": LINES,
    "at the end": [*LINES, "v = Text('over it').move_to(u)", "self.play(FadeIn(v))", "self.wait()"],
    "lines above": ["# a comment", "", *LINES],
    "ignored from now on": ["# layout: ignore", *LINES],
    "a colour": [*LINES[:4], "u.set_color(WHITE)", *LINES[4:]],
    "a failure": [*LINES[:-1], "1 / 0", "self.wait(30)"],
}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="checkpoints are forks")
def test_the_same_findings_after_each_edit(worker):
    keep = {"session": "layout", "memory": 1 << 30}
    found = []
    try:
        for lines in EDITS.values():
            source = in_construct(*lines)
            kept = worker.check(source, layout=CODES, keep=keep)
            assert kept == worker.check(source, layout=CODES)
            found.append(sorted({one["code"].removeprefix("layout-") for one in kept["problems"]}))
    finally:
        worker.wait(worker.post(op="forget", session="layout"))
    assert found == [
        ["contrast", "off-frame", "still"], ["contrast", "off-frame", "overlap", "still"],
        ["contrast", "off-frame", "still"], ["contrast", "off-frame", "still"], ["off-frame", "still"],
        ["contrast", "off-frame", "scene-exception"],
    ]  # fmt: skip
