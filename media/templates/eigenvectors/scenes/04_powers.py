"""Split along eigenvectors, repeating a map only multiplies each part by a power of its eigenvalue."""

import numpy as np
from manim import *

TITLE = "Why they are useful: repeat the map"

MATRIX = np.array([[1.5, 1], [0.5, 1]])
EIGENVALUES = [2, 0.5]
EIGENVECTORS = [np.array([2, 1]), np.array([-2, 2])]
PARTS = [0.25, 1]  # coordinates of the start vector along the eigenvectors
STEPS = 3
COLORS = [YELLOW, TEAL_C]
UNIT = 0.8
ORIGIN_AT = np.array([-3.0, -0.45, 0])
HALF_WINDOW = np.array([3.6, 3.1])


def on_screen(vector: np.ndarray | tuple) -> np.ndarray:
    """Where a vector of the plane lies in the frame."""
    return ORIGIN_AT + UNIT * np.array([vector[0], vector[1], 0])


def components(n: float) -> list[np.ndarray]:
    """The parts of the vector along the eigenvectors after n uses of the map."""
    return [part * value**n * vector for part, value, vector in zip(PARTS, EIGENVALUES, EIGENVECTORS)]


def state(n: float) -> np.ndarray:
    """The vector after n uses of the map, from its parts alone."""
    return sum(components(n))


def factors_source(n: int) -> list[str]:
    """The coefficient of each eigenvector after n steps, in Typst."""
    return [f"{part * value**n:g}" for part, value in zip(PARTS, EIGENVALUES)]


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


class RepeatedMap(Scene):
    def construct(self) -> None:
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        lines = [eigenline(vector, color) for vector, color in zip(EIGENVECTORS, COLORS)]
        names = [
            MathTypst(f"bold(v)_{k + 1}", font_size=38, color=COLORS[k]).move_to(on_screen(place))
            for k, place in enumerate([(-3.6, -1.3), (3.4, -2.6)])
        ]
        self.add(grid(np.identity(2), BLUE_C, 0.3), window(), *lines, *names, title)
        n = ValueTracker(0)

        self.next_section("split")
        vector = always_redraw(lambda: arrow((0, 0), state(n.get_value()), WHITE))
        parts = [
            always_redraw(lambda k=k: arrow((0, 0), components(n.get_value())[k], COLORS[k])) for k in range(2)
        ]
        frame = always_redraw(lambda: VGroup(*[
            DashedLine(on_screen(part), on_screen(state(n.get_value())), color=GREY_B)
            for part in components(n.get_value())
        ]))
        self.play(FadeIn(vector), run_time=1)
        self.wait(1)
        formula = self.formula("bold(x)", PARTS).move_to([3.85, 1.6, 0])
        self.play(FadeIn(frame, *parts), run_time=1)
        self.play(Write(formula), run_time=1.5)
        self.wait(2.5)

        self.next_section("repeat")
        dots = VGroup(Dot(on_screen(state(0)), color=WHITE, radius=0.07))
        self.add(dots)
        shown = VGroup()
        for step in range(1, STEPS + 1):
            power = "A" if step == 1 else f"A^{step}"
            row = self.formula(f"{power} bold(x)", factors_source(step))
            row.shift((formula.select("equals").get_x() - row.select("equals").get_x()) * RIGHT).set_y(1.6 - 0.9 * step)
            self.play(n.animate.set_value(step), run_time=1.2)
            dots.add(Dot(on_screen(state(step)), color=WHITE, radius=0.07))
            self.play(FadeIn(row), FadeIn(dots[-1]), run_time=0.6)
            shown.add(row)
        law = self.formula("A^n bold(x)", [f"{part:g} dot {value:g}^n" for part, value in zip(PARTS, EIGENVALUES)])
        law.move_to([3.85, -2.4, 0])
        self.play(Write(law), run_time=1.5)
        self.wait(2)

        self.next_section("long-run")
        path = ParametricFunction(lambda t: on_screen(state(t)), [0, STEPS], color=WHITE, stroke_width=3)
        self.play(FadeOut(frame, *parts), Create(path), run_time=2)
        self.play(Indicate(lines[0], color=YELLOW, scale_factor=1.03), run_time=1.2)
        self.wait(1)
        facts = VGroup(
            MathTypst("A bold(v) = lambda bold(v)", font_size=60, color=YELLOW),
            MathTypst("det(A - lambda I) = 0", font_size=48),
            MathTypst("A^n bold(v) = lambda^n bold(v)", font_size=48),
        ).arrange(DOWN, buff=0.9).move_to([3.85, -0.45, 0])
        self.play(FadeOut(formula, shown, law), run_time=0.8)
        for fact in facts:
            self.play(Write(fact), run_time=1)
        self.wait(3)

    @staticmethod
    def formula(left: str, factors: list) -> MathTypst:
        """`left` as a mix of the two eigenvectors, each part in its colour."""
        parts = [f"{{{{ {factor} thin bold(v)_{k + 1} : part{k} }}}}" for k, factor in enumerate(factors)]
        mix = MathTypst(f"{left} {{{{ = : equals }}}} {' + '.join(parts)}", font_size=40)
        for k, color in enumerate(COLORS):
            mix.select(f"part{k}").set_color(color)
        return mix
