"""The determinant of a matrix is the factor by which its map scales areas."""

import numpy as np
from manim import *

TITLE = "The determinant is an area factor"

MATRIX = np.array([[2, -1], [1, 1]])
SINGULAR = np.array([[2, 1], [1, 0.5]])
DISC_CENTRE, DISC_RADIUS = np.array([-1, -1]), 0.7
SQUARE = [(0, 0), (1, 0), (1, 1), (0, 1)]
UNIT = 0.9
ORIGIN_AT = np.array([-3.0, -0.45, 0])
HALF_WINDOW = np.array([3.6, 3.1])
COLORS = [GREEN_C, RED_C]


def on_screen(vector: np.ndarray | tuple) -> np.ndarray:
    """Where a vector of the plane lies in the frame."""
    return ORIGIN_AT + UNIT * np.array([vector[0], vector[1], 0])


def determinant(matrix: np.ndarray) -> float:
    """a d - b c."""
    (a, b), (c, d) = matrix
    return a * d - b * c


def determinant_source(matrix: np.ndarray) -> str:
    """The computation of the determinant in Typst, negative factors in parentheses."""
    (a, b), (c, d) = [[f"{entry:g}" if entry >= 0 else f"({entry:g})" for entry in row] for row in matrix]
    return f"{a} dot {d} - {b} dot {c} = {determinant(matrix):g}"


def coloured_matrix(name: str, matrix: np.ndarray) -> MathTypst:
    """The matrix with its columns in the colours of the basis arrows."""
    rows = [f"{{{{ {left:g} : c0 }}}}, {{{{ {right:g} : c1 }}}}" for left, right in matrix]
    formula = MathTypst(f'{name} = mat(delim: "[", {"; ".join(rows)})', font_size=50)
    formula.select("c0").set_color(COLORS[0])
    formula.select("c1").set_color(COLORS[1])
    return formula


