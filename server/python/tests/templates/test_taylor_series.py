"""The numbers that the Taylor series template draws, against derivatives and remainders computed otherwise."""

from __future__ import annotations

import math
import re
from functools import partial

import numpy as np
import pytest
from template_files import scene_module

load = partial(scene_module, "taylor-series")


MATCHING, RECIPE = load("01_matching"), load("02_recipe")
SINE, RADIUS = load("03_sine"), load("04_radius")


@pytest.mark.parametrize("terms", [1, 2, 3])
def test_the_polynomial_shares_value_slope_and_curvature_with_the_exponential(terms: int) -> None:
    step = 1e-3
    before, here, after = (MATCHING.polynomial(x, terms) for x in (-step, 0, step))
    seen = [here, (after - before) / (2 * step), (after - 2 * here + before) / step**2]
    assert np.allclose(seen, [1] * terms + [0] * (3 - terms), atol=1e-5)


def test_the_drawn_part_of_a_polynomial_fits_into_the_axes() -> None:
    for terms in (1, 1.5, 2, 2.5, 3):
        start, end = MATCHING.visible(lambda x, terms=terms: MATCHING.polynomial(x, terms))
        assert start < 0 < end
        for x in np.linspace(start, end, 50):
            assert MATCHING.Y_RANGE[0] - 1e-9 <= MATCHING.polynomial(x, terms) <= MATCHING.Y_RANGE[1] + 1e-9


def test_the_written_derivatives_of_the_cube() -> None:
    written = [RECIPE.derivative_source(order).split() for order in range(RECIPE.POWER + 1)]
    assert written == [["c", "x^3"], ["3", "c", "x^2"], ["6", "c", "x"], ["6", "c"]]
    polynomial = np.polynomial.Polynomial([0] * RECIPE.POWER + [1])
    for order, parts in enumerate(written):
        factor = int(parts[0]) if parts[0].isdigit() else 1
        assert factor == polynomial.deriv(order).coef[-1]


def test_the_written_series_of_the_exponential() -> None:
    assert RECIPE.exponential_source() == "e^x = 1 + x + x^2 / 2! + x^3 / 3! + dots.c"


@pytest.mark.parametrize("count", range(1, 8))
def test_sine_partial_sums_stay_within_the_remainder_bound(count: int) -> None:
    degree = SINE.DEGREES[count - 1]
    for x in np.linspace(-9, 9, 61):
        error = abs(math.sin(x) - SINE.partial_sum(x, count))
        assert error <= SINE.remainder_bound(x, degree) + 1e-12


def test_the_written_terms_sum_to_the_drawn_partial_sum() -> None:
    for count in range(1, len(SINE.DEGREES) + 1):
        written = "".join(SINE.term_source(degree) for degree in SINE.DEGREES[:count])
        python = re.sub(r"(\d+)!", r"math.factorial(\1)", written).replace("^", "**")
        for x in (-2.0, 0.7, 3.0):
            assert np.isclose(eval(python, {"math": math, "x": x}), SINE.partial_sum(x, count))


def test_each_partial_sum_reaches_further_and_fits_into_the_axes() -> None:
    reaches = [SINE.reach(count) for count in range(1, len(SINE.DEGREES) + 1)]
    assert reaches == sorted(reaches)
    for count, reach in enumerate(reaches, 1):
        assert np.max(np.abs(SINE.partial_sum(np.linspace(-reach, reach, 500), count))) <= SINE.Y_END


def test_the_written_bounds_are_right_to_two_digits() -> None:
    for degree in SINE.BOUND_DEGREES:
        shown = float(SINE.bound_source(degree).rsplit(" ", 1)[1])
        exact = SINE.BOUND_AT ** (degree + 1) / math.factorial(degree + 1)
        assert math.isclose(shown, exact, rel_tol=0.05)


def test_the_written_derivatives_of_the_sine_at_zero() -> None:
    values = re.findall(r"-?\d+", SINE.cycle_source().split("f^((k))(0)")[1])
    assert [int(v) for v in values] == [round(math.sin(k * math.pi / 2)) for k in range(len(values))]


def test_the_logarithm_series_converges_inside_and_diverges_outside() -> None:
    for x in (-0.6, 0.3, 0.8):
        assert np.isclose(RADIUS.partial_sum(x, 60), math.log1p(x), atol=1e-3)
    errors = [abs(RADIUS.partial_sum(1.3, degree) - math.log1p(1.3)) for degree in RADIUS.DEGREES[2:]]
    assert errors == sorted(errors)
    assert errors[-1] > 10


def test_blending_passes_through_every_partial_sum() -> None:
    xs = np.linspace(-0.9, 1.2, 20)
    for level, degree in enumerate(RADIUS.DEGREES):
        coefficients = [0, *[(-1) ** (k + 1) / k for k in range(1, degree + 1)]]
        assert np.allclose(RADIUS.blend(xs, level), np.polynomial.Polynomial(coefficients)(xs))
