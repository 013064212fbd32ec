# From 3brown1blue 1.2.1, three_b1b/skill/rules/paper-explainer.md:194.
# Amit Subhasish, MIT License (../licences/3brown1blue.txt).
# Changed: cut to one scene.
from manim import *


class PipelineDiagram(Scene):
    """4-stage pipeline with animated reveal and data flow."""

    def construct(self) -> None:
        stage_data = [
            ("Raw Signal", GREEN),
            ("Preprocessing", BLUE),
            ("Neural Network", BLUE),
            ("Reconstruction", YELLOW),
        ]

        boxes = VGroup()
        for name, color in stage_data:
            rect = Rectangle(width=2.4, height=0.9, color=color, fill_opacity=0.2)
            label = Text(name, font_size=20)
            label.move_to(rect)
            box = VGroup(rect, label)
            boxes.add(box)
        boxes.arrange(RIGHT, buff=1.0)

        # Reveal one at a time: each box then its connecting arrow
        self.play(FadeIn(boxes[0], shift=UP * 0.5))
        arrows = VGroup()
        for i in range(1, len(boxes)):
            arrow = Arrow(
                boxes[i - 1][0].get_right(),
                boxes[i][0].get_left(),
                buff=0.1, color=WHITE,
            )
            arrows.add(arrow)
            self.play(GrowArrow(arrow), FadeIn(boxes[i], shift=UP * 0.5), run_time=0.8)
            self.wait(0.3)  # brief pause per stage for rhythm

        self.wait(1)

        # Optional: animate a dot flowing through the pipeline
        dot = Dot(color=YELLOW).move_to(boxes[0])
        self.play(FadeIn(dot, scale=0.5))
        for arrow in arrows:
            self.play(MoveAlongPath(dot, arrow, run_time=0.5))
        self.play(FadeOut(dot, scale=2))