def clipped(point: np.ndarray, direction: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
    """The two ends of the part of a line inside the window, or None."""
    half = HALF_WINDOW / UNIT
    with np.errstate(divide="ignore", invalid="ignore"):  # lines along an axis never cross two of the edges
        times = np.sort([(-half - point) / direction, (half - point) / direction], axis=0)
    enter, leave = times[0].max(), times[1].min()
    return (point + enter * direction, point + leave * direction) if enter < leave else None


def grid(matrix: np.ndarray, color: ManimColor, opacity: float) -> VGroup:
    """The images of the grid lines under `matrix`, cut off at the window; the axes are brighter."""
    lines = VMobject(stroke_color=color, stroke_width=2, stroke_opacity=opacity)
    axes = VMobject(stroke_color=GREY_B, stroke_width=3, stroke_opacity=min(1, 2 * opacity))
    for n in range(-12, 13):
        for point, direction in (((n, 0), (0, 1)), ((0, n), (1, 0))):
            ends = clipped(matrix @ point, matrix @ direction)
            if ends:
                path = lines if n else axes
                path.start_new_path(on_screen(ends[0]))
                path.add_line_to(on_screen(ends[1]))
    return VGroup(lines, axes)


def window() -> Rectangle:
    """The frame around the grid."""
    width, height = 2 * HALF_WINDOW
    return Rectangle(width=width, height=height, color=GREY_B, stroke_width=2).move_to(ORIGIN_AT)


def patch(corners: list[np.ndarray], color: ManimColor) -> Polygon:
    """A filled shape, opaque so that grid lines do not run through the number written on it."""
    filling = interpolate_color(ManimColor("#101418"), color, 0.4)
    return Polygon(*corners, color=color, fill_color=filling, fill_opacity=1, stroke_width=3)


class DeterminantArea(Scene):
    def construct(self) -> None:
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        self.target, progress = MATRIX, ValueTracker(0)

        def present() -> np.ndarray:
            """The map shown now, between the identity and the target."""
            return np.identity(2) + progress.get_value() * (self.target - np.identity(2))

        def carried(points: list) -> list[np.ndarray]:
            """Points of the plane, moved by the present map, in the frame."""
            return [on_screen(present() @ point) for point in points]

        still, frame = grid(np.identity(2), GREY_B, 0.2), window()
        plane = always_redraw(lambda: grid(present(), BLUE_C, 0.6))
        self.add(still, plane, frame, title)

        square = always_redraw(lambda: patch(carried(SQUARE), YELLOW))
        sides = [
            always_redraw(lambda k=k: Arrow(
                ORIGIN_AT, carried(np.identity(2))[k], buff=0, color=COLORS[k], stroke_width=7
            )) for k in range(2)
        ]

        self.next_section("unit-square")
        one = MathTypst("1", font_size=40).move_to(on_screen((0.5, 0.5)))
        self.play(FadeIn(square, *sides, one), run_time=1)
        self.wait(1.5)
        matrix = coloured_matrix("A", MATRIX).move_to([3.85, 1.5, 0])
        self.play(Write(matrix), FadeOut(one), run_time=1.2)
        self.play(progress.animate.set_value(1), run_time=3)
        question = MathTypst("?", font_size=44).move_to(on_screen(MATRIX @ (0.5, 0.5)))
        self.play(FadeIn(question), run_time=0.6)
        self.wait(1.5)

        self.next_section("area")
        rule = MathTypst('det mat(delim: "[", a, b; c, d) = a d - b c', font_size=40, color=GREY_B)
        value = MathTypst(f"det A = {determinant_source(MATRIX)}", font_size=40)
        VGroup(rule, value).arrange(DOWN, buff=0.7).move_to([3.85, -1.0, 0])
        factor = f"{determinant(MATRIX):g}"
        area = MathTypst(factor, font_size=44).move_to(question)
        self.play(FadeIn(rule), run_time=1)
        self.play(Write(value), run_time=2)
        self.play(ReplacementTransform(question, area), run_time=0.8)
        self.wait(0.7)
        rim = [DISC_CENTRE + DISC_RADIUS * np.array([np.cos(a), np.sin(a)]) for a in np.linspace(0, TAU, 80)]
        small = MathTypst("S", font_size=40).move_to(on_screen(DISC_CENTRE))
        large = MathTypst(f"{factor} S", font_size=40).move_to(on_screen(MATRIX @ DISC_CENTRE))
        self.play(progress.animate.set_value(0), FadeOut(area), run_time=1.2)
        # Built only now: an updater rests while its mobject fades in, so it must start from the present state.
        disc = always_redraw(lambda: patch(carried(rim), ORANGE))
        self.play(FadeIn(disc, small), run_time=0.8)
        self.wait(0.6)
        self.play(FadeOut(small), run_time=0.3)
        self.play(progress.animate.set_value(1), run_time=2)
        self.play(FadeIn(large, area), run_time=0.6)
        self.wait(2.5)

        self.next_section("collapse")
        self.play(progress.animate.set_value(0), FadeOut(disc, large, area, matrix, rule, value), run_time=1.2)
        self.target = SINGULAR
        matrix = coloured_matrix("B", SINGULAR).move_to([3.85, 1.2, 0])
        value = MathTypst(f"det B = {determinant_source(SINGULAR)}", font_size=40).move_to([3.85, -0.9, 0])
        self.play(Write(matrix), run_time=1)
        self.play(progress.animate.set_value(1), run_time=3)
        self.play(Write(value), run_time=1.5)
        self.wait(3)

        self.next_section("summary")
        self.play(FadeOut(still, plane, frame, square, *sides, matrix, value), run_time=1.2)
        columns = MathTypst('A = mat(delim: "[", {{A bold(e)_1 : c0}}, {{A bold(e)_2 : c1}})', font_size=56)
        columns.select("c0").set_color(COLORS[0])
        columns.select("c1").set_color(COLORS[1])
        area_rule = MathTypst('"area of the image" = abs(det A) dot "area"', font_size=50, color=YELLOW)
        facts = VGroup(
            Typst("Columns: where the basis lands", font_size=32, color=GREY_B), columns,
            Typst("Determinant: how area scales", font_size=32, color=GREY_B), area_rule,
        ).arrange(DOWN, buff=0.45).move_to(0.4 * DOWN)
        facts[2:].shift(0.4 * DOWN)
        self.play(FadeIn(facts[0]), Write(columns), run_time=1.7)
        self.play(FadeIn(facts[2]), Write(area_rule), run_time=1.7)
        self.wait(5)
