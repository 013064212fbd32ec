"""Partial sums of the Taylor series of the sine, and how small their error is."""

import math

import numpy as np
from manim import *

TITLE = "The sine, term by term"

DEGREES = [1, 3, 5, 7, 9, 11, 13]
BOUND_AT, BOUND_DEGREES = 3, [5, 9, 13]
X_END, Y_END = 9.5, 2


def partial_sum(x: float | np.ndarray, terms: float) -> float | np.ndarray:
    """The Taylor polynomial of the sine at zero with `terms` terms; a fraction weakens the last one."""
    weights = np.clip(terms - np.arange(len(DEGREES)), 0, 1)
    return sum(w * (-1) ** (n // 2) * x**n / math.factorial(n) for w, n in zip(weights, DEGREES))


def remainder_bound(x: float, degree: int) -> float:
    """An upper bound of |sin x - T_degree(x)|: no derivative of the sine exceeds one."""
    return abs(x) ** (degree + 1) / math.factorial(degree + 1)


def reach(terms: float) -> float:
    """How far from zero the partial sum stays inside the axes."""
    xs = np.linspace(0, X_END, 2000)
    outside = np.flatnonzero(np.abs(partial_sum(xs, terms)) > Y_END)
    return xs[outside[0] - 1] if len(outside) else X_END


def term_source(degree: int) -> str:
    """One term of the series in Typst, with its sign."""
    if degree == 1:
        return "x"
    return f"{'-' if degree % 4 == 3 else '+'} x^{degree} / {degree}!"


def cycle_source() -> str:
    """The first derivatives of the sine above their values at zero, as a Typst table."""
    names = ["sin x", "cos x", "-sin x", "-cos x", "sin x"]
    values = [(0, 1, 0, -1)[k % 4] for k in range(len(names))]
    rows = f'f^((k))(x), {", ".join(names)}, dots.c; f^((k))(0), {", ".join(map(str, values))}, dots.c'
    return f"mat(delim: #none, column-gap: #1.2em, row-gap: #0.5em, {rows})"


def bound_source(degree: int) -> str:
    """The bound at BOUND_AT for one degree, to two significant digits, in Typst."""
    bound = remainder_bound(BOUND_AT, degree)
    decimals = 1 - math.floor(math.log10(bound))
    return f"n = {degree}: quad {BOUND_AT}^{degree + 1} slash {degree + 1}! approx {bound:.{decimals}f}"


class SinePartialSums(Scene):
    def construct(self) -> None:
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        axes = Axes(
            [-X_END, X_END, PI], [-Y_END, Y_END, 1], x_length=13, y_length=4, tips=False, axis_config={"color": GREY_B}
        ).move_to(0.55 * UP)
        sine = axes.plot(np.sin, [-X_END, X_END], color=BLUE_C, stroke_width=5)
        name = MathTypst("sin x", font_size=40, color=BLUE_C).next_to(axes.c2p(-8.4, -1), DOWN, buff=0.15)
        self.add(title)

        self.next_section("odd-powers")
        terms = " ".join(f"{{{{ {term_source(degree)} : t{degree} }}}}" for degree in DEGREES)
        series = MathTypst(f"sin x = {terms} - dots.c", font_size=38).move_to(2.7 * DOWN)
        self.play(Create(axes), run_time=1)
        self.play(Create(sine), FadeIn(name), run_time=1.5)
        cycle = MathTypst(cycle_source(), font_size=42).move_to(2.7 * DOWN)
        self.play(Write(cycle), run_time=2)
        self.wait(3)
        self.play(FadeOut(cycle, shift=0.3 * UP), run_time=0.6)
        self.play(Write(series), run_time=2)
        self.wait(0.6)

        self.next_section("hugging")
        self.play(series.animate.set_color(GREY_B), run_time=0.5)
        shown = ValueTracker(1)
        graph = always_redraw(lambda: self.graph(axes, shown.get_value()))
        for count, degree in enumerate(DEGREES, 1):
            change = Create(graph) if count == 1 else shown.animate.set_value(count)
            self.play(change, series.select(f"t{degree}").animate.set_color(YELLOW), run_time=1)
            self.wait(0.35)
        self.wait(1)

        self.next_section("remainder")
        bound = MathTypst("abs(sin x - T_n (x)) <= abs(x)^(n + 1) / (n + 1)!", font_size=46, color=YELLOW)
        bound.move_to([-3.5, -2.6, 0])
        rows = VGroup(*[MathTypst(bound_source(degree), font_size=38) for degree in BOUND_DEGREES])
        rows.arrange(DOWN, buff=0.35, aligned_edge=LEFT).move_to([3.6, -2.6, 0])
        at = Line(axes.c2p(BOUND_AT, -Y_END), axes.c2p(BOUND_AT, Y_END), color=ORANGE, stroke_width=3)
        mark = MathTypst(f"x = {BOUND_AT}", font_size=34, color=ORANGE).next_to(at, UP, buff=0.1)
        self.play(FadeOut(series), run_time=0.6)
        self.play(Write(bound), run_time=1.5)
        self.wait(2)
        self.play(Create(at), FadeIn(mark), run_time=0.8)
        for row in rows:
            self.play(FadeIn(row, shift=0.2 * RIGHT), run_time=0.8)
            self.wait(0.5)
        self.wait(4)

    @staticmethod
    def graph(axes: Axes, terms: float) -> ParametricFunction:
        """The part of the partial sum that fits into the axes."""
        end = reach(terms)
        return axes.plot(lambda x: partial_sum(x, terms), [-end, end, 0.05], color=YELLOW, stroke_width=4)
