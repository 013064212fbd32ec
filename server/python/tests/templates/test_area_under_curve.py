"""The numbers that the area-under-curve template draws, against independent computation."""

from __future__ import annotations

import itertools
from fractions import Fraction
from functools import partial

import numpy as np
import pytest
from manim import ORANGE
from template_files import scene_module, storyboard

load = partial(scene_module, "area-under-curve")
BOARD = storyboard("area-under-curve")
ONE_THIRD = Fraction(1, 3)


RECTANGLES, SUM, INTEGRAL = load("01_rectangles"), load("02_sum"), load("03_integral")


def exact_sum(n: int, shift: int) -> Fraction:
    """Area of n rectangles under x^2, in fractions: measured at their right ends (shift 1) or left ends (shift 0)."""
    return sum((Fraction(k + shift, n) ** 2 for k in range(n)), Fraction(0)) / n


def shown(source: str) -> float:
    """The number at the end of a reading."""
    return float(source.split()[-1])


def test_titles_are_the_storyboards() -> None:
    assert [scene["title"] for scene in BOARD["scenes"]] == [RECTANGLES.TITLE, SUM.TITLE, INTEGRAL.TITLE]


@pytest.mark.parametrize("n", RECTANGLES.COUNTS)
def test_the_readings_are_the_areas_of_the_rectangles(n: int) -> None:
    upper, lower = exact_sum(n, 1), exact_sum(n, 0)
    count, too_much, too_little, gap = (line.typst_code.strip("$ ") for line in RECTANGLES.readings(n))
    assert count == f"n = {n}"
    assert shown(too_much) == pytest.approx(float(upper), abs=0.51e-4)
    assert shown(too_little) == pytest.approx(float(lower), abs=0.51e-4)
    assert shown(gap) == pytest.approx(1 / n, abs=0.51e-4)
    assert lower < ONE_THIRD < upper


def test_each_doubling_halves_the_gap() -> None:
    gaps = [RECTANGLES.upper_sum(n) - RECTANGLES.lower_sum(n) for n in RECTANGLES.COUNTS]
    assert all(after == 2 * before for before, after in itertools.pairwise(RECTANGLES.COUNTS))
    assert [after / before for before, after in itertools.pairwise(gaps)] == pytest.approx([0.5] * (len(gaps) - 1))


@pytest.mark.parametrize("shift", [0, 1])
def test_the_bars_stand_on_the_axis_side_by_side_and_reach_the_curve(shift: int) -> None:
    axes = RECTANGLES.graph()[0]
    n = RECTANGLES.COUNTS[0]
    for k, bar in enumerate(RECTANGLES.bars(axes, n, shift, ORANGE, 0.5)):
        left, bottom = axes.p2c(bar.get_corner([-1, -1, 0]))[:2]
        right, top = axes.p2c(bar.get_corner([1, 1, 0]))[:2]
        assert [left, bottom, right] == pytest.approx([k / n, 0, (k + 1) / n], abs=1e-6)
        assert top == pytest.approx(((k + shift) / n) ** 2, abs=1e-3)


def test_a_unit_square_looks_square() -> None:
    axes = RECTANGLES.graph()[0]
    step = axes.c2p(1, 1) - axes.c2p(0, 0)
    assert step[:2] == pytest.approx([RECTANGLES.SIZE, RECTANGLES.SIZE])


@pytest.mark.parametrize("n", [1, 4, 8, *SUM.TABLE])
def test_the_closed_form_is_the_sum(n: int) -> None:
    exact = Fraction((n + 1) * (2 * n + 1), 6 * n**2)
    if n <= 1000:
        assert exact == exact_sum(n, 1)
        assert SUM.riemann_sum(n) == pytest.approx(float(exact))
    assert SUM.closed_form(n) == pytest.approx(float(exact))
    assert exact == Fraction(1, 6) * (1 + Fraction(1, n)) * (2 + Fraction(1, n))


def test_the_check_gives_the_number_of_the_first_scene() -> None:
    assert RECTANGLES.COUNTS[0] == SUM.CHECK
    assert SUM.sum_of_squares(SUM.CHECK) == 1 + 4 + 9 + 16
    assert Fraction(SUM.sum_of_squares(SUM.CHECK), SUM.CHECK**3) == exact_sum(SUM.CHECK, 1)
    assert f"{SUM.closed_form(SUM.CHECK):.4f}" == f"{RECTANGLES.upper_sum(SUM.CHECK):.4f}" == "0.4688"


def test_the_table_settles_on_one_third() -> None:
    assert [f"{SUM.closed_form(n):.6f}" for n in SUM.TABLE] == ["0.385000", "0.338350", "0.333834", "0.333383"]
    distances = [SUM.closed_form(n) - 1 / 3 for n in SUM.TABLE]
    assert distances == sorted(distances, reverse=True)
    assert 0 < distances[-1] < 1e-4


def test_the_marked_strip_is_one_of_those_drawn() -> None:
    assert 1 <= SUM.MARKED <= SUM.STRIPS


@pytest.mark.parametrize("x", [0.3, 0.6, 1.0])
def test_the_growing_area_is_the_integral_and_grows_at_the_height(x: float) -> None:
    middles = (np.arange(20000) + 0.5) * x / 20000
    assert INTEGRAL.area_up_to(x) == pytest.approx(float(np.sum(middles**2) * x / 20000), abs=1e-8)
    rate = (INTEGRAL.area_up_to(x + 1e-5) - INTEGRAL.area_up_to(x - 1e-5)) / 2e-5
    assert rate == pytest.approx(x**2, abs=1e-8)


def test_the_area_to_one_is_the_limit() -> None:
    assert INTEGRAL.area_up_to(1) == pytest.approx(float(ONE_THIRD))
