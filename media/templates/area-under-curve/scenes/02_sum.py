"""The sum of n rectangles as a formula in n."""

from manim import *

TITLE = "Adding up the rectangles"

STRIPS, MARKED = 8, 6  # strips in the picture, and the number of the one that is looked at
CHECK = 4
TABLE = [10, 100, 1000, 10000]
SIZE = 4.4  # length of 1 on screen, on both axes


def riemann_sum(n: int) -> float:
    """Area of n rectangles under x^2 from 0 to 1, measured at the right ends: added up one by one."""
    return sum((k / n) ** 2 for k in range(1, n + 1)) / n


def closed_form(n: int) -> float:
    """The same sum from the formula."""
    return (n + 1) * (2 * n + 1) / (6 * n**2)


def sum_of_squares(n: int) -> int:
    """1 + 4 + 9 + ... + n^2."""
    return sum(k * k for k in range(1, n + 1))


class Sum(Scene):
    def construct(self):
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        axes = Axes(
            x_range=[0, 1.1, 2],
            y_range=[0, 1.1, 2],
            x_length=1.1 * SIZE,
            y_length=1.1 * SIZE,
            tips=False,
            axis_config={"color": GREY_B, "stroke_width": 2},
        ).move_to([-3.1, -0.1, 0])
        curve = axes.plot(lambda x: x**2, x_range=[0, 1], color=BLUE_C, stroke_width=5, z_index=1)
        strips = VGroup()
        for k in range(1, STRIPS + 1):
            strip = Rectangle(width=SIZE / STRIPS, height=SIZE * (k / STRIPS) ** 2, color=ORANGE, fill_opacity=0.2)
            strips.add(strip.set_stroke(width=2).move_to(axes.c2p((k - 1) / STRIPS, 0), DOWN + LEFT))
        strip = strips[MARKED - 1]

        self.next_section("one-strip")
        self.play(FadeIn(title), Create(axes), Create(curve), FadeIn(strips), run_time=1.5)
        self.play(strip.animate.set_fill(YELLOW, opacity=0.7).set_stroke(YELLOW))
        brace = Brace(strip, DOWN, buff=0.08, color=GREY_B)
        width = MathTypst("1/n", font_size=32, color=TEAL_C).next_to(brace, DOWN, buff=0.1)
        level = DashedLine(strip.get_corner(UP + LEFT), axes.c2p(0, (MARKED / STRIPS) ** 2), color=GREEN_C)
        height = MathTypst("(k/n)^2", font_size=32, color=GREEN_C).next_to(level, LEFT, buff=0.15)
        area = MathTypst(
            '"strip" k: quad {{ (k/n)^2 : height }} dot {{ 1/n : width }}',
            font_size=52,
        ).move_to([3.5, 1.6, 0])
        area.select("height").set_color(GREEN_C)
        area.select("width").set_color(TEAL_C)
        self.play(FadeIn(brace, width))
        self.play(Create(level), FadeIn(height))
        self.play(Write(area), run_time=1.5)
        self.wait(4.5)

        self.next_section("sum")
        total = MathTypst("S_n = sum_(k=1)^n (k/n)^2 dot 1/n", font_size=52).move_to([3.5, -0.2, 0])
        pulled = MathTypst("S_n = 1/n^3 (1^2 + 2^2 + ... + n^2)", font_size=48).move_to([3.5, -2.1, 0])
        self.play(LaggedStart(*[s.animate.set_fill(YELLOW, opacity=0.7) for s in strips], lag_ratio=0.2), run_time=2)
        self.play(Write(total), run_time=1.5)
        self.wait(2)
        self.play(Write(pulled), run_time=1.5)
        self.wait(3.5)

        self.next_section("formula")
        picture = [axes, curve, strips, brace, width, level, height]
        self.play(FadeOut(*picture, area, total), pulled.animate.move_to([0, 2.1, 0]))
        squares = MathTypst("1^2 + 2^2 + ... + n^2 = (n (n + 1) (2 n + 1)) / 6", font_size=48, color=GREY_B)
        closed = MathTypst("S_n = ((n + 1) (2 n + 1)) / (6 n^2)", font_size=60, color=YELLOW)
        squares.move_to([0, 0.6, 0])
        closed.move_to([0, -1.2, 0])
        check = MathTypst(
            f"n = {CHECK}: quad {sum_of_squares(CHECK)} / {CHECK**3} = {closed_form(CHECK):.4f}", font_size=40
        ).move_to([0, -2.9, 0])
        self.play(Write(squares), run_time=1.5)
        self.wait(1.5)
        self.play(Write(closed), run_time=1.5)
        self.wait(1)
        self.play(FadeIn(check))
        self.wait(4.5)

        self.next_section("table")
        self.play(FadeOut(pulled, squares, check), closed.animate.move_to([0, 2.0, 0]))
        columns = (-3.4, 0.4)
        heads = [
            MathTypst(head, font_size=44).move_to([x, 0.6, 0]) for head, x in zip(("n", "S_n"), columns, strict=True)
        ]
        rule = Line([-5, 0.15, 0], [2, 0.15, 0], color=GREY_B, stroke_width=2)
        self.play(FadeIn(*heads), Create(rule))
        for row, n in enumerate(TABLE):
            y = -0.4 - 0.75 * row
            cells = [
                MathTypst(str(n), font_size=40).move_to([columns[0], y, 0]),
                MathTypst(f"{closed_form(n):.6f}", font_size=40, color=YELLOW).move_to([columns[1], y, 0]),
            ]
            self.play(FadeIn(*cells, shift=0.2 * DOWN))
            self.wait(0.4)
        third = MathTypst("1/3 = 0.333333 ...", font_size=40, color=GREEN_C).move_to([4.9, -1.5, 0])
        self.play(FadeIn(third))
        self.wait(2)
