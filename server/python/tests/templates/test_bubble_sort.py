"""The numbers that the bubble sort template draws, against independent computation."""

from __future__ import annotations

import math
import random
from functools import partial
from itertools import pairwise

import pytest
from template_files import TEMPLATES, scene_module, storyboard

load = partial(scene_module, "bubble-sort")


RULE, PASSES = load("01_compare_neighbours"), load("02_pass_after_pass")
FINISH, COST = load("03_why_it_finishes"), load("04_what_it_costs")
ROWS = [RULE.VALUES, *(random.Random(seed).sample(range(100), 9) for seed in range(20)), list(range(8))]


def inversions(row: list[int]) -> int:
    """Pairs out of order, counted by merge sort."""
    if len(row) < 2:
        return 0
    left, right = row[: len(row) // 2], row[len(row) // 2 :]
    count = inversions(left) + inversions(right)
    left, right = sorted(left), sorted(right)
    return count + sum(sum(a > b for a in left) for b in right)


def test_all_scenes_sort_the_same_row() -> None:
    assert RULE.VALUES == PASSES.VALUES == FINISH.VALUES
    assert len(RULE.VALUES) == COST.COUNT
    assert sorted(RULE.VALUES) == list(range(1, COST.COUNT + 1))


def test_first_pass_and_its_verdicts() -> None:
    seen = RULE.first_pass(RULE.VALUES)
    assert seen == [(5, 2, True), (5, 6, False), (6, 1, True), (6, 4, True), (6, 3, True)]
    assert [(left, right) for left, right, _ in seen] == PASSES.bubble_passes(RULE.VALUES)[0]
    assert RULE.verdict(5, 2) == '5 > 2 quad "swap"'
    assert RULE.verdict(5, 6) == '5 < 6 quad "keep"'


@pytest.mark.parametrize("row", ROWS)
def test_passes_sort_and_stop_at_the_first_quiet_one(row: list[int]) -> None:
    passes = PASSES.bubble_passes(row)
    state = row
    for number, pairs in enumerate(passes, start=1):
        state = PASSES.after(state, pairs)
        assert state[-number:] == sorted(row)[-number:]
    assert state == sorted(row)
    assert sum(PASSES.counts(pairs)[1] for pairs in passes) == inversions(row)
    assert all(PASSES.counts(pairs)[1] > 0 for pairs in passes[:-1])


def test_table_of_the_storyboard() -> None:
    board = storyboard("bubble-sort")
    beats = next(s["beats"] for s in board["scenes"] if s["id"] == "passes")
    shown = {row[0]: tuple(map(int, row[1:])) for b in beats for row in b["table"]["rows"]}
    computed = [PASSES.counts(pairs) for pairs in PASSES.bubble_passes(PASSES.VALUES)]
    assert shown == {
        **{str(n): pair for n, pair in enumerate(computed, start=1)},
        "total": (sum(c for c, _ in computed), sum(s for _, s in computed)),
    }
    assert shown["total"] == (14, 9)


@pytest.mark.parametrize("row", ROWS)
def test_each_swap_mends_exactly_one_wrong_pair(row: list[int]) -> None:
    state, wrong = list(row), set(FINISH.wrong_pairs(row))
    assert len(wrong) == inversions(row) == len(FINISH.swaps(row))
    for left, right in FINISH.swaps(row):
        i = state.index(left)
        assert state[i + 1] == right
        state[i], state[i + 1] = right, left
        assert wrong - set(FINISH.wrong_pairs(state)) == {(left, right)}
        wrong = set(FINISH.wrong_pairs(state))
    assert not wrong and all(a < b for a, b in pairwise(state))


def test_drawn_row_has_nine_wrong_pairs() -> None:
    assert inversions(FINISH.VALUES) == 9
    narration = (TEMPLATES / "bubble-sort" / "storyboard.json").read_text(encoding="utf-8")
    assert "nine such wrong pairs" in narration


def test_cost_formulas() -> None:
    for n in range(1, 60):
        assert COST.comparisons(n) == sum(range(n))
    assert COST.triangle_formula(COST.COUNT) == "5 + 4 + 3 + 2 + 1 = (5 dot 6) / 2 = 15"
    assert COST.spaced(COST.comparisons(COST.LARGE)) == "499 thin 500"
    assert round(COST.merge_comparisons(COST.LARGE)) == round(COST.LARGE * math.log(COST.LARGE, 2)) == 9966
