# From 3brown1blue 1.2.1, three_b1b/skill/rules/equation-derivations.md:92.
# Amit Subhasish, MIT License (../licences/3brown1blue.txt).
# Changed: its LaTeX formulas translated to Typst.
from manim import *


class PythagoreanDerivation(Scene):
    def construct(self) -> None:
        eq1 = MathTypst("a^2 + b^2 = c^2")
        self.play(Write(eq1))
        self.wait(2)

        eq2 = MathTypst("a^2 = c^2 - b^2")
        self.play(TransformMatchingShapes(eq1, eq2))
        self.wait(2)

        eq3 = MathTypst("a = sqrt(c^2 - b^2)")
        self.play(TransformMatchingShapes(eq2, eq3))
        self.wait(2)
