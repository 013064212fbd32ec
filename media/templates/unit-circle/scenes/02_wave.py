"""The circle unrolled: the heights of the point make the sine wave, its widths the cosine wave."""

import numpy as np
from manim import *

TITLE = "From the circle to the wave"

UNIT = 1.2  # length of 1 on screen, on the circle and on both axes: arcs are laid out at their own length
START = -3.2  # where the axes begin
FIRST_LEVEL, SINE_LEVEL, COSINE_LEVEL = -0.3, 1.35, -1.75  # of the axes on screen
CIRCLES = -5.2
QUARTERS = {PI / 2: "pi \\/ 2", PI: "pi", 3 * PI / 2: "3 pi \\/ 2", TAU: "2 pi"}
LONG_UNIT = 0.88  # for two turns side by side


def rim(angle: float, level: float, ahead: float = 0.0) -> np.ndarray:
    """A point of the circle at the given level of the screen, the circle tipped on by `ahead`."""
    return np.array([CIRCLES + UNIT * np.cos(angle + ahead), level + UNIT * np.sin(angle + ahead), 0])


def panel(level: float, x: float = START, unit: float = UNIT, turns: int = 1) -> Axes:
    """Axes for so many turns whose origin lies at (x, level)."""
    axes = Axes(
        x_range=[0, turns * TAU + 0.3, PI / 2],
        y_range=[-1.1, 1.1, 1],
        x_length=(turns * TAU + 0.3) * unit,
        y_length=2.2 * unit,
        tips=False,
        axis_config={"color": GREY_B, "stroke_width": 2, "tick_size": 0.05},
    )
    return axes.shift(np.array([x, level, 0]) - axes.c2p(0, 0))


def grid(axes: Axes) -> VGroup:
    """Dashed lines at each quarter turn and at the heights 1 and -1, with these heights named at the right."""
    upright = [DashedLine(axes.c2p(x, 1), axes.c2p(x, -1), color=GREY_D) for x in QUARTERS]
    level = [DashedLine(axes.c2p(0, y), axes.c2p(TAU, y), color=GREY_D) for y in (1, -1)]
    names = [MathTypst(str(y), font_size=28, color=GREY_B).next_to(axes.c2p(TAU, y), RIGHT) for y in (1, -1)]
    return VGroup(*upright, *level, *names)


