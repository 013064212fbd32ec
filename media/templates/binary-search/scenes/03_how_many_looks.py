"""Why halving is fast: the rows of remaining cards, the logarithm, and a table for large n."""

import math

from manim import *

TITLE = "How many looks?"

CARDS = 15
SIZES = [15, 1_000, 1_000_000, 1_000_000_000]


def cards_left(cards: int) -> list[int]:
    """The most cards still possible before each look: the middle goes, the larger side stays."""
    rows = []
    while cards > 0:
        rows.append(cards)
        cards = cards // 2
    return rows


def looks_needed(cards: int) -> int:
    """Looks that binary search needs at worst: the rounded down base two logarithm, plus one."""
    return math.floor(math.log2(cards)) + 1


def spaced(number: int) -> str:
    """A number with thin spaces between groups of three digits, in Typst mathematics."""
    return f"{number:,}".replace(",", " thin ")


class HowManyLooks(Scene):
    def construct(self):
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)

        self.next_section("halves")
        self.play(FadeIn(title))
        rows, labels = VGroup(), VGroup()
        for number, left in enumerate(cards_left(CARDS)):
            cells = VGroup(*[Square(0.44, stroke_color=BLUE_C, stroke_width=2) for _ in range(left)])
            cells.set_fill("#23415f", opacity=1).arrange(RIGHT, buff=0.07)
            cells.move_to([-6.4, 2.1 - 1.0 * number, 0], aligned_edge=LEFT)
            rows.add(cells)
            label = Typst(f"{left} possible", font_size=36)
            labels.add(label.next_to(cells, RIGHT, buff=0.4))
        self.play(FadeIn(rows[0], lag_ratio=0.05), FadeIn(labels[0]))
        self.wait(1.2)
        for above, below, label in zip(rows, rows[1:], labels[1:]):
            half = len(below)
            self.play(above[half].animate.set_stroke(YELLOW, width=4).set_fill("#5a5220"), run_time=0.7)
            kept = above[half + 1 :].copy()
            self.play(
                above[: half + 1].animate.set_fill("#15191e").set_stroke(GREY_D, width=2),
                ReplacementTransform(kept, below),
                run_time=1.4,
            )
            self.play(FadeIn(label), run_time=0.5)
            self.wait(0.2)
        self.play(rows[-1].animate.set_stroke(GREEN_C, width=4).set_fill("#274d2a"))
        self.wait(0.5)

        self.next_section("logarithm")
        capacity = VGroup()
        for looks, cells in enumerate(reversed(rows), start=1):
            formula = MathTypst(f"2^{looks} - 1 = {len(cells)}", font_size=42, color=YELLOW)
            capacity.add(formula.move_to([5.0, cells.get_y(), 0]))
        self.play(LaggedStart(*[FadeIn(line, shift=0.2 * LEFT) for line in capacity], lag_ratio=0.5), run_time=2.4)
        self.wait(1.4)
        steps = VGroup(
            MathTypst('k "looks suffice for" n <= 2^k - 1', font_size=44),
            MathTypst('n "cards need" floor(log_2 n) + 1 "looks"', font_size=44),
        ).arrange(DOWN, buff=0.6)
        steps.move_to(2.5 * DOWN)
        self.play(Write(steps[0]), run_time=2)
        self.wait(2)
        self.play(Write(steps[1]), run_time=2)
        frame = SurroundingRectangle(steps[1], color=GREEN_C, buff=0.18, corner_radius=0.1)
        self.play(Create(frame))
        self.wait(0.8)

        self.next_section("growth")
        self.play(FadeOut(rows, labels, capacity, steps[0]), run_time=0.6)
        self.play(VGroup(steps[1], frame).animate.move_to(2.2 * UP))
        columns, top, gap = [-3.6, 1.0, 4.6], 0.95, 0.95
        header = VGroup(
            Typst("cards", font_size=38, color=GREY_B),
            Typst("one by one", font_size=38, color=RED_C),
            Typst("halving", font_size=38, color=GREEN_C),
        )
        for cell, x in zip(header, columns):
            cell.move_to([x, top + 0.15, 0], aligned_edge=UP)
        rule = Line([-5.8, top - 0.45, 0], [5.8, top - 0.45, 0], color=GREY_B, stroke_width=2)
        self.play(FadeIn(header), Create(rule))
        for number, size in enumerate(SIZES, start=1):
            row = VGroup(
                MathTypst(spaced(size), font_size=42),
                MathTypst(spaced(size), font_size=42, color=RED_C),
                MathTypst(str(looks_needed(size)), font_size=48, color=GREEN_C),
            )
            for cell, x in zip(row, columns):
                cell.move_to([x, top - 0.05 - gap * number, 0])
            self.play(FadeIn(row, shift=0.2 * DOWN))
            self.wait(0.7)
        self.wait(0.7)
