"""Dots in rectangles show what a prime is; counting trial divisions shows why a sieve is wanted."""

from manim import *

TITLE = "What is a prime?"

COMPOSITE, PRIME = 12, 7
LIMIT = 100
GAP = 0.72


def shapes(number: int) -> list[tuple[int, int]]:
    """The rectangles (rows, columns) that the dots fill, with at least two rows and no fewer columns."""
    return [(r, number // r) for r in range(2, number) if number % r == 0 and r <= number // r]


def trial_divisions(limit: int) -> int:
    """Divisions when each number up to the limit is divided by every smaller number from 2 on."""
    return sum(number - 2 for number in range(2, limit + 1))


def trial_row(number: int) -> str:
    """The divisors to try for a number, as Typst mathematics; long rows are shortened."""
    divisors = [str(d) for d in range(2, number)]
    shown = divisors if len(divisors) <= 6 else [*divisors[:3], "dots.c", divisors[-1]]
    return f"{number} div " + ", ".join(shown)


def places(number: int, columns: int, centre: np.ndarray) -> list[np.ndarray]:
    """Centres of the dots, filled row by row into this many columns around a centre."""
    rows = -(-number // columns)
    corner = centre + np.array([-(columns - 1) / 2, (rows - 1) / 2, 0]) * GAP
    return [corner + np.array([i % columns, -(i // columns), 0]) * GAP for i in range(number)]


class WhatIsAPrime(Scene):
    def construct(self):
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        left, right = np.array([-3.6, 1.0, 0]), np.array([3.4, 1.0, 0])

        self.next_section("rectangles")
        self.play(FadeIn(title))
        first_shape = shapes(COMPOSITE)[0]
        dots = VGroup(*[Dot(p, radius=0.27, color=BLUE_C) for p in places(COMPOSITE, first_shape[1], left)])
        self.play(LaggedStart(*[GrowFromCenter(dot) for dot in dots], lag_ratio=0.1), run_time=1.5)
        label = None
        for rows, columns in shapes(COMPOSITE):
            new = MathTypst(f"{COMPOSITE} = {rows} dot {columns}", font_size=56, color=BLUE_C).move_to([-3.6, -1.15, 0])
            moves = [d.animate.move_to(p) for d, p in zip(dots, places(COMPOSITE, columns, left))]
            if label is not None:
                self.play(FadeOut(label), run_time=0.4)
                self.play(*moves)
            self.play(FadeIn(new))
            label = new
            self.wait(0.8)
        lonely = VGroup(*[Dot(p, radius=0.27, color=YELLOW) for p in places(PRIME, 4, right)])
        self.play(LaggedStart(*[GrowFromCenter(dot) for dot in lonely], lag_ratio=0.1), run_time=1.0)
        for columns in (4, 3):
            spots = places(columns * -(-PRIME // columns), columns, right)
            self.play(*[d.animate.move_to(p) for d, p in zip(lonely, spots)], run_time=0.8)
            holes = VGroup(*[Circle(0.27, color=RED_C, stroke_width=4).move_to(p) for p in spots[PRIME:]])
            self.play(FadeIn(holes), run_time=0.5)
            self.play(FadeOut(holes), run_time=0.5)
        single = MathTypst(f"{PRIME} = 1 dot {PRIME}", font_size=56, color=YELLOW).move_to([3.4, -1.15, 0])
        self.play(*[d.animate.move_to(p) for d, p in zip(lonely, places(PRIME, PRIME, right))], FadeIn(single))
        meaning = Typst("*prime*: larger than 1, and only one row fits", font_size=48).move_to(2.6 * DOWN)
        self.play(FadeIn(meaning, shift=0.2 * UP))
        self.wait(0.5)

        self.next_section("slow-way")
        self.play(FadeOut(dots, label, lonely, single, meaning))
        question = Typst(f"Which numbers up to {LIMIT} are prime?", font_size=46, color=YELLOW).move_to(2.1 * UP)
        self.play(FadeIn(question))
        rows = VGroup()
        for number in (3, 4, 5, 6, LIMIT):
            row = MathTypst(trial_row(number), font_size=46)
            y = 1.1 - 0.72 * len(rows) - (0.72 if number == LIMIT else 0)
            rows.add(row.move_to([-5.6, y, 0], aligned_edge=LEFT))
        more = MathTypst("dots.v", font_size=42).move_to([rows[0].get_left()[0] + 0.3, 1.1 - 0.72 * 4, 0])
        self.play(LaggedStart(*[FadeIn(row) for row in (*rows[:-1], more, rows[-1])], lag_ratio=0.5), run_time=3.5)
        total = f"{trial_divisions(LIMIT):,}".replace(",", " thin ")
        slow = MathTypst(f'"up to" {total} "divisions"', font_size=48, color=RED_C).move_to([3.2, 0.4, 0])
        quick = Typst("#align(center)[crossing out:\\\nno division at all]", font_size=48, color=GREEN_C)
        quick.move_to([3.2, -1.4, 0])
        self.play(Write(slow), run_time=1.5)
        self.wait(1)
        self.play(FadeIn(quick, shift=0.2 * UP))
        self.wait(3)
