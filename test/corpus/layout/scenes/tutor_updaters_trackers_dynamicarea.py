# From 3brown1blue 1.2.1, three_b1b/skill/rules/updaters-trackers.md:208.
# Amit Subhasish, MIT License (../licences/3brown1blue.txt).
# Changed: its LaTeX formulas translated to Typst.
from manim import *


class DynamicArea(Scene):
    def construct(self) -> None:
        axes = Axes(x_range=[0, 4, 1], y_range=[0, 8, 2])
        graph = axes.plot(lambda x: x**2, color=BLUE)
        t = ValueTracker(0.5)

        area = always_redraw(
            lambda: axes.get_area(
                graph, x_range=[0, t.get_value()], color=BLUE, opacity=0.4
            )
        )
        area_label = always_redraw(
            lambda: DecimalNumber(
                (t.get_value() ** 3) / 3, num_decimal_places=2, mob_class=MathTypst
            ).next_to(axes, RIGHT).shift(UP)
        )

        self.add(axes, graph, area, area_label)
        self.play(t.animate.set_value(3), run_time=4, rate_func=linear)
