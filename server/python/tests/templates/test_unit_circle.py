"""The numbers that the unit-circle template draws, against independent computation."""

from __future__ import annotations

import math
from functools import partial

import numpy as np
import pytest
from template_files import scene_module, storyboard

load = partial(scene_module, "unit-circle")
BOARD = storyboard("unit-circle")


COORDINATES, WAVE = load("01_coordinates"), load("02_wave")
SPECIAL, IDENTITY = load("03_special"), load("04_identity")


def formulas(scene: int, beat: str) -> list[str]:
    """The storyboard's formulas of a beat."""
    return next(b for b in BOARD["scenes"][scene]["beats"] if b["id"] == beat)["formulas"]


def value_of(source: str) -> float:
    """The value of a fraction with a root, written in Typst."""
    return float(eval(source, {"__builtins__": {}, "sqrt": math.sqrt}))


def test_titles_are_the_storyboards() -> None:
    assert [s["title"] for s in BOARD["scenes"]] == [m.TITLE for m in (COORDINATES, WAVE, SPECIAL, IDENTITY)]


@pytest.mark.parametrize("angle", np.linspace(0, 2 * math.pi, 17))
def test_the_point_lies_on_the_circle_at_its_angle(angle: float) -> None:
    for module in (COORDINATES, IDENTITY):
        offset = (module.place(angle) - module.CENTRE) / module.RADIUS
        assert offset == pytest.approx([math.cos(angle), math.sin(angle), 0])


def test_the_named_points_are_the_quarter_turns() -> None:
    for quarter, (text, _) in enumerate(COORDINATES.QUARTERS):
        named = [float(number) for number in text.strip("()").split(",")]
        assert COORDINATES.on_circle(quarter * math.pi / 2)[:2] == pytest.approx(named)


def test_readings_round_and_never_show_a_negative_zero() -> None:
    assert COORDINATES.reading("theta", COORDINATES.THETA) == "theta = 1.10"
    assert COORDINATES.reading("sin theta", math.sin(2 * math.pi)) == "sin theta = 0.00"
    assert COORDINATES.reading("cos theta", math.cos(0.8 * math.pi)) == "cos theta = -0.81"


def test_the_point_stops_where_the_signs_are_the_ones_said() -> None:
    assert math.cos(0.8 * math.pi) < 0 < math.sin(0.8 * math.pi)
    assert math.sin(1.3 * math.pi) < 0


@pytest.mark.parametrize("angle", np.linspace(0, 2 * math.pi, 13))
def test_the_wave_has_the_height_of_the_point_beside_it(angle: float) -> None:
    for level, ahead, expected in ((WAVE.SINE_LEVEL, 0, math.sin), (WAVE.COSINE_LEVEL, math.pi / 2, math.cos)):
        tip = WAVE.rim(angle, level, ahead)
        assert np.linalg.norm(tip - [WAVE.CIRCLES, level, 0]) == pytest.approx(WAVE.UNIT)
        assert tip[1] == pytest.approx(WAVE.panel(level).c2p(angle, expected(angle))[1])


def test_the_arc_is_laid_out_at_its_own_length() -> None:
    axes = WAVE.panel(WAVE.SINE_LEVEL)
    assert axes.c2p(0, 0) == pytest.approx([WAVE.START, WAVE.SINE_LEVEL, 0])
    turn = axes.c2p(2 * math.pi, 0) - axes.c2p(0, 0)
    assert turn == pytest.approx([2 * math.pi * WAVE.UNIT, 0, 0])
    assert (axes.c2p(0, 1) - axes.c2p(0, 0))[1] == pytest.approx(WAVE.UNIT)


def test_the_circles_do_not_touch_the_axes_or_each_other() -> None:
    assert WAVE.CIRCLES + WAVE.UNIT < WAVE.START
    assert WAVE.SINE_LEVEL - WAVE.COSINE_LEVEL > 2 * WAVE.UNIT


