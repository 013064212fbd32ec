# From 3brown1blue 1.2.1, three_b1b/skill/rules/matrices-linalg.md:221.
# Amit Subhasish, MIT License (../licences/3brown1blue.txt).
# Changed: its LaTeX formulas translated to Typst by hand.
from manim import *


class DeterminantArea(Scene):
    def construct(self) -> None:
        plane = NumberPlane()
        self.add(plane)

        # Unit square
        square = Polygon(
            ORIGIN, RIGHT, RIGHT + UP, UP,
            fill_color=BLUE, fill_opacity=0.3, stroke_color=BLUE,
        )
        area_label = MathTypst('"Area" = 1', font_size=32).move_to(square)
        self.play(Create(square), Write(area_label))

        # Apply matrix with det = 2
        matrix = [[2, 0], [1, 1]]
        det = 2 * 1 - 0 * 1  # = 2

        new_square = Polygon(
            ORIGIN,
            np.array([2, 1, 0]),
            np.array([2, 2, 0]),
            np.array([0, 1, 0]),
            fill_color=GREEN, fill_opacity=0.3, stroke_color=GREEN,
        )
        new_label = MathTypst(
            f'"Area" = |det(A)| = {det}', font_size=32
        ).move_to(new_square)

        self.play(
            Transform(square, new_square),
            Transform(area_label, new_label),
        )
        self.wait()
