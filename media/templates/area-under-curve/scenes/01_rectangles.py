"""The area under a parabola, caught between rectangles that are too large and too small."""

from manim import *

TITLE = "An area with a curved edge"

COUNTS = [4, 8, 16, 32, 64]
SIZE = 5.2  # length of 1 on screen, on both axes


def f(x: float) -> float:
    """The curve whose area is wanted, from 0 to 1."""
    return x**2


def upper_sum(n: int) -> float:
    """Area of n rectangles as high as the curve at their right ends."""
    return sum(f(k / n) for k in range(1, n + 1)) / n


def lower_sum(n: int) -> float:
    """Area of n rectangles as high as the curve at their left ends."""
    return sum(f(k / n) for k in range(n)) / n


def graph() -> VGroup:
    """The axes, their marks and the curve, in this order."""
    axes = Axes(
        x_range=[0, 1.1, 1],
        y_range=[0, 1.05, 1],
        x_length=1.1 * SIZE,
        y_length=1.05 * SIZE,
        tips=False,
        axis_config={"color": GREY_B, "stroke_width": 2},
    ).move_to([-3.3, -0.35, 0])
    marks = VGroup(
        MathTypst("0", font_size=28, color=GREY_B).next_to(axes.c2p(0, 0), DOWN, buff=0.2),
        MathTypst("1", font_size=28, color=GREY_B).next_to(axes.c2p(1, 0), DOWN, buff=0.2),
        MathTypst("1", font_size=28, color=GREY_B).next_to(axes.c2p(0, 1), LEFT, buff=0.2),
    )
    return VGroup(axes, marks, axes.plot(f, x_range=[0, 1], color=BLUE_C, stroke_width=5, z_index=1))


def bars(axes: Axes, n: int, shift: int, color: ManimColor, opacity: float) -> VGroup:
    """n rectangles under the curve, measured at their right ends (shift 1) or at their left ends (shift 0)."""
    width = axes.c2p(1 / n, 0)[0] - axes.c2p(0, 0)[0]
    group = VGroup()
    for k in range(n):
        height = max(f((k + shift) / n) * SIZE, 1e-3)
        bar = Rectangle(width=width, height=height, color=color, stroke_width=min(2, 24 / n), fill_opacity=opacity)
        group.add(bar.move_to(axes.c2p(k / n, 0), DOWN + LEFT))
    return group


def readings(n: int) -> VGroup:
    """What is read off for n strips, line by line."""
    lines = [
        MathTypst(f"n = {n}", font_size=48),
        MathTypst(f'"too much:" {upper_sum(n):.4f}', font_size=44, color=ORANGE),
        MathTypst(f'"too little:" {lower_sum(n):.4f}', font_size=44, color=GREEN_C),
        MathTypst(f'"gap:" {upper_sum(n) - lower_sum(n):.4f}', font_size=44, color=GREY_B),
    ]
    for row, line in enumerate(lines):
        line.move_to([1.6, 1.6 - 1.1 * row, 0], LEFT)
    return VGroup(*lines)


class Rectangles(Scene):
    def construct(self):
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        axes, marks, curve = graph()
        name = MathTypst("y = x^2", font_size=40, color=BLUE_C).move_to(axes.c2p(0.25, 0.55))
        n = COUNTS[0]

        self.next_section("problem")
        region = axes.get_area(curve, x_range=(0, 1), color=BLUE_C, opacity=0.35)
        question = MathTypst('"area" = "?"', font_size=60).move_to([3.6, 0.2, 0])
        self.play(FadeIn(title), Create(axes), FadeIn(marks))
        self.play(Create(curve), FadeIn(name), run_time=1.5)
        self.play(FadeIn(region))
        self.wait(1)
        self.play(Write(question))
        self.wait(5.8)

        self.next_section("too-much")
        upper = bars(axes, n, 1, ORANGE, 0.25)
        numbers = readings(n)
        self.play(FadeOut(question), region.animate.set_fill(opacity=0.15))
        self.play(FadeIn(numbers[0]))
        self.play(LaggedStart(*[GrowFromEdge(bar, DOWN) for bar in upper], lag_ratio=0.5), run_time=3)
        self.play(FadeIn(numbers[1]))
        self.wait(3.2)

        self.next_section("too-little")
        lower = bars(axes, n, 0, GREEN_C, 0.55)
        self.play(LaggedStart(*[GrowFromEdge(bar, DOWN) for bar in lower], lag_ratio=0.5), run_time=2.5)
        self.play(FadeIn(numbers[2]))
        self.wait(2.5)
        self.play(FadeIn(numbers[3]))
        self.wait(2)

        self.next_section("refine")
        for n in COUNTS[1:]:
            finer = [bars(axes, n, 1, ORANGE, 0.25), bars(axes, n, 0, GREEN_C, 0.55)]
            for old, new in zip(numbers, readings(n), strict=True):
                old.become(new)
            self.play(ReplacementTransform(upper, finer[0]), ReplacementTransform(lower, finer[1]), run_time=1.5)
            upper, lower = finer
            self.wait(1)
        self.wait(1)
