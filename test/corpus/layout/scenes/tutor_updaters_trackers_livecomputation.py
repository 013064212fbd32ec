# From 3brown1blue 1.2.1, three_b1b/skill/rules/updaters-trackers.md:259.
# Amit Subhasish, MIT License (../licences/3brown1blue.txt).
# Changed: its LaTeX formulas translated to Typst.
from manim import *


class LiveComputation(Scene):
    def construct(self) -> None:
        x_tracker = ValueTracker(0)

        labels = VGroup(
            MathTypst("x ="), MathTypst("x^2 ="), MathTypst("sin ( x ) =")
        ).arrange(DOWN, aligned_edge=LEFT, buff=0.5).shift(LEFT * 2)

        values = [DecimalNumber(0, num_decimal_places=3, mob_class=MathTypst) for _ in range(3)]
        funcs = [
            lambda v: x_tracker.get_value(),
            lambda v: x_tracker.get_value() ** 2,
            lambda v: np.sin(x_tracker.get_value()),
        ]
        for val, lbl, fn in zip(values, labels, funcs):
            val.next_to(lbl, RIGHT)
            val.add_updater(lambda d, f=fn: d.set_value(f(d)))
            val.add_updater(lambda d, l=lbl: d.next_to(l, RIGHT))

        self.add(labels, *values)
        self.play(
            x_tracker.animate.set_value(2 * PI), run_time=6, rate_func=linear
        )