class Wave(Scene):
    def construct(self):
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        angle = ValueTracker(0)

        def follower(axes: Axes, level: float, ahead: float, color: ManimColor) -> VGroup:
            """The hand on the circle, its height, and the same height over the angle on the axes."""
            now = angle.get_value()
            tip, curve = rim(now, level, ahead), axes.c2p(now, np.sin(now + ahead))
            return VGroup(
                Line([CIRCLES, level, 0], tip, color=WHITE),
                Line([tip[0], level, 0], tip, color=color, stroke_width=6),
                Line(tip, curve, color=GREY_B, stroke_width=2),
                Line([curve[0], level, 0], curve, color=color, stroke_width=6),
                Dot(tip, color=WHITE),
                Dot(curve, color=color),
            )

        def grown(axes: Axes, ahead: float, color: ManimColor) -> VMobject:
            """The wave as far as the angle has come."""
            end = max(angle.get_value(), 0.001)
            return axes.plot(lambda x: np.sin(x + ahead), x_range=[0, end], color=color, stroke_width=5)

        self.next_section("unroll")
        axes, circle = panel(FIRST_LEVEL), Circle(UNIT, color=GREY_B).move_to([CIRCLES, FIRST_LEVEL, 0])
        rolled = always_redraw(lambda: Arc(UNIT, 0, angle.get_value(), arc_center=circle.get_center(), color=ORANGE))
        laid = always_redraw(lambda: Line(axes.c2p(0, 0), axes.c2p(angle.get_value(), 0), color=ORANGE, stroke_width=5))
        moving = always_redraw(lambda: follower(axes, FIRST_LEVEL, 0, BLUE_C))
        wave = always_redraw(lambda: grown(axes, 0, BLUE_C))
        sine = MathTypst("sin theta", font_size=40, color=BLUE_C).move_to([5.85, FIRST_LEVEL + 0.6, 0])
        marks = VGroup(
            *[
                MathTypst(text, font_size=28, color=GREY_B).next_to(axes.c2p(x, -1.05), DOWN, buff=0.1)
                for x, text in QUARTERS.items()
            ]
        )
        guides = grid(axes)
        self.play(FadeIn(title), Create(circle), Create(axes))
        self.play(FadeIn(guides, marks))
        self.play(FadeIn(rolled, laid, wave, moving))
        self.play(angle.animate.set_value(TAU), run_time=7, rate_func=linear)
        self.play(FadeIn(sine))
        self.wait(1)

        self.next_section("cosine")
        for done in (rolled, laid, wave):
            done.clear_updaters()
        self.play(FadeOut(moving, rolled, laid), run_time=0.5)
        upper = VGroup(axes, circle, wave, sine, marks, guides)
        self.play(upper.animate.shift((SINE_LEVEL - FIRST_LEVEL) * UP))
        under, tipped = panel(COSINE_LEVEL), Circle(UNIT, color=GREY_B).move_to([CIRCLES, COSINE_LEVEL, 0])
        angle.set_value(0)
        lower_grid = grid(under)
        upright = follower(under, COSINE_LEVEL, PI / 2, YELLOW)
        lying = Line([CIRCLES, SINE_LEVEL, 0], rim(0, SINE_LEVEL), color=YELLOW, stroke_width=6)
        drop = COSINE_LEVEL - SINE_LEVEL
        self.play(Create(lying))
        self.play(lying.animate.shift(drop * UP), TransformFromCopy(circle, tipped), run_time=1.2)
        self.play(Rotate(lying, PI / 2, about_point=tipped.get_center()), Create(under), FadeIn(lower_grid))
        self.play(FadeIn(upright), FadeOut(lying), run_time=0.5)
        self.remove(upright)
        second = always_redraw(lambda: grown(under, PI / 2, YELLOW))
        moving = always_redraw(lambda: follower(under, COSINE_LEVEL, PI / 2, YELLOW))
        cosine = MathTypst("cos theta", font_size=40, color=YELLOW).move_to([5.85, COSINE_LEVEL + 0.6, 0])
        self.add(second, moving)
        self.play(angle.animate.set_value(TAU), run_time=5, rate_func=linear)
        self.play(FadeIn(cosine))
        self.wait(1)

        self.next_section("period")
        second.clear_updaters()
        both = panel(0.6, -5.8, LONG_UNIT, turns=2)
        first_turn = [both.plot(f, x_range=[0, TAU], color=c) for f, c in ((np.sin, BLUE_C), (np.cos, YELLOW))]
        next_turn = [both.plot(f, x_range=[TAU, 2 * TAU], color=c) for f, c in ((np.sin, BLUE_C), (np.cos, YELLOW))]
        self.play(FadeOut(circle, tipped, moving, guides, lower_grid, marks, sine, cosine))
        self.play(
            ReplacementTransform(VGroup(axes, under), VGroup(both)),
            ReplacementTransform(wave, first_turn[0]),
            ReplacementTransform(second, first_turn[1]),
            run_time=1.5,
        )
        self.play(*[Create(part) for part in next_turn], run_time=2)
        spans = VGroup(
            *[
                DoubleArrow(both.c2p(k * TAU, -1.3), both.c2p((k + 1) * TAU, -1.3), buff=0.05, tip_length=0.2)
                for k in range(2)
            ]
        )
        spans.set_color(GREY_B).set_stroke(width=3)
        sizes = VGroup(*[MathTypst("2 pi", font_size=36).next_to(span, DOWN, buff=0.1) for span in spans])
        laws = MathTypst(
            "{{ sin (theta + 2 pi) = sin theta : sin }} quad quad {{ cos (theta + 2 pi) = cos theta : cos }}",
            font_size=44,
        ).move_to([0, -2.6, 0])
        laws.select("sin").set_color(BLUE_C)
        laws.select("cos").set_color(YELLOW)
        self.play(FadeIn(spans, sizes))
        self.play(Write(laws), run_time=1.5)
        self.wait(2)
