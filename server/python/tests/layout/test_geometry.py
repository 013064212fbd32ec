"""The sums that findings rest on."""

from __future__ import annotations

import numpy as np
import pytest
from manim import Circle, Dot, Line, Scene, Square, Text, tempconfig

from manim_video_worker.layout.contrast import ratio_of
from manim_video_worker.layout.outlines import encloses, lengths_within
from manim_video_worker.layout.pace import words_of
from manim_video_worker.layout.screen import picture_of
from manim_video_worker.layout.tracks import AREA_LIMIT, area_of


@pytest.fixture
def scene(tmp_path):
    with tempconfig({"media_dir": str(tmp_path), "dry_run": True, "frame_width": 8 * 16 / 9, "frame_height": 8.0}):
        yield Scene()


def colour(code: str) -> tuple[float, float, float]:
    return tuple(int(code[at : at + 2], 16) / 255 for at in (0, 2, 4))


# As given by WCAG's own examples and by common checkers.
@pytest.mark.parametrize(
    ("one", "two", "ratio"),
    [("000000", "ffffff", 21), ("767676", "ffffff", 4.54), ("ff0000", "ffffff", 4.0), ("123456", "123456", 1)],
)
def test_contrast_ratio(one, two, ratio):
    assert ratio_of(colour(one), colour(two)) == pytest.approx(ratio, abs=0.01)
    assert ratio_of(colour(two), colour(one)) == ratio_of(colour(one), colour(two))


def test_length_of_a_line_inside_a_box():
    box = np.array([[0.0, 0.0, 2.0, 1.0]])
    lines = np.array(
        [[-1, 0.5, 3, 0.5], [1, -1, 1, 5], [-1, -1, 1, 1], [0.5, 0.5, 1, 0.5], [3, 0, 3, 1], [0, 2, 2, 2.0]]
    )
    assert lengths_within(lines, box)[:, 0] == pytest.approx([2, 1, np.sqrt(2), 0.5, 0, 0])


def test_what_a_shape_encloses(scene):
    scene.add(Circle(1), Square(4))
    picture = picture_of(scene)
    points = np.array([[0, 0], [0.65, 0.65], [0.75, 0.75], [1.9, -1.9], [2.1, 0]])
    assert encloses(picture, 0, points).tolist() == [True, True, False, False, False]
    assert encloses(picture, 1, points).tolist() == [True, True, True, True, False]


def test_picture_in_drawing_order_without_what_cannot_be_seen(scene):
    front, back = Square(1).set_z_index(2), Circle(1)
    gone = Dot().set_opacity(0)
    scene.add(front, gone, back, Line(stroke_width=0), Dot([20, 0, 0]))
    picture = picture_of(scene)
    assert picture.leaves == [back, front]
    assert picture.boxes[1] == pytest.approx([-0.5, -0.5, 0.5, 0.5])


def test_nothing_is_lost_of_a_scene_without_anything(scene):
    picture = picture_of(scene)
    assert picture.leaves == []
    assert picture.same_as(picture_of(scene))
    scene.add(Text("plain words"))
    # Made while nobody watched: it is drawn, but not known as a text.
    assert picture_of(scene).texts == []
    assert not picture.same_as(picture_of(scene))


def test_words_to_read():
    assert words_of("Two words, 3.14 = 42 and x^2") == 4


def test_an_area_far_outside_is_one_that_the_backend_takes(scene):
    scene.add(Dot())
    picture = picture_of(scene)
    area = area_of(np.array([-1e9, float("nan"), float("inf"), 0.0]), picture)
    assert area == {"left": -AREA_LIMIT, "top": 0.5, "right": AREA_LIMIT, "bottom": 0.0}
