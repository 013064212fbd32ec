"""The spread of the mean is sigma / root n: the derivation, the funnel it draws, and what precision costs."""

import math
import random
from itertools import accumulate

import numpy as np
from manim import *

TITLE = "How fast does it settle?"

SEED = 59
DECADES = 3
LENGTH = 10**DECADES
MEAN = 3.5
SHOWN = 8
TRIALS = 400
SIZES = [25, 100, 400]


def variance_of_die() -> tuple[int, int]:
    """Numerator and denominator, in lowest terms, of the mean squared distance from 7/2."""
    squares = sum((2 * value - 7) ** 2 for value in range(1, 7))
    divisor = math.gcd(squares, 4 * 6)
    return squares // divisor, 4 * 6 // divisor


SIGMA = math.sqrt(variance_of_die()[0] / variance_of_die()[1])


def running_means(seed: int, count: int) -> list[float]:
    """The running mean of a fair die; the seed makes every rendering show the same rolls."""
    dice = random.Random(seed)
    totals = accumulate(dice.randint(1, 6) for _ in range(count))
    return [total / n for n, total in enumerate(totals, start=1)]


def spread(n: int) -> float:
    """The standard deviation of the mean of n rolls."""
    return SIGMA / math.sqrt(n)


def inside(runs: list[list[float]], n: int) -> int:
    """How many runs lie within two spreads of the mean after n rolls."""
    return sum(abs(run[n - 1] - MEAN) <= 2 * spread(n) for run in runs)


def measured_spread(runs: list[list[float]], n: int) -> float:
    """The standard deviation of the simulated means after n rolls, about the true mean."""
    return math.sqrt(sum((run[n - 1] - MEAN) ** 2 for run in runs) / len(runs))


def graph(axes: Axes, means: list[float], color: ManimColor, width: float) -> VMobject:
    """The curve of running means over log10(n), sampled evenly so that it is drawn at an even pace."""
    xs = np.linspace(0, DECADES, 200 * DECADES + 1)
    ys = np.interp(xs, np.log10(np.arange(1, LENGTH + 1)), means)
    curve = VMobject(stroke_color=color, stroke_width=width)
    return curve.set_points_as_corners([axes.c2p(x, y) for x, y in zip(xs, ys)])


class HowFast(Scene):
    def construct(self):
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        runs = [running_means(SEED + k, LENGTH) for k in range(TRIALS)]

        self.next_section("spread")
        steps = VGroup(
            MathTypst('op("Var")(X_1 + dots.c + X_n) = n sigma^2', font_size=52),
            MathTypst('op("SD")(X_1 + dots.c + X_n) = sqrt(n) thin sigma', font_size=52),
            MathTypst('op("SD")(overline(X)_n) = (sqrt(n) thin sigma) / n = sigma / sqrt(n)', font_size=56),
        ).arrange(DOWN, buff=0.6)
        steps.move_to(0.3 * UP)
        steps[2].set_color(YELLOW)
        top, bottom = variance_of_die()
        sigma = f'"for a die:" quad sigma = sqrt({top} / {bottom}) approx {SIGMA:.2f}'
        die = MathTypst(sigma, font_size=40, color=GREY_B)
        self.play(FadeIn(title))
        self.play(Write(steps[0]), run_time=2)
        self.wait(2)
        self.play(Write(steps[1]), run_time=1.5)
        self.wait(1)
        self.play(Write(steps[2]), run_time=2)
        self.play(FadeIn(die.move_to(2.9 * DOWN)))
        self.wait(4.2)

        self.next_section("funnel")
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
        curves = VGroup(*[graph(axes, means, GREY_B, 2) for means in runs[:SHOWN]])
        edges = VGroup(
            *[axes.plot(lambda x, s=s: MEAN + s * spread(10**x), x_range=[0.3, DECADES], color=YELLOW) for s in (2, -2)]
        )
        self.play(FadeOut(steps, die))
        self.play(FadeIn(axes), FadeIn(ticks), FadeIn(curves))
        self.play(Create(edges[0]), Create(edges[1]), run_time=2)
        label = MathTypst("mu plus.minus (2 sigma) / sqrt(n)", font_size=48, color=YELLOW).move_to(axes.c2p(1.6, 5.2))
        counted = f"after {LENGTH} rolls: *{inside(runs, LENGTH)}* of {TRIALS} runs inside"
        self.play(FadeIn(label))
        self.play(FadeIn(Typst(counted, font_size=42).move_to(axes.c2p(1.95, 1.7))))
        self.wait(2.3)

        self.next_section("quadruple")
        self.play(*[FadeOut(mob) for mob in self.mobjects if mob is not title])
        header = VGroup(
            MathTypst("n", font_size=42, color=GREY_B).move_to([-5.8, 2.0, 0]),
            MathTypst("sigma \\/ sqrt(n)", font_size=42, color=YELLOW).move_to([3.0, 2.0, 0]),
            Typst(f"{TRIALS} runs", font_size=42, color=TEAL_C).move_to([5.5, 2.0, 0]),
        )
        self.play(FadeIn(header))
        for row, n in enumerate(SIZES):
            y = 1.0 - 1.1 * row
            bar = Rectangle(width=19 * spread(n), height=0.6, stroke_width=0).set_fill(YELLOW, opacity=0.85)
            bar.move_to([-5.0, y, 0], aligned_edge=LEFT)
            self.play(
                FadeIn(MathTypst(str(n), font_size=46).move_to([-5.8, y, 0])),
                GrowFromEdge(bar, LEFT),
                FadeIn(MathTypst(f"{spread(n):.3f}", font_size=46, color=YELLOW).move_to([3.0, y, 0])),
            )
            measured = MathTypst(f"{measured_spread(runs, n):.3f}", font_size=46, color=TEAL_C)
            self.play(FadeIn(measured.move_to([5.5, y, 0])), run_time=0.6)
        law = MathTypst('4 n "rolls" quad arrow.r.double quad "half the spread"', font_size=50).move_to(2.6 * DOWN)
        self.play(Write(law))
        self.wait(1.1)
