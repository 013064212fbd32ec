"""The numbers that the derivative-of-sine template draws, against independent computation."""

from __future__ import annotations

import math
from functools import partial

import numpy as np
import pytest
from manim import Axes
from template_files import scene_module, storyboard

load = partial(scene_module, "derivative-of-sine")


TANGENT, CIRCLE, LIMIT = load("01_sliding_tangent"), load("02_small_turn"), load("03_limit")


def test_titles_are_the_storyboards() -> None:
    board = storyboard("derivative-of-sine")
    assert [scene["title"] for scene in board["scenes"]] == [TANGENT.TITLE, CIRCLE.TITLE, LIMIT.TITLE]


@pytest.mark.parametrize("x", np.linspace(0, 2 * math.pi, 25))
def test_the_measured_slope_is_the_cosine(x: float) -> None:
    assert TANGENT.slope(x) == pytest.approx(math.cos(x), abs=1e-8)


def test_readings_round_and_never_show_a_negative_zero() -> None:
    assert TANGENT.reading("x", math.pi / 2) == "x = 1.57"
    assert TANGENT.reading('"slope"', TANGENT.slope(math.pi / 2)) == '"slope" = 0.00'
    assert TANGENT.reading('"slope"', -0.0001) == '"slope" = 0.00'
    assert TANGENT.reading('"slope"', TANGENT.slope(math.pi)) == '"slope" = -1.00'


def test_both_panels_draw_slope_one_at_45_degrees_and_share_their_x() -> None:
    upper, lower = TANGENT.panel(1.5)[0], TANGENT.panel(-1.5)[0]
    assert isinstance(upper, Axes)
    for axes in (upper, lower):
        step = axes.c2p(1, 1) - axes.c2p(0, 0)
        assert step[0] == pytest.approx(step[1])
    assert upper.c2p(2, 0)[0] == pytest.approx(lower.c2p(2, 0)[0])
    assert upper.c2p(0, 0) == pytest.approx([-5.9, 1.5, 0])


def test_a_quarter_turn_ahead_the_sine_fits_the_slopes() -> None:
    for x in np.linspace(0, 3 * math.pi / 2, 20):
        assert math.sin(x + math.pi / 2) == pytest.approx(TANGENT.slope(x), abs=1e-8)


def test_rise_per_turn_runs_to_the_cosine() -> None:
    cosine = math.cos(CIRCLE.THETA)
    by_formula = 2 * math.cos(CIRCLE.THETA + CIRCLE.TURN / 2) * math.sin(CIRCLE.TURN / 2) / CIRCLE.TURN
    assert CIRCLE.rise_per_turn(CIRCLE.TURN) == pytest.approx(by_formula)
    turns = np.linspace(CIRCLE.TURN, CIRCLE.SMALLEST_TURN, 30)
    errors = [abs(CIRCLE.rise_per_turn(turn) - cosine) for turn in turns]
    assert errors == sorted(errors, reverse=True)
    assert f"{CIRCLE.rise_per_turn(CIRCLE.SMALLEST_TURN):.3f}" == f"{cosine:.3f}"


def test_height_and_width_on_screen_are_sine_and_cosine() -> None:
    offset = (CIRCLE.place(CIRCLE.THETA) - CIRCLE.CENTRE) / CIRCLE.RADIUS
    assert offset == pytest.approx([math.cos(CIRCLE.THETA), math.sin(CIRCLE.THETA), 0])


@pytest.mark.parametrize("turn", [CIRCLE.TURN, 0.1, CIRCLE.SMALLEST_TURN])
def test_the_lens_magnifies_the_arc_to_one_length_and_keeps_its_shape(turn: float) -> None:
    upper, rise, arc = CIRCLE.magnified(turn)
    assert rise.get_length() / CIRCLE.LENS_ARC == pytest.approx(CIRCLE.rise_per_turn(turn))
    assert arc.get_arc_length() == pytest.approx(CIRCLE.LENS_ARC, rel=2e-3)
    shift = (math.cos(CIRCLE.THETA) - math.cos(CIRCLE.THETA + turn)) / turn
    assert upper.get_length() / CIRCLE.LENS_ARC == pytest.approx(shift)
    for corner in (upper.get_start(), upper.get_end(), rise.get_start()):
        assert np.linalg.norm(corner - CIRCLE.LENS_CENTRE) < CIRCLE.LENS_RADIUS


def test_secant_slopes_run_to_the_tangents() -> None:
    exact = math.cos(LIMIT.POINT)
    assert LIMIT.quotient(LIMIT.LAST_STEP) == pytest.approx(exact, abs=LIMIT.LAST_STEP)
    assert abs(LIMIT.quotient(LIMIT.LAST_STEP) - exact) < abs(LIMIT.quotient(LIMIT.FIRST_STEP) - exact) / 10


@pytest.mark.parametrize("h", [1.2, *LIMIT.STEPS])
def test_the_split_adds_up_to_the_difference_quotient(h: float) -> None:
    parts = math.sin(LIMIT.POINT) * LIMIT.cosine_part(h) + math.cos(LIMIT.POINT) * LIMIT.sine_part(h)
    assert parts == pytest.approx(LIMIT.quotient(h))


def test_the_table_shows_factors_that_reach_zero_and_one() -> None:
    rows = [(f"{LIMIT.cosine_part(h):.5f}", f"{LIMIT.sine_part(h):.5f}") for h in LIMIT.STEPS]
    assert rows == [("-0.45970", "0.84147"), ("-0.04996", "0.99833"), ("-0.00500", "0.99998")]
    for h in LIMIT.STEPS:
        assert LIMIT.cosine_part(h) == pytest.approx(-2 * math.sin(h / 2) ** 2 / h)
        assert abs(LIMIT.cosine_part(h)) <= h / 2
        assert 0 <= 1 - LIMIT.sine_part(h) <= h**2 / 6
