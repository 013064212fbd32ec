"""Four copies of any right triangle in a big square, laid out in two ways: what stays free must be equal."""

import numpy as np
from manim import *

TITLE = "The same square, laid out twice"

A, B = 1.7, 2.9  # any two legs will do
SIDE = A + B
LEFT_CORNER = np.array([-3.4 - SIDE / 2, -2.5, 0])
RIGHT_CORNER = np.array([3.4 - SIDE / 2, -2.5, 0])

# The corners of the four triangles in the big square, the right angle first.
TRIANGLES = [
    [(0, 0), (A, 0), (0, B)],
    [(SIDE, 0), (SIDE, A), (A, 0)],
    [(SIDE, SIDE), (B, SIDE), (SIDE, A)],
    [(0, SIDE), (0, B), (B, SIDE)],
]
# How the triangles slide into two rectangles: index and shift, in an order in which none crosses another.
SLIDES = [(2, (-B, -A)), (1, (0, B)), (3, (A, 0))]
TILTED_SQUARE = [(A, 0), (SIDE, A), (B, SIDE), (0, B)]
SQUARE_A = [(0, B), (A, B), (A, SIDE), (0, SIDE)]
SQUARE_B = [(A, 0), (SIDE, 0), (SIDE, B), (A, B)]


def area(corners: list[tuple[float, float]]) -> float:
    """Area of a polygon by the shoelace formula."""
    pairs = zip(corners, corners[1:] + corners[:1], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def shape(corners: list[tuple[float, float]], origin: np.ndarray, color: ManimColor, opacity: float) -> Polygon:
    """A filled polygon of the big square whose lower left corner lies at origin."""
    points = [origin + x * RIGHT + y * UP for x, y in corners]
    return Polygon(*points, color=color, stroke_width=3, fill_opacity=opacity)


def named(corners: list[tuple[float, float]], origin: np.ndarray, color: ManimColor, name: str) -> VGroup:
    """A free part of the big square with its area written in it."""
    part = shape(corners, origin, color, 0.25)
    return VGroup(part, MathTypst(name, font_size=48, color=color).move_to(part))


class Rearrangement(Scene):
    def construct(self):
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        triangles = VGroup(*[shape(corners, LEFT_CORNER, TEAL_C, 0.5) for corners in TRIANGLES])
        frame = Square(SIDE, color=WHITE, stroke_width=4, z_index=1).move_to(LEFT_CORNER + SIDE / 2 * (UP + RIGHT))

        self.next_section("four-triangles")
        model = triangles[0].copy().scale(1.4).move_to([0, -0.3, 0])
        foot, end_a, end_b = model.get_vertices()
        sides = VGroup(
            MathTypst("a", font_size=48, color=BLUE_C).next_to((foot + end_a) / 2, DOWN, buff=0.25),
            MathTypst("b", font_size=48, color=GREEN_C).next_to((foot + end_b) / 2, LEFT, buff=0.25),
            MathTypst("c", font_size=48, color=YELLOW).next_to((end_a + end_b) / 2, RIGHT, buff=0.35),
        )
        corner = RightAngle(Line(foot, end_a), Line(foot, end_b), length=0.3, color=GREY_B)
        self.play(FadeIn(title), Create(model), run_time=1.5)
        self.play(Create(corner), FadeIn(sides))
        self.wait(2)
        self.play(FadeOut(sides, corner))
        self.play(ReplacementTransform(model, triangles[0]), Create(frame))
        turns = (PI / 2, PI, -PI / 2)
        copies = [
            TransformFromCopy(triangles[0], t, path_arc=turn) for t, turn in zip(triangles[1:], turns, strict=True)
        ]
        self.play(LaggedStart(*copies, lag_ratio=0.6), run_time=3)
        self.wait(0.8)

        self.next_section("tilted-square")
        free = named(TILTED_SQUARE, LEFT_CORNER, YELLOW, "c^2")
        low, across = LEFT_CORNER + 0.3 * DOWN, LEFT_CORNER + 0.3 * LEFT
        edges = VGroup(
            MathTypst("a", font_size=36, color=BLUE_C).move_to(low + A / 2 * RIGHT),
            MathTypst("b", font_size=36, color=GREEN_C).move_to(low + (A + B / 2) * RIGHT),
            MathTypst("b", font_size=36, color=GREEN_C).move_to(across + B / 2 * UP),
            MathTypst("a", font_size=36, color=BLUE_C).move_to(across + (B + A / 2) * UP),
        )
        self.play(FadeIn(edges))
        self.play(FadeIn(free))
        meeting = LEFT_CORNER + A * RIGHT
        steep, flat = np.arctan2(B, A), np.arctan2(A, B)
        angles = VGroup(
            Sector(0.55, angle=steep, start_angle=PI - steep, arc_center=meeting, color=ORANGE),
            Sector(0.85, angle=flat, arc_center=meeting, color=RED_C),
            MathTypst("alpha", font_size=32).move_to(meeting + 0.8 * rotate_vector(RIGHT, PI - steep / 2)),
            MathTypst("beta", font_size=32).move_to(meeting + 1.12 * rotate_vector(RIGHT, flat / 2)),
        )
        sum_of_angles = MathTypst("{{ alpha : alpha }} + {{ beta : beta }} = 90 degree", font_size=52)
        sum_of_angles.select("alpha").set_color(ORANGE)
        sum_of_angles.select("beta").set_color(RED_C)
        sum_of_angles.move_to([3.4, 0.6, 0])
        left_over = MathTypst('"so" 90 degree "are left for the corner"', font_size=40).move_to([3.4, -0.5, 0])
        self.wait(2.5)
        self.play(FadeIn(angles))
        self.play(FadeIn(sum_of_angles))
        self.wait(2.5)
        self.play(FadeIn(left_over))
        self.wait(4)

        self.next_section("slide")
        self.play(FadeOut(angles, sum_of_angles, left_over))
        moved = VGroup(*[shape(corners, RIGHT_CORNER, TEAL_C, 0.5) for corners in TRIANGLES])
        second = frame.copy().move_to(RIGHT_CORNER + SIDE / 2 * (UP + RIGHT))
        self.play(TransformFromCopy(frame, second), TransformFromCopy(triangles, moved), run_time=1.5)
        for index, shift in SLIDES:
            self.play(moved[index].animate.shift([*shift, 0]), run_time=1.5)
        parts = [named(SQUARE_A, RIGHT_CORNER, BLUE_C, "a^2"), named(SQUARE_B, RIGHT_CORNER, GREEN_C, "b^2")]
        self.play(FadeIn(parts[0]))
        self.play(FadeIn(parts[1]))
        self.wait(3.2)

        self.next_section("same-area")
        dim = [group.animate.set_fill(opacity=0.12).set_stroke(opacity=0.35) for group in (triangles, moved)]
        self.play(*dim, FadeOut(edges))
        law = MathTypst("{{ c^2 : c }} = {{ a^2 : a }} + {{ b^2 : b }}", font_size=60).move_to([0, -3.2, 0])
        for part, color in (("a", BLUE_C), ("b", GREEN_C), ("c", YELLOW)):
            law.select(part).set_color(color)
        equal = MathTypst("=", font_size=72).move_to([0, -0.2, 0])
        self.play(Indicate(free, color=YELLOW, scale_factor=1.05))
        self.play(FadeIn(equal), *[Indicate(part, color=None, scale_factor=1.05) for part in parts])
        self.play(Write(law), run_time=1.5)
        self.wait(4.5)
