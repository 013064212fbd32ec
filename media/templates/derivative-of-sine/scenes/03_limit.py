"""The small step made exact: the difference quotient, its two limits, and what is left."""

import numpy as np
from manim import *

TITLE = "From nearly to exactly"

POINT = 0.8
FIRST_STEP, LAST_STEP = 1.2, 0.02
NAMED_WIDTH = 0.35  # on screen: a step no wider than this has no room for its name
STEPS = [1, 0.1, 0.01]
MORAL = "On the unit circle, the height grows at the rate of the width."


def quotient(h: float) -> float:
    """Slope of the secant of the sine curve from POINT to POINT + h."""
    return float((np.sin(POINT + h) - np.sin(POINT)) / h)


def cosine_part(h: float) -> float:
    """The factor of sin x in the difference quotient."""
    return float((np.cos(h) - 1) / h)


def sine_part(h: float) -> float:
    """The factor of cos x in the difference quotient."""
    return float(np.sin(h) / h)


class Limit(Scene):
    def construct(self):
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        axes = Axes(
            x_range=[0, PI, 10],
            y_range=[0, 1.3, 10],
            x_length=PI * 2.1,
            y_length=1.3 * 2.1,
            tips=False,
            axis_config={"color": GREY_B, "stroke_width": 2},
        ).move_to([-3.1, -0.3, 0])
        curve = axes.plot(np.sin, x_range=[0, PI], color=BLUE_C, stroke_width=5)
        h = ValueTracker(FIRST_STEP)

        def end(x: float) -> np.ndarray:
            return axes.c2p(x, np.sin(x))

        def secant() -> Line:
            line = Line(end(POINT), end(POINT + h.get_value()), color=ORANGE, stroke_width=5)
            return line.set_length(4.2).move_to(end(POINT) + 0.9 * line.get_unit_vector())

        def step() -> VGroup:
            a, b = end(POINT), end(POINT + h.get_value())
            corner = np.array([b[0], a[1], 0])
            under = np.maximum((a + corner) / 2, a + 0.28 * RIGHT)  # clear of the dashed line from a
            room = np.clip((corner[0] - a[0]) / NAMED_WIDTH - 1, 0, 1)
            return VGroup(
                Line(a, corner, color=GREY_B),
                Line(corner, b, color=GREEN_C, stroke_width=5),
                Dot(a, color=WHITE),
                Dot(b, color=WHITE),
                MathTypst("h", font_size=32).next_to(under, DOWN, buff=0.15).set_opacity(room),
            )

        def value() -> MathTypst:
            return MathTypst(f'"slope" = {quotient(h.get_value()):.3f}', font_size=36, color=ORANGE).move_to(
                [3.9, -1.4, 0]
            )

        self.next_section("secant")
        self.play(FadeIn(title), Create(axes), Create(curve), run_time=1.5)
        line, triangle, slope = always_redraw(secant), always_redraw(step), always_redraw(value)
        size = always_redraw(lambda: MathTypst(f"h = {h.get_value():.2f}", font_size=36).move_to([3.9, -0.7, 0]))
        difference = MathTypst("(sin (x + h) - sin x) / h", font_size=52).move_to([3.9, 0.8, 0])
        foot = axes.c2p(POINT, 0)
        drop = DashedLine(end(POINT), foot, color=GREY_B, stroke_width=2)
        base = MathTypst("x", font_size=32).next_to(foot, DOWN, buff=0.15)
        self.play(FadeIn(triangle, drop, base), Create(line))
        self.play(Write(difference), FadeIn(size, slope))
        self.wait(1.5)
        self.play(h.animate.set_value(LAST_STEP), run_time=4.5)
        self.wait(1.5)

        self.next_section("split")
        for moving in (line, triangle, slope, size):
            moving.clear_updaters()
        self.play(
            FadeOut(axes, curve, line, triangle, drop, base, slope, size),
            difference.animate.move_to([0, 1.7, 0]),
        )
        rule = MathTypst("sin (x + h) = {{ sin x cos h + cos x sin h }}", font_size=48).move_to([0, 0.2, 0])
        rule.select(0).set_color(BLUE_C)
        self.play(Write(rule), run_time=1.5)
        self.wait(2)
        split = MathTypst(
            "(sin (x + h) - sin x) / h = "
            "sin x dot {{ (cos h - 1) / h : first }} + cos x dot {{ (sin h) / h : second }}",
            font_size=52,
        ).move_to([0, -1.6, 0])
        split.select("first").set_color(RED_C)
        split.select("second").set_color(GREEN_C)
        self.play(Write(split), run_time=2.5)
        self.wait(3)

        self.next_section("two-limits")
        self.play(FadeOut(difference, rule), run_time=0.7)
        self.play(split.animate.move_to([0, 1.9, 0]))
        columns = [-3.6, 0.2, 4.0]
        heads = [
            MathTypst("h", font_size=40),
            MathTypst("(cos h - 1) / h", font_size=40, color=RED_C),
            MathTypst("(sin h) / h", font_size=40, color=GREEN_C),
        ]
        for head, x in zip(heads, columns, strict=True):
            head.move_to([x, 0.35, 0])
        rule_line = Line([-5.2, -0.3, 0], [5.2, -0.3, 0], color=GREY_B, stroke_width=2)
        self.play(FadeIn(*heads), Create(rule_line))
        for row, small in enumerate(STEPS):
            cells = [f"{small:g}", f"{cosine_part(small):.5f}", f"{sine_part(small):.5f}"]
            texts = [
                MathTypst(c, font_size=36).move_to([x, -0.75 - 0.65 * row, 0])
                for c, x in zip(cells, columns, strict=True)
            ]
            self.play(FadeIn(*texts, shift=0.2 * DOWN), run_time=0.8)
            self.wait(0.5)
        limits = ["h -> 0", "0", "1"]
        bottom = [
            MathTypst(c, font_size=44, color=head.color).move_to([x, -0.75 - 0.65 * len(STEPS) - 0.15, 0])
            for c, x, head in zip(limits, columns, heads, strict=True)
        ]
        self.play(Write(VGroup(*bottom)))
        self.wait(2.5)

        self.next_section("therefore")
        self.play(FadeOut(*[m for m in self.mobjects if m not in (title, split)]))
        left = MathTypst(
            "dif / (dif x) sin x = sin x dot {{ 0 : first }} + cos x dot {{ 1 : second }}", font_size=56
        ).move_to([0, -0.2, 0])
        left.select("first").set_color(RED_C)
        left.select("second").set_color(GREEN_C)
        self.play(Write(left), run_time=1.5)
        self.wait(2)
        result = MathTypst("dif / (dif x) {{ sin x : sin }} = {{ cos x : cos }}", font_size=72).move_to([0, 0.6, 0])
        result.select("sin").set_color(BLUE_C)
        result.select("cos").set_color(YELLOW)
        self.play(FadeOut(split, left))
        self.play(FadeIn(result, scale=0.8))
        self.play(Create(SurroundingRectangle(result, color=WHITE, buff=0.4, corner_radius=0.15)))
        moral = Typst(MORAL, font_size=40).move_to([0, -1.7, 0])
        self.play(FadeIn(moral, shift=0.2 * UP))
        self.wait(3)
