# ruff: noqa: B007, B905, F403, F405
"""Arrangements that authors mean: no scene here may have a finding. Read by test_deliberate.py."""

from manim import *


class LabelInBox(Scene):
    def construct(self):
        box = Rectangle(width=4, height=1.2)
        label = Text("inside", font_size=36).move_to(box)
        self.play(Create(box), Write(label))
        self.wait()


class LabelInCircle(Scene):
    def construct(self):
        nodes = VGroup()
        for i in range(4):
            c = Circle(radius=0.5, color=BLUE, fill_opacity=0.5).move_to(RIGHT * 2 * i + LEFT * 3)
            t = Text(str(i), font_size=28).move_to(c)
            nodes.add(VGroup(c, t))
        edges = VGroup(*[Line(nodes[i][0], nodes[i + 1][0]) for i in range(3)])
        self.play(FadeIn(nodes), Create(edges))
        self.play(Indicate(nodes[1]))
        self.play(nodes[2][0].animate.set_fill(YELLOW, opacity=0.2))
        self.wait()


class EdgesUnderNodes(Scene):
    def construct(self):
        a, b = LEFT * 3, RIGHT * 3
        edge = Line(a, b)
        nodes = VGroup(*[Circle(0.5, color=WHITE, fill_color=BLACK, fill_opacity=1).move_to(p) for p in (a, b)])
        labels = VGroup(*[Text(s, font_size=30).move_to(n) for s, n in zip("AB", nodes)])
        self.add(edge, nodes, labels)
        self.wait(2)


class Braced(Scene):
    def construct(self):
        line = Line(LEFT * 2, RIGHT * 2)
        brace = Brace(line, DOWN)
        label = Text("length", font_size=30).next_to(brace, DOWN)
        self.play(Create(line), GrowFromCenter(brace), FadeIn(label))
        self.wait()


class Highlighted(Scene):
    def construct(self):
        eq = MathTypst("a^2 + b^2 = c^2", font_size=72)
        self.play(Write(eq))
        r = SurroundingRectangle(eq, color=YELLOW)
        self.play(Create(r))
        self.wait()
        self.play(ReplacementTransform(r, SurroundingRectangle(eq[0:2], color=RED, buff=0.05)))
        self.wait()
        self.play(Circumscribe(eq), Flash(eq))
        h = Rectangle(width=2, height=0.8, fill_color=YELLOW, fill_opacity=0.25, stroke_width=0).move_to(eq[0:3])
        self.play(FadeIn(h))
        self.wait()


class WithBackground(Scene):
    def construct(self):
        plane = NumberPlane()
        t = Text("over a plane")
        self.add(plane, t)
        self.wait()
        line = Line(LEFT * 5, RIGHT * 5, color=RED)
        note = Text("on a line", font_size=36).shift(DOWN * 2)
        line.move_to(note)
        back = BackgroundRectangle(note)
        self.play(Create(line), FadeIn(back), Write(note))
        self.wait()


class OwnGrid(Scene):
    def construct(self):
        grid = VGroup(
            *[Line(UP * 4, DOWN * 4, color=GREY, stroke_width=1).shift(RIGHT * x) for x in range(-7, 8)],
            *[Line(LEFT * 7, RIGHT * 7, color=GREY, stroke_width=1).shift(UP * y) for y in range(-4, 5)],
        )
        self.add(grid, Text("over my grid", font_size=60))
        self.wait(2)


class BackStroke(Scene):
    def construct(self):
        line = Line(LEFT * 5, RIGHT * 5)
        t = Text("outlined", font_size=50).set_stroke(BLACK, 8, background=True)
        self.add(line, t)
        self.wait(2)


class StruckOut(Scene):
    def construct(self):
        t = Text("wrong idea")
        self.play(Write(t))
        self.play(Create(Cross(t)))
        self.wait()
        u = Text("strike", font_size=40).shift(DOWN * 2)
        self.play(FadeIn(u))
        self.play(Create(Line(u.get_left(), u.get_right(), color=RED)))
        v = Text("underlined gyp", font_size=40).shift(UP * 2)
        self.play(FadeIn(v), Create(Underline(v)))
        w = Text("diagonal", font_size=40).shift(UP * 3)
        self.play(FadeIn(w), Create(Line(w.get_corner(DL), w.get_corner(UR), color=RED)))
        self.wait()


