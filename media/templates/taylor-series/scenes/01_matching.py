"""A polynomial imitates e^x near zero by matching one derivative after another."""

import math

import numpy as np
from manim import *

TITLE = "Match value, slope and curvature"

X_RANGE, Y_RANGE = [-3, 2.2], [-1, 5]
DERIVATIVES = [1, 1, 1]  # of e^x at zero: value, slope, curvature
NAMES = ["f(0)", "f'(0)", "f''(0)"]
WORDS = ["value", "slope", "curvature"]


def polynomial(x: float, degree: int) -> float:
    """The polynomial that shares the derivatives of e^x at zero up to `degree`."""
    return sum(DERIVATIVES[k] * x**k / math.factorial(k) for k in range(degree + 1))


def visible(function) -> list[float]:
    """The stretch around zero on which the curve stays between the ends of Y_RANGE."""
    ends = []
    for end in X_RANGE:
        xs = np.linspace(0, end, 400)
        outside = [x for x in xs if not Y_RANGE[0] <= function(x) <= Y_RANGE[1]]
        ends.append(outside[0] if outside else end)
    return ends


def polynomial_source(degree: int) -> str:
    """The polynomial in Typst, its term of degree k labelled t0, t1, ..."""
    terms = ["1", "+ x", "+ x^2 / 2"]
    return "P(x) = " + " ".join(f"{{{{ {term} : t{k} }}}}" for k, term in enumerate(terms[: degree + 1]))


class MatchDerivatives(Scene):
    def construct(self):
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        axes = Axes(
            [*X_RANGE, 1], [*Y_RANGE, 1], x_length=7, y_length=6, tips=False, axis_config={"color": GREY_B}
        ).move_to([-3, -0.45, 0])
        curve = axes.plot(np.exp, visible(np.exp), color=BLUE_C, stroke_width=5)
        name = MathTypst("e^x", font_size=44, color=BLUE_C).next_to(axes.c2p(1.5, 4.6), LEFT, buff=0.25)
        point = Dot(axes.c2p(0, 1), color=WHITE, radius=0.1)
        self.add(title)

        graph = formula = None
        facts = VGroup()
        for degree, word in enumerate(WORDS):
            self.next_section(word)
            fact = MathTypst(f'"{word}:" quad {NAMES[degree]} = {DERIVATIVES[degree]}', font_size=42)
            fact.move_to([3.85, 1.9 - 0.9 * degree, 0])
            if facts:
                fact.align_to(facts, RIGHT)
            facts.add(fact)
            new_formula = MathTypst(polynomial_source(degree), font_size=52).move_to([3.85, -1.8, 0])
            new_formula.select(f"t{degree}").set_color(YELLOW)
            new_graph = axes.plot(
                lambda x: polynomial(x, degree), visible(lambda x: polynomial(x, degree)), color=YELLOW, stroke_width=4
            )
            if degree == 0:
                self.play(Create(axes), run_time=1)
                self.play(Create(curve), FadeIn(name), run_time=1.5)
                self.wait(1)
                self.play(FadeIn(point, scale=2), Write(fact), run_time=1.2)
                self.wait(1)
                self.play(Create(new_graph), Write(new_formula), run_time=1.5)
                self.wait(5)
            else:
                self.play(facts[:-1].animate.set_color(GREY_B), Write(fact), run_time=1.2)
                self.wait(0.8)
                self.play(ReplacementTransform(graph, new_graph), FadeOut(formula), FadeIn(new_formula), run_time=2)
                self.add(point)
                self.wait(4.5 if degree == 1 else 7)
            graph, formula = new_graph, new_formula
