"""The numbers that the linear maps template draws, against independent computation."""

from __future__ import annotations

import itertools
from functools import partial
from types import ModuleType

import numpy as np
import pytest
from template_files import scene_module

load = partial(scene_module, "linear-maps")


GRID, COLUMNS = load("01_grid"), load("02_columns")
TURNS, AREA = load("03_shear_rotation"), load("04_determinant")


def shoelace(points: np.ndarray) -> float:
    """Area of a polygon from its corners, signed by their sense."""
    x, y = points.T
    return 0.5 * float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))


def test_all_scenes_use_the_same_map() -> None:
    assert np.array_equal(GRID.MATRIX, COLUMNS.MATRIX)
    assert np.array_equal(GRID.MATRIX, AREA.MATRIX)


@pytest.mark.parametrize("scene", [GRID, COLUMNS])
def test_the_motion_runs_from_the_identity_to_the_map(scene: ModuleType) -> None:
    assert np.array_equal(scene.partway(0), np.eye(2))
    assert np.array_equal(scene.partway(1), scene.MATRIX)


def test_the_images_written_beside_the_grid_are_the_columns() -> None:
    for k in range(2):
        start, image = np.eye(2)[k], GRID.MATRIX @ np.eye(2)[k]
        row = GRID.basis_row(k)
        assert row.index(f'vec(delim: "[", {start[0]:g}, {start[1]:g})') < row.index("arrow.r.bar")
        assert row.index(f'vec(delim: "[", {image[0]:g}, {image[1]:g})') > row.index("arrow.r.bar")


def test_the_walk_along_the_columns_ends_at_the_image() -> None:
    for basis in (np.eye(2), COLUMNS.MATRIX):
        walk = COLUMNS.steps(basis)
        assert np.allclose(walk[-1][1], basis @ COLUMNS.RECIPE)
        assert all(np.allclose(end - start, basis[:, k]) for start, end, k in walk)
        assert all(np.allclose(a[1], b[0]) for a, b in itertools.pairwise(walk))


def test_the_matrix_on_screen_reads_row_by_row() -> None:
    assert COLUMNS.matrix_source() == 'A = mat(delim: "[", {{ 2 : c0 }}, {{ -1 : c1 }}; {{ 1 : c0 }}, {{ 1 : c1 }})'
    assert COLUMNS.mix(["p", "q"]) == "1 dot p + 2 dot q"


@pytest.mark.parametrize("angle", [0.0, 0.3, np.pi / 2, 2.5])
def test_rotation_keeps_lengths_and_turns_by_the_angle(angle: float) -> None:
    turn = TURNS.rotation(angle)
    assert np.allclose(turn.T @ turn, np.eye(2))
    assert np.isclose(complex(*turn[:, 0]), np.exp(1j * angle))
    assert np.isclose(complex(*turn[:, 1]), 1j * np.exp(1j * angle))


def test_shear_keeps_the_first_basis_vector_and_the_area() -> None:
    assert np.array_equal(TURNS.SHEAR[:, 0], [1, 0])
    assert np.isclose(np.linalg.det(TURNS.SHEAR), 1)


def test_quarter_turn_is_written_in_whole_numbers() -> None:
    expected = "{{ 0 : c0 }}, {{ -1 : c1 }}; {{ 1 : c0 }}, {{ 0 : c1 }}"
    assert expected in TURNS.matrix_source("R", TURNS.rotation(np.pi / 2))


def test_determinant_is_the_area_of_the_drawn_parallelogram() -> None:
    for matrix in (AREA.MATRIX, AREA.SINGULAR):
        corners = np.array([matrix @ corner for corner in AREA.SQUARE])
        assert np.isclose(AREA.determinant(matrix), shoelace(corners))
        assert np.isclose(AREA.determinant(matrix), np.linalg.det(matrix))


def test_the_disc_grows_by_the_determinant() -> None:
    angles = np.linspace(0, 2 * np.pi, 4000)
    rim = AREA.DISC_CENTRE + AREA.DISC_RADIUS * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    assert np.isclose(shoelace(rim @ AREA.MATRIX.T), AREA.determinant(AREA.MATRIX) * np.pi * AREA.DISC_RADIUS**2, 1e-4)


def test_the_determinant_written_out() -> None:
    assert AREA.determinant_source(AREA.MATRIX) == "2 dot 1 - (-1) dot 1 = 3"
    assert AREA.determinant_source(AREA.SINGULAR) == "2 dot 0.5 - 1 dot 1 = 0"


@pytest.mark.parametrize("scene", [GRID, COLUMNS, TURNS, AREA])
def test_grid_lines_end_on_the_window(scene: ModuleType) -> None:
    half = scene.HALF_WINDOW / scene.UNIT
    generator = np.random.default_rng(1)
    for _ in range(200):
        point, direction = generator.uniform(-5, 5, 2), generator.uniform(-1, 1, 2)
        ends = scene.clipped(point, direction)
        dense = point + np.linspace(-60, 60, 20001)[:, None] * direction
        assert (ends is not None) == bool(np.any(np.all(np.abs(dense) < half, axis=1)))
        for end in ends or ():
            assert np.isclose(np.max(np.abs(end) / half), 1)
