"""The numbers that the eigenvectors template draws, against numpy's linear algebra."""

from __future__ import annotations

import re
from functools import partial
from types import ModuleType

import numpy as np
import pytest
from template_files import scene_module

load = partial(scene_module, "eigenvectors")


DIRECTIONS, VALUES = load("01_directions"), load("02_eigenvalues")
VECTORS, POWERS = load("03_eigenvectors"), load("04_powers")
EXPECTED = sorted(np.linalg.eigvals(DIRECTIONS.MATRIX), reverse=True)


def same_line(a: np.ndarray, b: np.ndarray) -> bool:
    """Whether two vectors lie on one line through the origin."""
    return bool(np.isclose(a[0] * b[1] - a[1] * b[0], 0))


@pytest.mark.parametrize("scene", [VALUES, VECTORS, POWERS])
def test_all_scenes_use_the_same_matrix(scene: ModuleType) -> None:
    assert np.array_equal(scene.MATRIX, DIRECTIONS.MATRIX)


def test_the_two_lines_only_stretch_by_the_eigenvalues() -> None:
    for vector, value in zip(DIRECTIONS.EIGENVECTORS, EXPECTED, strict=True):
        assert np.allclose(DIRECTIONS.MATRIX @ vector, value * vector)
        assert np.isclose(DIRECTIONS.stretch(vector), value)


def test_every_arrow_of_the_ring_turns() -> None:
    assert not any(same_line(vector, DIRECTIONS.MATRIX @ vector) for vector in DIRECTIONS.RING)


def test_eigenvalues_are_the_zeros_of_the_drawn_polynomial() -> None:
    assert np.allclose(VALUES.eigenvalues(), EXPECTED)
    for x in np.linspace(-1, 3, 9):
        assert np.isclose(VALUES.characteristic(x), np.linalg.det(DIRECTIONS.MATRIX - x * np.eye(2)))
        assert np.allclose(VALUES.shifted(x), DIRECTIONS.MATRIX - x * np.eye(2))


def test_the_polynomial_written_out_has_numpys_coefficients() -> None:
    _, linear, constant = np.poly(DIRECTIONS.MATRIX)
    assert VALUES.derivation()[-1] == f"lambda^2 - {-linear:g} lambda + {constant:g} = 0"
    assert VALUES.derivation()[1] == "(1.5 - lambda)(1 - lambda) - 1 dot 0.5 = 0"


def test_the_shown_vector_vanishes_at_the_larger_eigenvalue() -> None:
    assert np.allclose(VALUES.shifted(EXPECTED[0]) @ VALUES.SHOWN_VECTOR, 0)


def test_solved_eigenvectors() -> None:
    assert np.allclose(VECTORS.EIGENVALUES, EXPECTED)
    for value, height, other in zip(VECTORS.EIGENVALUES, VECTORS.HEIGHTS, POWERS.EIGENVECTORS, strict=True):
        vector = VECTORS.eigenvector(value, height)
        assert np.allclose(VECTORS.MATRIX @ vector, value * vector)
        assert np.allclose(vector, other)


@pytest.mark.parametrize(("index", "relation"), [(0, "x = 2 thin  y"), (1, "x = - y")])
def test_the_lines_of_the_solution(index: int, relation: str) -> None:
    value, height = VECTORS.EIGENVALUES[index], VECTORS.HEIGHTS[index]
    vector = VECTORS.eigenvector(value, height)
    name, system, shown, check = VECTORS.solution_lines(value, vector)
    assert name == f"lambda = {value:g}"
    rows = np.array([float(n) for n in re.findall(r"-?[\d.]+", system)[:4]]).reshape(2, 2)
    assert np.allclose(rows, DIRECTIONS.MATRIX - value * np.eye(2))
    assert shown == relation
    numbers = [float(n) for n in re.findall(r"-?[\d.]+", check)]
    assert numbers == [*vector, *(DIRECTIONS.MATRIX @ vector), value, *vector]


@pytest.mark.parametrize("n", range(POWERS.STEPS + 1))
def test_the_state_is_the_matrix_power_of_the_start(n: int) -> None:
    start = sum(part * vector for part, vector in zip(POWERS.PARTS, POWERS.EIGENVECTORS, strict=True))
    assert np.allclose(POWERS.state(n), np.linalg.matrix_power(DIRECTIONS.MATRIX, n) @ start)
    coordinates = np.linalg.solve(np.array(POWERS.EIGENVECTORS).T, POWERS.state(n))
    assert np.allclose([float(text) for text in POWERS.factors_source(n)], coordinates)


def test_the_last_state_stays_inside_the_window() -> None:
    assert np.all(np.abs(POWERS.state(POWERS.STEPS)) < POWERS.HALF_WINDOW / POWERS.UNIT)
