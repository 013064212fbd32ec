"""Most arrows turn under a matrix; those on two special lines are only stretched."""

import numpy as np
from manim import *

TITLE = "Directions that only stretch"

MATRIX = np.array([[1.5, 1], [0.5, 1]])
EIGENVECTORS = [np.array([2, 1]), np.array([-1, 1])]
RING = [1.3 * np.array([np.cos(a), np.sin(a)]) for a in np.arange(0, TAU, PI / 6)]
EXAMPLE = 3  # the arrow of the ring whose old line stays in sight
COLORS = [YELLOW, TEAL_C]
UNIT = 0.8
ORIGIN_AT = np.array([-3.0, -0.45, 0])
HALF_WINDOW = np.array([3.6, 3.1])


def on_screen(vector: np.ndarray | tuple) -> np.ndarray:
    """Where a vector of the plane lies in the frame."""
    return ORIGIN_AT + UNIT * np.array([vector[0], vector[1], 0])


def partway(t: float) -> np.ndarray:
    """The map a fraction t of the way from the identity to MATRIX."""
    return (1 - t) * np.identity(2) + t * MATRIX


def stretch(vector: np.ndarray) -> float:
    """The factor by which MATRIX stretches an eigenvector."""
    return (MATRIX @ vector)[0] / vector[0]


def matrix_source() -> str:
    """MATRIX in Typst."""
    return f'A = mat(delim: "[", {"; ".join(f"{a:g}, {b:g}" for a, b in MATRIX)})'


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


def whole_line(vector: np.ndarray, color: ManimColor) -> Line:
    """The line through the origin along `vector`, as far as the window reaches."""
    start, end = clipped(np.zeros(2), np.array(vector, dtype=float))
    return Line(on_screen(start), on_screen(end), color=color, stroke_width=3, stroke_opacity=0.7)


class StretchDirections(Scene):
    def construct(self) -> None:
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        progress = ValueTracker(0)
        plane = always_redraw(lambda: grid(partway(progress.get_value()), BLUE_C, 0.3))
        self.add(grid(np.identity(2), GREY_B, 0.15), plane, window(), title)

        def moving(vector: np.ndarray, color: ManimColor) -> Arrow:
            return always_redraw(lambda: arrow((0, 0), partway(progress.get_value()) @ vector, color))

        self.next_section("turning")
        matrix = MathTypst(matrix_source(), font_size=54).move_to([3.85, 1.5, 0])
        old = whole_line(RING[EXAMPLE], ORANGE)
        ring = [moving(v, ORANGE if k == EXAMPLE else BLUE_C) for k, v in enumerate(RING)]
        remark = Typst("Almost every arrow\\\nleaves its own line.", font_size=36).move_to([3.85, -0.8, 0])
        self.play(FadeIn(old, *ring), Write(matrix), run_time=1.5)
        self.wait(1)
        self.play(progress.animate.set_value(1), run_time=3)
        self.play(FadeIn(remark, shift=0.2 * RIGHT), run_time=0.8)
        self.wait(4)

        self.next_section("two-lines")
        self.play(FadeOut(old, remark, *ring), progress.animate.set_value(0), run_time=1.2)
        facts = VGroup()
        for vector, color in zip(EIGENVECTORS, COLORS):
            scaled = [vector, -0.5 * vector] if stretch(vector) > 1 else [1.5 * vector, -1.5 * vector]
            arrows = [moving(part, color) for part in scaled]
            self.play(Create(whole_line(vector, color)), FadeIn(*arrows), run_time=1)
            facts.add(Typst(f"On this line: times ${stretch(vector):g}$", font_size=36, color=color))
        facts.arrange(DOWN, buff=0.7).move_to([3.85, -0.8, 0])
        self.play(progress.animate.set_value(1), run_time=3)
        for fact in facts:
            self.play(FadeIn(fact, shift=0.2 * RIGHT), run_time=0.8)
        self.wait(3.5)

        self.next_section("definition")
        law = MathTypst("A {{ bold(v) : vector }} = {{ lambda : value }} {{ bold(v) : vector }}", font_size=72)
        law.move_to([3.85, 0.3, 0])
        law.select("vector").set_color(YELLOW)
        law.select("value").set_color(ORANGE)
        names = VGroup(
            Typst("$bold(v)$: eigenvector, not zero", font_size=34, color=YELLOW),
            Typst("$lambda$: eigenvalue", font_size=34, color=ORANGE),
        ).arrange(DOWN, buff=0.5).move_to([3.85, -1.5, 0])
        self.play(FadeOut(facts, matrix), run_time=0.6)
        self.play(Write(law), run_time=1.5)
        for name in names:
            self.play(FadeIn(name), run_time=0.8)
        self.wait(3.5)
