"""Passes two, three and four of bubble sort, with a table of comparisons and swaps."""

from manim import *

TITLE = "Pass after pass"

VALUES = [5, 2, 6, 1, 4, 3]
UNIT = 0.6
PITCH = 1.15
BASE = -2.2
COLUMNS = [1.9, 3.95, 6.0]


def bubble_passes(values: list[int]) -> list[list[tuple[int, int]]]:
    """The pairs compared (left, right) in every pass, up to and including the first pass without a swap."""
    row, passes = list(values), []
    for end in range(len(row) - 1, 0, -1):
        pairs = []
        for i in range(end):
            pairs.append((row[i], row[i + 1]))
            if row[i] > row[i + 1]:
                row[i], row[i + 1] = row[i + 1], row[i]
        passes.append(pairs)
        if all(left < right for left, right in pairs):
            break
    return passes


def counts(pairs: list[tuple[int, int]]) -> tuple[int, int]:
    """Comparisons and swaps of a pass."""
    return len(pairs), sum(left > right for left, right in pairs)


def after(values: list[int], pairs: list[tuple[int, int]]) -> list[int]:
    """The row after a pass over these pairs."""
    row = list(values)
    for i, (left, right) in enumerate(pairs):
        row[i], row[i + 1] = min(left, right), max(left, right)
    return row


def table_row(cells: list[str], number: float, color: ManimColor = WHITE) -> VGroup:
    """A row of the table on the right."""
    y = 1.7 - 0.72 * number
    return VGroup(*[MathTypst(cell, font_size=40, color=color).move_to([x, y, 0]) for x, cell in zip(COLUMNS, cells)])


class PassAfterPass(Scene):
    def construct(self):
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        passes = bubble_passes(VALUES)
        row = after(VALUES, passes[0])
        bars, numbers = {}, {}
        for slot, value in enumerate(row):
            x = -6.0 + slot * PITCH
            bar = Rectangle(width=0.85, height=UNIT * value, stroke_width=0).set_fill(BLUE_C, opacity=1)
            bars[value] = bar.move_to([x, BASE, 0], aligned_edge=DOWN)
            numbers[value] = MathTypst(str(value), font_size=42).move_to([x, BASE - 0.6, 0])

        def settle(value: int) -> list[Animation]:
            """A bar that has reached its final place turns green."""
            return [bars[value].animate.set_fill(GREEN_C), numbers[value].animate.set_color(GREEN_C)]

        def run_pass(number: int) -> None:
            """Play all comparisons of a pass, then add its table row."""
            for left, right in passes[number]:
                self.play(*[bars[v].animate.set_fill(YELLOW) for v in (left, right)], run_time=0.4)
                if left > right:
                    i = row.index(left)
                    row[i], row[i + 1] = right, left
                    self.play(
                        bars[left].animate.shift(PITCH * RIGHT),
                        bars[right].animate.shift(PITCH * LEFT),
                        numbers[left].animate(path_arc=PI / 2).shift(PITCH * RIGHT),
                        numbers[right].animate(path_arc=PI / 2).shift(PITCH * LEFT),
                        run_time=0.6,
                    )
                self.play(*[bars[v].animate.set_fill(BLUE_C) for v in (left, right)], run_time=0.3)
            compared, swapped = counts(passes[number])
            self.play(
                FadeIn(table_row([str(number + 1), str(compared), str(swapped)], number + 1), shift=0.2 * LEFT),
                *settle(row[len(passes[number])]),
            )

        self.next_section("second-pass")
        self.add(*bars.values(), *numbers.values())
        bars[row[-1]].set_fill(GREEN_C)
        numbers[row[-1]].set_color(GREEN_C)
        header = table_row(['"pass"', '"comparisons"', '"swaps"'], 0, GREY_B)
        for cell in header:
            cell.align_to(header, DOWN)
        first = table_row(["1", *map(str, counts(passes[0]))], 1)
        self.play(FadeIn(title), FadeIn(header), FadeIn(first))
        run_pass(1)
        self.wait(2.5)

        self.next_section("third-pass")
        run_pass(2)
        self.wait(2.8)

        self.next_section("quiet-pass")
        run_pass(3)
        self.wait(0.6)
        no_swap = SurroundingRectangle(table_row(["4", "2", "0"], 4)[2], color=YELLOW, buff=0.18, corner_radius=0.08)
        verdict = Typst("no swap, so sorted", font_size=40, color=YELLOW).move_to([-3.1, 2.2, 0])
        self.play(Create(no_swap), FadeIn(verdict))
        self.play(*[a for value in row for a in settle(value)], run_time=1.5)
        rule = Line([1.5, -1.6, 0], [6.7, -1.6, 0], color=GREY_B, stroke_width=2)
        sums = [str(sum(counts(pairs)[k] for pairs in passes)) for k in (0, 1)]
        total = table_row(['"total"', *sums], 5.25, GREEN_C)
        self.play(Create(rule), FadeIn(total))
        self.wait(7)
