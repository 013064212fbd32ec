"""The mean of a die's faces, and the running mean over the first rolls."""

import random
from itertools import accumulate

from manim import *

TITLE = "The running mean of a die"

SEED = 59
ROLLS = 7
FACES = range(1, 7)
PIPS = {
    1: [(0, 0)],
    2: [(-1, -1), (1, 1)],
    3: [(-1, -1), (0, 0), (1, 1)],
    4: [(-1, -1), (-1, 1), (1, -1), (1, 1)],
    5: [(-1, -1), (-1, 1), (0, 0), (1, -1), (1, 1)],
    6: [(-1, -1), (-1, 0), (-1, 1), (1, -1), (1, 0), (1, 1)],
}


def expected_value() -> float:
    """The mean of the faces, all equally likely."""
    return sum(FACES) / len(FACES)


def rolls(seed: int, count: int) -> list[int]:
    """Rolls of a fair die; the seed makes every rendering show the same ones."""
    dice = random.Random(seed)
    return [dice.randint(1, 6) for _ in range(count)]


def running_means(values: list[int]) -> list[float]:
    """The mean of the first n values, for n = 1, 2, and so on."""
    return [total / n for n, total in enumerate(accumulate(values), start=1)]


def face(value: int, size: float) -> VGroup:
    """A face of the die."""
    square = RoundedRectangle(width=size, height=size, corner_radius=0.15 * size, stroke_width=0)
    square.set_fill("#e8e4d8", opacity=1)
    dots = [Dot([0.27 * size * x, 0.27 * size * y, 0], 0.09 * size, color="#101418") for x, y in PIPS[value]]
    return VGroup(square, *dots)


class RunningMean(Scene):
    def construct(self):
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)

        self.next_section("expected")
        faces = VGroup(*[face(value, 1.2) for value in FACES]).arrange(RIGHT, buff=0.6).move_to(1.3 * UP)
        self.play(FadeIn(title))
        self.play(LaggedStart(*[FadeIn(f, scale=0.6) for f in faces], lag_ratio=0.2), run_time=2)
        chances = VGroup(*[MathTypst("1 / 6", font_size=40).next_to(f, DOWN, buff=0.3) for f in faces])
        self.play(LaggedStart(*[FadeIn(c) for c in chances], lag_ratio=0.1), run_time=1.2)
        self.wait(1.5)
        mean = MathTypst(
            f"mu = ({' + '.join(map(str, FACES))}) / {len(FACES)} = {expected_value()}", font_size=56, color=YELLOW
        ).move_to(2 * DOWN)
        self.play(Write(mean), run_time=2)
        self.wait(3.8)

        self.next_section("first-rolls")
        self.play(FadeOut(faces, chances, mean))
        values = rolls(SEED, ROLLS)
        sums, means = list(accumulate(values)), running_means(values)
        names = VGroup(
            Typst("roll", font_size=38, color=GREY_B).move_to([-5.9, 1.5, 0]),
            Typst("sum", font_size=38, color=GREY_B).move_to([-5.9, 0.3, 0]),
            Typst("mean", font_size=38, color=YELLOW).move_to([-5.9, -0.6, 0]),
        )
        rule = MathTypst("overline(X)_n = (X_1 + X_2 + dots.c + X_n) / n", font_size=48, color=YELLOW)
        self.play(FadeIn(names), Write(rule.move_to(2.4 * DOWN)))
        for k in range(ROLLS):
            x = -4.0 + 1.65 * k
            self.play(FadeIn(face(values[k], 1.15).move_to([x, 1.5, 0]), shift=0.4 * DOWN, scale=0.7), run_time=0.5)
            self.play(
                FadeIn(MathTypst(str(sums[k]), font_size=42).move_to([x, 0.3, 0])),
                FadeIn(MathTypst(f"{means[k]:.2f}", font_size=42, color=YELLOW).move_to([x, -0.6, 0])),
                run_time=0.5,
            )
        self.wait(3.1)
