"""Copies of text share what it was read from, and nothing else."""

import copy

import numpy as np
import pytest
from manim import VMobject
from manim.mobject.svg.svg_mobject import SVGMobject, VMobjectFromSVGPath

from manim_video_worker.outlines import share_outlines

SQUIGGLE = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0 C 1 2 3 4 5 6 Q 7 8 9 1 L 2 2 Z"/><path d="M0 0 L3 1"/></svg>'


@pytest.fixture
def glyphs(tmp_path, monkeypatch):
    monkeypatch.setattr(VMobjectFromSVGPath, "__deepcopy__", VMobject.__deepcopy__)
    share_outlines()
    file = tmp_path / "squiggle.svg"
    file.write_text(SQUIGGLE)
    return SVGMobject(file)


def test_a_copy_is_the_same_and_its_own(glyphs):
    twin = glyphs.copy()
    for ours, copied in zip(glyphs, twin, strict=True):
        assert copied.path_obj is ours.path_obj
        assert copied is not ours
        assert np.array_equal(copied.points, ours.points)
    twin.shift([1, 0, 0]).set_color("#FF0000")
    for ours, copied in zip(glyphs, twin, strict=True):
        assert not np.array_equal(copied.points, ours.points)
        assert copied.get_color() != ours.get_color()


def test_points_can_be_made_again_from_a_copy(glyphs):
    glyph = glyphs[0]
    twin = copy.deepcopy(glyph)
    twin.reset_points()
    twin.generate_points()
    fresh = VMobjectFromSVGPath(glyph.path_obj)
    assert np.allclose(twin.points, fresh.points)
