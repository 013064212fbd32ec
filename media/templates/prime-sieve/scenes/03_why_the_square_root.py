"""Points (a, b) below the curve ab = 100 show that the smaller factor of a composite is at most 10."""

import math

from manim import *

TITLE = "Why stop at the square root?"

LIMIT = 100
EXAMPLES = [91, 77, 95, 49, 69, 39, 25]
SPAN = 25
PRIME = 7
COLOURS = {2: BLUE_C, 3: YELLOW, 5: RED_C, 7: TEAL_C}


def smallest_factor(number: int) -> int:
    """The smallest divisor above 1; the number itself if it is prime."""
    return next((d for d in range(2, math.isqrt(number) + 1) if number % d == 0), number)


def crossed_by(prime: int) -> list[tuple[int, int]]:
    """The multiples of a prime up to its square, each with the prime that crosses it out first."""
    return [(prime * k, smallest_factor(prime * k)) for k in range(2, prime + 1)]


class WhyTheSquareRoot(Scene):
    def construct(self):
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        root = math.isqrt(LIMIT)
        axes = Axes(
            x_range=[0, SPAN, 5],
            y_range=[0, SPAN, 5],
            x_length=5.6,
            y_length=5.2,
            axis_config={"color": GREY_B, "tip_width": 0.2, "tip_height": 0.2},
        ).move_to([-3.4, -0.55, 0])
        ticks = VGroup(
            *[MathTypst(str(v), font_size=28).next_to(axes.c2p(v, 0), DOWN, buff=0.2) for v in range(5, SPAN, 5)],
            *[MathTypst(str(v), font_size=28).next_to(axes.c2p(0, v), LEFT, buff=0.2) for v in range(5, SPAN, 5)],
            MathTypst("a", font_size=40).next_to(axes.c2p(SPAN, 0), RIGHT, buff=0.2),
            MathTypst("b", font_size=40).next_to(axes.c2p(0, SPAN), LEFT, buff=0.25),
        )
        curve = axes.plot(lambda a: LIMIT / a, x_range=[LIMIT / SPAN, SPAN], color=BLUE_C, stroke_width=5)
        curve_label = MathTypst(f"a dot b = {LIMIT}", font_size=36, color=BLUE_C)
        curve_label.next_to(axes.c2p(20, 5), UR, buff=0.15)

        self.next_section("two-factors")
        self.play(FadeIn(title), Create(axes), FadeIn(ticks))
        self.play(Create(curve), FadeIn(curve_label))
        setting = MathTypst(f"n = a dot b <= {LIMIT}, quad a <= b", font_size=46).move_to([3.7, 1.9, 0])
        self.play(Write(setting))
        points = VGroup()
        for number in EXAMPLES:
            a = smallest_factor(number)
            dot = Dot(axes.c2p(a, number // a), radius=0.09, color=YELLOW)
            points.add(VGroup(dot, MathTypst(str(number), font_size=28, color=YELLOW).next_to(dot, LEFT, buff=0.1)))
        example, factor = EXAMPLES[0], smallest_factor(EXAMPLES[0])
        split = MathTypst(f"{example} = {factor} dot {example // factor}", font_size=46, color=YELLOW)
        self.play(FadeIn(points[0], scale=0.5), FadeIn(split.move_to([3.7, 0.9, 0])))
        self.wait(1.5)
        self.play(LaggedStart(*[FadeIn(point, scale=0.5) for point in points[1:]], lag_ratio=0.4), run_time=2.5)
        self.wait(3.5)

        self.next_section("at-most-ten")
        corner, far = axes.c2p(root, root), axes.c2p(SPAN, SPAN)
        forbidden = Rectangle(width=far[0] - corner[0], height=far[1] - corner[1], stroke_width=0)
        forbidden.set_fill(RED_C, opacity=0.3).move_to(corner, aligned_edge=DL)
        too_big = VGroup(
            Typst(f"both above {root}:", font_size=34), MathTypst(f"a dot b > {LIMIT}", font_size=38)
        ).arrange(DOWN, buff=0.2)
        self.play(FadeIn(forbidden), FadeIn(too_big.move_to(forbidden)))
        self.wait(3.5)
        border = DashedLine(axes.c2p(root, 0), corner, color=GREEN_C, stroke_width=5)
        bound = MathTypst(f"a^2 <= a dot b <= {LIMIT}", font_size=46).move_to([3.7, -0.5, 0])
        result = MathTypst(f"a <= sqrt({LIMIT}) = {root}", font_size=52, color=GREEN_C).move_to([3.7, -1.7, 0])
        self.play(Write(bound))
        self.play(Create(border), Write(result))
        self.play(Create(SurroundingRectangle(result, color=GREEN_C, buff=0.2, corner_radius=0.1)))
        self.wait(5.6)

        self.next_section("start-at-square")
        self.play(*[FadeOut(mob) for mob in self.mobjects if mob is not title])
        ask = Typst(f"Multiples of {PRIME}: who crosses them out first?", font_size=48).move_to(2.0 * UP)
        self.play(FadeIn(ask))
        tiles = VGroup()
        for multiple, first in crossed_by(PRIME):
            color = COLOURS[first]
            frame = RoundedRectangle(width=1.6, height=1.2, corner_radius=0.12, stroke_color=color, stroke_width=3)
            tiles.add(
                VGroup(
                    frame,
                    MathTypst(str(multiple), font_size=50).move_to(frame),
                    MathTypst(f'"by" {first}', font_size=44, color=color).next_to(frame, DOWN, buff=0.3),
                )
            )
        tiles[-1][0].set_stroke(width=7)
        tiles.arrange(RIGHT, buff=0.5).move_to(0.1 * UP)
        self.play(LaggedStart(*[FadeIn(tile, shift=0.2 * UP) for tile in tiles[:-1]], lag_ratio=0.5), run_time=3.5)
        self.wait(1)
        self.play(FadeIn(tiles[-1], scale=0.7))
        law = MathTypst('"the first new multiple of" p "is" p^2', font_size=54, color=TEAL_C).move_to(2.3 * DOWN)
        self.play(Write(law))
        self.wait(2.4)
