"""Two maps read off their columns: a shear and a rotation."""

import numpy as np
from manim import *

TITLE = "Shear and rotation"

SHEAR = np.array([[1, 1], [0, 1]])
ANGLE = 35 * DEGREES
UNIT = 2.0
ORIGIN_AT = np.array([-3.0, -0.45, 0])
HALF_WINDOW = np.array([3.6, 3.1])
COLORS = [GREEN_C, RED_C]


def on_screen(vector: np.ndarray | tuple) -> np.ndarray:
    """Where a vector of the plane lies in the frame."""
    return ORIGIN_AT + UNIT * np.array([vector[0], vector[1], 0])


def rotation(angle: float) -> np.ndarray:
    """The matrix that turns the plane by `angle` anticlockwise."""
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])


def matrix_source(name: str, entries: list | np.ndarray) -> str:
    """A matrix in Typst, its columns labelled c0 and c1; `entries` are numbers or Typst texts."""
    shown = [[entry if isinstance(entry, str) else f"{round(entry):g}" for entry in row] for row in entries]
    rows = [f"{{{{ {left} : c0 }}}}, {{{{ {right} : c1 }}}}" for left, right in shown]
    return f'{name} = mat(delim: "[", column-gap: #1em, {"; ".join(rows)})'


def coloured_matrix(name: str, entries: list | np.ndarray) -> MathTypst:
    """The matrix in the colours of the basis arrows, placed beside the window."""
    matrix = MathTypst(matrix_source(name, entries), font_size=54).move_to([3.85, -0.7, 0])
    matrix.select("c0").set_color(COLORS[0])
    matrix.select("c1").set_color(COLORS[1])
    return matrix


def caption(text: str) -> Typst:
    """A line of text above the matrix."""
    return Typst(text, font_size=34, color=YELLOW).move_to([3.85, 1.0, 0])


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


def on_unit(vector: np.ndarray) -> np.ndarray:
    """The direction of a vector, one unit long in the frame."""
    return np.array([*vector, 0]) / np.linalg.norm(vector)


def beside(image: np.ndarray, k: int) -> np.ndarray:
    """A place for the name of basis arrow k: beyond its tip, clear of the grid line through it."""
    normal = np.array([image[1], -image[0]])
    return on_screen(image) + 0.42 * on_unit(image) + (0.3 if k == 0 else -0.3) * on_unit(normal)


def tag(source: str, color: ManimColor) -> MathTypst:
    """A formula readable on top of grid lines."""
    return MathTypst(source, font_size=38, color=color).add_background_rectangle(
        color="#101418", opacity=0.85, buff=0.06
    )


class ShearRotation(Scene):
    def construct(self) -> None:
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        lean, turn = ValueTracker(0), ValueTracker(0)

        def present() -> np.ndarray:
            """The map shown now: leaning first, then turned."""
            return rotation(turn.get_value()) @ (np.identity(2) + lean.get_value() * (SHEAR - np.identity(2)))

        plane = always_redraw(lambda: grid(present(), BLUE_C, 0.6))
        self.add(grid(np.identity(2), GREY_B, 0.2), plane, window(), title)

        for k in range(2):
            self.add(always_redraw(lambda k=k: arrow((0, 0), present()[:, k], COLORS[k])))
            name = tag(f"bold(e)_{k + 1}", COLORS[k])
            self.add(name.add_updater(lambda m, k=k: m.move_to(beside(present()[:, k], k)), call_updater=True))

        self.next_section("shear")
        shown = VGroup(caption("Shear"), coloured_matrix("S", SHEAR))
        self.wait(1)
        self.play(FadeIn(shown[0]), run_time=0.6)
        self.play(lean.animate.set_value(1), run_time=3)
        self.play(Write(shown[1]), run_time=1.5)
        self.wait(4)

        self.next_section("quarter-turn")
        self.play(lean.animate.set_value(0), FadeOut(shown), run_time=1)
        shown = VGroup(caption("Quarter turn"), coloured_matrix("R", rotation(PI / 2)))
        self.play(FadeIn(shown[0]), run_time=0.5)
        self.play(turn.animate.set_value(PI / 2), run_time=2.5)
        self.play(Write(shown[1]), run_time=1.5)
        self.wait(2.5)

        self.next_section("any-angle")
        circle = Circle(radius=UNIT, color=YELLOW, stroke_width=3).move_to(ORIGIN_AT)
        general = VGroup(
            caption("Rotation by the angle $theta$"),
            coloured_matrix("R_theta", [["cos theta", "-sin theta"], ["sin theta", "cos theta"]]),
        )
        self.play(Create(circle), FadeOut(shown), FadeIn(general[0]), run_time=1)
        self.play(turn.animate.set_value(ANGLE), run_time=2)
        arc = Arc(0.55, 0, ANGLE, arc_center=ORIGIN_AT, color=YELLOW)
        theta = tag("theta", YELLOW).move_to(on_screen(0.42 * rotation(ANGLE / 2)[:, 0]))
        self.play(Create(arc), FadeIn(theta), run_time=0.8)
        self.play(*[FadeIn(self.coordinates(k)) for k in range(2)], run_time=1)
        self.play(Write(general[1]), run_time=2)
        self.wait(3.5)

    @staticmethod
    def coordinates(k: int) -> VGroup:
        """The two coordinates of basis vector k after the turn, as labelled legs along the still axes."""
        x, y = rotation(ANGLE)[:, k]
        corner, side = on_screen((x, 0)), RIGHT if k == 0 else LEFT
        across = Line(ORIGIN_AT, corner, color=COLORS[k], stroke_width=6)
        up = DashedLine(corner, on_screen((x, y)), color=COLORS[k], stroke_width=5)
        labels = [tag(f"{trig} theta", COLORS[k]) for trig in (["cos", "sin"] if k == 0 else ["-sin", "cos"])]
        labels[0].next_to(across, DOWN, buff=0.15)
        labels[1].next_to(up, side, buff=0.15)
        return VGroup(across, up, *labels)
