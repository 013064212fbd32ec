"""The numbers that the Fourier series template draws, against numerical integration."""

from __future__ import annotations

import math
from functools import partial

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.special import sici
from template_files import scene_module

load = partial(scene_module, "fourier-series")


SUM, AVERAGES = load("01_sum_of_sines"), load("02_coefficients")
CIRCLES, GIBBS = load("03_epicycles"), load("04_gibbs")


def coefficient(order: int) -> float:
    """The Fourier coefficient of the square wave, by quadrature over the two halves of the period."""
    first, _ = quad(lambda x: math.sin(order * x), 0, math.pi)
    second, _ = quad(lambda x: -math.sin(order * x), math.pi, 2 * math.pi)
    return (first + second) / math.pi


@pytest.mark.parametrize("order", SUM.ORDERS)
def test_each_wave_has_the_height_of_its_coefficient(order: int) -> None:
    assert np.isclose(SUM.wave(math.pi / (2 * order), order), coefficient(order))
    assert np.isclose(CIRCLES.radius(order), coefficient(order))


def test_partial_sums_add_wave_after_wave() -> None:
    xs = np.linspace(-6, 6, 101)
    for terms in range(1, len(SUM.ORDERS) + 1):
        expected = sum(coefficient(order) * np.sin(order * xs) for order in SUM.ORDERS[:terms])
        assert np.allclose(SUM.partial_sum(xs, terms), expected)
        assert np.allclose(GIBBS.partial_sum(xs, terms), expected)


def test_a_fraction_of_a_term_lies_between_its_neighbours() -> None:
    xs = np.linspace(0.1, 3, 30)
    for scene in (SUM, GIBBS):
        middle = (scene.partial_sum(xs, 2) + scene.partial_sum(xs, 3)) / 2
        assert np.allclose(scene.partial_sum(xs, 2.5), middle)


@pytest.mark.parametrize(("order", "text"), [(1, "sin x"), (3, "frac(sin 3 x, 3)"), (9, "frac(sin 9 x, 9)")])
def test_the_written_terms(order: int, text: str) -> None:
    assert SUM.term_source(order) == text


@pytest.mark.parametrize("order", range(1, 8))
def test_the_written_coefficient(order: int) -> None:
    shown = AVERAGES.coefficient_source(order)
    value = 4 / (order * math.pi) if shown == f"4 / ({order} pi)" else float(shown)
    assert np.isclose(value, coefficient(order), atol=1e-9)


def test_the_square_wave_and_the_vanishing_average() -> None:
    assert [AVERAGES.square(x) for x in (0.5, 3.0, 3.3, 6.0, 7.0)] == [1, 1, -1, -1, 1]
    mixed, _ = quad(lambda x: math.sin(AVERAGES.OTHER * x) * math.sin(AVERAGES.ORDER * x), 0, 2 * math.pi)
    assert np.isclose(mixed, 0, atol=1e-12)


def test_humps_on_a_half_period_leave_one_of_three() -> None:
    edges = np.arange(AVERAGES.ORDER + 1) * math.pi / AVERAGES.ORDER
    areas = [quad(lambda x: math.sin(AVERAGES.ORDER * x), *edges[k : k + 2])[0] for k in range(AVERAGES.ORDER)]
    assert np.isclose(sum(areas), areas[0])
    assert np.isclose(2 * sum(areas) / math.pi, coefficient(AVERAGES.ORDER))


def test_the_last_tip_has_the_height_of_the_partial_sum() -> None:
    for angle in np.linspace(0, 7, 29):
        for circles in range(1, len(CIRCLES.ORDERS) + 1):
            assert np.isclose(CIRCLES.height(angle, circles), SUM.partial_sum(angle, circles))


def test_each_arm_is_as_long_as_its_circle() -> None:
    points = CIRCLES.tips(0.7, len(CIRCLES.ORDERS))
    lengths = np.linalg.norm(np.diff(points, axis=0), axis=1)
    assert np.allclose(lengths, [CIRCLES.radius(order) for order in CIRCLES.ORDERS])


@pytest.mark.parametrize("terms", GIBBS.COUNTS)
def test_the_marked_peak_is_the_highest_point_of_the_curve(terms: int) -> None:
    xs = np.linspace(1e-4, math.pi / 2, 40001)
    ys = GIBBS.partial_sum(xs, terms)
    x, y = GIBBS.peak(terms)
    assert np.isclose(y, ys.max(), atol=1e-6)
    assert np.isclose(x, xs[ys.argmax()], atol=1e-3)


def test_the_overshoot_is_nine_percent_of_the_jump() -> None:
    assert np.isclose(GIBBS.limit_of_peak(), 2 / math.pi * sici(math.pi)[0])
    assert np.isclose(GIBBS.peak(2000)[1], GIBBS.limit_of_peak(), atol=1e-6)
    assert f"{100 * GIBBS.overshoot():.1f}" == "8.9"
    assert f"{GIBBS.limit_of_peak():.3f}" == "1.179"
