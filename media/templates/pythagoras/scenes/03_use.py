"""The theorem at work: the height of a ladder and the distance of two points."""

import numpy as np
from manim import *

TITLE = "Putting it to work"

LADDER, FOOT = 6.5, 2.5  # metres
METRE = 0.75  # on screen
P, Q = (1, 1), (6, 3)


def missing_leg(long_side: float, leg: float) -> float:
    """The other leg of a right triangle."""
    return float(np.sqrt(long_side**2 - leg**2))


def distance(p: tuple[float, float], q: tuple[float, float]) -> float:
    """Distance of two points of the plane."""
    return float(np.hypot(q[0] - p[0], q[1] - p[1]))


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
        length = MathTypst(f'{LADDER:g} "m"', font_size=40, color=YELLOW).next_to(ladder.get_center(), RIGHT, buff=0.4)
        floor = MathTypst(f'{FOOT:g} "m"', font_size=40, color=GREEN_C).next_to((base + foot) / 2, DOWN, buff=0.25)
        unknown = MathTypst("h", font_size=40, color=BLUE_C).next_to((base + top) / 2, LEFT, buff=0.35)
        self.play(FadeIn(title), Create(wall), Create(ground), run_time=1.2)
        self.play(Create(ladder), FadeIn(length))
        square = RightAngle(Line(base, foot), Line(base, top), length=0.35, color=GREY_B)
        self.play(FadeIn(floor, unknown, square))
        self.wait(1)
        lines = [
            f"h^2 + {FOOT:g}^2 = {LADDER:g}^2",
            f"h^2 = {LADDER**2:g} - {FOOT**2:g} = {LADDER**2 - FOOT**2:g}",
            f'h = {height:g} "m"',
        ]
        working = VGroup(*[MathTypst(line, font_size=48) for line in lines]).arrange(DOWN, buff=0.6, aligned_edge=LEFT)
        working.move_to([3.0, -0.2, 0])
        working[2].set_color(BLUE_C)
        for line in working:
            self.play(Write(line), run_time=1)
            self.wait(1)
        self.wait(1)

        self.next_section("distance")
        self.play(FadeOut(wall, ground, ladder, square, length, floor, unknown, working))
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
        for name in names:
            name.add_background_rectangle(color=self.camera.background_color, opacity=1, buff=0.06)
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
