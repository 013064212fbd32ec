"""The sieve as a program, the staircase of primes beside n / ln n, and the closing statement."""

import math

from manim import *

TITLE = "The program and the count"

CODE = [
    "prime = [True] * (n + 1)",
    "for p in range(2, isqrt(n) + 1):",
    "    if prime[p]:",
    "        for m in range(p * p, n + 1, p):",
    "            prime[m] = False",
]
SAMPLE = 50
SPAN = 100
SIZES = [100, 10_000, 1_000_000]


def primes(n: int) -> list[int]:
    """The primes up to n, by the program above."""
    prime = [True] * (n + 1)
    for p in range(2, math.isqrt(n) + 1):
        if prime[p]:
            for m in range(p * p, n + 1, p):
                prime[m] = False
    return [k for k in range(2, n + 1) if prime[k]]


def estimate(n: float) -> float:
    """The estimate of the prime number ratio."""
    return n / math.log(n)


def staircase(n: int) -> list[tuple[int, int]]:
    """Corners of the graph that counts the primes up to x, for x from 0 to n."""
    corners = [(0, 0)]
    for count, p in enumerate(primes(n)):
        corners += [(p, count), (p, count + 1)]
    return [*corners, (n, corners[-1][1])]


def table_cells(n: int) -> list[str]:
    """n, the number of primes up to n, and its ratio to the estimate, as Typst mathematics."""
    count = len(primes(n))
    return [f"{n:,}".replace(",", " thin "), f"{count:,}".replace(",", " thin "), f"{count / estimate(n):.2f}"]


def program() -> Typst:
    """The program in a fixed-width font; line n can be selected as "line<n>"."""
    indents = [len(text) - len(text.lstrip()) for text in CODE]
    lines = [f"#h({n} * 0.48em)#box[`{t.strip()}`] <line{i}>" for i, (n, t) in enumerate(zip(indents, CODE))]
    return Typst("#set par(leading: 0.85em)\n" + " \\\n".join(lines), font_size=48)


class ProgramAndCount(Scene):
    def construct(self):
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)

        self.next_section("program")
        code = program().move_to([0, 0.75, 0])
        lines = [code.select(f"line{i}") for i in range(len(CODE))]
        self.play(FadeIn(title))
        self.play(FadeIn(lines[0], shift=0.2 * RIGHT))
        self.wait(1.5)
        self.play(FadeIn(lines[1], shift=0.2 * RIGHT))
        self.play(FadeIn(lines[2], shift=0.2 * RIGHT))
        self.wait(1.5)
        self.play(FadeIn(lines[3], shift=0.2 * RIGHT))
        self.play(FadeIn(lines[4], shift=0.2 * RIGHT))
        self.play(lines[4].animate.set_color(RED_C))
        found = MathTypst(", ".join(map(str, primes(SAMPLE))), font_size=42, color=GREEN_C).move_to(2.6 * DOWN)
        heading = MathTypst(f'n = {SAMPLE} quad "leaves"', font_size=40).next_to(found, UP, buff=0.35)
        self.play(FadeIn(heading), Write(found), run_time=2)
        self.wait(2)

        self.next_section("staircase")
        self.play(FadeOut(code, found, heading))
        axes = Axes(
            x_range=[0, SPAN, 20],
            y_range=[0, 30, 10],
            x_length=6.2,
            y_length=4.6,
            axis_config={"color": GREY_B, "tip_width": 0.2, "tip_height": 0.2},
        ).move_to([-2.9, -0.5, 0])
        ticks = VGroup(
            *[MathTypst(str(v), font_size=28).next_to(axes.c2p(v, 0), DOWN, buff=0.2) for v in range(20, SPAN + 1, 20)],
            *[MathTypst(str(v), font_size=28).next_to(axes.c2p(0, v), LEFT, buff=0.2) for v in (10, 20, 30)],
            MathTypst("n", font_size=36).next_to(axes.c2p(SPAN, 0), RIGHT, buff=0.25),
        )
        steps = VMobject(color=GREEN_C, stroke_width=5)
        steps.set_points_as_corners([axes.c2p(x, y) for x, y in staircase(SPAN)])
        smooth = axes.plot(estimate, x_range=[2, SPAN], color=YELLOW, stroke_width=4)
        steps_label = Typst("count of primes up to $n$", font_size=38, color=GREEN_C)
        steps_label.next_to(axes.c2p(5, 28), RIGHT, buff=0)
        smooth_label = MathTypst("n / (ln n)", font_size=40, color=YELLOW).next_to(axes.c2p(74, 8), RIGHT, buff=0)
        self.play(Create(axes), FadeIn(ticks))
        self.play(Create(steps, rate_func=linear), FadeIn(steps_label), run_time=3)
        self.play(Create(smooth), FadeIn(smooth_label), run_time=1.5)
        rows = [["n", '"count"', '"ratio"'], *[table_cells(n) for n in SIZES]]
        for number, cells in enumerate(rows):
            colors = [GREY_B] * 3 if number == 0 else [WHITE, GREEN_C, YELLOW]
            row = VGroup(*[MathTypst(cell, font_size=38, color=c) for cell, c in zip(cells, colors)])
            for cell, x in zip(row, (2.4, 4.4, 6.1)):
                cell.move_to([x, 1.4 - 0.8 * number, 0])
            if number == 0:
                row[0].align_to(row[1], DOWN)
                row[2].align_to(row[1], DOWN)
            self.play(FadeIn(row, shift=0.15 * DOWN), run_time=0.8)
        ratio = MathTypst('"ratio" = "count" / (n \\/ ln n)', font_size=38, color=YELLOW).move_to([4.3, -2.3, 0])
        self.play(FadeIn(ratio))
        self.wait(3)

        self.next_section("closing")
        self.play(*[FadeOut(mob) for mob in self.mobjects if mob is not title])
        summary = VGroup(
            Typst("For each prime $p <= sqrt(n)$, cross out", font_size=48),
            MathTypst("p^2, quad p^2 + p, quad p^2 + 2 p, quad dots.c", font_size=56, color=RED_C),
            Typst("What is left is prime.", font_size=52, color=GREEN_C),
        ).arrange(DOWN, buff=0.6)
        self.play(FadeIn(summary[0], shift=0.2 * UP))
        self.play(Write(summary[1]), run_time=1.5)
        self.play(FadeIn(summary[2], shift=0.2 * UP))
        self.wait(3)
