"""The numbers that the Pythagoras template draws, against independent computation."""

from __future__ import annotations

import itertools
import math
from functools import partial

import numpy as np
import pytest
from template_files import scene_module, storyboard

load = partial(scene_module, "pythagoras")
BOARD = storyboard("pythagoras")


SQUARES, PROOF = load("01_squares_on_sides"), load("02_rearrangement")
USE, ANGLE = load("03_use"), load("04_only_right")


def formulas(scene: int, beat: str) -> list[str]:
    """The storyboard's formulas of a beat."""
    return next(b for b in BOARD["scenes"][scene]["beats"] if b["id"] == beat).get("formulas", [])


def inside(point: np.ndarray, corners: list[np.ndarray]) -> bool:
    """Whether a point lies strictly inside a convex polygon."""
    sides = zip(corners, corners[1:] + corners[:1], strict=True)
    turns = [(b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0]) for a, b in sides]
    return all(t > 1e-9 for t in turns) or all(t < -1e-9 for t in turns)


def test_titles_are_the_storyboards() -> None:
    assert [s["title"] for s in BOARD["scenes"]] == [m.TITLE for m in (SQUARES, PROOF, USE, ANGLE)]


def test_the_long_side_of_the_first_triangle_is_whole() -> None:
    assert SQUARES.C**2 == SQUARES.A**2 + SQUARES.B**2
    assert formulas(0, "claim")[0] == f"{SQUARES.A**2} + {SQUARES.B**2} = {SQUARES.C**2}"


def test_each_square_has_its_cells_once_and_apart() -> None:
    for centres, side in (
        (SQUARES.leg_a_cells(), SQUARES.A),
        (SQUARES.leg_b_cells(), SQUARES.B),
        (SQUARES.long_side_cells(), SQUARES.C),
    ):
        assert len(centres) == side**2
        gaps = [np.linalg.norm(p - q) for p, q in itertools.combinations(centres, 2)]
        assert min(gaps) == pytest.approx(SQUARES.CELL)


def test_the_cells_lie_outside_the_triangle_on_their_own_sides() -> None:
    triangle = [SQUARES.at(0, 0), SQUARES.at(SQUARES.B, 0), SQUARES.at(0, SQUARES.A)]
    everything = SQUARES.leg_a_cells() + SQUARES.leg_b_cells() + SQUARES.long_side_cells()
    assert not any(inside(centre, triangle) for centre in everything)
    gaps = [np.linalg.norm(p - q) for p, q in itertools.combinations(everything, 2)]
    assert min(gaps) > 0.99 * SQUARES.CELL


def test_the_cells_of_the_long_side_fill_its_square() -> None:
    corner, along, out = SQUARES.at(SQUARES.B, 0), SQUARES.ALONG, SQUARES.OUTWARD
    assert np.dot(along, out) == pytest.approx(0)
    assert np.linalg.norm(along) == pytest.approx(1)
    assert corner + SQUARES.CELL * SQUARES.C * along == pytest.approx(SQUARES.at(0, SQUARES.A))
    for centre in SQUARES.long_side_cells():
        offset = (centre - corner) / SQUARES.CELL
        for direction in (along, out):
            steps = np.dot(offset, direction) - 0.5
            assert steps == pytest.approx(round(steps))
            assert 0 < np.dot(offset, direction) < SQUARES.C


def test_all_four_triangles_have_the_same_sides() -> None:
    for right, end_a, end_b in PROOF.TRIANGLES:
        assert math.dist(right, end_a) == pytest.approx(PROOF.A)
        assert math.dist(right, end_b) == pytest.approx(PROOF.B)
        assert math.dist(end_a, end_b) == pytest.approx(math.hypot(PROOF.A, PROOF.B))


