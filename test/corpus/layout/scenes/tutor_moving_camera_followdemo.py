# From 3brown1blue 1.2.1, three_b1b/skill/rules/moving-camera.md:109.
# Amit Subhasish, MIT License (../licences/3brown1blue.txt).
# Changed: cut to one scene.
from manim import *


class FollowDemo(MovingCameraScene):
    def construct(self) -> None:
        dot = Dot(color=RED)
        path = ParametricFunction(
            lambda t: np.array([2 * np.cos(t), 2 * np.sin(t), 0]),
            t_range=[0, TAU],
        )

        # Camera follows the dot
        self.camera.frame.add_updater(lambda f: f.move_to(dot))

        # Zoom in to follow closely
        self.camera.frame.set(width=6)

        self.add(path, dot)
        self.play(MoveAlongPath(dot, path), run_time=4, rate_func=linear)

        # Stop following
        self.camera.frame.clear_updaters()
        self.play(self.camera.frame.animate.set(width=14).move_to(ORIGIN))
