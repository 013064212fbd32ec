"""Each eigenvalue put back into (A - lambda I) v = 0 gives a line of eigenvectors."""

import numpy as np
from manim import *

TITLE = "Finding the eigenvectors"

MATRIX = np.array([[1.5, 1], [0.5, 1]])
EIGENVALUES = [2, 0.5]
HEIGHTS = [1, 2]  # the second coordinate chosen for each eigenvector
COLORS = [YELLOW, TEAL_C]
UNIT = 0.8
ORIGIN_AT = np.array([-3.0, -0.45, 0])
HALF_WINDOW = np.array([3.6, 3.1])


def on_screen(vector: np.ndarray | tuple) -> np.ndarray:
    """Where a vector of the plane lies in the frame."""
    return ORIGIN_AT + UNIT * np.array([vector[0], vector[1], 0])


def eigenvector(value: float, height: float) -> np.ndarray:
    """The solution of (MATRIX - value I) v = 0 whose second coordinate is `height`."""
    a, b = (MATRIX - value * np.identity(2))[0]
    return height * np.array([-b / a, 1])


def column(vector: np.ndarray) -> str:
    """A vector as a Typst column."""
    return f'vec(delim: "[", {vector[0]:g}, {vector[1]:g})'


def solution_lines(value: float, vector: np.ndarray) -> list[str]:
    """From the singular system to the checked eigenvector, in Typst."""
    rest = MATRIX - value * np.identity(2)
    rows = "; ".join(f"{a:g}, {b:g}" for a, b in rest)
    slope = vector[0] / vector[1]
    factor = {1: "", -1: "-"}.get(slope, f"{slope:g} thin ")
    return [
        f"lambda = {value:g}",
        f'mat(delim: "[", {rows}) vec(delim: "[", x, y) = vec(delim: "[", 0, 0)',
        f"x = {factor} y",
        f"A {column(vector)} = {column(MATRIX @ vector)} = {value:g} {column(vector)}",
    ]


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


def arrow(start: np.ndarray | tuple, end: np.ndarray | tuple, color: ManimColor) -> Arrow:
    """An arrow between two points of the plane."""
    return Arrow(on_screen(start), on_screen(end), buff=0, color=color, stroke_width=7)


def eigenline(vector: np.ndarray, color: ManimColor) -> Line:
    """The line through the origin along `vector`, as far as the window reaches."""
    start, end = clipped(np.zeros(2), np.array(vector, dtype=float))
    return Line(on_screen(start), on_screen(end), color=color, stroke_width=3, stroke_opacity=0.7)


def tag(source: str, color: ManimColor) -> MathTypst:
    """A formula readable on top of grid lines."""
    return MathTypst(source, font_size=38, color=color).add_background_rectangle(
        color="#101418", opacity=0.85, buff=0.06
    )


class SolveForEigenvectors(Scene):
    def construct(self) -> None:
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        self.add(grid(np.identity(2), BLUE_C, 0.35), window(), title)
        solved = VGroup()
        for k, beat in enumerate(["double", "half"]):
            self.next_section(beat)
            value, color = EIGENVALUES[k], COLORS[k]
            vector = eigenvector(value, HEIGHTS[k])
            lines = VGroup(*[MathTypst(line, font_size=42) for line in solution_lines(value, vector)])
            lines[0].set_color(ORANGE)
            lines[2:].set_color(color)
            lines.arrange(DOWN, buff=0.55).move_to([3.85, -0.45, 0])
            line = eigenline(vector, color)
            image = arrow((0, 0), MATRIX @ vector, ORANGE).set_stroke(opacity=0.8)
            start = arrow((0, 0), vector, color)
            normal = np.array([vector[1], -vector[0]]) / np.linalg.norm(vector)
            names = [
                tag(f"bold(v)_{k + 1}", color).move_to(on_screen(vector + 0.5 * normal)),
                tag(f"A bold(v)_{k + 1}", ORANGE).move_to(on_screen(0.9 * MATRIX @ vector - 0.65 * normal)),
            ]
            self.play(FadeOut(solved), FadeIn(lines[0]), run_time=0.8)
            self.play(Write(lines[1]), run_time=1.5)
            self.wait(0.8)
            self.play(FadeIn(lines[2], shift=0.2 * DOWN), Create(line), run_time=1.2)
            self.play(GrowArrow(start), FadeIn(names[0]), run_time=1)
            self.wait(0.5)
            self.play(TransformFromCopy(start, image), FadeIn(names[1]), Write(lines[3]), run_time=1.8)
            self.add(*([image, start] if value > 1 else [start, image]))
            self.wait(4.5 if k == 0 else 3)
            solved = lines
