"""A linear map moves a grid: lines stay straight and the basis vectors show where everything goes."""

import numpy as np
from manim import *

TITLE = "What makes a map linear?"

MATRIX = np.array([[2, -1], [1, 1]])
STATEMENTS = ["Lines stay straight.", "Parallel lines stay parallel\\\nand evenly spaced.", "The origin stays put."]
UNIT = 0.9
ORIGIN_AT = np.array([-3.0, -0.45, 0])
HALF_WINDOW = np.array([3.6, 3.1])
COLORS = [GREEN_C, RED_C]


def on_screen(vector: np.ndarray | tuple) -> np.ndarray:
    """Where a vector of the plane lies in the frame."""
    return ORIGIN_AT + UNIT * np.array([vector[0], vector[1], 0])


def partway(t: float) -> np.ndarray:
    """The map a fraction t of the way from the identity to MATRIX."""
    return (1 - t) * np.identity(2) + t * MATRIX


def basis_row(k: int) -> str:
    """Basis vector k and its image as one Typst formula in two labelled parts."""
    start, image = np.identity(2)[k], MATRIX[:, k]
    return (
        f'{{{{ bold(e)_{k + 1} = vec(delim: "[", {start[0]:g}, {start[1]:g}) : start }}}}'
        f' {{{{ quad arrow.r.bar quad vec(delim: "[", {image[0]:g}, {image[1]:g}) : image }}}}'
    )


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


def beside(image: np.ndarray, k: int) -> np.ndarray:
    """A place for the name of basis arrow k: right of the first arrow, left of the second, clear of both lines."""
    normal = np.array([image[1], -image[0]]) / np.linalg.norm(image)
    return on_screen(0.6 * np.array(image) + (0.5 if k == 0 else -0.5) * normal)


def tag(source: str, color: ManimColor) -> MathTypst:
    """A formula readable on top of grid lines."""
    return MathTypst(source, font_size=38, color=color).add_background_rectangle(
        color="#101418", opacity=0.85, buff=0.06
    )


class LinearGrid(Scene):
    def construct(self) -> None:
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        progress = ValueTracker(0)
        plane = always_redraw(lambda: grid(partway(progress.get_value()), BLUE_C, 0.6))
        self.add(grid(np.identity(2), GREY_B, 0.2), plane, window(), title)

        self.next_section("straight-lines")
        statements = VGroup(*[Typst(text, font_size=34) for text in STATEMENTS])
        statements.arrange(DOWN, buff=0.8, aligned_edge=LEFT).move_to([3.85, -0.45, 0])
        origin = Dot(ORIGIN_AT, color=YELLOW, radius=0.11)
        self.wait(0.6)
        first = Succession(Wait(1.5), FadeIn(statements[0], shift=0.2 * RIGHT))
        self.play(progress.animate.set_value(1), first, run_time=3.5)
        self.wait(1)
        self.play(FadeIn(statements[1], shift=0.2 * RIGHT), run_time=0.8)
        self.wait(1.2)
        shown = FadeIn(statements[2], shift=0.2 * RIGHT)
        self.play(shown, FadeIn(origin), Flash(origin, color=YELLOW), run_time=0.8)
        self.wait(1.6)
        self.play(progress.animate.set_value(0), FadeOut(statements, origin), run_time=1.5)

        self.next_section("basis")
        arrows = [
            always_redraw(lambda k=k: arrow((0, 0), partway(progress.get_value())[:, k], COLORS[k])) for k in range(2)
        ]
        names = [tag(f"bold(e)_{k + 1}", COLORS[k]) for k in range(2)]
        for k, name in enumerate(names):
            name.add_updater(
                lambda mobject, k=k: mobject.move_to(beside(partway(progress.get_value())[:, k], k)), call_updater=True
            )
        rows = VGroup(*[MathTypst(basis_row(k), font_size=50, color=COLORS[k]) for k in range(2)])
        rows.arrange(DOWN, buff=1.1).move_to([3.85, -0.45, 0])
        for k in range(2):
            self.play(FadeIn(arrows[k], names[k]), Write(rows[k].select("start")), run_time=1.6)
        self.wait(4)

        self.next_section("images")
        self.play(progress.animate.set_value(1), run_time=3)
        for k in range(2):
            self.play(Write(rows[k].select("image")), Flash(on_screen(MATRIX[:, k]), color=COLORS[k]), run_time=1.5)
            self.wait(0.8)
        self.wait(3)
