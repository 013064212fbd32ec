"""Running means of several runs of 1000 rolls, and a band of tolerance that nearly all of them reach."""

import random
from itertools import accumulate

import numpy as np
from manim import *

TITLE = "The mean settles"

SEED = 59
DECADES = 3
LENGTH = 10**DECADES
MEAN = 3.5
TOLERANCE = 0.25
TRIALS = 400
CHECKS = [10, 100, 1000]
COLOURS = [BLUE_C, TEAL_C, GREEN_C, ORANGE, RED_C, GREY_B, BLUE_C, TEAL_C]


def running_means(seed: int, count: int) -> list[float]:
    """The running mean of a fair die; the seed makes every rendering show the same rolls."""
    dice = random.Random(seed)
    totals = accumulate(dice.randint(1, 6) for _ in range(count))
    return [total / n for n, total in enumerate(totals, start=1)]


def outside(checks: list[int]) -> list[int]:
    """How many of the trial runs have a mean outside the band, after each number of rolls."""
    runs = [running_means(SEED + k, LENGTH) for k in range(TRIALS)]
    return [sum(abs(run[n - 1] - MEAN) > TOLERANCE for run in runs) for n in checks]


def graph(axes: Axes, means: list[float], color: ManimColor, width: float) -> VMobject:
    """The curve of running means over log10(n), sampled evenly so that it is drawn at an even pace."""
    xs = np.linspace(0, DECADES, 200 * DECADES + 1)
    ys = np.interp(xs, np.log10(np.arange(1, LENGTH + 1)), means)
    curve = VMobject(stroke_color=color, stroke_width=width)
    return curve.set_points_as_corners([axes.c2p(x, y) for x, y in zip(xs, ys)])


class TheMeanSettles(Scene):
    def construct(self):
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        axes = Axes(
            x_range=[0, DECADES, 1],
            y_range=[1, 6, 1],
            x_length=11.4,
            y_length=5.3,
            axis_config={"color": GREY_B, "tip_width": 0.2, "tip_height": 0.2},
        ).move_to([-0.1, -0.55, 0])
        ticks = VGroup(
            *[MathTypst(str(10**k), font_size=28).next_to(axes.c2p(k, 1), DOWN, buff=0.2) for k in range(DECADES + 1)],
            *[MathTypst(str(y), font_size=28).next_to(axes.c2p(0, y), LEFT, buff=0.2) for y in range(1, 7)],
            MathTypst("n", font_size=38).next_to(axes.c2p(DECADES, 1), RIGHT, buff=0.25),
        )
        goal = DashedLine(axes.c2p(0, MEAN), axes.c2p(DECADES, MEAN), color=YELLOW, stroke_width=3)
        goal_label = MathTypst(str(MEAN), font_size=36, color=YELLOW).next_to(axes.c2p(DECADES, MEAN), RIGHT, buff=0.2)
        runs = VGroup()
        for k, color in enumerate(COLOURS):
            runs.add(graph(axes, running_means(SEED + k, LENGTH), color, 5 if k == 0 else 2.5))

        self.next_section("one-run")
        self.play(FadeIn(title), FadeIn(axes), FadeIn(ticks))
        self.play(Create(goal), FadeIn(goal_label), run_time=0.8)
        self.play(Create(runs[0], rate_func=linear), run_time=5.5)
        self.wait(3.4)

        self.next_section("several-runs")
        for curve in runs[1:]:
            self.play(Create(curve), run_time=1.1)
        self.wait(3.4)

        self.next_section("law")
        band = Rectangle(
            width=axes.c2p(DECADES, 0)[0] - axes.c2p(0, 0)[0],
            height=axes.c2p(0, 2 * TOLERANCE)[1] - axes.c2p(0, 0)[1],
            stroke_width=0,
        ).set_fill(GREEN_C, opacity=0.3)
        band.move_to(axes.c2p(DECADES / 2, MEAN)).set_z_index(-1)
        law = MathTypst('P(abs(overline(X)_n - mu) > epsilon) -> 0 quad "for every" epsilon > 0', font_size=46)
        law.set_color(YELLOW)
        self.play(FadeIn(band), *[curve.animate.set_stroke(width=2) for curve in runs])
        self.play(Write(law.move_to(axes.c2p(1.95, 5.3))), run_time=1.5)
        note = Typst(f"of {TRIALS} runs, outside ${MEAN} plus.minus {TOLERANCE}$:", font_size=38, color=GREEN_C)
        self.play(FadeIn(note.move_to(axes.c2p(1.95, 2.2))))
        for index, (rolls, count) in enumerate(zip(CHECKS, outside(CHECKS))):
            text = Typst(f"after {rolls}: *{count}*", font_size=38)
            self.play(FadeIn(text.move_to(axes.c2p(1.25 + 0.7 * index, 1.55)), shift=0.2 * UP))
            self.wait(0.5)
        self.wait(3)
