"""Partial sums of the Taylor series of the sine, and how small their error is."""

import math

import numpy as np
from manim import *

TITLE = "The sine, term by term"

DEGREES = [1, 3, 5, 7, 9, 11, 13]
BOUND_AT, BOUND_DEGREES = 3, [5, 9, 13]
X_END, Y_END = 9.5, 2


def partial_sum(x: float, degree: int) -> float:
    """The Taylor polynomial of the sine at zero."""
    return sum((-1) ** (k // 2) * x**k / math.factorial(k) for k in range(1, degree + 1, 2))


def remainder_bound(x: float, degree: int) -> float:
    """An upper bound of |sin x - partial_sum(x, degree)|: no derivative of the sine exceeds one."""
    return abs(x) ** (degree + 1) / math.factorial(degree + 1)


def reach(degree: int) -> float:
    """How far from zero the partial sum stays inside the axes."""
    xs = np.linspace(0, X_END, 2000)
    outside = xs[np.abs([partial_sum(x, degree) for x in xs]) > Y_END]
    return outside[0] if len(outside) else X_END


def term_source(degree: int) -> str:
    """One term of the series in Typst, with its sign."""
    if degree == 1:
        return "x"
    return f"{'-' if degree % 4 == 3 else '+'} x^{degree} / {degree}!"


def bound_source(degree: int) -> str:
    """The bound at BOUND_AT for one degree, to two significant digits, in Typst."""
    bound = remainder_bound(BOUND_AT, degree)
    decimals = 1 - math.floor(math.log10(bound))
    return f"n = {degree}: quad {BOUND_AT}^{degree + 1} / {degree + 1}! approx {bound:.{decimals}f}"


class SinePartialSums(Scene):
    def construct(self):
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        axes = Axes(
            [-X_END, X_END, PI], [-Y_END, Y_END, 1], x_length=13, y_length=4, tips=False, axis_config={"color": GREY_B}
        ).move_to(0.55 * UP)
        sine = axes.plot(np.sin, [-X_END, X_END], color=BLUE_C, stroke_width=5)
        name = MathTypst("sin x", font_size=40, color=BLUE_C).next_to(axes.c2p(-3 * PI / 2, 1), UP, buff=0.15)
        self.add(title)

        self.next_section("odd-powers")
        terms = " ".join(f"{{{{ {term_source(degree)} : t{degree} }}}}" for degree in DEGREES)
        series = MathTypst(f"{terms} - dots.c", font_size=36).move_to(2.7 * DOWN)
        self.play(Create(axes), run_time=1)
        self.play(Create(sine), FadeIn(name), run_time=1.5)
        cycle = MathTypst("f, f', f'', f''', dots.c quad arrow.r.bar quad 0, 1, 0, -1, dots.c", font_size=40)
        cycle.move_to(2.7 * DOWN)
        self.play(Write(cycle), run_time=2)
        self.wait(3)
        self.play(FadeOut(cycle, shift=0.3 * UP), run_time=0.6)
        self.play(Write(series), run_time=2)
        self.wait(0.6)

        self.next_section("hugging")
        self.play(series.animate.set_color(GREY_B), run_time=0.5)
        graph = None
        for degree in DEGREES:
            end = reach(degree)
            new_graph = axes.plot(lambda x: partial_sum(x, degree), [-end, end], color=YELLOW, stroke_width=4)
            change = Create(new_graph) if graph is None else ReplacementTransform(graph, new_graph)
            self.play(change, series.select(f"t{degree}").animate.set_color(YELLOW), run_time=1)
            self.wait(0.35)
            graph = new_graph
        self.wait(1)

        self.next_section("remainder")
        bound = MathTypst("abs(sin x - T_n (x)) <= abs(x)^(n + 1) / (n + 1)!", font_size=46, color=YELLOW)
        bound.move_to([-3.5, -2.6, 0])
        rows = VGroup(*[MathTypst(bound_source(degree), font_size=34) for degree in BOUND_DEGREES])
        rows.arrange(DOWN, buff=0.25, aligned_edge=LEFT).move_to([3.6, -2.6, 0])
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
