"""Circles that ride on circles: the height of the last tip is the partial sum of the Fourier series."""

import numpy as np
from manim import *

TITLE = "Circles upon circles"

ORDERS = [1, 3, 5, 7]
CENTRE = np.array([-4.0, -0.2, 0])
UNIT = 1.2  # the height 1 of the square wave, in the frame
TRACE_START, TRACE_END = -1.0, 6.6
TRACE_SPEED = 0.62  # frame units per radian of the first circle


def radius(order: int) -> float:
    """The coefficient of the wave of this order."""
    return 4 / (PI * order)


def weights(circles: float) -> np.ndarray:
    """How far each circle has grown when `circles` of them are shown."""
    return np.clip(circles - np.arange(len(ORDERS)), 0, 1)


def tips(angle: float, circles: float) -> list[np.ndarray]:
    """The centre of the first circle and the tip of each arm, as points of the plane."""
    points = [np.zeros(2)]
    for weight, order in zip(weights(circles), ORDERS):
        arm = weight * radius(order) * np.array([np.cos(order * angle), np.sin(order * angle)])
        points.append(points[-1] + arm)
    return points


def height(angle: float, circles: float) -> float:
    """The height of the last tip: the partial sum of the Fourier series."""
    return tips(angle, circles)[-1][1]


def on_screen(point: np.ndarray | tuple) -> np.ndarray:
    """Where a point of the plane lies in the frame."""
    return CENTRE + UNIT * np.array([point[0], point[1], 0])


class Epicycles(Scene):
    def construct(self) -> None:
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        angle, circles = ValueTracker(0.001), ValueTracker(1)
        level = Line([TRACE_START, CENTRE[1], 0], [TRACE_END, CENTRE[1], 0], color=GREY_B, stroke_width=2)
        bounds = VGroup(*[
            DashedLine(level.get_start(), level.get_end(), color=BLUE_C, stroke_width=2).shift(side * UNIT * UP)
            for side in (-1, 1)
        ])
        machine = always_redraw(lambda: self.machine(angle.get_value(), circles.get_value()))
        trace = always_redraw(lambda: self.trace(angle.get_value(), circles.get_value()))
        self.add(title)

        self.next_section("one-circle")
        formula = MathTypst("4 / pi sin t", font_size=44, color=YELLOW).move_to(2.9 * DOWN)
        self.play(FadeIn(level, bounds, machine, trace, formula), run_time=1)
        self.play(angle.animate.set_value(TAU * 1.25), run_time=7, rate_func=linear)
        self.wait(1)

        self.next_section("more-circles")
        terms = " ".join(
            "sin t" if order == 1 else f"{{{{ + frac(sin {order} t, {order}) : wave{order} }}}}" for order in ORDERS
        )
        longer = MathTypst(f"4 / pi ({terms})", font_size=44, color=YELLOW).move_to(2.9 * DOWN)
        longer.add_updater(lambda formula: self.light(formula, circles.get_value()), call_updater=True)
        self.play(FadeOut(formula), run_time=0.4)
        self.play(FadeIn(longer), run_time=0.6)
        self.play(
            circles.animate.set_value(len(ORDERS)), angle.animate.set_value(TAU * 1.7),
            run_time=4, rate_func=linear,
        )
        self.play(angle.animate.set_value(TAU * 3.25), run_time=11, rate_func=linear)
        self.wait(2)

    @staticmethod
    def light(formula: MathTypst, circles: float) -> None:
        """Turns the term of each circle yellow as the circle grows."""
        for weight, order in zip(weights(circles)[1:], ORDERS[1:]):
            formula.select(f"wave{order}").set_color(interpolate_color(GREY_B, YELLOW, weight))

    @staticmethod
    def machine(angle: float, circles: float) -> VGroup:
        """The circles with their arms, and the line from the last tip to the trace."""
        points = [on_screen(point) for point in tips(angle, circles)]
        parts = VGroup()
        for k, (weight, order) in enumerate(zip(weights(circles), ORDERS)):
            size = max(UNIT * weight * radius(order), 1e-3)
            parts.add(Circle(size, color=GREY_B, stroke_width=2, stroke_opacity=weight).move_to(points[k]))
            parts.add(Line(points[k], points[k + 1] + 1e-4 * RIGHT, color=WHITE, stroke_width=3))
        pen = np.array([TRACE_START, points[-1][1], 0])
        parts.add(DashedLine(points[-1], pen, color=ORANGE, stroke_width=2))
        return parts.add(Dot(points[-1], color=YELLOW, radius=0.07), Dot(pen, color=YELLOW, radius=0.07))

    @staticmethod
    def trace(angle: float, circles: float) -> VMobject:
        """The heights of the last tip so far, the newest at the left."""
        back = np.linspace(0, min(angle, (TRACE_END - TRACE_START) / TRACE_SPEED), 400)
        points = [
            [TRACE_START + TRACE_SPEED * past, CENTRE[1] + UNIT * height(angle - past, circles), 0] for past in back
        ]
        return VMobject(color=YELLOW, stroke_width=4).set_points_as_corners(np.array(points))
