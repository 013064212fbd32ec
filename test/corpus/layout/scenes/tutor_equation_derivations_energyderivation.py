# From 3brown1blue 1.2.1, three_b1b/skill/rules/equation-derivations.md:112.
# Amit Subhasish, MIT License (../licences/3brown1blue.txt).
# Changed: its LaTeX formulas translated to Typst.
from manim import *

class EnergyDerivation(Scene):
    """Derives E=mc^2 from the energy-momentum relation.

    Each step is a separate MathTex with {{ }} groups that
    persist across transformations. The viewer sees terms
    rearranging and simplifying smoothly.
    """
    def construct(self) -> None:
        # Step 1: Start with a known equation the viewer recognizes
        step1 = MathTypst(
            "E^2 = ( p c )^2 + ( m c^2 )^2",
            font_size=44,
        )
        step1_label = Typst(
            "Energy-momentum relation", font_size=32, color=GRAY
        ).next_to(step1, UP, buff=0.5)

        self.play(Write(step1_label))
        self.play(Write(step1))
        self.wait(2)

        # Step 2: Apply the condition p=0 (particle at rest)
        step2 = MathTypst(
            "E^2 = ( 0 )^2 + ( m c^2 )^2",
            font_size=44,
        )
        rest_note = Typst(
            "At rest: $p = 0$", font_size=32, color=YELLOW
        ).next_to(step2, DOWN, buff=0.5)

        self.play(FadeOut(step1_label))
        self.play(TransformMatchingShapes(step1, step2))
        self.play(Write(rest_note))
        self.wait(2)

        # Step 3: Simplify (0)^2 = 0, drop it
        step3 = MathTypst(
            "E^2 = ( m c^2 )^2",
            font_size=44,
        )
        self.play(FadeOut(rest_note))
        self.play(TransformMatchingShapes(step2, step3))
        self.wait(1)

        # Step 4: Take square root of both sides
        step4 = MathTypst(
            "E = m c^2",
            font_size=44,
        )
        self.play(TransformMatchingShapes(step3, step4))
        self.wait(1)

        # Step 5: Final form - scale up and highlight
        final = MathTypst("E = m c^2", font_size=72, color=YELLOW)
        box = SurroundingRectangle(
            final, color=YELLOW, buff=0.3, corner_radius=0.1
        )

        self.play(ReplacementTransform(step4, final))
        self.play(Create(box))
        self.wait(3)
