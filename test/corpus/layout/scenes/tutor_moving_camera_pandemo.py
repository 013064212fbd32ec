# From 3brown1blue 1.2.1, three_b1b/skill/rules/moving-camera.md:67.
# Amit Subhasish, MIT License (../licences/3brown1blue.txt).
# Changed: cut to one scene.
from manim import *


class PanDemo(MovingCameraScene):
    def construct(self) -> None:
        left_group = VGroup(
            Text("Section A"), Circle(radius=0.5)
        ).arrange(DOWN).shift(LEFT * 4)

        right_group = VGroup(
            Text("Section B"), Square(side_length=1)
        ).arrange(DOWN).shift(RIGHT * 4)

        self.add(left_group, right_group)

        # Pan to left group
        self.play(self.camera.frame.animate.move_to(left_group))
        self.wait()

        # Pan to right group
        self.play(self.camera.frame.animate.move_to(right_group))
        self.wait()

        # Pan back to center
        self.play(self.camera.frame.animate.move_to(ORIGIN))
        self.wait()
