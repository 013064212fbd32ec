"""The theorem at work: a ladder, a distance, and what happens when the angle is not right."""

import numpy as np
from manim import *

TITLE = "Putting it to work"

LADDER, FOOT = 6.5, 2.5  # metres
METRE = 0.75
P, Q = (1, 1), (6, 3)
LEG_A, LEG_B = 3, 4


def missing_leg(long_side: float, leg: float) -> float:
    """The other leg of a right triangle."""
    return float(np.sqrt(long_side**2 - leg**2))


def distance(p: tuple[float, float], q: tuple[float, float]) -> float:
    """Distance of two points of the plane."""
    return float(np.hypot(q[0] - p[0], q[1] - p[1]))


def squared_side(angle: float) -> float:
    """Square of the side opposite an angle between LEG_A and LEG_B, from coordinates."""
    end = LEG_A * np.array([np.cos(angle), np.sin(angle)])
    return float(np.sum((end - [LEG_B, 0]) ** 2))


def compare(left: float, right: float) -> str:
    """The sign between two numbers that are shown to one decimal."""
    difference = round(left, 1) - round(right, 1)
    return "=" if difference == 0 else "<" if difference < 0 else ">"


class Use(Scene):
    def construct(self):
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        height = missing_leg(LADDER, FOOT)

        self.next_section("ladder")
        base = np.array([-4.2, -2.5, 0])
        top, foot = base + height * METRE * UP, base + FOOT * METRE * RIGHT
        wall = Line(base, base + 5.2 * UP, color=GREY_B, stroke_width=10)
        ground = Line(base + 1.2 * LEFT, base + 3.8 * RIGHT, color=GREY_B, stroke_width=4)
        ladder = Line(foot, top, color=YELLOW, stroke_width=7)
        length = MathTypst(f"{LADDER:g}", font_size=40, color=YELLOW).next_to(ladder.get_center(), RIGHT, buff=0.4)
        floor = MathTypst(f"{FOOT:g}", font_size=40, color=GREEN_C).next_to((base + foot) / 2, DOWN, buff=0.25)
        unknown = MathTypst("h", font_size=40, color=BLUE_C).next_to((base + top) / 2, LEFT, buff=0.35)
        self.play(FadeIn(title), Create(wall), Create(ground), run_time=1.2)
        self.play(Create(ladder), FadeIn(length))
        self.play(FadeIn(floor, unknown))
        self.wait(1)
        lines = [
            f"h^2 + {FOOT:g}^2 = {LADDER:g}^2",
            f"h^2 = {LADDER**2:g} - {FOOT**2:g} = {LADDER**2 - FOOT**2:g}",
            f"h = {height:g}",
        ]
        working = VGroup(*[MathTypst(line, font_size=48) for line in lines]).arrange(DOWN, buff=0.6, aligned_edge=LEFT)
        working.move_to([3.0, -0.2, 0])
        working[2].set_color(BLUE_C)
        for line in working:
            self.play(Write(line), run_time=1)
            self.wait(1)
        self.wait(1)

        self.next_section("distance")
        self.play(FadeOut(wall, ground, ladder, length, floor, unknown, working))
        plane = NumberPlane(
            x_range=[0, 7.5, 1],
            y_range=[0, 4.5, 1],
            x_length=6.4,
            y_length=6.4 / 7.5 * 4.5,
            background_line_style={"stroke_color": GREY, "stroke_width": 1, "stroke_opacity": 0.5},
            axis_config={"color": GREY_B},
        ).move_to([-3.2, -0.4, 0])
        units = VGroup(
            *[
                MathTypst(str(n), font_size=24, color=GREY_B).next_to(plane.c2p(n, 0), DOWN, buff=0.12)
                for n in range(1, 8)
            ],
            *[
                MathTypst(str(n), font_size=24, color=GREY_B).next_to(plane.c2p(0, n), LEFT, buff=0.12)
                for n in range(1, 5)
            ],
        )
        start, end, corner = plane.c2p(*P), plane.c2p(*Q), plane.c2p(Q[0], P[1])
        dots = VGroup(Dot(start), Dot(end))
        names = [
            MathTypst(f"P({P[0]}, {P[1]})", font_size=32).next_to(start, DOWN, buff=0.2),
            MathTypst(f"Q({Q[0]}, {Q[1]})", font_size=32).next_to(end, UP, buff=0.2),
        ]
        across, up = Line(start, corner, color=GREEN_C), Line(corner, end, color=BLUE_C)
        direct = Line(start, end, color=YELLOW, stroke_width=5)
        run = MathTypst(str(Q[0] - P[0]), font_size=36, color=GREEN_C).next_to(across, DOWN, buff=0.2)
        rise = MathTypst(str(Q[1] - P[1]), font_size=36, color=BLUE_C).next_to(up, RIGHT, buff=0.2)
        self.play(FadeIn(plane, units), FadeIn(dots, *names))
        self.play(Create(direct))
        self.play(Create(across), Create(up), FadeIn(run, rise))
        self.wait(1.2)
        radicand = (Q[0] - P[0]) ** 2 + (Q[1] - P[1]) ** 2
        lines = [
            f"P Q = sqrt({Q[0] - P[0]}^2 + {Q[1] - P[1]}^2)",
            f"P Q = sqrt({radicand}) approx {distance(P, Q):.2f}",
        ]
        working = VGroup(*[MathTypst(line, font_size=44) for line in lines]).arrange(DOWN, buff=0.6, aligned_edge=LEFT)
        working.move_to([3.8, -0.3, 0])
        for line in working:
            self.play(Write(line), run_time=1.2)
            self.wait(0.8)
        self.wait(1.5)

        self.next_section("only-right")
        self.play(FadeOut(plane, units, dots, *names, across, up, direct, run, rise, working))
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
        self.play(FadeIn(moving, numbers))
        self.wait(1)
        for target in (PI / 3, 2 * PI / 3, PI / 2):
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
