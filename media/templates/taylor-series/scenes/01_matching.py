"""A polynomial imitates e^x near zero by matching one derivative after another."""

import math

import numpy as np
from manim import *

TITLE = "Match value, slope and curvature"

X_RANGE, Y_RANGE = [-3, 2.2], [-1, 5]
DERIVATIVES = [1, 1, 1]  # of e^x at zero: value, slope, curvature
NAMES = ["f(0)", "f'(0)", "f''(0)"]
WORDS = ["value", "slope", "curvature"]
TERMS = ["1", "+ x", "+ x^2 / 2"]


def polynomial(x: float | np.ndarray, terms: float) -> float | np.ndarray:
    """The Taylor polynomial of e^x at zero with `terms` terms; a fraction weakens the last one."""
    weights = np.clip(terms - np.arange(len(DERIVATIVES)), 0, 1)
    return sum(w * d * x**k / math.factorial(k) for k, (w, d) in enumerate(zip(weights, DERIVATIVES)))


def visible(function) -> list[float]:
    """The stretch around zero on which the curve stays between the ends of Y_RANGE."""
    ends = []
    for end in X_RANGE:
        xs = np.linspace(0, end, 400)
        ys = function(xs) + 0 * xs
        outside = np.flatnonzero((ys < Y_RANGE[0]) | (ys > Y_RANGE[1]))
        ends.append(xs[outside[0] - 1] if len(outside) else end)
    return ends


class MatchDerivatives(Scene):
    def construct(self) -> None:
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        axes = Axes(
            [*X_RANGE, 1], [*Y_RANGE, 1], x_length=7, y_length=6, tips=False, axis_config={"color": GREY_B}
        ).move_to([-3, -0.45, 0])
        numbers = VGroup(*[
            MathTypst(f"{x}", font_size=30, color=GREY_B).next_to(axes.c2p(x, 0), DOWN, buff=0.2)
            for x in (-2, -1, 1, 2)
        ])
        curve = axes.plot(np.exp, visible(np.exp), color=BLUE_C, stroke_width=5)
        name = MathTypst("e^x", font_size=44, color=BLUE_C).next_to(axes.c2p(1.5, 4.6), LEFT, buff=0.25)
        point = Dot(axes.c2p(0, 1), color=WHITE, radius=0.1)
        one = MathTypst("1", font_size=30, color=GREY_B).next_to(point, UL, buff=0.1)
        terms = ValueTracker(1)
        graph = always_redraw(lambda: self.graph(axes, terms.get_value()))
        facts = VGroup(*[
            MathTypst(f'"{word}:" quad {expression} = {value}', font_size=42)
            for word, expression, value in zip(WORDS, NAMES, DERIVATIVES)
        ])
        facts.arrange(DOWN, buff=0.6, aligned_edge=RIGHT).move_to([3.85, 1.1, 0])
        source = " ".join(f"{{{{ {term} : t{k} }}}}" for k, term in enumerate(TERMS))
        formula = MathTypst(f"{{{{ P(x) = : head }}}} {source}", font_size=54).move_to([3.85, -1.8, 0])
        self.add(title)

        self.next_section("value")
        self.play(Create(axes), FadeIn(numbers), run_time=1)
        self.play(Create(curve), FadeIn(name), run_time=1.5)
        self.wait(1)
        self.play(FadeIn(point, one, scale=1.5), Write(facts[0]), run_time=1.2)
        self.wait(1)
        formula.select("t0").set_color(YELLOW)
        self.play(Create(graph), Write(formula.select("head")), Write(formula.select("t0")), run_time=1.5)
        self.add(point)
        self.wait(5)

        for k in (1, 2):
            self.next_section(WORDS[k])
            self.play(facts[k - 1].animate.set_color(GREY_B), Write(facts[k]), run_time=1.2)
            self.wait(0.8)
            formula.select(f"t{k}").set_color(YELLOW)
            self.play(formula.select(f"t{k - 1}").animate.set_color(WHITE), Write(formula.select(f"t{k}")), run_time=1)
            self.play(terms.animate.set_value(k + 1), run_time=2)
            self.wait(4 if k == 1 else 6)

    @staticmethod
    def graph(axes: Axes, terms: float) -> ParametricFunction:
        """The part of the polynomial that fits into the axes."""
        def function(x: float | np.ndarray) -> float | np.ndarray:
            return polynomial(x, terms)

        return axes.plot(function, visible(function), color=YELLOW, stroke_width=4)
