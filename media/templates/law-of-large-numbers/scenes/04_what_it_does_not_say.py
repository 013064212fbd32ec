"""The gambler's fallacy: chance does not pay back a surplus of heads, many further tosses swamp it."""

import math
import random
from itertools import accumulate

from manim import *

TITLE = "What it does not say"

SURPLUS = 5
MORE = [0, 10, 100, 1000]
TOSSES = 1_000_000
SEED = 5
LENGTH = 2000
COLOURS = [BLUE_C, TEAL_C, GREEN_C, ORANGE, RED_C]


def tosses(seed: int, count: int) -> list[int]:
    """Tosses of a fair coin, 1 for heads and -1 for tails, the same at every rendering."""
    coin = random.Random(seed)
    return [coin.choice((1, -1)) for _ in range(count)]


def tails_after_heads(sequence: list[int], streak: int) -> tuple[int, int]:
    """How often tails follows that many heads in a row, and how often such a streak has a next toss."""
    heads = tails = cases = 0
    for toss in sequence:
        if heads >= streak:
            cases += 1
            tails += toss == -1
        heads = heads + 1 if toss == 1 else 0
    return tails, cases


def expected_share(heads: int, more: int) -> float:
    """The expected share of heads after that many heads in a row and some more fair tosses."""
    return (heads + more / 2) / (heads + more)


def spaced(number: int) -> str:
    """A number with small gaps between groups of three digits, in Typst markup."""
    return f"{number:,}".replace(",", "#h(0.15em)")


def coin(text: str, color: ManimColor) -> VGroup:
    """A coin with a letter."""
    disc = Circle(0.6, stroke_color=color, stroke_width=5).set_fill("#1c232b", opacity=1)
    return VGroup(disc, MathTypst(text, font_size=52, color=color).move_to(disc))


def panel(x: float, y_range: list[float], ticks: list[tuple[float, str]]) -> tuple[Axes, VGroup]:
    """Axes over the number of tosses with their labels."""
    axes = Axes(
        x_range=[0, LENGTH, 500],
        y_range=y_range,
        x_length=5.2,
        y_length=4.2,
        axis_config={"color": GREY_B, "include_tip": False},
    ).move_to([x, -0.9, 0])
    labels = VGroup(*[MathTypst(t, font_size=28).next_to(axes.c2p(0, y), LEFT, buff=0.2) for y, t in ticks])
    return axes, labels


