"""A point walks round the unit circle: its coordinates are the cosine and the sine of the angle."""

import numpy as np
from manim import *

TITLE = "A circle of radius one"

THETA = 1.1  # radians
RADIUS = 2.6  # length of 1 on screen
CENTRE = np.array([-2.8, -0.4, 0])
QUARTERS = [("(1, 0)", DOWN + RIGHT), ("(0, 1)", UP + RIGHT), ("(-1, 0)", DOWN + LEFT), ("(0, -1)", DOWN + RIGHT)]


def on_circle(angle: float) -> np.ndarray:
    """Coordinates of the point of the unit circle at an angle."""
    return np.array([np.cos(angle), np.sin(angle), 0])


def place(angle: float) -> np.ndarray:
    """Where the point at an angle lies on screen."""
    return CENTRE + RADIUS * on_circle(angle)


def reading(name: str, value: float) -> str:
    """Typst text of a quantity and its value; no minus sign before a zero."""
    return f"{name} = {round(value, 2) + 0.0:.2f}"


def beside(text: Mobject, row: int) -> Mobject:
    """Puts a text into a row to the right of the circle."""
    return text.move_to([1.4, 1.6 - 0.95 * row, 0], LEFT)


class Coordinates(Scene):
    def construct(self):
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        reach = RADIUS + 0.35
        axes = VGroup(*[Line(CENTRE - reach * d, CENTRE + reach * d, color=GREY_B) for d in (RIGHT, UP)])
        circle = Circle(RADIUS, color=GREY_B, stroke_width=3).move_to(CENTRE)
        names = VGroup(
            *[
                MathTypst(text, font_size=32, color=GREY_B).next_to(place(k * PI / 2), side, buff=0.12)
                for k, (text, side) in enumerate(QUARTERS)
            ]
        )
        angle = ValueTracker(0)
        hand = always_redraw(lambda: Line(CENTRE, place(angle.get_value()), color=WHITE))
        dot = always_redraw(lambda: Dot(place(angle.get_value()), color=WHITE, radius=0.1))

        self.next_section("circle")
        self.play(FadeIn(title), Create(axes.set_stroke(width=2)))
        self.play(Create(circle), run_time=1.5)
        self.play(FadeIn(names))
        one = MathTypst("1", font_size=36).next_to((CENTRE + place(0)) / 2, UP, buff=0.15)
        self.play(Create(hand), FadeIn(dot, one))
        self.wait(2.7)

        self.next_section("angle")
        arc = always_redraw(lambda: Arc(RADIUS, 0, angle.get_value(), arc_center=CENTRE, color=ORANGE, stroke_width=7))
        opening = always_redraw(lambda: Arc(0.6, 0, angle.get_value(), arc_center=CENTRE, color=ORANGE))
        size = always_redraw(lambda: beside(MathTypst(reading("theta", angle.get_value()), font_size=48), 0))
        theta = MathTypst("theta", font_size=36, color=ORANGE).move_to(CENTRE + 0.95 * on_circle(THETA / 2))
        length = beside(MathTypst('"angle" = "arc length"', font_size=44, color=ORANGE), 1)
        turn = beside(MathTypst('"full turn:" 360 degree = 2 pi', font_size=44), 2)
        self.play(FadeOut(one), FadeIn(size, arc, opening))
        self.play(angle.animate.set_value(THETA), run_time=2.5)
        self.play(FadeIn(theta))
        self.play(Write(length))
        self.wait(1.2)
        self.play(Write(turn))
        self.wait(1.2)

        self.next_section("coordinates")
        foot = always_redraw(lambda: Dot(place(angle.get_value()) * [1, 0, 0] + CENTRE * [0, 1, 0], radius=0))
        width = always_redraw(lambda: Line(CENTRE, foot.get_center(), color=YELLOW, stroke_width=7))
        height = always_redraw(lambda: Line(foot.get_center(), dot.get_center(), color=BLUE_C, stroke_width=7))
        cosine = MathTypst("cos theta", font_size=36, color=YELLOW)
        cosine.next_to([(CENTRE[0] + place(THETA)[0]) / 2, CENTRE[1], 0], DOWN, buff=0.15)
        sine = MathTypst("sin theta", font_size=36, color=BLUE_C)
        sine.next_to([place(THETA)[0], (CENTRE[1] + place(THETA)[1]) / 2, 0], RIGHT, buff=0.12)
        name = MathTypst("P", font_size=36).next_to(place(THETA), UP + RIGHT, buff=0.16)
        point = MathTypst("P = ({{ cos theta : cos }}, {{ sin theta : sin }})", font_size=52)
        beside(point, 1)
        point.select("cos").set_color(YELLOW)
        point.select("sin").set_color(BLUE_C)
        self.play(FadeOut(length, turn))
        self.add(foot)
        self.play(Create(width), FadeIn(cosine))
        self.wait(1)
        self.play(Create(height), FadeIn(sine))
        self.wait(1)
        self.play(FadeIn(name), Write(point), run_time=1.5)
        self.wait(2.7)

        self.next_section("signs")
        values = always_redraw(
            lambda: VGroup(
                beside(MathTypst(reading("cos theta", np.cos(angle.get_value())), font_size=48, color=YELLOW), 1),
                beside(MathTypst(reading("sin theta", np.sin(angle.get_value())), font_size=48, color=BLUE_C), 2),
            )
        )
        left = beside(MathTypst('cos theta < 0 quad "on the left"', font_size=40, color=YELLOW), 3)
        below = beside(MathTypst('sin theta < 0 quad "below"', font_size=40, color=BLUE_C), 4)
        self.play(FadeOut(cosine, sine, theta, names, name, point))
        self.play(FadeIn(values))
        self.play(angle.animate.set_value(0.8 * PI), run_time=2)
        self.play(FadeIn(left))
        self.play(angle.animate.set_value(1.3 * PI), run_time=1.5)
        self.play(FadeIn(below))
        self.play(angle.animate.set_value(TAU), run_time=2)
        self.wait(0.8)
