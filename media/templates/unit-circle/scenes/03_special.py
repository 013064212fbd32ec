"""Angles whose sine and cosine are known exactly, from two triangles and a mirror."""

import numpy as np
from manim import *

TITLE = "Angles with exact values"

RADIUS = 4.8  # length of 1 on screen
CENTRE = np.array([-6.0, -2.9, 0])
# The sine of these angles is the square root of 0, 1, 2, 3 and 4, halved.
DEGREES = [0, 30, 45, 60, 90]


def half_root(n: int) -> str:
    """Typst text of the square root of n, halved, as short as it can be."""
    root = round(np.sqrt(n))
    if root * root != n:
        return f"sqrt({n}) / 2"
    return str(root // 2) if root % 2 == 0 else f"{root} / 2"


def place(degrees: float, length: float = 1.0) -> np.ndarray:
    """Where the point at an angle lies on screen, at a distance from the origin."""
    return CENTRE + RADIUS * length * np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees)), 0])


def triangle(degrees: float) -> VGroup:
    """The point at an angle with its radius, its width and its height."""
    tip = place(degrees)
    foot = np.array([tip[0], CENTRE[1], 0])
    return VGroup(
        Line(CENTRE, tip, color=WHITE),
        Line(CENTRE, foot, color=YELLOW, stroke_width=7),
        Line(foot, tip, color=BLUE_C, stroke_width=7),
        Dot(tip, color=WHITE, radius=0.1),
    )


def lines(*texts: str) -> VGroup:
    """Formulas one below the other to the right of the circle."""
    group = VGroup(*[MathTypst(text, font_size=48) for text in texts])
    for row, line in enumerate(group):
        line.move_to([0.9, 1.5 - 1.35 * row, 0], LEFT)
    return group


class Special(Scene):
    def construct(self):
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        axes = VGroup(*[Line(CENTRE, CENTRE + (RADIUS + 0.4) * d, color=GREY_B, stroke_width=2) for d in (RIGHT, UP)])
        circle = Arc(RADIUS, 0, PI / 2, arc_center=CENTRE, color=GREY_B, stroke_width=3)

        self.next_section("forty-five")
        half = triangle(45).set_z_index(1)
        names = VGroup(
            MathTypst("x", font_size=40, color=YELLOW).next_to(half[1], DOWN, buff=0.15),
            MathTypst("x", font_size=40, color=BLUE_C).next_to(half[2], RIGHT, buff=0.15),
            MathTypst("1", font_size=40).next_to(place(45, 0.5), UP + LEFT, buff=0.1),
            MathTypst("45 degree", font_size=32, color=ORANGE).move_to(place(20, 0.31)),
        )
        opening = Arc(0.9, 0, PI / 4, arc_center=CENTRE, color=ORANGE)
        working = lines("x^2 + x^2 = 1", "x^2 = 1 / 2", f"x = {half_root(2)}")
        self.play(FadeIn(title), Create(axes), Create(circle))
        self.play(Create(half), Create(opening), run_time=1.5)
        self.play(FadeIn(names))
        for line in working:
            self.play(Write(line))
            self.wait(0.8)
        self.wait(1)

        self.next_section("sixty")
        sixty = triangle(60).set_z_index(1)
        equal = Polygon(CENTRE, place(0), place(60), color=GREEN_C, stroke_width=4, fill_opacity=0.15)
        ones = VGroup(
            MathTypst("1", font_size=40).next_to(place(60, 0.5), UP + LEFT, buff=0.1),
            MathTypst("1", font_size=40).next_to((place(0) + place(60)) / 2, UP + RIGHT, buff=0.1),
        )
        opening_60 = Arc(0.9, 0, PI / 3, arc_center=CENTRE, color=ORANGE)
        label = MathTypst("60 degree", font_size=32, color=ORANGE).move_to(place(25, 0.31))
        working_60 = lines(
            f"cos 60 degree = {half_root(1)}", "sin^2 60 degree = 1 - 1 / 4", f"sin 60 degree = {half_root(3)}"
        )
        self.play(FadeOut(names, working), ReplacementTransform(opening, opening_60), Transform(half, sixty))
        self.play(FadeIn(equal, label, ones))
        self.wait(2)
        self.play(Write(working_60[0]))
        self.wait(1.5)
        for line in working_60[1:]:
            self.play(Write(line))
            self.wait(0.8)
        self.wait(1)

        self.next_section("thirty")
        mirror = DashedLine(CENTRE, place(45, 1.12), color=GREEN_C)
        thirty = triangle(30)
        swapped = lines(f"cos 30 degree = {half_root(3)}", f"sin 30 degree = {half_root(1)}")
        whole = MathTypst("60 degree", font_size=32).next_to(place(60), UP + RIGHT, buff=0.1)
        other = MathTypst("30 degree", font_size=32).next_to(place(30), RIGHT, buff=0.2)
        self.play(FadeOut(equal, ones, opening_60, label, working_60), Create(mirror))
        image = half.copy()
        self.play(half.animate.set_stroke(opacity=0.3), FadeIn(whole))
        self.play(image.animate.flip(axis=place(45) - CENTRE, about_point=CENTRE), FadeIn(other), run_time=1.5)
        self.play(
            image[1].animate.move_to(thirty[2]).set_color(BLUE_C),
            image[2].animate.move_to(thirty[1]).set_color(YELLOW),
            run_time=1.5,
        )
        self.play(Write(swapped), run_time=1.5)
        self.wait(3)

        self.next_section("table")
        self.play(FadeOut(*[m for m in self.mobjects if m is not title]))
        columns = [-4.6, -2.2, -0.1, 2.0, 4.1, 6.1]
        rows = [
            ["theta", *[f"{d} degree" for d in DEGREES]],
            ["sin theta", *[half_root(n) for n in range(5)]],
            ["cos theta", *[half_root(4 - n) for n in range(5)]],
            ["sin theta", *[f"sqrt({n}) / 2" for n in range(5)]],
        ]
        table = VGroup()
        for texts, y, color in zip(rows, (1.9, 0.6, -0.8, -2.5), (WHITE, BLUE_C, YELLOW, GREEN_C), strict=True):
            table.add(
                VGroup(
                    *[
                        MathTypst(t, font_size=44, color=color).move_to([x - 0.4, y, 0])
                        for t, x in zip(texts, columns, strict=True)
                    ]
                )
            )
        rule = Line([-6.0, 1.4, 0], [6.2, 1.4, 0], color=GREY_B, stroke_width=2)
        self.play(FadeIn(table[0]), Create(rule))
        for row in table[1:]:
            self.play(LaggedStart(*[FadeIn(cell) for cell in row], lag_ratio=0.3), run_time=1.8)
            self.wait(0.6)
        self.wait(1.2)
