# From 3brown1blue 1.2.1, three_b1b/skill/rules/animations.md:31.
# Amit Subhasish, MIT License (../licences/3brown1blue.txt).
# Changed: its LaTeX formulas translated to Typst.
from manim import *
class FirstAnimation(Scene):
    def construct(self):
        circle = Circle(radius=1, color=BLUE)      # mobject, NOT displayed yet
        self.play(Create(circle))                   # traces outline, then fills

        equation = MathTypst("e^(i pi) + 1 = 0").next_to(circle, DOWN)
        self.play(Write(equation))                  # simulates handwriting

        label = Text("Euler").next_to(equation, DOWN)
        self.play(FadeIn(label, shift=UP))          # fades in while sliding up
