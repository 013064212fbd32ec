"""The comparisons of bubble sort: a triangle of dots, the formula, and how it grows beside n log n."""

import math

from manim import *

TITLE = "What it costs"

COUNT = 6
LARGE = 1000
GAP = 0.72


def comparisons(n: int) -> int:
    """Comparisons of bubble sort on n numbers when no pass ends it early."""
    return n * (n - 1) // 2


def merge_comparisons(n: float) -> float:
    """About the comparisons of merge sort."""
    return n * math.log2(n)


def spaced(number: int) -> str:
    """A number with thin spaces between groups of three digits, in Typst mathematics."""
    return f"{number:,}".replace(",", " thin ")


def triangle_formula(n: int) -> str:
    """The sum of the passes as half a rectangle."""
    total = " + ".join(str(k) for k in range(n - 1, 0, -1))
    return f"{total} = ({n - 1} dot {n}) / 2 = {comparisons(n)}"


class WhatItCosts(Scene):
    def construct(self):
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        rows, rest, labels = VGroup(), VGroup(), VGroup()
        for number in range(1, COUNT):
            y = 2.3 - GAP * number
            places = [[-4.6 + GAP * k, y, 0] for k in range(COUNT)]
            rows.add(VGroup(*[Dot(p, radius=0.23, color=BLUE_C) for p in places[: COUNT - number]]))
            rest.add(VGroup(*[Dot(p, radius=0.23, color=ORANGE) for p in places[COUNT - number :]]))
            labels.add(Typst(f"pass {number}", font_size=36, color=GREY_B).move_to([-5.9, y, 0]))

        self.next_section("triangle")
        self.play(FadeIn(title))
        for line, label in zip(rows, labels):
            self.play(FadeIn(label), LaggedStart(*[GrowFromCenter(d) for d in line], lag_ratio=0.15), run_time=0.8)
        self.wait(0.6)
        self.play(FadeIn(rest, shift=1.2 * LEFT), run_time=1.5)
        sides = VGroup(
            Brace(VGroup(rows[-1], rest[-1]), DOWN, color=GREY_B),
            Brace(rest, RIGHT, color=GREY_B),
        )
        sizes = VGroup(
            MathTypst(str(COUNT), font_size=40).next_to(sides[0], DOWN, buff=0.15),
            MathTypst(str(COUNT - 1), font_size=40).next_to(sides[1], RIGHT, buff=0.15),
        )
        self.play(GrowFromCenter(sides[0]), GrowFromCenter(sides[1]), FadeIn(sizes))
        counted = MathTypst(triangle_formula(COUNT), font_size=42, color=BLUE_C).move_to([3.5, 0.9, 0])
        self.play(Write(counted), run_time=2)
        self.wait(1)

        self.next_section("formula")
        general = MathTypst("(n - 1) + dots.c + 2 + 1 = (n (n - 1)) / 2", font_size=42, color=YELLOW)
        general.move_to([3.5, -0.75, 0])
        self.play(Write(general), run_time=2)
        self.wait(1.5)
        twice = Typst("twice the numbers,\\\nabout four times the work", font_size=38).move_to([3.5, -2.35, 0])
        self.play(FadeIn(twice))
        self.wait(4.2)

        self.next_section("growth")
        self.play(FadeOut(rows, rest, labels, sides, sizes, counted, general, twice))
        axes = Axes(
            x_range=[0, 100, 20],
            y_range=[0, 5000, 1000],
            x_length=6.2,
            y_length=4.6,
            axis_config={"color": GREY_B, "tip_width": 0.2, "tip_height": 0.2},
        ).move_to([-2.6, -0.55, 0])
        ticks = VGroup(
            *[MathTypst(str(n), font_size=26).next_to(axes.c2p(n, 0), DOWN, buff=0.2) for n in (20, 40, 60, 80, 100)],
            *[MathTypst(spaced(y), font_size=26).next_to(axes.c2p(0, y), LEFT, buff=0.2) for y in (1000, 3000, 5000)],
            MathTypst("n", font_size=34).next_to(axes.c2p(100, 0), RIGHT, buff=0.35),
            Typst("comparisons", font_size=30, color=GREY_B).next_to(axes.c2p(0, 5000), RIGHT, buff=0.3),
        )
        self.play(Create(axes), FadeIn(ticks))
        slow = axes.plot(lambda n: n * (n - 1) / 2, x_range=[1, 100], color=RED_C, stroke_width=5)
        fast = axes.plot(merge_comparisons, x_range=[1, 100], color=GREEN_C, stroke_width=5)
        large = f"n = {spaced(LARGE)} quad arrow.r quad"
        sizes = [spaced(comparisons(LARGE)), "approx " + spaced(round(merge_comparisons(LARGE)))]
        slow_label = VGroup(
            Typst("bubble sort", font_size=36, color=RED_C),
            MathTypst(f"{large} {sizes[0]}", font_size=38, color=RED_C),
        ).arrange(DOWN, buff=0.25, aligned_edge=LEFT)
        fast_label = VGroup(
            Typst("merge sort, about $n log_2 n$", font_size=36, color=GREEN_C),
            MathTypst(f"{large} {sizes[1]}", font_size=38, color=GREEN_C),
        ).arrange(DOWN, buff=0.25, aligned_edge=LEFT)
        slow_label.move_to([1.7, 1.3, 0], aligned_edge=LEFT)
        fast_label.move_to([1.7, -1.1, 0], aligned_edge=LEFT)
        self.play(Create(slow), FadeIn(slow_label), run_time=2)
        self.wait(1)
        self.play(Create(fast), FadeIn(fast_label), run_time=2)
        self.wait(2.1)

        self.next_section("closing")
        self.play(FadeOut(axes, ticks, slow, fast, slow_label, fast_label))
        summary = VGroup(
            Typst("Bubble sort: swap wrong neighbours until none is left.", font_size=44),
            MathTypst('n - 1 <= "comparisons" <= (n (n - 1)) / 2', font_size=60, color=GREEN_C),
        ).arrange(DOWN, buff=0.8)
        self.play(FadeIn(summary[0], shift=0.2 * UP))
        self.play(Write(summary[1]), run_time=2)
        self.wait(4.3)
