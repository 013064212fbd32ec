# From 3brown1blue 1.2.1, three_b1b/skill/rules/first-scene-tutorial.md:101.
# Amit Subhasish, MIT License (../licences/3brown1blue.txt).
# Changed: cut to one scene.
from manim import *


class SecondScene(Scene):
    def construct(self):
        # Create objects
        circle = Circle(radius=1, color=BLUE, fill_opacity=0.5)
        square = Square(side_length=2, color=RED)
        text = Text("Hello Manim!", font_size=48)

        # Position them: text at top, shapes below side by side
        text.to_edge(UP)           # snap to top of screen
        circle.shift(2 * LEFT)     # move 2 units left of center
        square.shift(2 * RIGHT)    # move 2 units right of center

        # Animate: text writes itself, then shapes appear
        self.play(Write(text))     # Write simulates handwriting
        self.wait(0.5)

        self.play(
            Create(circle),        # both animations run
            FadeIn(square),        # SIMULTANEOUSLY (same play call)
        )
        self.wait()

        # Transform the circle into the square
        self.play(Transform(circle, square.copy().shift(4 * LEFT)))
        self.wait()

        # Clean up: fade everything out
        self.play(FadeOut(text), FadeOut(circle), FadeOut(square))
