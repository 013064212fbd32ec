"""Why the k-th coefficient of a Taylor series is the k-th derivative over k factorial."""

import math

from manim import *

TITLE = "The recipe for every coefficient"

POWER = 3


def derivative_source(order: int) -> str:
    """The derivative of c x^POWER of the given order, in Typst."""
    factor, power = math.perm(POWER, order), POWER - order
    variable = {0: "", 1: " x"}.get(power, f" x^{power}")
    return f"{factor if factor > 1 else ''} c{variable}"


class CoefficientRecipe(Scene):
    def construct(self):
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        self.add(title)

        self.next_section("factorial")
        steps = VGroup(*[MathTypst(derivative_source(order), font_size=60) for order in range(POWER + 1)])
        for step, x in zip(steps, (-5.1, -1.8, 1.6, 4.6)):
            step.move_to([x, 1.2, 0])
        steps[0].set_color(YELLOW)
        self.play(Write(steps[0]), run_time=1.2)
        self.wait(2)
        arrows = VGroup()
        for left, right in zip(steps, steps[1:]):
            link = Arrow(left.get_right(), right.get_left(), buff=0.3, color=GREY_B, stroke_width=4)
            sign = MathTypst("dif / (dif x)", font_size=34, color=GREY_B).next_to(link, UP, buff=0.15)
            arrows.add(VGroup(link, sign))
            self.play(GrowArrow(link), FadeIn(sign), run_time=0.7)
            self.play(TransformFromCopy(left, right), run_time=1)
            self.wait(0.5)
        result = MathTypst(f"{math.factorial(POWER)} c = {POWER}! thin c", font_size=60, color=YELLOW)
        result.move_to(steps[-1]).shift(0.15 * LEFT)
        self.play(ReplacementTransform(steps[-1], result), run_time=1)
        self.wait(3.5)

        self.next_section("coefficient")
        want = MathTypst("k! thin c_k = f^((k))(0)", font_size=56).move_to([-3, -1.3, 0])
        implies = MathTypst("arrow.r.double", font_size=56).move_to([0, -1.3, 0])
        rule = MathTypst("c_k = frac(f^((k))(0), k!)", font_size=64, color=YELLOW).move_to([3, -1.3, 0])
        self.play(Write(want), run_time=1.5)
        self.play(FadeIn(implies), Write(rule), run_time=1.5)
        self.wait(4.5)

        self.next_section("series")
        everything = VGroup(*steps[:-1], *arrows, result, want, implies)
        series = MathTypst(
            "f(x) = sum_(k=0)^oo {{ frac(f^((k))(a), k!) : rule }} (x - a)^k", font_size=72
        ).move_to(0.3 * DOWN)
        series.select("rule").set_color(YELLOW)
        self.play(FadeOut(everything), run_time=0.8)
        self.play(ReplacementTransform(rule, series), run_time=1.8)
        self.play(Circumscribe(series, color=ORANGE, buff=0.3), run_time=1.5)
        self.wait(4)
