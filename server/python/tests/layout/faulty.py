# ruff: noqa: F403, F405
"""A fault a scene, named for its kind, marked `# here` where the finding has to be. Read by test_faults.py."""

from manim import *


class OffFrame1(Scene):
    def construct(self):
        t = Text("A title that is much too long to fit into the frame at this size")  # here
        t.to_edge(UP)
        self.play(Write(t))
        self.wait()


class OffFrame2(Scene):
    def construct(self):
        t = Text("never seen").shift(UP * 6)  # here
        self.play(FadeIn(t))
        self.add(Circle())
        self.wait(2)


class OffFrame3(Scene):
    def construct(self):
        rows = VGroup(*[Text(f"row {i}") for i in range(9)]).arrange(DOWN, buff=0.6)  # here
        self.play(FadeIn(rows))
        self.wait(2)


class OffFrame4(MovingCameraScene):
    def construct(self):
        self.camera.frame.scale(0.5)
        t = MathTypst("x^2 + y^2", font_size=48).shift(RIGHT * 3.4)  # here
        self.play(Write(t))
        self.wait()


class OffFrame5(Scene):
    def construct(self):
        t = Text("a long line of words", font_size=60)
        self.add(t)
        self.play(Rotate(t, PI / 2))
        self.wait(0.5)
        self.play(t.animate.scale(1.9))  # here
        self.wait()


class OffFrame6(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=60 * DEGREES)
        t = Text("fixed but off").to_corner(UR).shift(RIGHT * 2)  # here
        self.add_fixed_in_frame_mobjects(t)
        self.add(ThreeDAxes())
        self.wait(2)


class OffFrame7(MovingCameraScene):
    def construct(self):
        t = Text("pushed aside")
        self.play(self.camera.frame.animate.scale(0.5))
        self.play(FadeIn(t))
        self.play(t.animate.shift(RIGHT * 2.5))  # here
        self.wait()


class Overlap1(Scene):
    def construct(self):
        a = Text("first answer")
        self.play(Write(a))
        b = Text("second answer")  # here
        self.play(Write(b))
        self.wait()


class Overlap2(Scene):
    def construct(self):
        eq = MathTypst("e^(i pi) + 1 = 0", font_size=70)
        note = Text("Euler's identity", font_size=36).next_to(eq, DOWN, buff=-0.3)  # here
        self.play(Write(eq), FadeIn(note))
        self.wait()


class Overlap3(Scene):
    def construct(self):
        self.title = Text("Title", font_size=60).to_edge(UP)
        sub = Text("subtitle that is close", font_size=40).next_to(self.title, DOWN, buff=-0.4)  # here
        self.play(FadeIn(self.title))
        self.play(FadeIn(sub))
        self.wait()


class Overlap4(Scene):
    def construct(self):
        a = Text("stays here")
        b = Text("comes along").shift(DOWN * 2)
        self.add(a, b)
        self.play(b.animate.shift(UP * 1.8))  # here
        self.wait()


class Overlap5(Scene):
    def construct(self):
        n = DecimalNumber(3.14159, mob_class=Text, font_size=60)
        t = Text("number", font_size=60).shift(RIGHT * 0.8)  # here
        self.add(n, t)
        self.wait(2)


class Overlap6(Scene):
    def construct(self):
        p = Paragraph("a few lines", "of a paragraph", font_size=36)
        q = MarkupText("<b>bold</b> words", font_size=36).shift(DOWN * 0.3)  # here
        self.add(p, q)
        self.wait(2)


class Overlap7(Scene):
    def construct(self):
        eq = MathTypst("a + b = c", font_size=90)
        part = eq[0]
        self.play(Write(eq))
        other = Text("over", font_size=40).move_to(part)  # here
        self.play(FadeIn(other))
        self.wait()


class Overlap8(Scene):
    def construct(self):
        t = Text("in the way", font_size=40)
        m = Text("mover", font_size=40).shift(LEFT * 4)
        self.add(t, m)
        self.play(m.animate.shift(RIGHT * 8), run_time=5)  # here
        self.wait()


class Crossing1(Scene):
    def construct(self):
        t = Text("a label here", font_size=40)
        line = Line(LEFT * 6 + DOWN, RIGHT * 6 + UP)  # here
        self.play(FadeIn(t), Create(line))
        self.wait()


class Crossing2(Scene):
    def construct(self):
        sq = Square(2)
        t = Text("too wide for it", font_size=48).move_to(sq)  # here
        self.play(Create(sq), Write(t))
        self.wait()


