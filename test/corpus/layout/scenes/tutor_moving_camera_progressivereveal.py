# From 3brown1blue 1.2.1, three_b1b/skill/rules/moving-camera.md:204.
# Amit Subhasish, MIT License (../licences/3brown1blue.txt).
# Changed: cut to one scene.
from manim import *


class ProgressiveReveal(MovingCameraScene):
    def construct(self) -> None:
        # Create a long horizontal scene
        sections = VGroup()
        for i in range(5):
            section = VGroup(
                Text(f"Step {i + 1}", font_size=36),
                Circle(radius=0.5),
            ).arrange(DOWN)
            sections.add(section)
        sections.arrange(RIGHT, buff=3)

        # Start zoomed into first section
        self.camera.frame.move_to(sections[0]).set(width=6)
        self.add(sections[0])

        for i in range(1, 5):
            self.play(FadeIn(sections[i]))
            self.play(
                self.camera.frame.animate.move_to(sections[i]),
                run_time=1.5,
            )
            self.wait(0.5)

        # Zoom out to see everything
        self.play(
            self.camera.frame.animate.move_to(sections.get_center()).set(width=sections.width + 2),
            run_time=2,
        )
