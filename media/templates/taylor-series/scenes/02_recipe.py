"""Why the k-th coefficient of a Taylor series is the k-th derivative over k factorial."""

import itertools
import math

from manim import *

TITLE = "The recipe for every coefficient"

POWER = 3
SHOWN_TERMS = 4


def derivative_source(order: int) -> str:
    """The derivative of c x^POWER of the given order, in Typst."""
    factor, power = math.perm(POWER, order), POWER - order
    variable = {0: "", 1: " x"}.get(power, f" x^{power}")
    return f"{factor if factor > 1 else ''} c{variable}"


def exponential_source() -> str:
    """The first terms of the series of e^x, in Typst."""
    rest = " + ".join(f"x^{k} / {k}!" for k in range(2, SHOWN_TERMS))
    return f"e^x = 1 + x + {rest} + dots.c"


class CoefficientRecipe(Scene):
    def construct(self) -> None:
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        self.add(title)

        self.next_section("factorial")
        steps = VGroup(*[MathTypst(derivative_source(order), font_size=64) for order in range(POWER + 1)])
        for step, x in zip(steps, (-5.6, -2.4, 0.9, 3.7)):
            step.move_to([x, 0, 0])
        steps[0].set_color(YELLOW)
        self.play(Write(steps[0]), run_time=1.2)
        self.wait(2)
        arrows = VGroup()
        for left, right in itertools.pairwise(steps):
            link = Arrow(left.get_right(), right.get_left(), buff=0.3, color=GREY_B, stroke_width=4)
            sign = MathTypst("dif / (dif x)", font_size=34, color=GREY_B).next_to(link, UP, buff=0.15)
            arrows.add(VGroup(link, sign))
            self.play(GrowArrow(link), FadeIn(sign), run_time=0.7)
            self.play(FadeIn(right, shift=0.2 * DOWN), run_time=1)
            self.wait(0.5)
        result = MathTypst(f"= {POWER}! thin c", font_size=64, color=YELLOW)
        result.next_to(steps[-1], RIGHT, buff=0.3)
        self.play(Write(result), steps[-1].animate.set_color(YELLOW), run_time=1)
        self.wait(3.5)

        self.next_section("coefficient")
        chain = VGroup(*steps, *arrows, result)
        want = MathTypst("k! thin c_k = f^((k))(0)", font_size=56).move_to([-3.2, -1.3, 0])
        implies = MathTypst("arrow.r.double", font_size=56).move_to([0, -1.3, 0])
        rule = MathTypst("c_k = frac(f^((k))(0), k!)", font_size=64, color=YELLOW).move_to([3.2, -1.3, 0])
        self.play(chain.animate.shift(1.3 * UP), run_time=0.8)
        self.play(Write(want), run_time=1.5)
        self.play(FadeIn(implies), Write(rule), run_time=1.5)
        self.wait(4)

        self.next_section("series")
        series = MathTypst("f(x) = sum_(k=0)^oo {{ frac(f^((k))(a), k!) : rule }} (x - a)^k", font_size=72)
        series.move_to(0.8 * UP)
        series.select("rule").set_color(YELLOW)
        example = MathTypst(exponential_source(), font_size=54, color=BLUE_C).move_to(2.1 * DOWN)
        self.play(FadeOut(chain, want, implies), run_time=0.8)
        self.play(ReplacementTransform(rule, series), run_time=1.8)
        self.play(Circumscribe(series, color=ORANGE, buff=0.3), run_time=1.5)
        self.wait(2)
        self.play(Write(example), run_time=2)
        self.wait(3.5)
