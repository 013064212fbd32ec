# From manim 0.22.0, manim/mobject/graphing/coordinate_systems.py:2348.
# (c) 2018 3Blue1Brown LLC, (c) 2024 the Manim Community Developers, MIT License (../licences/manim.txt).
# Changed: its LaTeX formulas translated to Typst, a wait of two seconds added at its end.
from manim import *


class LineGraphExample(Scene):
    def construct(self):
        plane = NumberPlane(
            x_range = (0, 7),
            y_range = (0, 5),
            x_length = 7,
            axis_config={"label_constructor": MathTypst, "include_numbers": True},
        )
        plane.center()
        line_graph = plane.plot_line_graph(
            x_values = [0, 1.5, 2, 2.8, 4, 6.25],
            y_values = [1, 3, 2.25, 4, 2.5, 1.75],
            line_color=GOLD_E,
            vertex_dot_style=dict(stroke_width=3,  fill_color=PURPLE),
            stroke_width = 4,
        )
        self.add(plane, line_graph)
        self.wait(2)
