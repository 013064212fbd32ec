"""The sieve on the numbers 1 to 100: multiples of 2, 3, 5 and 7 are crossed out, the primes stay."""

from manim import *

TITLE = "Crossing out multiples"

LIMIT = 100
COLOURS = {2: BLUE_C, 3: YELLOW, 5: RED_C, 7: TEAL_C}
COLUMNS = [1.9, 3.6, 5.5]


def sieve_rounds(limit: int) -> list[tuple[int, list[int]]]:
    """For every prime up to the square root: the prime and the numbers it newly crosses out."""
    standing, rounds = set(range(2, limit + 1)), []
    for p in range(2, limit + 1):
        if p * p > limit:
            break
        if p in standing:
            gone = [m for m in range(p * p, limit + 1, p) if m in standing]
            standing -= set(gone)
            rounds.append((p, gone))
    return rounds


def primes(limit: int) -> list[int]:
    """The numbers that stay when all rounds are done."""
    gone = {m for _, crossed in sieve_rounds(limit) for m in crossed}
    return [n for n in range(2, limit + 1) if n not in gone]


def count_formula(limit: int) -> str:
    """How many primes are left: all numbers, less 1, less the crossed out ones."""
    crossed = sum(len(gone) for _, gone in sieve_rounds(limit))
    return f'{limit} - 1 - {crossed} = {limit - 1 - crossed} "primes"'


def table_row(cells: list[str], number: int, color: ManimColor) -> VGroup:
    """A row of the table beside the grid."""
    y = 2.1 - 0.75 * number
    return VGroup(*[MathTypst(cell, font_size=40, color=color).move_to([x, y, 0]) for x, cell in zip(COLUMNS, cells)])


class CrossingOut(Scene):
    def construct(self):
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        cells, numbers = {}, {}
        for n in range(1, LIMIT + 1):
            place = [-6.3 + 0.72 * ((n - 1) % 10), 2.4 - 0.61 * ((n - 1) // 10), 0]
            cells[n] = Rectangle(width=0.66, height=0.55, stroke_color=GREY_D, stroke_width=1.5).move_to(place)
            numbers[n] = MathTypst(str(n), font_size=32).move_to(place)

        def keep(p: int) -> None:
            """Frame the next number that is left."""
            cells[p].set_z_index(1)
            self.play(
                cells[p].animate.set_stroke(COLOURS[p], width=5),
                numbers[p].animate.set_color(COLOURS[p]),
            )

        def cross_out(number: int, p: int, gone: list[int], seconds: float) -> None:
            """Colour what p newly crosses out and add its table row."""
            row = table_row([str(p), str(p * p), str(len(gone))], number, COLOURS[p])
            self.play(FadeIn(row[:2]))
            self.play(
                LaggedStart(
                    *[
                        AnimationGroup(
                            cells[m].animate.set_fill(COLOURS[p], opacity=0.25).set_stroke(opacity=0),
                            numbers[m].animate.set_color(GREY_B),
                        )
                        for m in gone
                    ],
                    lag_ratio=0.1,
                ),
                run_time=seconds,
            )
            self.play(FadeIn(row[2]))

        rounds = sieve_rounds(LIMIT)
        self.next_section("grid")
        self.play(FadeIn(title))
        self.play(
            LaggedStart(*[FadeIn(VGroup(cells[n], numbers[n])) for n in cells], lag_ratio=0.03),
            run_time=2.5,
        )
        self.wait(1)
        self.play(numbers[1].animate.set_color(GREY_D), cells[1].animate.set_stroke(opacity=0))
        self.wait(1.6)

        self.next_section("twos")
        header = table_row(['"prime"', '"from"', '"newly gone"'], 0, GREY_B)
        for cell in header:
            cell.align_to(header, UP)
        header[0].align_to(header[2], DOWN)
        keep(2)
        self.play(FadeIn(header))
        cross_out(1, *rounds[0], seconds=3.5)
        self.wait(2.4)

        self.next_section("threes")
        keep(3)
        self.wait(2)
        cross_out(2, *rounds[1], seconds=3)
        self.wait(3.1)

        self.next_section("five-seven")
        keep(5)
        cross_out(3, *rounds[2], seconds=1.5)
        keep(7)
        cross_out(4, *rounds[3], seconds=1.2)
        self.play(*[Indicate(numbers[m], color=COLOURS[7]) for m in rounds[3][1]])
        self.wait(1)

        self.next_section("left")
        count = MathTypst(count_formula(LIMIT), font_size=46, color=GREEN_C).move_to([3.9, -2.0, 0])
        self.play(
            *[cells[p].animate.set_stroke(GREEN_C, width=4) for p in primes(LIMIT)],
            *[numbers[p].animate.set_color(GREEN_C) for p in primes(LIMIT)],
            run_time=1.5,
        )
        self.play(Write(count))
        self.wait(3)
