# From 3brown1blue 1.2.1, three_b1b/skill/rules/decorations.md:168.
# Amit Subhasish, MIT License (../licences/3brown1blue.txt).
# Changed: its LaTeX formulas translated to Typst by hand.
from manim import *


def formula(*parts, **options):
    """A formula whose parts can be taken by their number."""
    return VGroup(*[MathTypst(part, **options) for part in parts]).arrange(RIGHT, buff=0.14)



class AnnotatedEquation(Scene):
    def construct(self) -> None:
        eq = formula(
            "F", "=", "m", "a",
            font_size=64,
        )
        eq[0].set_color(YELLOW)
        eq[2].set_color(RED)
        eq[3].set_color(BLUE)
        self.play(Write(eq))

        # Highlight force
        f_part = eq[0]
        f_rect = SurroundingRectangle(f_part, color=YELLOW, buff=0.1)
        f_label = Text("Force", font_size=24, color=YELLOW).next_to(f_rect, UP)
        self.play(Create(f_rect), Write(f_label))
        self.wait()

        # Brace under mass
        m_part = eq[2]
        m_brace = Brace(m_part, DOWN, buff=0.1)
        m_label = Text("mass", font_size=24).next_to(m_brace, DOWN).set_color(RED)
        self.play(
            FadeOut(f_rect, f_label),
            Create(m_brace),
            Write(m_label),
        )
        self.wait()

        # Arrow pointing to acceleration
        a_part = eq[3]
        a_arrow = Arrow(
            a_part.get_right() + RIGHT * 1.5,
            a_part.get_right(),
            buff=0.1,
            color=BLUE,
        )
        a_label = Text("acceleration", font_size=24, color=BLUE).next_to(a_arrow, RIGHT)
        self.play(
            FadeOut(m_brace, m_label),
            GrowArrow(a_arrow),
            Write(a_label),
        )
        self.wait()
