"""Odd sine waves, each as much smaller as it is faster, add up to a square wave."""

from functools import partial

import numpy as np
from manim import *

TITLE = "A square wave out of smooth waves"

ORDERS = [1, 3, 5, 7, 9]
X_END = 2 * PI


def wave(x: float | np.ndarray, order: int) -> float | np.ndarray:
    """One term of the series."""
    return 4 / (PI * order) * np.sin(order * x)


def partial_sum(x: float | np.ndarray, terms: float) -> float | np.ndarray:
    """The sum of the first `terms` waves; a fraction weakens the last one."""
    weights = np.clip(terms - np.arange(len(ORDERS)), 0, 1)
    return sum(weight * wave(x, order) for weight, order in zip(weights, ORDERS))


def term_source(order: int) -> str:
    """A wave of the series in Typst, without the common factor."""
    return "sin x" if order == 1 else f"frac(sin {order} x, {order})"


class SumOfSines(Scene):
    def construct(self) -> None:
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        axes = Axes(
            [-X_END, X_END, PI], [-1.6, 1.6, 1], x_length=13, y_length=4.2, tips=False, axis_config={"color": GREY_B}
        ).move_to(0.35 * UP)
        square = self.square_wave(axes)
        source = " + ".join(f"{{{{ {term_source(order)} : t{order} }}}}" for order in ORDERS)
        formula = MathTypst(f"4 / pi ({source} + dots.c)", font_size=42).move_to(2.8 * DOWN)
        self.add(title)

        self.next_section("question")
        self.play(Create(axes), run_time=1)
        self.play(Create(square), run_time=2.5)
        question = Typst("Can smooth waves add up to this?", font_size=38).move_to(2.8 * DOWN)
        self.play(FadeIn(question, shift=0.2 * UP), run_time=0.8)
        self.wait(3)

        self.next_section("first-wave")
        terms = ValueTracker(1)
        total = always_redraw(
            lambda: axes.plot(
                lambda x: partial_sum(x, terms.get_value()), [-X_END, X_END, 0.03], color=YELLOW, stroke_width=5
            )
        )
        first = MathTypst("4 / pi sin x", font_size=42, color=YELLOW).move_to(2.8 * DOWN)
        self.play(FadeOut(question), run_time=0.4)
        self.play(Create(total), Write(first), run_time=2)
        self.wait(4.5)

        self.next_section("more-waves")
        formula.set_color(GREY_B)
        formula.select("t1").set_color(YELLOW)
        self.play(FadeOut(first), run_time=0.4)
        self.play(FadeIn(formula), run_time=0.6)
        for count, order in enumerate(ORDERS[1:], 2):
            quick = 1.0 if count < 4 else 0.6
            new = axes.plot(partial(wave, order=order), [-X_END, X_END, 0.02], color=ORANGE, stroke_width=4)
            term = formula.select(f"t{order}")
            self.play(Create(new), term.animate.set_color(ORANGE), run_time=1.2 * quick)
            self.wait(0.4 * quick)
            self.play(
                FadeOut(new), terms.animate.set_value(count), term.animate.set_color(YELLOW), run_time=1.2 * quick
            )
        self.wait(2.5)

    @staticmethod
    def square_wave(axes: Axes) -> VGroup:
        """The square wave: level parts, and dashed lines where it jumps."""
        starts = np.arange(-X_END, X_END - 0.1, PI)
        levels = [Line(axes.c2p(x, y), axes.c2p(x + PI, y)) for x, y in zip(starts, [1, -1] * 2)]
        jumps = [DashedLine(axes.c2p(x, -1), axes.c2p(x, 1)) for x in starts[1:]]
        return VGroup(VGroup(*levels).set_stroke(BLUE_C, 5), VGroup(*jumps).set_stroke(BLUE_C, 3))
