# From 3brown1blue 1.2.1, three_b1b/skill/rules/paper-explainer.md:124.
# Amit Subhasish, MIT License (../licences/3brown1blue.txt).
# Changed: its LaTeX formulas translated to Typst by hand.
from manim import *


def formula(*parts, **options):
    """A formula whose parts can be taken by their number."""
    return VGroup(*[MathTypst(part, **options) for part in parts]).arrange(RIGHT, buff=0.14)



class EquationDecomposition(Scene):
    """Demonstrates the dim-highlight-color pattern for the diffusion equation."""

    def construct(self) -> None:
        # Step 1: Show the full equation so the viewer sees the whole shape
        eq = formula(
            "nabla dot", "D(bold(r))", "nabla",
            "Phi(bold(r))", "-", "mu_a (bold(r))",
            "Phi(bold(r))", "=", "-S(bold(r))",
            font_size=40,
        )
        title = Typst("Photon Diffusion Equation", font_size=36, color=GRAY)
        title.to_edge(UP)

        self.play(Write(title))
        self.play(Write(eq))
        self.wait(2)  # Step 2: let viewer scan

        # Step 3: Dim everything - signals "we are zooming in"
        self.play(eq.animate.set_opacity(0.3), FadeOut(title))

        # Step 4-6: Highlight each term, explain, color, move on
        terms = [
            (3, "Photon fluence\n(what we measure)", YELLOW),
            (1, "Diffusion coefficient\n(how light spreads)", BLUE),
            (5, "Absorption\n(how much light is lost)", RED),
            (8, "Light source\n(where photons enter)", GREEN),
        ]

        for number, description, color in terms:
            parts = [eq[number]]
            for part in parts:
                part.set_opacity(1)
            first_part = parts[0]
            rect = SurroundingRectangle(first_part, color=color, buff=0.1)
            brace = Brace(first_part, DOWN, color=color)
            label = Text(description, font_size=22).next_to(brace, DOWN).set_color(color)

            self.play(Create(rect), Create(brace), Write(label), run_time=0.8)
            self.wait(1.5)
            self.play(FadeOut(rect, brace, label), run_time=0.5)
            for part in parts:
                part.set_color(color)

        # Step 7: Un-dim - now the full equation is color-coded
        remaining = [eq[number] for number in (0, 2, 4, 6, 7)]
        anims = [sm.animate.set_opacity(1) for sm in remaining]
        if anims:
            self.play(*anims)
        self.wait(2)
