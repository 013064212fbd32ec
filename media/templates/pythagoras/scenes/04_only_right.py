"""The sides of a triangle whose angle changes: the theorem holds at the right angle only."""

import numpy as np
from manim import *

TITLE = "Only with a right angle"

LEG_A, LEG_B = 3, 4
SHARP, WIDE = PI / 3, 2 * PI / 3


def squared_side(angle: float) -> float:
    """Square of the side opposite an angle between LEG_A and LEG_B, from coordinates."""
    end = LEG_A * np.array([np.cos(angle), np.sin(angle)])
    return float(np.sum((end - [LEG_B, 0]) ** 2))


def compare(left: float, right: float) -> str:
    """The sign between two numbers that are shown to one decimal."""
    difference = round(left, 1) - round(right, 1)
    return "=" if difference == 0 else "<" if difference < 0 else ">"


class OnlyRight(Scene):
    def construct(self):
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)

        self.next_section("change-the-angle")
        origin, angle = np.array([-4.4, -2.2, 0]), ValueTracker(PI / 2)

        def triangle() -> VGroup:
            turn = angle.get_value()
            end_a = origin + LEG_A * np.array([np.cos(turn), np.sin(turn), 0])
            end_b = origin + LEG_B * RIGHT
            beside_a = 0.35 * np.array([-np.sin(turn), np.cos(turn), 0])
            outward = rotate_vector(normalize(end_b - end_a), PI / 2)
            return VGroup(
                Line(origin, end_b, color=GREEN_C, stroke_width=6),
                Line(origin, end_a, color=BLUE_C, stroke_width=6),
                Line(end_a, end_b, color=YELLOW, stroke_width=6),
                Arc(0.6, 0, turn, arc_center=origin, color=RED_C),
                MathTypst("a", font_size=40, color=BLUE_C).move_to((origin + end_a) / 2 + beside_a),
                MathTypst("b", font_size=40, color=GREEN_C).move_to((origin + end_b) / 2 + 0.35 * DOWN),
                MathTypst("c", font_size=40, color=YELLOW).move_to((end_a + end_b) / 2 + 0.35 * outward),
            )

        def readings() -> VGroup:
            turn = angle.get_value()
            both = LEG_A**2 + LEG_B**2
            texts = VGroup(
                MathTypst(f"gamma = {np.degrees(turn):.0f} degree", font_size=44, color=RED_C),
                MathTypst(f"a^2 + b^2 = {both:.1f}", font_size=44),
                MathTypst(f"c^2 = {squared_side(turn):.1f}", font_size=44, color=YELLOW),
                MathTypst(f"c^2 {compare(squared_side(turn), both)} a^2 + b^2", font_size=52),
            )
            for row, text in enumerate(texts):
                text.move_to([1.9, 1.3 - 0.95 * row, 0], LEFT)
            return texts

        moving, numbers = always_redraw(triangle), always_redraw(readings)
        self.play(FadeIn(title))
        self.play(FadeIn(moving, numbers))
        self.wait(1)
        for target in (SHARP, WIDE, PI / 2):
            self.play(angle.animate.set_value(target), run_time=2)
            self.wait(0.8)

        self.next_section("summary")
        self.play(FadeOut(moving, numbers))
        law = MathTypst("{{ a^2 : a }} + {{ b^2 : b }} = {{ c^2 : c }}", font_size=84).move_to([0, 0.5, 0])
        for part, color in (("a", BLUE_C), ("b", GREEN_C), ("c", YELLOW)):
            law.select(part).set_color(color)
        frame = SurroundingRectangle(law, color=WHITE, buff=0.45, corner_radius=0.15)
        when = Typst("exactly when the angle between $a$ and $b$ is a right angle", font_size=40).move_to([0, -1.6, 0])
        self.play(Write(law), run_time=1.5)
        self.play(Create(frame))
        self.play(FadeIn(when, shift=0.2 * UP))
        self.wait(4)
