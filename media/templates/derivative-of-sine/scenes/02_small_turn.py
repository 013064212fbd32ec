"""A small turn on the unit circle: how much height does it gain?"""

import numpy as np
from manim import *

TITLE = "A small turn on the unit circle"

THETA = PI / 5
TURN = 0.3
SMALLEST_TURN = 0.001
RADIUS = 4.9
CENTRE = np.array([-6.0, -3.1, 0])
LENS_CENTRE = np.array([3.7, 0.35, 0])
LENS_RADIUS = 2.3
LENS_ARC = 2.7  # length of the turned arc in the lens, whatever the turn: the lens magnifies small turns more
LENS_POINT = LENS_CENTRE + 0.6 * RIGHT + 1.15 * DOWN


def on_circle(angle: float) -> np.ndarray:
    """Coordinates of the point of the unit circle at an angle."""
    return np.array([np.cos(angle), np.sin(angle), 0])


def rise_per_turn(turn: float) -> float:
    """Height gained by turning from THETA to THETA + turn, divided by the turn."""
    return float((np.sin(THETA + turn) - np.sin(THETA)) / turn)


def place(angle: float) -> np.ndarray:
    """Where the point at an angle lies on screen."""
    return CENTRE + RADIUS * on_circle(angle)


def in_lens(angle: float, turn: float) -> np.ndarray:
    """Where the lens shows the point at an angle when it magnifies an arc of the given turn."""
    return LENS_POINT + LENS_ARC / turn * (on_circle(angle) - on_circle(THETA))


def magnified(turn: float) -> VGroup:
    """The triangle of the arc, the rise and the shift as the lens shows it."""
    start, end = LENS_POINT, in_lens(THETA + turn, turn)
    corner = np.array([start[0], end[1], 0])
    arc = ParametricFunction(lambda s: in_lens(THETA + s * turn, turn), t_range=[0, 1, 0.05], color=ORANGE)
    return VGroup(
        Line(corner, end, color=GREY_B, stroke_width=3),
        Line(start, corner, color=GREEN_C, stroke_width=6),
        arc.set_stroke(width=6),
    )


