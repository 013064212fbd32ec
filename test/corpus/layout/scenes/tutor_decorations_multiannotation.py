# From 3brown1blue 1.2.1, three_b1b/skill/rules/decorations.md:263.
# Amit Subhasish, MIT License (../licences/3brown1blue.txt).
# Changed: its LaTeX formulas translated to Typst by hand.
from manim import *


def formula(*parts, **options):
    """A formula whose parts can be taken by their number."""
    return VGroup(*[MathTypst(part, **options) for part in parts]).arrange(RIGHT, buff=0.14)



class MultiAnnotation(Scene):
    def construct(self) -> None:
        eq = formula(
            "cal(L)", "=", "1/2", "m", "v^2", "-", "V(x)",
            font_size=52,
        )
        self.play(Write(eq))

        # Annotate kinetic energy
        ke_parts = VGroup(eq[2], eq[3], eq[4])
        ke_brace = Brace(ke_parts, DOWN, color=BLUE)
        ke_label = MathTypst('T = "kinetic energy"').next_to(ke_brace, DOWN).set_color(BLUE).scale(0.7)

        self.play(Create(ke_brace), Write(ke_label))
        self.wait()

        # Annotate potential energy
        pe_part = eq[6]
        pe_brace = Brace(pe_part, DOWN, color=RED)
        pe_label = MathTypst('V = "potential energy"').next_to(pe_brace, DOWN).set_color(RED).scale(0.7)

        self.play(
            FadeOut(ke_brace, ke_label),
            Create(pe_brace),
            Write(pe_label),
        )
        self.wait()
