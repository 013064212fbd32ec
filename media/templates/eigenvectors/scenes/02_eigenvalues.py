"""Eigenvalues are the zeros of the characteristic polynomial det(A - lambda I)."""

import numpy as np
from manim import *

TITLE = "Finding the eigenvalues"

MATRIX = np.array([[1.5, 1], [0.5, 1]])
(A, B), (C, D) = MATRIX
TRACE, DETERMINANT = A + D, A * D - B * C

REARRANGED = ["A bold(v) = lambda bold(v)", "A bold(v) - lambda bold(v) = bold(0)", "(A - lambda I) bold(v) = bold(0)"]
MARKS = [0, 0.5, 1, 1.5, 2]
SHOWN_VECTOR = np.array([2, 1])  # an eigenvector of the larger eigenvalue
UNIT = 0.8
ORIGIN_AT = np.array([-3.0, -0.45, 0])
HALF_WINDOW = np.array([3.6, 3.1])


def characteristic(value: float) -> float:
    """det(MATRIX - value I), from trace and determinant."""
    return value**2 - TRACE * value + DETERMINANT


def eigenvalues() -> list[float]:
    """The zeros of the characteristic polynomial, largest first."""
    half_gap = np.sqrt(TRACE**2 / 4 - DETERMINANT)
    return [TRACE / 2 + half_gap, TRACE / 2 - half_gap]


def derivation() -> list[str]:
    """The lines from the determinant to the polynomial, in Typst."""
    return [
        f'det mat(delim: "[", {A:g} - lambda, {B:g}; {C:g}, {D:g} - lambda) = 0',
        f"({A:g} - lambda)({D:g} - lambda) - {B:g} dot {C:g} = 0",
        f"lambda^2 - {TRACE:g} lambda + {DETERMINANT:g} = 0",
    ]


def shifted(value: float) -> np.ndarray:
    """MATRIX - value I."""
    return MATRIX - value * np.identity(2)


def on_screen(vector: np.ndarray | tuple) -> np.ndarray:
    """Where a vector of the plane lies in the frame."""
    return ORIGIN_AT + UNIT * np.array([vector[0], vector[1], 0])


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


class CharacteristicPolynomial(Scene):
    def construct(self) -> None:
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        self.add(title)

        value = ValueTracker(0)
        plane = always_redraw(lambda: grid(shifted(value.get_value()), BLUE_C, 0.4))
        image = always_redraw(lambda: self.image(shifted(value.get_value()) @ SHOWN_VECTOR))
        picture = VGroup(grid(np.identity(2), GREY_B, 0.15), window())
        self.add(picture, plane, title)
        caption = MathTypst("(A - lambda I) bold(v)", font_size=38, color=YELLOW).move_to([-0.8, 2.1, 0])
        caption.add_background_rectangle(color="#101418", opacity=1, buff=0.12)

        self.next_section("one-side")
        lines = VGroup(*[MathTypst(step, font_size=52) for step in REARRANGED])
        lines.arrange(DOWN, buff=0.6).move_to([3.85, 0.7, 0])
        self.play(Write(lines[0]), FadeIn(image), run_time=1.5)
        self.wait(1.2)
        for line in lines[1:]:
            self.play(FadeIn(line, shift=0.3 * DOWN), run_time=1)
            self.wait(1.3)
        self.play(lines[2].animate.set_color(YELLOW), lines[:2].animate.set_color(GREY_B), run_time=0.8)
        self.wait(2)

        self.next_section("squash")
        track = NumberLine([0, 2.5, 0.5], length=4.4, color=GREY_B).move_to([3.85, -2.7, 0])
        marks = VGroup(*[
            MathTypst(f"{mark:g}", font_size=30).next_to(track.n2p(mark), DOWN, buff=0.2) for mark in MARKS
        ])
        name = MathTypst("lambda", font_size=38, color=ORANGE).next_to(track, LEFT, buff=0.25)
        slider = always_redraw(lambda: Dot(track.n2p(value.get_value()), color=ORANGE, radius=0.12))
        self.play(FadeIn(track, marks, name, slider, caption), run_time=0.8)
        self.play(value.animate.set_value(eigenvalues()[0]), run_time=5, rate_func=linear)
        condition = MathTypst("det(A - lambda I) = 0", font_size=52, color=YELLOW).move_to([3.85, -1.4, 0])
        self.play(Write(condition), lines[2].animate.set_color(WHITE), run_time=1.5)
        self.wait(2.5)

        self.next_section("polynomial")
        self.play(FadeOut(picture, plane, image, lines, track, marks, name, slider, condition, caption), run_time=0.8)
        lines = VGroup(*[MathTypst(line, font_size=42) for line in derivation()])
        lines.arrange(DOWN, buff=0.6).move_to([-3.5, 0.5, 0])
        lines[-1].set_color(BLUE_C)
        axes = Axes([-0.4, 3, 1], [-0.8, 2, 1], x_length=5.6, y_length=4.6, tips=False, axis_config={"color": GREY_B})
        axes.move_to([3.6, -0.5, 0])
        curve = axes.plot(characteristic, [-0.3, 2.8], color=BLUE_C)
        names = VGroup(
            MathTypst("lambda", font_size=34).next_to(axes.x_axis.get_right(), UP, buff=0.2),
            MathTypst("det(A - lambda I)", font_size=34, color=BLUE_C).next_to(axes.c2p(0, 2), RIGHT, buff=0.3),
        )
        self.play(Create(axes), FadeIn(names), run_time=0.8)
        for line in lines:
            self.play(FadeIn(line, shift=0.2 * DOWN), run_time=0.9)
            self.wait(0.5)
        self.play(Create(curve), run_time=1.5)
        self.wait(0.5)

        self.next_section("zeros")
        found = VGroup()
        for k, value in enumerate(eigenvalues()):
            dot = Dot(axes.c2p(value, 0), color=ORANGE, radius=0.11)
            mark = MathTypst(f"{value:g}", font_size=36, color=ORANGE)
            mark.next_to(dot, UL if k == 0 else UR, buff=0.12)
            found.add(MathTypst(f"lambda_{k + 1} = {value:g}", font_size=48, color=ORANGE))
            self.play(FadeIn(dot, scale=2), FadeIn(mark), run_time=1)
        found.arrange(RIGHT, buff=1).move_to([-3.5, -2.5, 0])
        self.play(Write(found), lines[:2].animate.set_color(GREY_B), run_time=1.5)
        self.wait(4)

    @staticmethod
    def image(vector: np.ndarray) -> VGroup:
        """The image of the shown eigenvector, a mere dot once it is zero."""
        dot = Dot(ORIGIN_AT, color=YELLOW)
        if np.linalg.norm(vector) < 0.05:
            return VGroup(dot)
        return VGroup(dot, Arrow(ORIGIN_AT, on_screen(vector), buff=0, color=YELLOW, stroke_width=7))