def test_the_free_parts_are_squares_of_the_sides() -> None:
    assert PROOF.area(PROOF.TILTED_SQUARE) == pytest.approx(PROOF.A**2 + PROOF.B**2)
    assert PROOF.area(PROOF.SQUARE_A) == pytest.approx(PROOF.A**2)
    assert PROOF.area(PROOF.SQUARE_B) == pytest.approx(PROOF.B**2)
    corners = [np.array(corner) for corner in PROOF.TILTED_SQUARE]
    sides = [b - a for a, b in itertools.pairwise([*corners, corners[0]])]
    for one, two in itertools.pairwise(sides):
        assert np.dot(one, two) == pytest.approx(0)


def test_the_area_function_knows_a_unit_square() -> None:
    assert PROOF.area([(0, 0), (1, 0), (1, 1), (0, 1)]) == 1


def pieces_after(done: float) -> list[list[np.ndarray]]:
    """Corners of the triangles after so many slides, the last one possibly in part."""
    pieces = [[np.array(corner, dtype=float) for corner in triangle] for triangle in PROOF.TRIANGLES]
    for order, (index, shift) in enumerate(PROOF.SLIDES):
        part = min(max(done - order, 0), 1)
        pieces[index] = [corner + part * np.array(shift) for corner in pieces[index]]
    return pieces


@pytest.mark.parametrize("done", np.linspace(0, 3, 13))
def test_no_triangle_crosses_another_while_they_slide(done: float) -> None:
    pieces = pieces_after(done)
    grid = np.linspace(0.01, PROOF.SIDE - 0.01, 60)
    for x, y in itertools.product(grid, grid):
        assert sum(inside(np.array([x, y]), piece) for piece in pieces) <= 1
    for piece in pieces:
        assert all(-1e-9 <= value <= PROOF.SIDE + 1e-9 for corner in piece for value in corner)


def test_after_the_slides_only_the_two_squares_are_free() -> None:
    pieces = pieces_after(3)
    for square in (PROOF.SQUARE_A, PROOF.SQUARE_B):
        xs, ys = zip(*square, strict=True)
        for x, y in itertools.product(np.linspace(min(xs), max(xs), 9)[1:-1], np.linspace(min(ys), max(ys), 9)[1:-1]):
            assert not any(inside(np.array([x, y]), piece) for piece in pieces)
    covered = 4 * PROOF.A * PROOF.B / 2
    assert covered + PROOF.area(PROOF.SQUARE_A) + PROOF.area(PROOF.SQUARE_B) == pytest.approx(PROOF.SIDE**2)


def test_the_ladder_reaches_six_metres() -> None:
    height = USE.missing_leg(USE.LADDER, USE.FOOT)
    assert height == pytest.approx(6)
    assert math.hypot(height, USE.FOOT) == pytest.approx(USE.LADDER)
    assert formulas(2, "ladder") == [f"h^2 + {USE.FOOT:g}^2 = {USE.LADDER:g}^2", f"h = {height:g}"]


def test_the_distance_is_the_one_of_the_storyboard() -> None:
    assert USE.distance(USE.P, USE.Q) == pytest.approx(math.dist(USE.P, USE.Q))
    assert formulas(2, "distance") == [f"P Q = sqrt(5^2 + 2^2) approx {math.dist(USE.P, USE.Q):.2f}"]


@pytest.mark.parametrize("degrees", [30, 60, 89, 90, 91, 120, 150])
def test_the_changing_side_obeys_the_cosine_rule(degrees: int) -> None:
    a, b, angle = ANGLE.LEG_A, ANGLE.LEG_B, math.radians(degrees)
    squared = ANGLE.squared_side(angle)
    assert squared == pytest.approx(a**2 + b**2 - 2 * a * b * math.cos(angle))
    expected = "<" if degrees < 90 else "=" if degrees == 90 else ">"
    assert ANGLE.compare(squared, a**2 + b**2) == expected


def test_the_angles_shown_are_sharp_and_wide() -> None:
    assert 0 < ANGLE.SHARP < math.pi / 2 < ANGLE.WIDE < math.pi
