"""The numbers that the prime sieve template draws, against trial division and known values."""

from __future__ import annotations

import math
from functools import partial

import pytest
from template_files import scene_module, storyboard

load = partial(scene_module, "prime-sieve")


WHAT, SIEVE = load("01_what_is_a_prime"), load("02_crossing_out")
ROOT, COUNT = load("03_why_the_square_root"), load("04_program_and_count")


def by_division(limit: int) -> list[int]:
    """The primes up to the limit, each tested against every smaller number."""
    return [n for n in range(2, limit + 1) if all(n % d for d in range(2, n))]


def beats(scene: str) -> list[dict]:
    """The beats of a scene of the storyboard."""
    board = storyboard("prime-sieve")
    return next(s["beats"] for s in board["scenes"] if s["id"] == scene)


def test_rectangles() -> None:
    assert WHAT.shapes(WHAT.COMPOSITE) == [(2, 6), (3, 4)]
    for number in range(2, 200):
        assert (WHAT.shapes(number) == []) == (number in by_division(number))
    dots = WHAT.places(WHAT.COMPOSITE, 4, [0, 0, 0])
    assert len({(round(x, 6), round(y, 6)) for x, y, _ in dots}) == WHAT.COMPOSITE


def test_trial_divisions() -> None:
    counted = sum(1 for n in range(2, WHAT.LIMIT + 1) for _ in range(2, n))
    assert WHAT.trial_divisions(WHAT.LIMIT) == counted == 4851
    assert f"{counted:,}".replace(",", " ") in beats("primes")[1]["points"][0]
    assert WHAT.trial_row(5) == "5 div 2, 3, 4"
    assert WHAT.trial_row(100) == "100 div 2, 3, 4, dots.c, 99"


def test_rounds_of_the_grid() -> None:
    rounds = SIEVE.sieve_rounds(SIEVE.LIMIT)
    table = [row for beat in beats("crossing-out") if "table" in beat for row in beat["table"]["rows"]]
    assert [[str(p), str(p * p), str(len(gone))] for p, gone in rounds] == table
    assert rounds[-1] == (7, [49, 77, 91])
    assert set(SIEVE.COLOURS) == {p for p, _ in rounds}
    for p, gone in rounds:
        assert all(ROOT.smallest_factor(m) == p for m in gone)
    assert SIEVE.count_formula(SIEVE.LIMIT) == '100 - 1 - 74 = 25 "primes"'


@pytest.mark.parametrize("limit", [2, 3, 4, 10, 25, 100, 121, 500])
def test_sieve_agrees_with_trial_division(limit: int) -> None:
    assert SIEVE.primes(limit) == COUNT.primes(limit) == by_division(limit)


def test_examples_lie_under_the_curve_with_a_small_factor() -> None:
    for number in ROOT.EXAMPLES:
        a = ROOT.smallest_factor(number)
        assert 1 < a <= math.isqrt(ROOT.LIMIT) and number % a == 0
        assert a <= number // a <= ROOT.SPAN and number <= ROOT.LIMIT
    composites = [n for n in range(2, ROOT.LIMIT + 1) if n not in by_division(ROOT.LIMIT)]
    assert max(map(ROOT.smallest_factor, composites)) == 7


def test_first_new_multiple_is_the_square() -> None:
    shown = ROOT.crossed_by(ROOT.PRIME)
    assert shown == [(14, 2), (21, 3), (28, 2), (35, 5), (42, 2), (49, 7)]
    for prime in by_division(60):
        *earlier, last = ROOT.crossed_by(prime)
        assert all(first < prime for _, first in earlier) and last == (prime * prime, prime)


def test_staircase_and_table() -> None:
    corners = COUNT.staircase(COUNT.SPAN)
    for x in range(COUNT.SPAN + 1):
        height = max(y for cx, y in corners if cx <= x)
        assert height == len(by_division(x))
    assert corners[-1] == (100, 25)
    assert [COUNT.table_cells(n) for n in COUNT.SIZES] == [
        ["100", "25", "1.15"],
        ["10 thin 000", "1 thin 229", "1.13"],
        ["1 thin 000 thin 000", "78 thin 498", "1.08"],
    ]


def test_shown_program_runs_as_told() -> None:
    names: dict = {"isqrt": math.isqrt, "n": COUNT.SAMPLE}
    exec("\n".join(COUNT.CODE), names)  # the very lines on screen
    assert [k for k in range(2, COUNT.SAMPLE + 1) if names["prime"][k]] == by_division(COUNT.SAMPLE)
