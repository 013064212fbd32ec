# From manim 0.22.0, manim/mobject/graphing/number_line.py:99.
# (c) 2018 3Blue1Brown LLC, (c) 2024 the Manim Community Developers, MIT License (../licences/manim.txt).
# Changed: its LaTeX formulas translated to Typst, a wait of two seconds added at its end.
from manim import *


class NumberLineExample(Scene):
    def construct(self):
        l0 = NumberLine(
            x_range=[-10, 10, 2],
            length=10,
            color=BLUE,
            include_numbers=True,
            label_direction=UP, label_constructor=MathTypst,
        )

        l1 = NumberLine(
            x_range=[-10, 10, 2],
            unit_size=0.5,
            numbers_with_elongated_ticks=[-2, 4],
            include_numbers=True,
            font_size=24, label_constructor=MathTypst,
        )
        num6 = l1.numbers[8]
        num6.set_color(RED)

        l2 = NumberLine(
            x_range=[-2.5, 2.5 + 0.5, 0.5],
            length=12,
            decimal_number_config={"num_decimal_places": 2},
            include_numbers=True, label_constructor=MathTypst,
        )

        l3 = NumberLine(
            x_range=[-5, 5 + 1, 1],
            length=6,
            include_tip=True,
            include_numbers=True,
            rotation=10 * DEGREES, label_constructor=MathTypst,
        )

        line_group = VGroup(l0, l1, l2, l3).arrange(DOWN, buff=1)
        self.add(line_group)
        self.wait(2)
