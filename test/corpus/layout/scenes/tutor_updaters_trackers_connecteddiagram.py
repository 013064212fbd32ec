# From 3brown1blue 1.2.1, three_b1b/skill/rules/updaters-trackers.md:232.
# Amit Subhasish, MIT License (../licences/3brown1blue.txt).
# Changed: cut to one scene.
from manim import *


class ConnectedDiagram(Scene):
    def construct(self) -> None:
        dot_a = Dot(LEFT * 3, color=RED)
        dot_b = Dot(RIGHT * 3, color=BLUE)

        connector = always_redraw(
            lambda: Line(dot_a.get_center(), dot_b.get_center(), color=WHITE)
        )
        mid_label = always_redraw(
            lambda: Text("midpoint", font_size=24).move_to(
                (dot_a.get_center() + dot_b.get_center()) / 2 + UP * 0.4
            )
        )

        self.add(dot_a, dot_b, connector, mid_label)
        self.play(dot_a.animate.shift(UP * 2 + RIGHT), run_time=2)
        self.play(dot_b.animate.shift(DOWN * 2 + LEFT), run_time=2)
        self.play(
            dot_a.animate.move_to(LEFT),
            dot_b.animate.move_to(RIGHT),
            run_time=2,
        )