class PassingThrough(Scene):
    def construct(self):
        a, b = Text("left").shift(LEFT * 3), Text("right").shift(RIGHT * 3)
        self.add(a, b)
        self.play(a.animate.move_to(RIGHT * 3), b.animate.move_to(LEFT * 3))
        self.wait()
        d = Dot().shift(LEFT * 5)
        self.add(d)
        self.play(d.animate.shift(RIGHT * 10))
        self.play(Swap(a, b))
        self.wait()


class Replaced(Scene):
    def construct(self):
        a = MathTypst("x + 1 = 2")
        b = MathTypst("x = 1")
        self.play(Write(a))
        self.play(TransformMatchingShapes(a, b))
        self.wait()
        c = MathTypst("x^2 = 1")
        self.play(Transform(b, c))
        self.wait()
        self.play(FadeOut(b), FadeIn(Text("done")))
        self.wait()


class SlowCrossfade(Scene):
    def construct(self):
        a, b = Text("one thing"), Text("another thing")
        self.add(a)
        self.play(FadeOut(a), FadeIn(b), run_time=4)
        self.wait()
        c = Text("a third")
        self.play(ReplacementTransform(b, c), run_time=4)
        self.wait()


class GraphWithDot(Scene):
    def construct(self):
        ax = Axes(x_range=[-3, 3], y_range=[-2, 8, 2], x_length=8, y_length=5)
        g = ax.plot(lambda x: x**2, x_range=[-2.8, 2.8], color=BLUE)
        lab = Text("y = x²", font_size=28).next_to(g.get_end(), RIGHT)
        self.play(Create(ax), Create(g), FadeIn(lab))
        d = Dot(ax.c2p(0, 0), color=YELLOW)
        t = ValueTracker(0)
        d.add_updater(lambda m: m.move_to(ax.c2p(t.get_value(), t.get_value() ** 2)))
        self.add(d)
        self.play(t.animate.set_value(2), run_time=3)
        self.wait()


class AxesNumbers(Scene):
    def construct(self):
        ax = NumberLine(x_range=[-5, 5], length=10)
        labels = VGroup(*[Text(str(n), font_size=20).next_to(ax.n2p(n), DOWN, buff=0.2) for n in range(-5, 6)])
        arrow = Arrow(ax.n2p(2) + UP * 1.5, ax.n2p(2), buff=0.1)
        lab = Text("here", font_size=28).next_to(arrow, UP)
        self.add(ax, labels, arrow, lab)
        self.wait(2)


class ATable(Scene):
    def construct(self):
        t = Table(
            [["a", "b"], ["c", "d"]],
            row_labels=[Text("r1"), Text("r2")],
            col_labels=[Text("c1"), Text("c2")],
            include_outer_lines=True,
        )
        self.play(Create(t))
        self.play(t.get_entries((2, 2)).animate.set_color(YELLOW))
        self.add(t.get_highlighted_cell((2, 2), color=GREEN))
        self.wait()


class SomeCode(Scene):
    def construct(self):
        c = Code(code_string="def f(x):\n    return x + 1\n\nprint(f(2))", language="python").scale(0.9)
        self.play(FadeIn(c))
        bar = Rectangle(width=6, height=0.4, fill_color=YELLOW, fill_opacity=0.2, stroke_width=0).move_to(
            c.code_lines[1]
        )
        self.play(FadeIn(bar))
        self.wait()


class Watermark(Scene):
    def construct(self):
        w = Text("DRAFT", font_size=200).set_opacity(0.1)
        self.add(w, Text("real content"))
        self.wait(2)


class FixedTitle(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=70 * DEGREES, theta=30 * DEGREES)
        title = Text("In space").to_corner(UL)
        self.add_fixed_in_frame_mobjects(title)
        self.add(ThreeDAxes(), Sphere(resolution=(6, 6)))
        self.begin_ambient_camera_rotation(0.2)
        self.wait(3)


class FilledBadge(Scene):
    def construct(self):
        b = RoundedRectangle(width=4, height=1.2, fill_color=YELLOW, fill_opacity=1, stroke_width=0)
        t = Text("dark on bright", color=BLACK, font_size=32).move_to(b)
        self.play(FadeIn(b), FadeIn(t))
        self.wait()
        light = Rectangle(width=14.3, height=8, fill_color=WHITE, fill_opacity=1)
        self.add(light, Text("black on white", color=BLACK))
        self.wait()


