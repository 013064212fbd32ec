"""How findings are told: name, columns, times, related places, and what switches them off."""

from __future__ import annotations

import pytest
from looking import CODES, findings, in_construct, marked

OFF = ['t = Text("far away").shift(UP * 4)', "self.play(FadeIn(t))", "self.wait(2)"]


def test_name_columns_time_and_area(worker):
    source = in_construct("self.wait(1)", *OFF)
    (one,) = [one for one in findings(worker, source) if one["code"] == "layout-off-frame"]
    assert one["message"].startswith('t ("far away") reaches ')
    assert marked(source, one) == 'Text("far away")'
    assert (one["time"], one["until"]) == (1.5, 4.0)
    assert one["area"]["top"] < 0 < one["area"]["bottom"]
    assert 0 < one["area"]["left"] < 0.5 < one["area"]["right"] < 1


def test_names_of_attributes_items_and_helpers(worker):
    source = (
        "from manim import *\nclass Toy(Scene):\n    def put(self, words):\n"
        "        made = Text(words).shift(UP * 4)\n        self.play(FadeIn(made))\n"
        "    def construct(self):\n        self.rows = [Text('a row').shift(DOWN * 4), Text('fine')]\n"
        "        self.play(FadeIn(*self.rows))\n        self.put('helped')\n        self.wait(2)\n"
    )
    messages = [one["message"].split(" reaches")[0] for one in findings(worker, source)]
    assert messages == ['self.rows[0] ("a row")', 'made ("helped")']


def test_what_was_moved_is_marked_where_it_was_moved(worker):
    source = in_construct(
        't = Text("here")', "self.play(FadeIn(t))", "self.play(t.animate.shift(UP * 3.8))", "self.wait()"
    )
    (one,) = findings(worker, source)
    assert marked(source, one) == "t.animate.shift(UP * 3.8)"
    assert [(place["message"], place["line"]) for place in one["related"]] == [("Made here.", 4)]


def test_many_of_one_line_are_one_finding(worker):
    lines = ['for i in range(5): self.add(Text(f"row {i}").shift(UP * 4 + RIGHT * i * 3 + LEFT * 6))', "self.wait(2)"]
    (one,) = findings(worker, in_construct(*lines))
    assert "4 more from this line" in one["message"]


def test_only_what_is_asked_for_is_looked_for(worker):
    source = in_construct(*OFF, "self.add(Text('dark', color='#222222'))", "self.wait(20)")
    assert {one["code"] for one in findings(worker, source)} == {"layout-off-frame", "layout-contrast", "layout-still"}
    assert {one["code"] for one in findings(worker, source, ["layout-contrast"])} == {"layout-contrast"}
    assert worker.check(source)["problems"] == []


@pytest.mark.parametrize(
    "comment", ["# layout: ignore", "# layout: ignore layout-off-frame", "# a note # layout: ignore layout-off-frame"]
)
def test_a_comment_switches_findings_off(worker, comment):
    assert findings(worker, in_construct(f"{OFF[0]}  {comment}", *OFF[1:])) == []
    assert findings(worker, in_construct(comment, *OFF)) == []
    assert findings(worker, in_construct(*OFF).replace("(Scene):", f"(Scene):  {comment}")) == []


def test_a_comment_where_it_was_moved_counts_too(worker):
    lines = ["t = Text('here')", "self.add(t)", "self.wait()", "t.shift(UP * 3.8)", "self.wait()"]
    assert len(findings(worker, in_construct(*lines))) == 1
    lines[3] += "  # layout: ignore"
    assert findings(worker, in_construct(*lines)) == []


@pytest.mark.parametrize("comment", ["# layout: ignore layout-overlap", "# ignore", 's = "# layout: ignore"'])
def test_other_comments_do_not(worker, comment):
    assert len(findings(worker, in_construct(comment, "", *OFF))) == 1
    assert len(findings(worker, in_construct(comment, *OFF))) == 1


def test_a_comment_is_about_its_own_statement(worker):
    lines = [f"{OFF[0]}  # layout: ignore", "u = Text('below').shift(DOWN * 4)", "self.add(t, u)", "self.wait()"]
    assert [one["message"][:9] for one in findings(worker, in_construct(*lines))] == ['u ("below']


def test_a_failing_scene_gives_what_it_showed_after_its_error(worker):
    result = worker.check(in_construct(*OFF, "1 / 0", "self.wait(30)"), layout=CODES)
    assert [one["code"] for one in result["problems"]] == ["scene-exception", "layout-off-frame"]
    assert result["problems"][1]["until"] == 3.0


def test_code_that_cannot_be_read_gives_its_error_alone(worker):
    assert [one["code"] for one in worker.check("def", layout=CODES)["problems"]] == ["syntax-error"]


def test_the_request_is_read_strictly(worker):
    answer = worker.wait(worker.post_check(in_construct("self.wait()"), layout="layout-overlap"))
    assert answer["type"] == "failed"
    assert "layout is not a list of texts" in answer["problem"]["message"]