class WhatItDoesNotSay(Scene):
    def construct(self):
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)

        self.next_section("no-memory")
        coins = VGroup(*[coin('"H"', YELLOW) for _ in range(SURPLUS)], coin('"?"', GREY_B))
        coins.arrange(RIGHT, buff=0.45).move_to(1.5 * UP)
        self.play(FadeIn(title))
        self.play(LaggedStart(*[FadeIn(c, scale=0.6) for c in coins], lag_ratio=0.35), run_time=3)
        self.wait(1)
        chance = MathTypst('P("tails next") = 1 / 2', font_size=56, color=GREEN_C).move_to(0.5 * DOWN)
        self.play(Write(chance))
        self.wait(1)
        tails, cases = tails_after_heads(tosses(SEED, TOSSES), SURPLUS)
        check = Typst(
            f"#align(center)[{spaced(TOSSES)} simulated tosses, after {SURPLUS} heads in a row:\\\n"
            f"tails in {spaced(tails)} of {spaced(cases)} cases, that is {100 * tails / cases:.1f} %]",
            font_size=40,
        )
        self.play(FadeIn(check.move_to(2.3 * DOWN)))
        self.wait(2.1)

        self.next_section("swamped")
        self.play(FadeOut(coins, chance, check))
        columns = [-4.6, -0.6, 4.0]
        names = [("further tosses", GREY_B), ("expected surplus", YELLOW), ("expected share of heads", BLUE_C)]
        header = VGroup(*[Typst(name, font_size=38, color=color) for name, color in names])
        for cell, x in zip(header, columns):
            cell.move_to([x, 2.1, 0], aligned_edge=UP)
        self.play(FadeIn(header))
        for row, more in enumerate(MORE):
            y = 0.9 - 1.0 * row
            share = expected_share(SURPLUS, more)
            bar = Rectangle(width=3.0 * share, height=0.45, stroke_width=0).set_fill(BLUE_C, opacity=0.9)
            bar.move_to([2.3, y, 0], aligned_edge=LEFT)
            self.play(
                FadeIn(Typst(spaced(more), font_size=44).move_to([columns[0], y, 0])),
                FadeIn(MathTypst(f"+{SURPLUS}", font_size=44, color=YELLOW).move_to([columns[1], y, 0])),
                GrowFromEdge(bar, LEFT),
                FadeIn(MathTypst(f"{share:.3f}", font_size=44).move_to([6.0, y, 0])),
            )
            self.wait(0.5)
        half = DashedLine([3.8, 1.4, 0], [3.8, -2.5, 0], color=GREEN_C, stroke_width=4)
        half_label = MathTypst("1 \\/ 2", font_size=38, color=GREEN_C).next_to(half, DOWN, buff=0.12)
        self.play(Create(half), FadeIn(half_label))
        self.wait(1.3)

        self.next_section("two-views")
        self.play(*[FadeOut(mob) for mob in self.mobjects if mob is not title])
        left, left_labels = panel(-3.3, [0, 1, 0.5], [(0, "0"), (0.5, "1 \\/ 2"), (1, "1")])
        right, right_labels = panel(3.7, [-100, 100, 50], [(-100, "-100"), (0, "0"), (100, "100")])
        heads = VGroup(
            Typst("share of heads", font_size=38).move_to([-3.3, 1.9, 0]),
            Typst("heads minus tails", font_size=38).move_to([3.7, 1.9, 0]),
            MathTypst(f"n = {LENGTH}", font_size=28).move_to(left.c2p(LENGTH, 0) + 0.25 * DOWN, UR),
            MathTypst(f"n = {LENGTH}", font_size=28).move_to(right.c2p(LENGTH, -100) + 0.25 * DOWN, UR),
        )
        self.play(FadeIn(left, right, left_labels, right_labels, heads))
        shares, walks = VGroup(), VGroup()
        for k, color in enumerate(COLOURS):
            walk = list(accumulate(tosses(SEED + k, LENGTH)))
            points = list(enumerate(walk, start=1))
            shares.add(VMobject(stroke_color=color, stroke_width=2.5))
            walks.add(VMobject(stroke_color=color, stroke_width=2.5))
            shares[-1].set_points_as_corners([left.c2p(n, (1 + w / n) / 2) for n, w in points])
            walks[-1].set_points_as_corners([right.c2p(n, w) for n, w in points])
        self.play(*[Create(c, rate_func=linear) for c in (*shares, *walks)], run_time=5)
        edges = [right.plot(lambda n, s=s: 2 * s * math.sqrt(n), x_range=[0, LENGTH, 5], color=YELLOW) for s in (1, -1)]
        edge_label = MathTypst("plus.minus 2 sqrt(n)", font_size=34, color=YELLOW)
        edge_label.move_to(right.c2p(550, -82))
        self.play(*[Create(e) for e in edges], FadeIn(edge_label))
        self.wait(1.9)

        self.next_section("closing")
        self.play(*[FadeOut(mob) for mob in self.mobjects if mob is not title])
        summary = VGroup(
            MathTypst('overline(X)_n -> mu quad "with spread" quad sigma / sqrt(n)', font_size=60, color=YELLOW),
            Typst("Averages settle. Chance has no memory.", font_size=50),
        ).arrange(DOWN, buff=0.9)
        self.play(Write(summary[0]), run_time=1.5)
        self.play(FadeIn(summary[1], shift=0.2 * UP))
        self.wait(3)
