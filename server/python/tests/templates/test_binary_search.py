"""The numbers that the binary search template draws, against independent computation."""

from __future__ import annotations

import bisect
from functools import partial

import pytest
from template_files import scene_module, storyboard

load = partial(scene_module, "binary-search")


LINEAR, HALVING = load("01_looking_for_one_number"), load("02_halve_what_is_left")
COUNTING, PROGRAM = load("03_how_many_looks"), load("04_the_program")


def beat(scene: str, name: str) -> dict:
    """A beat of the storyboard."""
    board = storyboard("binary-search")
    beats = next(s["beats"] for s in board["scenes"] if s["id"] == scene)
    return next(b for b in beats if b["id"] == name)


def test_all_scenes_search_the_same_sorted_cards() -> None:
    assert LINEAR.VALUES == HALVING.VALUES == PROGRAM.VALUES
    assert sorted(set(LINEAR.VALUES)) == LINEAR.VALUES
    assert len(LINEAR.VALUES) == COUNTING.CARDS
    assert LINEAR.TARGET == HALVING.TARGET
    assert PROGRAM.MISSING not in PROGRAM.VALUES


def test_linear_looks_count_the_cards_up_to_the_target() -> None:
    assert LINEAR.linear_looks(LINEAR.VALUES, LINEAR.TARGET) == 13
    assert "look 13" in beat("the-problem", "one-by-one")["narration"]
    for position, value in enumerate(LINEAR.VALUES):
        assert LINEAR.linear_looks(LINEAR.VALUES, value) == position + 1
    assert LINEAR.linear_looks(LINEAR.VALUES, 50) == len(LINEAR.VALUES)


@pytest.mark.parametrize("target", [1, 3, 40, 41, 42, 71, 88, 99])
def test_middle_never_rules_out_the_target(target: int) -> None:
    gone = LINEAR.ruled_out_by_middle(LINEAR.VALUES, target)
    assert all(LINEAR.VALUES[i] != target for i in gone)
    assert len(gone) >= len(LINEAR.VALUES) // 2


def test_steps_of_the_drawn_search() -> None:
    steps = HALVING.binary_search_steps(HALVING.VALUES, HALVING.TARGET)
    assert steps == [(0, 14, 7), (8, 14, 11), (12, 14, 13), (12, 12, 12)]
    assert steps[-1][2] == bisect.bisect_left(HALVING.VALUES, HALVING.TARGET)
    shown = [HALVING.verdict(HALVING.VALUES[mid], mid, HALVING.TARGET) for _, _, mid in steps]
    assert shown == [
        '41 < 71 quad "lo" := 8',
        '65 < 71 quad "lo" := 12',
        '79 > 71 quad "hi" := 12',
        '71 = 71 quad "found"',
    ]


def test_every_card_is_found_within_the_bound() -> None:
    worst = 0
    for index, value in enumerate(HALVING.VALUES):
        steps = HALVING.binary_search_steps(HALVING.VALUES, value)
        assert steps[-1][2] == index
        worst = max(worst, len(steps))
    assert worst == COUNTING.looks_needed(len(HALVING.VALUES))


def test_cards_left_and_looks_needed() -> None:
    assert COUNTING.cards_left(COUNTING.CARDS) == [15, 7, 3, 1]
    for cards in range(1, 5000):
        assert COUNTING.looks_needed(cards) == cards.bit_length() == len(COUNTING.cards_left(cards))
    assert [COUNTING.looks_needed(size) for size in COUNTING.SIZES] == [size.bit_length() for size in COUNTING.SIZES]
    assert COUNTING.spaced(1_000_000) == "1 thin 000 thin 000"


def test_growth_table_of_the_storyboard() -> None:
    rows = beat("counting", "growth")["table"]["rows"]
    expected = [[f"{n:,}".replace(",", " ")] * 2 + [str(n.bit_length())] for n in COUNTING.SIZES]
    assert rows == expected


def test_trace_of_the_missing_number() -> None:
    pairs = PROGRAM.trace(PROGRAM.VALUES, PROGRAM.MISSING)
    cells = [PROGRAM.trace_cells(PROGRAM.VALUES, lo, hi) for lo, hi in pairs]
    assert [[c.replace("-", "") for c in row] for row in cells] == beat("program", "absent")["table"]["rows"]
    lo, hi = pairs[-1]
    assert lo > hi and lo == bisect.bisect_left(PROGRAM.VALUES, PROGRAM.MISSING)


def test_shown_program_runs_as_told() -> None:
    source = "def search(cards, target):\n" + "\n".join(f"    {line}" for line in PROGRAM.CODE)
    names: dict = {}
    exec(source, names)  # the very lines on screen
    for index, value in enumerate(PROGRAM.VALUES):
        assert names["search"](PROGRAM.VALUES, value) == index
    assert names["search"](PROGRAM.VALUES, PROGRAM.MISSING) is None
