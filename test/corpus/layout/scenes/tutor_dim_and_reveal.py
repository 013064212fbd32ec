# From 3brown1blue 1.2.1, three_b1b/skill/rules/equation-derivations.md:46.
# Amit Subhasish, MIT License (../licences/3brown1blue.txt).
# Changed: its LaTeX formulas translated to Typst by hand.
from manim import *


def formula(*parts, **options):
    """A formula whose parts can be taken by their number."""
    return VGroup(*[MathTypst(part, **options) for part in parts]).arrange(RIGHT, buff=0.14)



class DimAndReveal(Scene):
    def construct(self) -> None:
        eq = formula(
            "Phi", "=", "integral", "G(r, r')", "S(r')", "d r'",
            font_size=44,
        )
        self.play(Write(eq))
        self.wait(2)  # let viewer see the shape

        # Dim everything
        self.play(eq.animate.set_opacity(0.3))

        # Reveal term by term
        terms = [
            (0, YELLOW, r"Measured signal"),
            (3, BLUE, r"Green's function"),
            (4, RED, r"Source distribution"),
        ]
        for tex, color, description in terms:
            part = eq[tex]
            box = SurroundingRectangle(part, color=color, buff=0.1)
            label = Text(description, font_size=28, color=color)
            label.next_to(box, DOWN)

            self.play(part.animate.set_opacity(1.0), Create(box))
            self.play(Write(label))
            self.wait(1.5)

            self.play(part.animate.set_color(color), FadeOut(box), FadeOut(label))

        # Un-dim: full equation now color-coded
        self.play(eq.animate.set_opacity(1.0))
        self.wait(2)
