"""A Fourier coefficient is twice the average of the function times its sine wave."""

import numpy as np
from manim import *

TITLE = "Coefficients come from averages"

ORDER, OTHER = 3, 1


def square(x: float) -> int:
    """The square wave: 1 on the first half of each period, -1 on the second."""
    return 1 if x % TAU < PI else -1


def coefficient_source(order: int) -> str:
    """The coefficient of sin(order x) in the square wave, in Typst: humps cancel in pairs, one is left if odd."""
    return f"4 / ({order} pi)" if order % 2 else "0"


class CoefficientsFromAverages(Scene):
    def construct(self) -> None:
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        upper, lower = (
            Axes(
                [0, TAU, PI / ORDER], [-1.2, 1.2, 1], x_length=7, y_length=2.4, tips=False,
                axis_config={"color": GREY_B},
            ).move_to([-3, y, 0]) for y in (1.2, -2.1)
        )
        levels = VGroup(*[Line(upper.c2p(x, y), upper.c2p(x + PI, y)) for x, y in ((0, 1), (PI, -1))])
        jump = DashedLine(upper.c2p(PI, 1), upper.c2p(PI, -1))
        levels.set_stroke(BLUE_C, 5)
        jump.set_stroke(BLUE_C, 3)
        wave = upper.plot(lambda x: np.sin(ORDER * x), [0, TAU, 0.02], color=ORANGE, stroke_width=4)
        self.add(title)

        self.next_section("multiply")
        factors = VGroup(
            MathTypst("f(x)", font_size=42, color=BLUE_C), MathTypst(f"sin {ORDER} x", font_size=42, color=ORANGE)
        ).arrange(RIGHT, buff=0.8).move_to([3.85, 1.2, 0])
        self.play(Create(upper), run_time=0.8)
        self.play(Create(levels), Create(jump), FadeIn(factors[0]), run_time=1.5)
        self.play(Create(wave), FadeIn(factors[1]), run_time=1.5)
        self.wait(1)
        product = MathTypst(f"f(x) dot sin {ORDER} x", font_size=42, color=YELLOW).move_to([3.85, 0.2, 0])
        curve = lower.plot(
            lambda x: square(x) * np.sin(ORDER * x), [0, TAU, 0.02], color=YELLOW, stroke_width=4, use_smoothing=False
        )
        self.play(Create(lower), FadeIn(product), run_time=1)
        self.play(Create(curve), run_time=2)
        self.wait(1.5)

        self.next_section("average")
        humps = self.humps(lower, lambda x: square(x) * np.sin(ORDER * x))
        integral = f"1 / pi integral_0^(2 pi) f(x) sin {ORDER} x dif x"
        result = VGroup(
            MathTypst(f"b_{ORDER} = {integral}", font_size=42),
            MathTypst(f"b_{ORDER} = {coefficient_source(ORDER)}", font_size=52, color=YELLOW),
        ).arrange(DOWN, buff=0.55).move_to([3.85, -2.1, 0])
        self.play(LaggedStart(*[FadeIn(hump) for hump in humps], lag_ratio=0.4), run_time=3)
        self.wait(1.5)
        self.play(Write(result[0]), run_time=2)
        self.wait(1)
        self.play(Write(result[1]), run_time=1)
        self.wait(3)

        self.next_section("others-vanish")
        old = VGroup(levels, jump, curve, humps, factors, product, result)
        other = upper.plot(lambda x: np.sin(OTHER * x), [0, TAU, 0.02], color=BLUE_C, stroke_width=4)
        mixed = lower.plot(
            lambda x: np.sin(OTHER * x) * np.sin(ORDER * x), [0, TAU, 0.02], color=YELLOW, stroke_width=4
        )
        names = MathTypst(f"{{{{ sin x : other }}}} quad quad {{{{ sin {ORDER} x : wave }}}}", font_size=42)
        names.move_to([3.85, 1.2, 0]).select("other").set_color(BLUE_C)
        names.select("wave").set_color(ORANGE)
        zero = MathTypst(f"integral_0^(2 pi) sin x dot sin {ORDER} x dif x = 0", font_size=42, color=YELLOW)
        zero.move_to([3.85, -0.5, 0])
        cases = 'cases(gap: #0.6em, display(4 / (n pi)) & quad n "odd", 0 & quad n "even")'
        rule = MathTypst(f"b_n = {cases}", font_size=44)
        rule.move_to([3.85, -2.5, 0])
        self.play(FadeOut(old), run_time=0.6)
        self.play(Create(other), FadeIn(names), run_time=1)
        self.play(Create(mixed), run_time=1.2)
        self.play(FadeIn(self.humps(lower, lambda x: np.sin(OTHER * x) * np.sin(ORDER * x))), run_time=1)
        self.play(Write(zero), run_time=1.2)
        self.wait(0.8)
        self.play(Write(rule), run_time=1.5)
        self.wait(3.5)

    @staticmethod
    def humps(axes: Axes, function) -> VGroup:
        """The areas between zeros of the function, teal above the axis and red below it."""
        areas = VGroup()
        for start in np.arange(0, TAU - 0.01, PI / ORDER):
            for left, right in ((start, start + PI / (2 * ORDER)), (start + PI / (2 * ORDER), start + PI / ORDER)):
                xs = np.linspace(left + 1e-6, right - 1e-6, 30)
                color = TEAL_C if function((left + right) / 2) > 0 else RED_C
                points = [axes.c2p(x, function(x)) for x in xs]
                areas.add(Polygon(
                    axes.c2p(left, 0), *points, axes.c2p(right, 0), stroke_width=0, fill_color=color, fill_opacity=0.55
                ))
        return areas
