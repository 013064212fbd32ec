"""Every built-in template passes the audit of layout, pacing and beats, and the audit sees what it is there for."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
import scene_audit
from scene_audit import examine, examine_template, shown_title
from template_files import TEMPLATES

FOLDERS = sorted(TEMPLATES.glob("*/"))
# An audit draws every frame of a video's text: all of them take minutes, which `npm run soak` has.
AUDITED = FOLDERS if os.environ.get("MANIM_VIDEO_SOAK") == "1" else FOLDERS[::4]

FAULTY = """\
from manim import *

TITLE = "Faulty"


class Faulty(Scene):
    def construct(self):
        self.next_section("one")
        a = MathTypst("x^2", font_size=60)
        self.play(FadeIn(a, MathTypst("y^2", font_size=60)))
        self.play(a.animate.move_to([6.9, 0, 0]))
        self.play(FadeIn(MathTypst("z", font_size=16).move_to([0, 2, 0])))
        self.wait(7)
"""
BEAT = {"id": "one", "narration": "Three words long."}


def written(folder: Path, source: str) -> Path:
    file = folder / "01_faulty.py"
    file.write_text(source, encoding="utf-8")
    return file


def test_there_are_at_least_twelve_templates() -> None:
    assert len(FOLDERS) >= 12


@pytest.mark.parametrize("template", AUDITED, ids=lambda folder: folder.name)
def test_a_template_has_no_flaw(template: Path) -> None:
    report = examine_template(template)
    assert [str(finding) for finding in report.findings] == []
    assert report.seconds > 0


def test_overlaps_small_text_the_frame_and_pacing_are_seen(tmp_path: Path) -> None:
    kinds = {finding.kind for finding in examine(written(tmp_path, FAULTY), [BEAT]).findings}
    assert kinds == {"text-overlap", "text-outside", "text-small", "pacing"}


def test_a_missing_beat_and_an_exception_are_seen(tmp_path: Path) -> None:
    file = written(tmp_path, FAULTY)
    assert "beats" in {finding.kind for finding in examine(file, [BEAT, {**BEAT, "id": "two"}]).findings}
    file = written(tmp_path, FAULTY.replace("self.wait(7)", "self.wait(1 / 0)"))
    (raised,) = [finding for finding in examine(file, [BEAT]).findings if finding.kind == "exception"]
    assert "line 13: ZeroDivisionError" in raised.message


def test_a_scene_without_an_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scene_audit, "LONGEST_RUN", 0.5)
    file = written(tmp_path, FAULTY.replace("self.wait(7)", "while True: pass"))
    (crash,) = examine(file).findings
    assert (crash.kind, crash.message) == ("crash", "the process gave no answer in its time")


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ('TITLE = "Always one"', "Always one"),
        (r'TITLE = "Costs in \\$"', "Costs in $"),
        (r'TITLE = "\\#1: a\\_b \\\\ c"', "#1: a_b \\ c"),
        (r'TITLE = "#text(size: 8.3pt)[A long one \\[sic\\]]"', "A long one [sic]"),
        ("TITLE = title()", None),
        ("", None),
    ],
)
def test_a_title_is_read_the_way_it_is_shown(line: str, title: str | None) -> None:
    assert shown_title(f"from manim import *\n{line}\n") == title


def test_another_title_than_the_storyboards_is_seen(tmp_path: Path) -> None:
    (tmp_path / "scenes").mkdir()
    written(tmp_path / "scenes", FAULTY)
    scene = {"title": "Other", "className": "Faulty", "file": "scenes/01_faulty.py", "beats": [BEAT]}
    (tmp_path / "storyboard.json").write_text(json.dumps({"scenes": [scene]}), encoding="utf-8")
    kinds = {finding.kind for finding in examine_template(tmp_path).findings}
    assert {"title", "length"} <= kinds
