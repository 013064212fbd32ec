"""Near a jump the partial sums overshoot by nine percent, however many waves are added."""

import math

import numpy as np
from manim import *

TITLE = "The overshoot that never shrinks"

COUNTS = [5, 15, 45]
X_RANGE, Y_RANGE = [0, 1, 0.5], [0, 1.4, 0.5]


def partial_sum(x: float | np.ndarray, terms: float) -> float | np.ndarray:
    """The sum of the first `terms` odd waves of the square wave; a fraction weakens the last one."""
    total = 0 * x
    for k in range(math.ceil(terms)):
        order = 2 * k + 1
        total = total + min(1, terms - k) * 4 / (PI * order) * np.sin(order * x)
    return total


def peak(terms: float) -> tuple[float, float]:
    """The first and highest peak of the partial sum."""
    x = PI / (2 * terms)
    return x, partial_sum(x, terms)


def limit_of_peak() -> float:
    """The height that the peak tends to: 2/pi times the integral of sin(t)/t from 0 to pi, by its series."""
    terms = ((-1) ** k * PI ** (2 * k + 1) / ((2 * k + 1) * math.factorial(2 * k + 1)) for k in range(20))
    return 2 / PI * sum(terms)


def overshoot() -> float:
    """The part of the whole jump, from -1 to 1, by which the peak exceeds 1."""
    return (limit_of_peak() - 1) / 2


class GibbsOvershoot(Scene):
    def construct(self) -> None:
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        axes = Axes(
            X_RANGE, Y_RANGE, x_length=6.6, y_length=5.4, tips=False, axis_config={"color": GREY_B}
        ).move_to([-3.1, -0.4, 0])
        square = Line(axes.c2p(0, 1), axes.c2p(1, 1), color=BLUE_C, stroke_width=5)
        jump = DashedLine(axes.c2p(0, 0), axes.c2p(0, 1), color=BLUE_C, stroke_width=5)
        one = MathTypst("1", font_size=34, color=BLUE_C).next_to(axes.c2p(0, 1), LEFT, buff=0.2)
        terms = ValueTracker(COUNTS[0])
        curve = always_redraw(
            lambda: axes.plot(
                lambda x: partial_sum(x, terms.get_value()), [0, 1, 0.004], color=YELLOW, stroke_width=4,
                use_smoothing=False,
            )
        )
        dot = always_redraw(lambda: Dot(axes.c2p(*peak(terms.get_value())), color=ORANGE, radius=0.09))
        labels = [Typst(f"{count} waves", font_size=44, color=YELLOW).move_to([3.85, 1.2, 0]) for count in COUNTS]
        self.add(title)

        self.next_section("zoom")
        self.play(Create(axes), FadeIn(one), run_time=0.8)
        self.play(Create(jump), Create(square), run_time=1)
        self.play(Create(curve), FadeIn(labels[0]), run_time=1.5)
        self.play(FadeIn(dot, scale=2), run_time=0.6)
        self.wait(1)
        for k in range(1, len(COUNTS)):
            self.play(FadeOut(labels[k - 1]), terms.animate.set_value(COUNTS[k]), run_time=2.2)
            self.play(FadeIn(labels[k]), run_time=0.4)
            self.wait(0.8)
        self.wait(0.5)

        self.next_section("nine-percent")
        ceiling = DashedLine(
            axes.c2p(0, limit_of_peak()), axes.c2p(1, limit_of_peak()), color=ORANGE, stroke_width=3
        )
        value = MathTypst(
            f"2 / pi integral_0^pi frac(sin t, t) dif t approx {limit_of_peak():.3f}", font_size=42, color=ORANGE
        ).move_to([3.85, -0.2, 0])
        share = MathTypst(
            f"frac({limit_of_peak():.3f} - 1, 2) approx {100 * overshoot():.0f} %", font_size=46
        ).move_to([3.85, -1.9, 0])
        mark = MathTypst(f"{limit_of_peak():.3f}", font_size=34, color=ORANGE).next_to(ceiling, UP, buff=0.12)
        self.play(Create(ceiling), FadeIn(mark), run_time=1)
        self.play(Write(value), run_time=2)
        self.wait(1)
        self.play(Write(share), run_time=1.2)
        self.wait(3.5)

        self.next_section("summary")
        series = MathTypst(
            'f(x) = sum_(n = 1)^oo b_n sin n x = 4 / pi sum_(n "odd") frac(sin n x, n)', font_size=54, color=YELLOW
        )
        rule = MathTypst("b_n = 1 / pi integral_0^(2 pi) f(x) sin n x dif x", font_size=54)
        VGroup(series, rule).arrange(DOWN, buff=1).move_to(0.4 * DOWN)
        self.wait(2)
        self.play(FadeOut(axes, square, jump, one, curve, dot, labels[-1], ceiling, mark, value, share), run_time=0.6)
        self.play(Write(series), run_time=2)
        self.play(Write(rule), run_time=1.5)
        self.wait(5)
