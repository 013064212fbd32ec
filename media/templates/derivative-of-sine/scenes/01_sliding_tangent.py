"""A tangent slides along the sine curve while its slope is plotted underneath."""

import numpy as np
from manim import *

TITLE = "The slope of the sine curve"

END = TAU
UNIT = 1.15  # one unit of x and of y on screen, so that a slope of 1 looks like 45 degrees
TANGENT_LENGTH = 2.0
QUARTERS = {0: "0", PI / 2: "pi \\/ 2", PI: "pi", 3 * PI / 2: "3 pi \\/ 2", TAU: "2 pi"}


def slope(x: float, step: float = 1e-5) -> float:
    """Slope of the sine curve at x, measured on the curve itself by a tiny symmetric step."""
    return float((np.sin(x + step) - np.sin(x - step)) / (2 * step))


def reading(name: str, value: float) -> str:
    """Typst text of a quantity and its value; no minus sign before a zero."""
    return f"{name} = {round(value, 2) + 0.0:.2f}"


def panel(height: float) -> VGroup:
    """Axes for one wave and their labels, centred at the given height of the frame."""
    axes = Axes(
        x_range=[0, END + 0.15, PI / 2],
        y_range=[-1.1, 1.1, 1],
        x_length=(END + 0.15) * UNIT,
        y_length=2.2 * UNIT,
        tips=False,
        axis_config={"color": GREY_B, "stroke_width": 2, "tick_size": 0.05},
    )
    axes.shift(axes.c2p(0, 0) * -1 + [-5.9, height, 0])
    ones = [MathTypst(str(y), font_size=28, color=GREY_B).next_to(axes.c2p(0, y), LEFT, buff=0.15) for y in (-1, 1)]
    return VGroup(axes, *ones)


class SlidingTangent(Scene):
    def construct(self):
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        claim = MathTypst("dif / (dif x) {{ sin x : sin }} = {{ cos x : cos }}", font_size=84)
        claim.select("sin").set_color(BLUE_C)
        claim.select("cos").set_color(YELLOW)
        why = Typst("Why?", font_size=60).next_to(claim, DOWN, buff=0.8)

        self.next_section("question")
        self.play(FadeIn(title))
        self.play(Write(claim), run_time=2)
        self.wait(1.8)
        self.play(FadeIn(why, shift=0.3 * UP))
        self.wait(3)
        self.play(FadeOut(claim, why))

        self.next_section("tangent")
        upper, lower = panel(1.5), panel(-1.5)
        axes, slope_axes = upper[0], lower[0]
        x = ValueTracker(0)

        def beside(text: MathTypst, row: float) -> MathTypst:
            return text.move_to([3.6, axes.c2p(0, 0)[1] + row, 0], LEFT)

        def steepness_text() -> MathTypst:
            return MathTypst(reading('"slope"', slope(x.get_value())), font_size=40, color=ORANGE)

        def tangent_line() -> Line:
            line = Line(LEFT, RIGHT, color=ORANGE, stroke_width=5).set_length(TANGENT_LENGTH)
            return line.rotate(np.arctan(slope(x.get_value()))).move_to(touch)

        curve = axes.plot(np.sin, x_range=[0, END], color=BLUE_C, stroke_width=5)
        upper.add(curve).save_state()
        upper.scale(1.2).move_to([-1.7, -0.3, 0])
        name = always_redraw(lambda: beside(MathTypst("y = sin x", font_size=40, color=BLUE_C), 0.7))
        touch = always_redraw(lambda: Dot(axes.c2p(x.get_value(), np.sin(x.get_value())), color=WHITE))
        tangent = always_redraw(tangent_line)
        at = always_redraw(lambda: beside(MathTypst(reading("x", x.get_value()), font_size=36), 0))
        steepness = always_redraw(lambda: beside(steepness_text(), -0.7))
        self.play(Create(upper), FadeIn(name), run_time=2)
        self.play(FadeIn(tangent, touch, at, steepness))
        self.wait(4)
        self.play(x.animate.set_value(PI / 2), run_time=3)
        self.wait(2.8)

        self.next_section("trace")
        self.play(x.animate.set_value(0), Restore(upper), run_time=1.5)
        self.play(FadeIn(lower))
        guides = VGroup(*[DashedLine(axes.c2p(q, 1), slope_axes.c2p(q, -1.1), color=GREY_D) for q in QUARTERS if q])
        marks = VGroup(
            *[MathTypst(s, font_size=28, color=GREY_B).next_to(slope_axes.c2p(q, -1.1), DOWN, buff=0.1) for q, s in QUARTERS.items()]
        )
        dot = always_redraw(lambda: Dot(slope_axes.c2p(x.get_value(), slope(x.get_value())), color=YELLOW))
        drop = always_redraw(lambda: Line(touch.get_center(), dot.get_center(), color=GREY_B, stroke_width=2))
        trace = TracedPath(dot.get_center, stroke_color=YELLOW, stroke_width=5)
        slope_name = Typst("slope", font_size=40, color=YELLOW).move_to([3.6, -1.5, 0], LEFT)
        self.play(FadeIn(guides, marks, dot, drop, slope_name))
        self.add(trace)
        self.play(x.animate.set_value(END), run_time=9, rate_func=linear)
        self.wait(0.5)

        self.next_section("shape")
        slopes = slope_axes.plot(slope, x_range=[0, END], color=YELLOW, stroke_width=5)
        self.add(slopes)
        self.remove(trace)
        self.play(FadeOut(tangent, touch, dot, drop, at, steepness))
        ghost = axes.plot(np.sin, x_range=[PI / 2, END], color=WHITE, stroke_width=4)
        self.play(Create(ghost), run_time=1)
        self.play(ghost.animate.shift(slope_axes.c2p(0, 0) - axes.c2p(0, 0)), run_time=2)
        self.play(ghost.animate.shift(slope_axes.c2p(-PI / 2, 0) - slope_axes.c2p(0, 0)), run_time=2)
        cosine = MathTypst('"slope" = cos x', font_size=40, color=YELLOW).move_to([3.6, -1.5, 0], LEFT)
        self.wait(1)
        self.play(FadeOut(ghost), ReplacementTransform(slope_name, cosine))
        self.wait(4.5)
