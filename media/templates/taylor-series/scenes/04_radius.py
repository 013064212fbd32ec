"""The Taylor series of ln(1 + x) only reaches as far as its radius of convergence."""

import numpy as np
from manim import *

TITLE = "Where a series stops working"

DEGREES = [1, 2, 4, 8, 16, 32]
RADIUS = 1
X_RANGE, Y_RANGE = [-1.5, 2.5], [-3, 2]


def partial_sum(x: float | np.ndarray, degree: int) -> float | np.ndarray:
    """The Taylor polynomial of ln(1 + x) at zero."""
    return sum((-1) ** (k + 1) * x**k / k for k in range(1, degree + 1))


def blend(x: float | np.ndarray, level: float) -> float | np.ndarray:
    """The partial sum of DEGREES[level]; between two levels a mix, for a smooth change from one to the next."""
    below = min(int(level), len(DEGREES) - 2)
    lower, upper = (partial_sum(x, degree) for degree in DEGREES[below : below + 2])
    return lower + (level - below) * (upper - lower)


def visible(function) -> list[float]:
    """The stretch around zero on which the curve stays between the ends of Y_RANGE."""
    ends = []
    for end in X_RANGE:
        xs = np.linspace(0, end, 1000)
        ys = function(xs)
        outside = np.flatnonzero((ys < Y_RANGE[0]) | (ys > Y_RANGE[1]))
        ends.append(xs[outside[0] - 1] if len(outside) else end)
    return ends


class RadiusOfConvergence(Scene):
    def construct(self) -> None:
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        axes = Axes(
            [*X_RANGE, 1], [*Y_RANGE, 1], x_length=7.2, y_length=6, tips=False, axis_config={"color": GREY_B}
        ).move_to([-3, -0.45, 0])
        lowest = np.exp(Y_RANGE[0]) - 1
        curve = axes.plot(np.log1p, [lowest, X_RANGE[1], 0.02], color=BLUE_C, stroke_width=5)
        numbers = VGroup(*[
            MathTypst(f"{x}", font_size=30, color=GREY_B).next_to(axes.c2p(x, 0), DL, buff=0.12) for x in (-1, 1, 2)
        ])
        self.add(title)

        self.next_section("logarithm")
        series = MathTypst("{{ ln(1 + x) : curve }} = x - x^2 / 2 + x^3 / 3 - dots.c", font_size=40)
        series.move_to([3.95, 1.6, 0]).select("curve").set_color(BLUE_C)
        self.play(Create(axes), FadeIn(numbers), run_time=1)
        self.play(Create(curve), run_time=1.5)
        self.play(Write(series), run_time=2)
        self.wait(3.5)

        self.next_section("breakdown")
        corners = [axes.c2p(x, y) for x, y in ((-RADIUS, -3), (RADIUS, -3), (RADIUS, 2), (-RADIUS, 2))]
        band = Polygon(*corners, stroke_width=0, fill_color=TEAL_C, fill_opacity=0.18).set_z_index(-1)
        level = ValueTracker(0)
        graph = always_redraw(lambda: self.graph(axes, level.get_value()))
        labels = [
            MathTypst(f'"degree" {degree}', font_size=44, color=YELLOW).move_to([3.95, -0.1, 0]) for degree in DEGREES
        ]
        self.play(Create(graph), FadeIn(labels[0]), run_time=1)
        for k in range(1, len(DEGREES)):
            self.wait(0.4)
            self.remove(labels[k - 1])
            self.add(labels[k])
            self.play(level.animate.set_value(k), run_time=0.9)
        self.wait(0.4)
        fits = MathTypst(f"-{RADIUS} < x <= {RADIUS}", font_size=46, color=TEAL_C).move_to([3.95, -1.8, 0])
        self.play(FadeIn(band), Write(fits), run_time=1.2)
        self.wait(1.5)

        self.next_section("summary")
        wall = DashedLine(axes.c2p(-RADIUS, -3), axes.c2p(-RADIUS, 2), color=RED_C, stroke_width=6)
        arm = DoubleArrow(axes.c2p(0, -2.5), axes.c2p(RADIUS, -2.5), buff=0, color=TEAL_C, stroke_width=5)
        size = MathTypst(f"R = {RADIUS}", font_size=38, color=TEAL_C).next_to(arm, UP, buff=0.1)
        self.play(Create(wall), FadeOut(labels[-1]), run_time=1)
        self.play(GrowFromPoint(arm, axes.c2p(0, -2.5)), FadeIn(size), run_time=1)
        self.wait(3)
        law = MathTypst("f(x) = sum_(k=0)^oo frac(f^((k))(a), k!) (x - a)^k", font_size=46, color=YELLOW)
        where = MathTypst('"for" quad abs(x - a) < R', font_size=44, color=TEAL_C)
        VGroup(law, where).arrange(DOWN, buff=0.7).move_to([3.95, -0.45, 0])
        self.play(FadeOut(series, fits), run_time=0.6)
        self.play(Write(law), run_time=2)
        self.play(FadeIn(where), run_time=0.8)
        self.wait(4)

    @staticmethod
    def graph(axes: Axes, level: float) -> ParametricFunction:
        """The part of a blended partial sum that fits into the axes."""
        def function(x: float | np.ndarray) -> float | np.ndarray:
            return blend(x, level)

        start, end = visible(function)
        return axes.plot(function, [start, end, 0.02], color=YELLOW, stroke_width=4)
