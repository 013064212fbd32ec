"""The columns of a matrix are the images of the basis; every other image is a mix of the columns."""

import numpy as np
from manim import *

TITLE = "The columns are the images of the basis"

MATRIX = np.array([[2, -1], [1, 1]])
RECIPE = np.array([1, 2])  # coordinates of the example vector: steps along each basis vector
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


def steps(basis: np.ndarray) -> list[tuple[np.ndarray, np.ndarray, int]]:
    """The recipe walked tip to tail along the columns of `basis`: (from, to, column) per step."""
    walk, at = [], np.zeros(2)
    for k, count in enumerate(RECIPE):
        for _ in range(count):
            walk.append((at, at + basis[:, k], k))
            at = at + basis[:, k]
    return walk


def column(vector: np.ndarray, label: str) -> str:
    """A vector as a Typst column whose entries can be selected by `label`."""
    return f'vec(delim: "[", {{{{ {vector[0]:g} : {label} }}}}, {{{{ {vector[1]:g} : {label} }}}})'


def matrix_source() -> str:
    """MATRIX in Typst, its columns labelled c0 and c1."""
    rows = [f"{{{{ {left:g} : c0 }}}}, {{{{ {right:g} : c1 }}}}" for left, right in MATRIX]
    return f'A = mat(delim: "[", {"; ".join(rows)})'


def mix(terms: list[str]) -> str:
    """The recipe as a Typst sum: each coefficient before its term."""
    return " + ".join(f"{count} dot {term}" for count, term in zip(RECIPE, terms))


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


def step(i: int, basis: np.ndarray) -> Arrow:
    """Arrow i of the walk along the columns of `basis`."""
    start, end, k = steps(basis)[i]
    return arrow(start, end, COLORS[k])


def beside(image: np.ndarray, k: int) -> np.ndarray:
    """A place for the name of basis arrow k: right of the first arrow, left of the second, clear of both lines."""
    normal = np.array([image[1], -image[0]]) / np.linalg.norm(image)
    return on_screen(0.6 * np.array(image) + (0.5 if k == 0 else -0.5) * normal)


def tag(source: str, color: ManimColor) -> MathTypst:
    """A formula readable on top of grid lines."""
    return MathTypst(source, font_size=38, color=color).add_background_rectangle(
        color="#101418", opacity=0.85, buff=0.06
    )


class MatrixColumns(Scene):
    def construct(self) -> None:
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        progress = ValueTracker(1)
        plane = always_redraw(lambda: grid(partway(progress.get_value()), BLUE_C, 0.6))
        self.add(grid(np.identity(2), GREY_B, 0.2), plane, window(), title)
        arrows = [
            always_redraw(lambda k=k: arrow((0, 0), partway(progress.get_value())[:, k], COLORS[k])) for k in range(2)
        ]
        names = [tag(f"A bold(e)_{k + 1}", COLORS[k]).move_to(beside(MATRIX[:, k], k)) for k in range(2)]
        self.add(*arrows, *names)

        self.next_section("matrix")
        images = VGroup(*[
            MathTypst(f"A bold(e)_{k + 1} = {column(MATRIX[:, k], 'entries')}", font_size=40, color=COLORS[k])
            for k in range(2)
        ])
        images.arrange(RIGHT, buff=0.7).move_to([3.85, 1.2, 0])
        matrix = MathTypst(matrix_source(), font_size=60).move_to([3.85, -1, 0])
        for k in range(2):
            matrix.select(f"c{k}").set_color(COLORS[k])
        frame = [part for part in matrix.family_members_with_points() if part.get_color() == WHITE]
        self.play(FadeIn(images, shift=0.2 * DOWN), run_time=1)
        self.play(Write(VGroup(*frame)), run_time=1)
        for k in range(2):
            self.play(TransformFromCopy(images[k].select("entries"), matrix.select(f"c{k}")), run_time=1.5)
        self.add(matrix)
        self.wait(2.5)

        self.next_section("recipe")
        plain = [tag(f"bold(e)_{k + 1}", COLORS[k]).move_to(beside(np.identity(2)[:, k], k)) for k in range(2)]
        self.play(
            FadeOut(images, *names), matrix.animate.scale(0.8).move_to([3.85, 1.6, 0]),
            progress.animate.set_value(0), run_time=1.5,
        )
        vector = MathTypst(f"bold(v) = {mix(['bold(e)_1', 'bold(e)_2'])}", font_size=44, color=YELLOW)
        vector.move_to([3.85, 0.1, 0])
        self.play(FadeIn(*plain, vector), run_time=1)
        for i in range(len(steps(MATRIX))):
            self.play(FadeIn(always_redraw(lambda i=i: step(i, partway(progress.get_value())))), run_time=0.8)
        total = always_redraw(lambda: arrow((0, 0), partway(progress.get_value()) @ RECIPE, YELLOW))
        self.play(FadeIn(total), run_time=0.8)
        tip = tag("bold(v)", YELLOW).move_to(on_screen(RECIPE + np.array([0.1, 0.45])))
        self.play(FadeIn(tip), run_time=0.6)
        self.wait(2.5)

        self.next_section("same-recipe")
        self.play(FadeOut(*plain, tip), run_time=0.5)
        self.play(progress.animate.set_value(1), run_time=3)
        landing = tag("A bold(v)", YELLOW).move_to(on_screen(MATRIX @ RECIPE + np.array([0.75, 0])))
        parts = mix([column(MATRIX[:, k], f"c{k}") for k in range(2)])
        product = MathTypst(f"A bold(v) = {parts} = {column(MATRIX @ RECIPE, 'sum')}", font_size=40)
        product.move_to([3.85, -1.6, 0])
        for label, color in [("c0", GREEN_C), ("c1", RED_C), ("sum", YELLOW)]:
            product.select(label).set_color(color)
        self.play(FadeIn(*names, landing), run_time=0.8)
        self.play(Write(product), run_time=2.5)
        self.wait(5)
