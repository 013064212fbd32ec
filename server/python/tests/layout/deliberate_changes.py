# ruff: noqa: F403, F405
"""Changes that authors mean, of the camera, a size or a colour: no scene here may have a finding. See test_deliberate."""

from manim import *


class ZoomedIn(MovingCameraScene):
    def construct(self):
        words = VGroup(*[Text(w).shift(p) for w, p in (("left", LEFT * 4), ("mid", ORIGIN), ("right", RIGHT * 4))])
        self.add(words)
        self.play(self.camera.frame.animate.scale(0.4).move_to(words[0].get_left()))
        self.wait()
        tiny = Text("detail", font_size=8).next_to(words[0], DOWN, buff=0.1)
        self.play(FadeIn(tiny))
        self.wait()
        self.play(self.camera.frame.animate.scale(2.5).move_to(ORIGIN))
        self.wait()


class CloseUp(MovingCameraScene):
    def construct(self):
        rows = VGroup(*[Text(f"a long row number {i}") for i in range(5)]).arrange(DOWN)
        self.add(rows)
        self.play(self.camera.frame.animate.scale(0.4).move_to(rows[2].get_left()))
        self.wait()
        self.play(self.camera.frame.animate.shift(RIGHT * 3))
        self.play(rows[2].animate.set_color(YELLOW))
        self.wait()


class SlideIn(Scene):
    def construct(self):
        t = Text("from outside").shift(LEFT * 12)
        self.add(t)
        self.wait(0.5)
        self.play(t.animate.move_to(ORIGIN), run_time=4)
        self.wait()
        self.play(t.animate.shift(RIGHT * 14), run_time=4)
        self.wait()


class WiderFrame(Scene):
    def construct(self):
        self.camera.frame_width = 20
        self.camera.frame_height = 11.25
        self.add(Text("far right").move_to(RIGHT * 8))
        self.wait(2)


class Dimmed(Scene):
    def construct(self):
        a = VGroup(*[Text(f"point number {i}") for i in range(4)]).arrange(DOWN, aligned_edge=LEFT)
        self.play(FadeIn(a))
        for i in range(4):
            self.play(a.animate.set_opacity(0.25), a[i].animate.set_opacity(1))
        self.play(a.animate.set_color(GREY_D))
        self.wait()


class HiddenByColour(Scene):
    def construct(self):
        t = Text("gone")
        self.play(Write(t))
        self.play(t.animate.set_color(BLACK))
        self.wait(2)


class ShrunkToADot(Scene):
    def construct(self):
        t = Text("gone")
        self.play(Write(t))
        self.play(t.animate.scale(0.01))
        self.wait(2)


class Overview(MovingCameraScene):
    def construct(self):
        t = Text("seen from afar")
        self.play(Write(t))
        self.play(self.camera.frame.animate.scale(6))
        self.wait(2)
        self.play(self.camera.frame.animate.scale(1 / 6))
