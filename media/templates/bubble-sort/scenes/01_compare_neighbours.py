"""The rule of bubble sort, compare two neighbours and swap, and the first pass over six bars."""

from manim import *

TITLE = "Compare two neighbours"

VALUES = [5, 2, 6, 1, 4, 3]
UNIT = 0.62
PITCH = 1.9
BASE = -2.2


def first_pass(values: list[int]) -> list[tuple[int, int, bool]]:
    """For every comparison of the first pass: the left value, the right value, and whether they are swapped."""
    row, seen = list(values), []
    for i in range(len(row) - 1):
        seen.append((row[i], row[i + 1], row[i] > row[i + 1]))
        if row[i] > row[i + 1]:
            row[i], row[i + 1] = row[i + 1], row[i]
    return seen


def verdict(left: int, right: int) -> str:
    """The outcome of a comparison as Typst mathematics."""
    return f'{left} > {right} quad "swap"' if left > right else f'{left} < {right} quad "keep"'


def slot_x(slot: int) -> float:
    """The horizontal place of a slot of the row."""
    return (slot - (len(VALUES) - 1) / 2) * PITCH


class CompareNeighbours(Scene):
    def construct(self):
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        bars, numbers = {}, {}
        for slot, value in enumerate(VALUES):
            bar = Rectangle(width=1.3, height=UNIT * value, stroke_width=0).set_fill(BLUE_C, opacity=1)
            bars[value] = bar.move_to([slot_x(slot), BASE, 0], aligned_edge=DOWN)
            numbers[value] = MathTypst(str(value), font_size=48).move_to([slot_x(slot), BASE - 0.65, 0])
        row = list(VALUES)

        def compare(left: int, right: int, speed: float) -> None:
            """Highlight two neighbours, tell the outcome, swap them if needed."""
            text = MathTypst(verdict(left, right), font_size=56, color=YELLOW)
            text.move_to([(slot_x(row.index(left)) + slot_x(row.index(right))) / 2, 2.2, 0])
            self.play(*[bars[v].animate.set_fill(YELLOW) for v in (left, right)], FadeIn(text), run_time=0.6 * speed)
            self.wait(0.5 * speed)
            if left > right:
                i = row.index(left)
                row[i], row[i + 1] = right, left
                self.play(
                    bars[left].animate.shift(PITCH * RIGHT),
                    bars[right].animate.shift(PITCH * LEFT),
                    numbers[left].animate(path_arc=PI / 2).shift(PITCH * RIGHT),
                    numbers[right].animate(path_arc=PI / 2).shift(PITCH * LEFT),
                    run_time=1.0 * speed,
                )
            self.play(*[bars[v].animate.set_fill(BLUE_C) for v in (left, right)], FadeOut(text), run_time=0.5 * speed)

        self.next_section("bars")
        self.play(FadeIn(title))
        self.play(
            LaggedStart(*[GrowFromEdge(bars[v], DOWN) for v in VALUES], lag_ratio=0.2),
            LaggedStart(*[FadeIn(numbers[v]) for v in VALUES], lag_ratio=0.2),
            run_time=2.5,
        )
        self.wait(1.5)
        focus = RoundedRectangle(width=PITCH + 1.6, height=UNIT * max(VALUES) + 0.3, corner_radius=0.1, color=YELLOW)
        focus.move_to([(slot_x(0) + slot_x(1)) / 2, BASE - 0.15, 0], aligned_edge=DOWN)
        self.play(Create(focus))
        for _ in range(len(VALUES) - 2):
            self.play(focus.animate.shift(PITCH * RIGHT), run_time=0.5)
        self.play(FadeOut(focus))
        self.wait(1)

        self.next_section("swap-rule")
        rule = Typst("Left one taller? Swap.", font_size=48).move_to(2.2 * UP)
        top = bars[VALUES[0]].get_corner(UL)
        level = DashedLine(top, top + (PITCH + 1.3) * RIGHT, color=YELLOW, stroke_width=5)
        self.play(FadeIn(rule))
        self.wait(1)
        self.play(Create(level), run_time=1.5)
        self.wait(1.5)
        self.play(FadeOut(rule, level))
        steps = first_pass(VALUES)
        compare(*steps[0][:2], speed=1.5)
        self.wait(0.5)

        self.next_section("one-pass")
        for left, right, _ in steps[1:]:
            compare(left, right, speed=1.0)
        largest = max(VALUES)
        done = Typst(f"After pass 1 the largest, {largest}, is in place.", font_size=48, color=GREEN_C)
        self.play(
            bars[largest].animate.set_fill(GREEN_C),
            numbers[largest].animate.set_color(GREEN_C),
            FadeIn(done.move_to(2.2 * UP)),
        )
        self.wait(3)
