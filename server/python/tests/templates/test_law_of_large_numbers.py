"""The numbers that the law of large numbers template draws, against independent computation."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import cache, partial
from statistics import fmean, pstdev, pvariance

import manim
import numpy as np
import pytest
from template_files import scene_module, storyboard

load = partial(scene_module, "law-of-large-numbers")


FIRST, SETTLES = load("01_running_mean"), load("02_the_mean_settles")
FAST, FALLACY = load("03_how_fast"), load("04_what_it_does_not_say")


@cache
def runs() -> list[list[float]]:
    """All trial runs of the spread scene."""
    return [FAST.running_means(FAST.SEED + k, FAST.LENGTH) for k in range(FAST.TRIALS)]


def beats(scene: str) -> list[dict]:
    """The beats of a scene of the storyboard."""
    board = storyboard("law-of-large-numbers")
    return next(s["beats"] for s in board["scenes"] if s["id"] == scene)


def test_mean_and_variance_of_a_die() -> None:
    faces = [Fraction(face) for face in range(1, 7)]
    assert FIRST.expected_value() == SETTLES.MEAN == FAST.MEAN == sum(faces) / 6
    assert Fraction(*FAST.variance_of_die()) == pvariance(faces) == Fraction(35, 12)
    assert pytest.approx(pstdev(range(1, 7))) == FAST.SIGMA


def test_pips() -> None:
    assert all(len(set(places)) == value for value, places in FIRST.PIPS.items())
    assert sorted(FIRST.PIPS) == list(FIRST.FACES)


def test_running_means_of_the_first_rolls() -> None:
    values = FIRST.rolls(FIRST.SEED, FIRST.ROLLS)
    assert set(values) <= set(FIRST.FACES)
    for n, mean in enumerate(FIRST.running_means(values), start=1):
        assert mean == pytest.approx(fmean(values[:n]))
    assert FIRST.running_means(values) == SETTLES.running_means(SETTLES.SEED, FIRST.ROLLS)
    assert SETTLES.running_means(59, 300) == FAST.running_means(59, 300)


def test_shown_two_decimals_are_rounded_not_halved() -> None:
    for mean in FIRST.running_means(FIRST.rolls(FIRST.SEED, FIRST.ROLLS)):
        assert abs(float(f"{mean:.2f}") - mean) < 0.005 - 1e-9


def test_curve_passes_through_the_running_means() -> None:
    axes = manim.Axes(x_range=[0, SETTLES.DECADES, 1], y_range=[1, 6, 1])
    means = SETTLES.running_means(SETTLES.SEED, SETTLES.LENGTH)
    curve = SETTLES.graph(axes, means, manim.WHITE, 2)
    for n in (1, 10, 100, 1000):
        nearest = min(np.linalg.norm(point - axes.c2p(math.log10(n), means[n - 1])) for point in curve.points)
        assert nearest < 1e-6


def test_runs_outside_the_band() -> None:
    for n, count in zip(SETTLES.CHECKS, SETTLES.outside(SETTLES.CHECKS), strict=True):
        assert count == sum(not 3.25 <= run[n - 1] <= 3.75 for run in runs())
        # The bound of Chebyshev is far off, the normal approximation close.
        expected = SETTLES.TRIALS * math.erfc(SETTLES.TOLERANCE / FAST.spread(n) / math.sqrt(2))
        assert abs(count - expected) < 4 * math.sqrt(SETTLES.TRIALS) / 2 + 1


def test_spread_follows_one_over_root_n() -> None:
    shown = [[str(n), f"{FAST.spread(n):.3f}"] for n in FAST.SIZES]
    assert shown == beats("speed")[2]["table"]["rows"]
    for n in FAST.SIZES:
        assert FAST.spread(4 * n) == pytest.approx(FAST.spread(n) / 2)
        assert FAST.spread(100 * n) == pytest.approx(FAST.spread(n) / 10)
        assert FAST.measured_spread(runs(), n) == pytest.approx(FAST.spread(n), rel=0.1)


def test_about_95_of_100_runs_are_in_the_funnel() -> None:
    assert abs(FAST.inside(runs(), FAST.LENGTH) / FAST.TRIALS - math.erf(2 / math.sqrt(2))) < 0.03


def test_tails_after_heads() -> None:
    assert FALLACY.tails_after_heads([1, 1, -1, 1, 1, 1, -1, 1, 1], 2) == (2, 3)
    sequence = FALLACY.tosses(FALLACY.SEED, 20_000)
    text = "".join("H" if toss == 1 else "T" for toss in sequence)
    ends = [i for i in range(FALLACY.SURPLUS, len(text)) if text[i - FALLACY.SURPLUS : i] == "H" * FALLACY.SURPLUS]
    assert FALLACY.tails_after_heads(sequence, FALLACY.SURPLUS) == (sum(text[i] == "T" for i in ends), len(ends))
    tails, cases = FALLACY.tails_after_heads(FALLACY.tosses(FALLACY.SEED, FALLACY.TOSSES), FALLACY.SURPLUS)
    assert abs(tails / cases - 0.5) < 0.01
    assert FALLACY.spaced(1_000_000) == "1#h(0.15em)000#h(0.15em)000"


def test_surplus_is_swamped_not_paid_back() -> None:
    rows = beats("fallacy")[1]["table"]["rows"]
    for more, (tosses, surplus, share) in zip(FALLACY.MORE, rows, strict=True):
        heads = FALLACY.SURPLUS + Fraction(more, 2)
        total = FALLACY.SURPLUS + more
        assert int(tosses.replace(" ", "")) == more
        assert heads - (total - heads) == FALLACY.SURPLUS == int(surplus)
        assert FALLACY.expected_share(FALLACY.SURPLUS, more) == pytest.approx(float(heads / total))
        assert share == f"{float(heads / total):.3f}"


def test_walks_stay_in_the_panel() -> None:
    for k in range(len(FALLACY.COLOURS)):
        walk = np.cumsum(FALLACY.tosses(FALLACY.SEED + k, FALLACY.LENGTH))
        assert np.abs(walk).max() <= 100
        assert abs((1 + walk[-1] / FALLACY.LENGTH) / 2 - 0.5) < 0.03