def test_the_marks_are_quarter_turns() -> None:
    for angle, text in WAVE.QUARTERS.items():
        times, _, parts = text.replace("\\/", "/").partition("/")
        factor = float(times.replace("pi", "").strip() or 1)
        assert angle == pytest.approx(factor * math.pi / float(parts or 1))


def test_two_turns_fit_side_by_side() -> None:
    both = WAVE.panel(0, -5.8, WAVE.LONG_UNIT, turns=2)
    assert both.c2p(4 * math.pi, 0)[0] < 6.7


@pytest.mark.parametrize(("order", "degrees"), list(enumerate(SPECIAL.DEGREES)))
def test_the_exact_values_are_sine_and_cosine(order: int, degrees: int) -> None:
    assert value_of(SPECIAL.half_root(order)) == pytest.approx(math.sin(math.radians(degrees)))
    assert value_of(SPECIAL.half_root(4 - order)) == pytest.approx(math.cos(math.radians(degrees)))
    assert math.sqrt(order) / 2 == pytest.approx(math.sin(math.radians(degrees)))


def test_exact_values_are_written_as_short_as_they_can_be() -> None:
    assert [SPECIAL.half_root(n) for n in range(5)] == ["0", "1 / 2", "sqrt(2) / 2", "sqrt(3) / 2", "1"]


def test_the_storyboard_gives_the_values_that_are_drawn() -> None:
    assert formulas(2, "forty-five")[1] == f"x = {SPECIAL.half_root(2)}"
    assert formulas(2, "sixty") == [
        f"cos 60 degree = {SPECIAL.half_root(1)}",
        f"sin 60 degree = {SPECIAL.half_root(3)}",
    ]
    assert formulas(2, "thirty") == [
        f"cos 30 degree = {SPECIAL.half_root(3)}",
        f"sin 30 degree = {SPECIAL.half_root(1)}",
    ]


def test_the_triangle_at_sixty_degrees_is_equilateral_and_its_mirror_image_stands_at_thirty() -> None:
    centre, right, top = SPECIAL.CENTRE, SPECIAL.place(0), SPECIAL.place(60)
    assert np.linalg.norm(top - right) == pytest.approx(SPECIAL.RADIUS)
    assert top[0] == pytest.approx((centre[0] + right[0]) / 2)
    assert (SPECIAL.place(30) - centre)[:2] == pytest.approx((top - centre)[[1, 0]])


@pytest.mark.parametrize("degrees", [30, 45, 60])
def test_the_legs_are_drawn_along_the_axes(degrees: int) -> None:
    hand, width, height, dot = SPECIAL.triangle(degrees)
    assert hand.get_length() == pytest.approx(SPECIAL.RADIUS)
    assert width.get_length() / SPECIAL.RADIUS == pytest.approx(math.cos(math.radians(degrees)))
    assert height.get_length() / SPECIAL.RADIUS == pytest.approx(math.sin(math.radians(degrees)))
    assert dot.get_center() == pytest.approx(SPECIAL.place(degrees))


@pytest.mark.parametrize("angle", np.linspace(IDENTITY.THETA, IDENTITY.FAR, 60))
def test_the_two_squares_add_up_to_one_as_they_are_shown(angle: float) -> None:
    cosine, sine = IDENTITY.parts(angle)
    assert cosine == pytest.approx(math.cos(angle) ** 2)
    assert cosine + sine == pytest.approx(1)
    assert round(100 * float(f"{cosine:.2f}")) + round(100 * float(f"{sine:.2f}")) == 100


def test_both_cosines_go_with_the_height_of_the_storyboard() -> None:
    right, left = IDENTITY.cosines(IDENTITY.HEIGHT)
    assert (right, left) == pytest.approx((0.8, -0.8))
    for cosine in (right, left):
        assert cosine**2 + IDENTITY.HEIGHT**2 == pytest.approx(1)
    assert formulas(3, "use") == [f"sin theta = {IDENTITY.HEIGHT}", f"cos theta = plus.minus {right:.1f}"]