class Panel(Scene):
    def construct(self):
        old = Text("what was before", font_size=60)
        self.add(old)
        self.wait()
        cover = Rectangle(width=16, height=9, fill_color=BLACK, fill_opacity=1, stroke_width=0)
        new = Text("what comes now", font_size=60)
        self.play(FadeIn(cover))
        self.play(FadeIn(new))
        self.wait()


class OnItsCopy(Scene):
    def construct(self):
        t = Text("same place")
        self.add(t)
        c = t.copy().set_color(YELLOW)
        self.play(FadeIn(c))
        self.wait()
        self.play(TransformFromCopy(t, t.copy().shift(DOWN * 2)))
        self.wait()


class Counter(Scene):
    def construct(self):
        v = ValueTracker(0)
        n = always_redraw(lambda: Text(f"{v.get_value():.1f}").to_edge(UP))
        self.add(n)
        self.play(v.animate.set_value(10), run_time=3)
        self.wait()


class CurvedArrows(Scene):
    def construct(self):
        a = VGroup(Square(1), Text("A", font_size=36)).shift(LEFT * 3)
        b = VGroup(Square(1), Text("B", font_size=36)).shift(RIGHT * 3)
        arr = Arrow(a.get_right(), b.get_left())
        lab = Text("sends", font_size=24).next_to(arr, UP, buff=0.1)
        curved = CurvedArrow(b.get_bottom(), a.get_bottom(), angle=-PI / 3)
        self.add(a, b, arr, lab, curved)
        self.wait(2)


class Credits(Scene):
    def construct(self):
        lines = VGroup(*[Text(f"line {i}") for i in range(16)]).arrange(DOWN).next_to(DOWN * 4, DOWN)
        self.add(lines)
        self.play(lines.animate.shift(UP * 22), run_time=6, rate_func=linear)
        self.wait()


class Venn(Scene):
    def construct(self):
        a = Circle(2, color=BLUE, fill_opacity=0.3).shift(LEFT)
        b = Circle(2, color=RED, fill_opacity=0.3).shift(RIGHT)
        ta = Text("only A", font_size=28).move_to(LEFT * 2)
        tb = Text("only B", font_size=28).move_to(RIGHT * 2)
        both = Text("both", font_size=28)
        self.add(a, b, ta, tb, both)
        self.wait(2)


class Bars(Scene):
    def construct(self):
        bars = VGroup(*[Rectangle(width=0.8, height=h, fill_opacity=0.8, color=BLUE) for h in (1, 2, 3)]).arrange(
            RIGHT, aligned_edge=DOWN
        )
        names = VGroup(*[Text(s, font_size=24).next_to(b, DOWN) for s, b in zip("abc", bars)])
        vals = VGroup(*[Text(s, font_size=24).next_to(b, UP, buff=0.1) for s, b in zip("123", bars)])
        inside = VGroup(*[Text(s, font_size=24).move_to(b) for s, b in zip("xyz", bars)])
        self.add(bars, names, vals, inside)
        self.wait(2)


class TitleRule(Scene):
    def construct(self):
        t = Text("A title", font_size=40).to_edge(UP)
        rule = Line(LEFT * 6, RIGHT * 6).next_to(t, DOWN, buff=0.1)
        bar = Rectangle(width=14.3, height=1.3, fill_color=BLUE_E, fill_opacity=0.5, stroke_width=0).to_edge(UP, buff=0)
        self.add(bar, t, rule)
        self.wait(2)


class Lists(Scene):
    def construct(self):
        rows = VGroup()
        for i, s in enumerate(["first thing", "second thing", "third gap"]):
            dot = Dot(radius=0.06)
            rows.add(VGroup(dot, Text(s, font_size=32).next_to(dot, RIGHT, buff=0.2)))
        rows.arrange(DOWN, aligned_edge=LEFT, buff=0.3)
        for r in rows:
            self.play(FadeIn(r, shift=RIGHT))
        self.wait(6)
        self.play(FadeOut(rows))
        self.wait(2)


class Fractions(Scene):
    def construct(self):
        eq = MathTypst("integral_0^1 (x^2 + 1)/(sqrt(x) + 1) d x = sum_(n=1)^oo 1/n^2", font_size=60)
        self.play(Write(eq))
        parts = eq[3:6].copy()
        self.add(parts)
        self.play(parts.animate.shift(DOWN * 2).set_color(YELLOW))
        self.wait()


class CircledPart(Scene):
    def construct(self):
        t = Text("find the letter here")
        e = Ellipse(width=1.6, height=1.0, color=RED).move_to(t[4:7])
        self.add(t)
        self.play(Create(e))
        self.wait()
