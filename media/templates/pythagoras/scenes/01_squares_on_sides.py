"""A triangle with legs 3 and 4: the cells of the two small squares fill the square on the long side."""

import numpy as np
from manim import *

TITLE = "Squares on the sides"

A, B = 3, 4  # the legs: A goes up from the right angle, B to the right
C = int(np.hypot(A, B))
CELL = 0.56
RIGHT_ANGLE = np.array([-1.4, -1.3, 0])  # where the right angle lies on screen
ALONG = np.array([-B, A, 0]) / C  # from the end of leg B to the end of leg A
OUTWARD = np.array([A, B, 0]) / C


def at(x: float, y: float) -> np.ndarray:
    """The screen position of a point given in cells from the right angle."""
    return RIGHT_ANGLE + CELL * np.array([x, y, 0])


def leg_a_cells() -> list[np.ndarray]:
    """Centres of the cells of the square to the left of leg A."""
    return [at(-i - 0.5, j + 0.5) for j in range(A) for i in range(A)]


def leg_b_cells() -> list[np.ndarray]:
    """Centres of the cells of the square below leg B."""
    return [at(i + 0.5, -j - 0.5) for j in range(B) for i in range(B)]


def long_side_cells() -> list[np.ndarray]:
    """Centres of the cells of the square on the long side, row by row outwards."""
    steps = [(i + 0.5, j + 0.5) for j in range(C) for i in range(C)]
    return [at(B, 0) + CELL * (i * ALONG + j * OUTWARD) for i, j in steps]


def cells(centres: list[np.ndarray], color: ManimColor) -> VGroup:
    """One small square for each centre."""
    one = Square(CELL, color=color, stroke_width=2, fill_opacity=0.45)
    return VGroup(*[one.copy().move_to(centre) for centre in centres])


class SquaresOnSides(Scene):
    def construct(self):
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        triangle = Polygon(at(0, 0), at(B, 0), at(0, A), color=WHITE, stroke_width=5)
        corner = RightAngle(Line(at(0, 0), at(1, 0)), Line(at(0, 0), at(0, 1)), length=0.22, color=GREY_B)
        figure = VGroup(triangle, corner).save_state()
        figure.scale(2.4).move_to([0, -0.4, 0])

        self.next_section("triangle")
        end_b, end_a, foot = triangle.get_vertices()[1], triangle.get_vertices()[2], triangle.get_vertices()[0]
        side_a = MathTypst(str(A), font_size=48, color=BLUE_C).next_to((foot + end_a) / 2, LEFT, buff=0.3)
        side_b = MathTypst(str(B), font_size=48, color=GREEN_C).next_to((foot + end_b) / 2, DOWN, buff=0.3)
        side_c = MathTypst("?", font_size=60, color=YELLOW).move_to((end_a + end_b) / 2 + 0.5 * OUTWARD)
        self.play(FadeIn(title), Create(triangle), run_time=1.5)
        self.play(Create(corner))
        self.play(FadeIn(side_a, side_b))
        self.wait(2)
        self.play(FadeIn(side_c, scale=1.5))
        self.wait(4)

        self.next_section("squares")
        self.play(FadeOut(side_a, side_b, side_c), Restore(figure), run_time=1.5)
        small, medium = cells(leg_a_cells(), BLUE_C), cells(leg_b_cells(), GREEN_C)
        small_area = MathTypst(f"{A}^2 = {A**2}", font_size=40, color=BLUE_C).move_to(at(-1.5, -0.8))
        medium_area = MathTypst(f"{B}^2 = {B**2}", font_size=40, color=GREEN_C).move_to(at(5.8, -2))
        self.play(LaggedStart(*[FadeIn(c) for c in small], lag_ratio=0.15), run_time=2)
        self.play(FadeIn(small_area))
        self.play(LaggedStart(*[FadeIn(c) for c in medium], lag_ratio=0.1), run_time=2.2)
        self.play(FadeIn(medium_area))
        self.wait(1)

        self.next_section("fill")
        outline = Polygon(*[at(B, 0) + CELL * C * v for v in (0 * ALONG, ALONG, ALONG + OUTWARD, OUTWARD)])
        self.play(Create(outline.set_stroke(YELLOW, width=5)), run_time=1.5)
        travellers = [*medium.copy(), *small.copy()]
        turn = -np.arctan2(A, B)
        moves = [c.animate.rotate(turn).move_to(p) for c, p in zip(travellers, long_side_cells(), strict=True)]
        self.play(
            LaggedStart(*moves, lag_ratio=0.12),
            small.animate.set_fill(opacity=0.1),
            medium.animate.set_fill(opacity=0.1),
            run_time=5.5,
        )
        area = MathTypst(f"{C}^2 = {C**2}", font_size=40, color=YELLOW).move_to(at(6.9, 0.9))
        self.play(FadeIn(area))
        self.wait(1.5)

        self.next_section("claim")
        numbers = MathTypst(f"{{{{ {A**2} : a }}}} + {{{{ {B**2} : b }}}} = {{{{ {C**2} : c }}}}", font_size=60)
        law = MathTypst("{{ a^2 : a }} + {{ b^2 : b }} = {{ c^2 : c }}", font_size=72)
        for formula, y in ((numbers, 1.5), (law, -0.9)):
            for part, color in (("a", BLUE_C), ("b", GREEN_C), ("c", YELLOW)):
                formula.select(part).set_color(color)
            formula.move_to([4.2, y, 0])
        every = Typst("in every right triangle?", font_size=36).next_to(law, DOWN, buff=0.4)
        drawing = Group(*[m for m in self.mobjects if m is not title])
        self.play(drawing.animate.shift(2.9 * LEFT))
        self.play(Write(numbers), run_time=1.5)
        self.wait(1.5)
        self.play(FadeIn(law, shift=0.5 * DOWN), FadeIn(every))
        self.wait(4)