class Crossing3(Scene):
    def construct(self):
        t = Text("partly covered", font_size=48)
        c = Circle(1, fill_opacity=1, color=BLUE).shift(RIGHT * 2)  # here
        self.play(FadeIn(t))
        self.play(FadeIn(c))
        self.wait()


class Crossing4(Scene):
    def construct(self):
        ax = Axes(x_range=[-3, 3], y_range=[-1, 9], x_length=8, y_length=6)
        g = ax.plot(lambda x: x**2, x_range=[-2.9, 2.9], color=BLUE)
        t = Text("the curve", font_size=40).move_to(ax.c2p(2, 4))  # here
        self.play(Create(ax), Create(g), FadeIn(t))
        self.wait()


class Crossing5(Scene):
    def construct(self):
        t = Text("weight", font_size=36)
        a = Arrow(LEFT * 3, RIGHT * 3)  # here
        self.add(a, t)
        self.wait(2)


class Crossing6(Scene):
    def construct(self):
        t = Text("dashes", font_size=60)
        self.add(t, DashedLine(UP * 3, DOWN * 3))  # here
        self.wait(2)


class Crossing7(Scene):
    def construct(self):
        d = Dot(radius=0.12, color=RED)
        t = Text("P", font_size=36).move_to(d)  # here
        self.add(d, t)
        self.wait(2)


class Crossing8(Scene):
    def construct(self):
        label = Text("hidden", font_size=36)
        box = Rectangle(width=3, height=1, fill_color=BLUE, fill_opacity=1)  # here
        self.add(label, box)
        self.wait(3)


class Crossing9(Scene):
    def construct(self):
        tri = Polygon(LEFT * 2, RIGHT * 2, UP * 2)
        t = Text("base", font_size=40).move_to(tri.get_bottom())  # here
        self.play(Create(tri), FadeIn(t))
        self.wait()


class Small1(Scene):
    def construct(self):
        self.add(Text("hard to read", font_size=9), Circle())  # here
        self.wait(2)


class Small2(Scene):
    def construct(self):
        g = VGroup(Text("one"), Text("two")).arrange(DOWN)
        g.scale(0.2)  # here
        self.play(FadeIn(g))
        self.wait(2)


class Small3(Scene):
    def construct(self):
        ax = Axes(x_range=[0, 10], y_range=[0, 10], axis_config={"include_numbers": False}).scale(0.3)
        labs = VGroup(
            *[MathTypst(str(i), font_size=36).move_to(ax.c2p(i, 0) + DOWN * 0.2) for i in range(11)]
        ).scale(  # here
            0.35
        )
        self.add(ax, labs.shift(DOWN * 0.5))
        self.wait(2)


class Contrast1(Scene):
    def construct(self):
        self.add(Text("dark on dark", color="#333333"))  # here
        self.wait(2)


class Contrast2(Scene):
    def construct(self):
        b = Rectangle(width=5, height=2, fill_color=YELLOW, fill_opacity=1)
        t = Text("white on yellow", font_size=40).move_to(b)  # here
        self.play(FadeIn(b), FadeIn(t))
        self.wait()


class Contrast3(Scene):
    def construct(self):
        self.camera.background_color = WHITE
        t = MathTypst("a = b", font_size=60)  # here
        self.play(Write(t))
        self.wait()


class Contrast4(Scene):
    def construct(self):
        t = Text("blue")
        t.set_color(DARK_BLUE)  # here
        b = Square(3, fill_opacity=1, color=BLUE_E)
        self.add(b, t)
        self.wait(2)


class Empty1(Scene):
    def construct(self):
        self.play(FadeIn(c := Circle()))
        self.play(FadeOut(c))
        self.wait(6)  # here
        self.play(FadeIn(Text("late")))


class Still1(Scene):
    def construct(self):
        self.play(FadeIn(Text("stand still")))
        self.wait(20)  # here


class Still2(Scene):
    def construct(self):
        self.play(FadeIn(Text("stand still")))
        for _ in range(6):
            self.wait(4)  # here
        self.play(FadeIn(Circle().shift(DOWN * 2)))


class Small4(Scene):
    def construct(self):
        t = Text("a reminder that cannot be read")
        self.play(Write(t))
        self.play(t.animate.scale(0.2).to_corner(UL))  # here
        self.play(FadeIn(Circle()))
        self.wait()


class Contrast5(Scene):
    def construct(self):
        t = Text("lost in the dark")
        self.play(Write(t))
        self.play(t.animate.set_color("#222222"))  # here
        self.wait(2)
