"""The limit of the sums is the integral; the growing area checks its value."""

from manim import *

TITLE = "The limit is the integral"

SIZE = 4.6  # length of 1 on screen, on both axes


def area_up_to(x: float) -> float:
    """Area under the parabola from 0 to x: the antiderivative of x^2."""
    return x**3 / 3


class Integral(Scene):
    def construct(self):
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)

        self.next_section("limit")
        split = MathTypst("S_n = 1/6 (1 + {{ 1/n : one }}) (2 + {{ 1/n : two }})", font_size=60).move_to([0, 1.4, 0])
        for part in ("one", "two"):
            split.select(part).set_color(RED_C)
        limit = MathTypst("lim_(n -> oo) S_n = 1/6 dot 1 dot 2 = {{ 1/3 : third }}", font_size=60)
        limit.move_to([0, -0.9, 0]).select("third").set_color(YELLOW)
        self.play(FadeIn(title))
        self.play(Write(split), run_time=1.5)
        self.wait(1)
        self.play(split.select("one").animate.set_opacity(0.35), split.select("two").animate.set_opacity(0.35))
        self.wait(1)
        self.play(Write(limit), run_time=1.5)
        self.wait(3)

        self.next_section("notation")
        self.play(FadeOut(split, limit))
        finite = MathTypst("{{ sum_(k=1)^n : sum }} {{ f(x_k) : height }} {{ Delta x : width }}", font_size=72)
        smooth = MathTypst("{{ integral_0^1 : sum }} {{ f(x) : height }} {{ dif x : width }}", font_size=72)
        finite.move_to([-3.2, 1.0, 0])
        smooth.move_to([3.2, 1.0, 0])
        parts = {"sum": YELLOW, "height": GREEN_C, "width": TEAL_C}
        for formula in (finite, smooth):
            for part, color in parts.items():
                formula.select(part).set_color(color)
        arrow = MathTypst("arrow.r.long", font_size=72).move_to([0.2, 1.0, 0])
        tends = MathTypst("n -> oo", font_size=32).next_to(arrow, UP, buff=0.2)
        meanings = VGroup(
            Typst("the sum becomes a long S", font_size=36, color=YELLOW),
            Typst("the height of a strip: the curve itself", font_size=36, color=GREEN_C),
            Typst("the width of a strip: as narrow as you like", font_size=36, color=TEAL_C),
        ).arrange(DOWN, buff=0.35)
        meanings.move_to([0, -1.8, 0])
        self.play(Write(finite), run_time=1.5)
        self.play(FadeIn(arrow, tends))
        for (part, color), meaning in zip(parts.items(), meanings, strict=True):
            lit = Indicate(finite.select(part), color=color, scale_factor=1.1)
            self.play(lit, FadeIn(smooth.select(part), meaning, shift=0.3 * RIGHT))
            self.wait(1.5)
        self.wait(2)

        self.next_section("check")
        self.play(FadeOut(finite, arrow, tends, meanings, *[smooth.select(part) for part in parts]))
        axes = Axes(
            x_range=[0, 1.1, 2],
            y_range=[0, 1.1, 2],
            x_length=1.1 * SIZE,
            y_length=1.1 * SIZE,
            tips=False,
            axis_config={"color": GREY_B, "stroke_width": 2},
        ).move_to([-3.3, -0.3, 0])
        curve = axes.plot(lambda x: x**2, x_range=[0, 1], color=BLUE_C, stroke_width=5)
        x = ValueTracker(0.3)

        def filled() -> VGroup:
            edge = Line(axes.c2p(x.get_value(), 0), axes.c2p(x.get_value(), x.get_value() ** 2), color=YELLOW)
            return VGroup(axes.get_area(curve, x_range=(0, x.get_value()), color=BLUE_C, opacity=0.4), edge)

        def number() -> VGroup:
            name = MathTypst("x", font_size=32).next_to(axes.c2p(x.get_value(), 0), DOWN, buff=0.2)
            shown = round(x.get_value(), 2)
            value = MathTypst(f"A({shown:.2f}) = {area_up_to(shown):.4f}", font_size=44, color=YELLOW)
            return VGroup(name, value.move_to([1.6, -2.6, 0], LEFT))

        region, reading = always_redraw(filled), always_redraw(number)
        lines = [
            '"growth rate:" quad A\'(x) = x^2',
            '"so" quad A(x) = x^3 / 3',
            "A(1) = 1^3 / 3 = 1 / 3",
        ]
        working = VGroup(*[MathTypst(line, font_size=44) for line in lines])
        for row, line in enumerate(working):
            line.move_to([1.6, 1.6 - 1.3 * row, 0], LEFT)
        self.play(Create(axes), Create(curve))
        self.play(FadeIn(region, reading))
        self.play(x.animate.set_value(0.6), Write(working[0]), run_time=2.5)
        self.wait(1)
        self.play(Write(working[1]))
        self.wait(2.2)
        self.play(x.animate.set_value(1), run_time=2.5)
        self.play(Write(working[2]))
        self.wait(3)

        self.next_section("summary")
        self.play(FadeOut(axes, curve, region, reading, working))
        law = MathTypst(
            "{{ integral_a^b f(x) dif x : integral }} = lim_(n -> oo) sum_(k=1)^n f(x_k) Delta x",
            font_size=60,
        ).move_to([0, 0.7, 0])
        law.select("integral").set_color(YELLOW)
        frame = SurroundingRectangle(law, color=WHITE, buff=0.4, corner_radius=0.15)
        moral = Typst("An integral adds up infinitely thin strips.", font_size=40).move_to([0, -1.7, 0])
        self.play(Write(law), run_time=2)
        self.play(Create(frame))
        self.play(FadeIn(moral, shift=0.2 * UP))
        self.wait(5)
