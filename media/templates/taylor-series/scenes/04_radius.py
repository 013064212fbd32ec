"""The Taylor series of ln(1 + x) only reaches as far as its radius of convergence."""

import numpy as np
from manim import *

TITLE = "Where a series stops working"

DEGREES = [1, 2, 4, 8, 16, 32]
RADIUS = 1
X_RANGE, Y_RANGE = [-1.5, 2.5], [-3, 2]


def partial_sum(x: float, degree: int) -> float:
    """The Taylor polynomial of ln(1 + x) at zero."""
    return sum((-1) ** (k + 1) * x**k / k for k in range(1, degree + 1))


def visible(function) -> list[float]:
    """The stretch around zero on which the curve stays between the ends of Y_RANGE."""
    ends = []
    for end in X_RANGE:
        xs = np.linspace(0, end, 1000)
        outside = [x for x in xs if not Y_RANGE[0] <= function(x) <= Y_RANGE[1]]
        ends.append(outside[0] if outside else end)
    return ends


class RadiusOfConvergence(Scene):
    def construct(self):
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        axes = Axes(
            [*X_RANGE, 1], [*Y_RANGE, 1], x_length=7.2, y_length=6, tips=False, axis_config={"color": GREY_B}
        ).move_to([-3, -0.45, 0])
        lowest = np.exp(Y_RANGE[0]) - 1
        curve = axes.plot(np.log1p, [lowest, X_RANGE[1]], color=BLUE_C, stroke_width=5)
        name = MathTypst("ln(1 + x)", font_size=38, color=BLUE_C).next_to(axes.c2p(2, np.log(3)), DOWN, buff=0.3)
        self.add(title)

        self.next_section("logarithm")
        series = MathTypst("x - x^2 / 2 + x^3 / 3 - x^4 / 4 + dots.c", font_size=46).move_to([3.95, 1.6, 0])
        self.play(Create(axes), run_time=1)
        self.play(Create(curve), FadeIn(name), run_time=1.5)
        self.play(Write(series), run_time=2)
        self.wait(3.5)

        self.next_section("breakdown")
        corners = [axes.c2p(x, y) for x, y in ((-RADIUS, -3), (RADIUS, -3), (RADIUS, 2), (-RADIUS, 2))]
        band = Polygon(*corners, stroke_width=0, fill_color=TEAL_C, fill_opacity=0.18).set_z_index(-1)
        graph = label = None
        for degree in DEGREES:
            shape = axes.plot(
                lambda x: partial_sum(x, degree), visible(lambda x: partial_sum(x, degree)),
                color=YELLOW, stroke_width=4,
            )
            text = MathTypst(f'"degree" {degree}', font_size=44, color=YELLOW).move_to([3.95, -0.1, 0])
            if graph is None:
                self.play(Create(shape), FadeIn(text), run_time=1)
            else:
                self.play(ReplacementTransform(graph, shape), FadeOut(label), FadeIn(text), run_time=0.9)
            self.wait(0.4)
            graph, label = shape, text
        fits = MathTypst(f"-{RADIUS} < x <= {RADIUS}", font_size=46, color=TEAL_C).move_to([3.95, -1.8, 0])
        self.play(FadeIn(band), Write(fits), run_time=1.2)
        self.wait(1.5)

        self.next_section("summary")
        wall = DashedLine(axes.c2p(-RADIUS, -3), axes.c2p(-RADIUS, 2), color=RED_C)
        arm = DoubleArrow(axes.c2p(0, -2.5), axes.c2p(RADIUS, -2.5), buff=0, color=TEAL_C, stroke_width=5)
        size = MathTypst(f"R = {RADIUS}", font_size=38, color=TEAL_C).next_to(arm, UP, buff=0.1)
        self.play(Create(wall), FadeOut(label), run_time=1)
        self.play(GrowFromPoint(arm, axes.c2p(0, -2.5)), FadeIn(size), run_time=1)
        self.wait(3)
        law = MathTypst("f(x) = sum_(k=0)^oo frac(f^((k))(a), k!) (x - a)^k", font_size=46, color=YELLOW)
        where = MathTypst('"for" quad abs(x - a) < R', font_size=44, color=TEAL_C)
        VGroup(law, where).arrange(DOWN, buff=0.7).move_to([3.95, -0.45, 0])
        self.play(FadeOut(series, fits), run_time=0.6)
        self.play(Write(law), run_time=2)
        self.play(FadeIn(where), run_time=0.8)
        self.wait(4)