class SmallTurn(Scene):
    def construct(self):
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        axes = VGroup(
            Line(CENTRE, CENTRE + 5.5 * RIGHT, color=GREY_B), Line(CENTRE, CENTRE + 5.5 * UP, color=GREY_B)
        ).set_stroke(width=2)
        circle = Arc(RADIUS, 0, PI / 2, arc_center=CENTRE, color=GREY_B, stroke_width=3)
        point, foot = place(THETA), place(THETA) * [1, 0, 0] + CENTRE * [0, 1, 0]

        self.next_section("coordinates")
        self.play(FadeIn(title), Create(axes), Create(circle), run_time=1.5)
        radius = Line(CENTRE, place(0), color=WHITE)
        self.play(Create(radius), run_time=0.5)
        angle = Arc(0.9, 0, THETA, arc_center=CENTRE, color=WHITE)
        theta = MathTypst("theta", font_size=32).move_to(CENTRE + 1.2 * on_circle(THETA / 2))
        one = MathTypst("1", font_size=32).move_to(CENTRE + 2.6 * on_circle(THETA) + 0.3 * on_circle(THETA + PI / 2))
        self.play(Rotate(radius, THETA, about_point=CENTRE), Create(angle), run_time=2)
        self.play(FadeIn(theta, one))
        height, width = Line(foot, point, color=BLUE_C), Line(CENTRE, foot, color=YELLOW)
        VGroup(height, width).set_stroke(width=6)
        sine = MathTypst("sin theta", font_size=32, color=BLUE_C).next_to(height, LEFT, buff=0.15).shift(0.3 * DOWN)
        cosine = MathTypst("cos theta", font_size=32, color=YELLOW).next_to(width, DOWN, buff=0.12)
        self.play(Create(height), FadeIn(sine))
        self.play(Create(width), FadeIn(cosine))
        self.wait(2.8)

        self.next_section("turn")
        turn = ValueTracker(TURN)
        arc = always_redraw(
            lambda: Arc(RADIUS, THETA, turn.get_value(), arc_center=CENTRE, color=ORANGE, stroke_width=7)
        )
        hand = always_redraw(lambda: Line(CENTRE, place(THETA + turn.get_value()), color=GREY_B, stroke_width=3))
        opening = Arc(2.0, THETA, TURN, arc_center=CENTRE, color=ORANGE)
        small = MathTypst("Delta theta", font_size=28, color=ORANGE)
        small.move_to(CENTRE + 2.5 * on_circle(THETA + TURN / 2))
        length = MathTypst("Delta theta", font_size=32, color=ORANGE)
        length.move_to(CENTRE + (RADIUS + 0.5) * on_circle(THETA + TURN / 2))
        radians = Typst("In radians, on a circle of radius 1:", font_size=32).move_to([3.7, 1.0, 0])
        equal = MathTypst('"arc length" = "angle"', font_size=44, color=ORANGE).next_to(radians, DOWN, buff=0.4)
        self.play(FadeOut(one), Create(hand), Create(arc), run_time=1.5)
        self.play(Create(opening), FadeIn(small, length))
        self.play(FadeIn(radians))
        self.play(Write(equal))
        self.wait(4.8)

        self.next_section("triangle")
        lens = Circle(LENS_RADIUS, color=GREY_B, stroke_width=3).move_to(LENS_CENTRE)
        spot = Circle(0.95, color=GREY_B, stroke_width=2).move_to((place(THETA) + place(THETA + TURN)) / 2)
        beam = VGroup(*[Line(spot.get_center() + 0.95 * d, lens.get_center() + LENS_RADIUS * d) for d in (UP, DOWN)])
        beam.set_stroke(GREY_B, width=1.5, opacity=0.6)
        self.play(FadeOut(radians, equal, opening, small, length), Create(spot))
        self.play(TransformFromCopy(spot, lens))
        self.play(Create(beam), run_time=0.6)
        triangle = magnified(TURN)
        rise = MathTypst("Delta (sin theta)", font_size=30, color=GREEN_C).next_to(triangle[1], RIGHT, buff=0.12)
        arc_name = MathTypst("Delta theta", font_size=30, color=ORANGE).move_to(
            triangle[2].get_center() + 0.65 * LEFT + 0.25 * DOWN
        )
        self.play(Create(triangle[2]), FadeIn(arc_name))
        self.wait(1.5)
        self.play(Create(triangle[1]), Create(triangle[0]), FadeIn(rise))
        self.wait(1.5)
        inner = DashedLine(LENS_POINT, LENS_POINT - 1.0 * on_circle(THETA), color=WHITE)
        level = DashedLine(LENS_POINT, LENS_POINT + 1.2 * LEFT, color=GREY_B)
        low = Arc(0.7, PI, THETA, arc_center=LENS_POINT, color=WHITE)
        high = Arc(0.8, PI / 2, THETA, arc_center=LENS_POINT, color=WHITE)
        names = [
            MathTypst("theta", font_size=28).move_to(LENS_POINT + r * on_circle(start + THETA / 2))
            for r, start in ((0.95, PI), (1.05, PI / 2))
        ]
        tangent = Line(LENS_POINT, LENS_POINT + on_circle(THETA + PI / 2))
        square = RightAngle(inner, tangent, length=0.22, color=GREY_B, stroke_width=2)
        self.play(Create(inner), Create(level), Create(low), FadeIn(names[0]))
        self.play(Create(square))
        self.wait(2.4)
        self.play(TransformFromCopy(low, high), TransformFromCopy(names[0], names[1]), run_time=1.5)
        self.wait(4)

        self.next_section("ratio")
        self.play(FadeOut(inner, level, low, square, names[0]))
        law = MathTypst("(Delta (sin theta)) / (Delta theta) approx cos theta", font_size=40).move_to([1.9, -2.85, 0])
        self.play(Write(law))
        moving = always_redraw(lambda: magnified(turn.get_value()))
        now = always_redraw(
            lambda: MathTypst(f"Delta theta = {turn.get_value():.3f}", font_size=32, color=ORANGE).move_to(
                [4.2, -2.45, 0], LEFT
            )
        )
        ratio = always_redraw(
            lambda: MathTypst(f'"ratio" = {rise_per_turn(turn.get_value()):.3f}', font_size=32).move_to(
                [4.2, -2.95, 0], LEFT
            )
        )
        target = MathTypst(f"cos theta = {np.cos(THETA):.3f}", font_size=32, color=YELLOW).move_to(
            [4.2, -3.45, 0], LEFT
        )
        self.remove(*triangle)
        self.add(moving)
        self.play(FadeIn(now, ratio, target))
        self.play(turn.animate.set_value(SMALLEST_TURN), run_time=5)
        self.play(Indicate(law, color=YELLOW))
        self.wait(2.5)
