# ruff: noqa: B905, E741, F403, F405, I001, RUF007
"""Arrangements that authors mean: no scene here may have a finding. Read by test_deliberate.py."""

from manim import *
import numpy as np


class ArrayCells(Scene):
    def construct(self):
        data = [5, 2, 9, 1]
        cells = VGroup(*[VGroup(Square(0.9), Text(str(n), font_size=32)) for n in data]).arrange(RIGHT, buff=0)
        for c in cells:
            c[1].move_to(c[0])
        idx = VGroup(*[Text(str(i), font_size=20, color=GREY).next_to(c, DOWN, buff=0.1) for i, c in enumerate(cells)])
        ptr = Arrow(UP, ORIGIN, buff=0).next_to(cells[0], UP, buff=0.05)
        name = Text("i", font_size=28).next_to(ptr, UP, buff=0.1)
        self.play(Create(cells), FadeIn(idx), FadeIn(ptr, name))
        for c in cells[1:]:
            self.play(VGroup(ptr, name).animate.set_x(c.get_x()))
        self.play(cells[0].animate.move_to(cells[1]), cells[1].animate.move_to(cells[0]))
        r = SurroundingRectangle(VGroup(cells[2], cells[3]), buff=0.05)
        self.play(Create(r))
        self.wait()


class NetworkGraph(Scene):
    def construct(self):
        g = Graph(
            [1, 2, 3, 4],
            [(1, 2), (2, 3), (3, 4), (4, 1), (1, 3)],
            layout="circular",
            labels={i: Text(str(i), color=BLACK, font_size=20) for i in range(1, 5)},
        )
        self.play(Create(g))
        self.play(g.vertices[1].animate.scale(1.5))
        self.wait()


class LabelledDots(Scene):
    def construct(self):
        d = LabeledDot(Text("7", color=BLACK, font_size=24))
        e = LabeledDot(Text("8", color=BLACK, font_size=24)).shift(RIGHT * 3)
        self.add(Line(d.get_center(), e.get_center()), d, e)
        self.wait(2)


class HighlightedRow(Scene):
    def construct(self):
        t = Table([["1", "2"], ["3", "4"]])
        self.play(FadeIn(t))
        self.play(Create(SurroundingRectangle(t.get_rows()[0])))
        self.wait()


class Chart(Scene):
    def construct(self):
        ax = Axes(x_range=[0, 5], y_range=[0, 10, 2], x_length=7, y_length=4)
        bars = VGroup()
        for i, v in enumerate([3, 7, 5]):
            b = Rectangle(width=0.8, height=v * 0.4, fill_color=BLUE, fill_opacity=0.7)
            b.next_to(ax.c2p(i + 1, 0), UP, buff=0)
            bars.add(b)
        labs = VGroup(*[Text(s, font_size=24).next_to(b, UP, buff=0.1) for s, b in zip("357", bars)])
        names = VGroup(
            *[Text(s, font_size=24).next_to(b, DOWN, buff=0.15) for s, b in zip(["cat", "dog", "fox"], bars)]
        )
        self.play(Create(ax))
        self.play(LaggedStart(*[GrowFromEdge(b, DOWN) for b in bars]), FadeIn(labs, names))
        self.wait()


class Vectors(Scene):
    def construct(self):
        plane = NumberPlane(background_line_style={"stroke_opacity": 0.4})
        v = Vector([2, 1], color=YELLOW)
        w = Vector([-1, 2], color=RED)
        lv = MathTypst("arrow(v)", color=YELLOW).next_to(v.get_end(), RIGHT, buff=0.1)
        lw = MathTypst("arrow(w)", color=RED).next_to(w.get_end(), UP, buff=0.1)
        self.play(Create(plane), GrowArrow(v), GrowArrow(w), FadeIn(lv, lw))
        self.play(
            plane.animate.apply_matrix([[1, 1], [0, 1]]),
            v.animate.put_start_and_end_on(ORIGIN, [3, 1, 0]),
            lv.animate.next_to([3, 1, 0], RIGHT),
            run_time=3,
        )
        self.wait()


class TriangleLabels(Scene):
    def construct(self):
        t = Polygon([-2, -1, 0], [2, -1, 0], [0, 2, 0])
        labs = VGroup(
            *[Text(s, font_size=30).next_to(p, d, buff=0.15) for s, p, d in zip("ABC", t.get_vertices(), [DL, DR, UP])]
        )
        a = Angle(Line([-2, -1, 0], [2, -1, 0]), Line([-2, -1, 0], [0, 2, 0]), radius=0.5)
        al = MathTypst("alpha", font_size=30).move_to([-2, -1, 0] + 0.9 * np.array([np.cos(0.49), np.sin(0.49), 0]))
        side = Text("b", font_size=30).next_to(t.get_bottom(), DOWN, buff=0.1)
        self.play(Create(t), FadeIn(labs), Create(a), FadeIn(al, side))
        self.wait()


class Typing(Scene):
    def construct(self):
        t = Text("typed letter by letter", font_size=36)
        self.play(AddTextLetterByLetter(t))
        self.wait()
        self.play(Unwrite(t))
        self.wait(0.5)


class OverPicture(Scene):
    def construct(self):
        img = ImageMobject(np.uint8([[60, 90], [120, 30]])).scale_to_fit_width(10)
        self.add(img, Text("on a picture", color=GREY_D))
        self.wait(2)


class FlowChart(Scene):
    def construct(self):
        boxes = VGroup(
            *[
                VGroup(
                    RoundedRectangle(width=2.6, height=1, corner_radius=0.2, fill_color=c, fill_opacity=0.3),
                    Text(s, font_size=26),
                )
                for s, c in zip(["input", "hidden layer", "output"], [BLUE, GREEN, RED])
            ]
        ).arrange(RIGHT, buff=1.2)
        arrows = VGroup(*[Arrow(a.get_right(), b.get_left(), buff=0) for a, b in zip(boxes, boxes[1:])])
        self.play(LaggedStart(*[FadeIn(b) for b in boxes]), LaggedStart(*[GrowArrow(a) for a in arrows]))
        p = Dot(color=YELLOW).move_to(boxes[0])
        self.play(p.animate.move_to(boxes[2]), run_time=2)
        self.play(FadeOut(p))
        self.play(boxes[1].animate.scale(1.2))
        self.wait()


class Timeline(Scene):
    def construct(self):
        line = Line(LEFT * 6, RIGHT * 6)
        ev = VGroup()
        for i, (y, s) in enumerate([(1905, "relativity"), (1915, "gravity"), (1927, "quantum")]):
            d = Dot(line.point_from_proportion(0.2 + 0.3 * i))
            y_ = Text(str(y), font_size=24).next_to(d, DOWN)
            n = Text(s, font_size=24).next_to(d, UP)
            ev.add(VGroup(d, y_, n))
        self.play(Create(line), FadeIn(ev))
        self.wait()


class StepsWithCancel(Scene):
    def construct(self):
        e = VGroup(MathTypst("(2 x)/(2) = 6/2"), MathTypst("x = 3")).arrange(DOWN, buff=0.8)
        self.play(Write(e[0]))
        two = e[0][0]
        self.play(Create(Line(two.get_corner(DL), two.get_corner(UR), color=RED)))
        self.play(TransformFromCopy(e[0], e[1]))
        br = Brace(e[0][:3], UP)
        self.play(GrowFromCenter(br), FadeIn(Text("left side", font_size=26).next_to(br, UP, buff=0.1)))
        self.play(e.animate.to_edge(LEFT))
        self.wait()


class Pie(Scene):
    def construct(self):
        angles, start, colors = [120, 150, 90], 0, [BLUE, GREEN, RED]
        g = VGroup()
        for a, c in zip(angles, colors):
            s = Sector(
                radius=2, angle=a * DEGREES, start_angle=start * DEGREES, fill_color=c, fill_opacity=0.8, stroke_width=1
            )
            mid = (start + a / 2) * DEGREES
            l = Text(f"{a * 100 // 360}%", font_size=28).move_to(1.2 * np.array([np.cos(mid), np.sin(mid), 0]))
            g.add(VGroup(s, l))
            start += a
        self.play(FadeIn(g))
        self.wait()


class TextBecomesShape(Scene):
    def construct(self):
        t = Text("circle")
        self.add(t)
        self.play(Transform(t, Circle()))
        self.play(FadeIn(Text("inside", font_size=30)))
        self.wait()
        sq = Square().shift(RIGHT * 4)
        self.play(Create(sq))
        self.play(Transform(sq, Text("now text", font_size=36).shift(RIGHT * 4)))
        self.wait()


class Bubble(Scene):
    def construct(self):
        words = Text("so I said hello", font_size=30)
        b = RoundedRectangle(width=words.width + 0.4, height=words.height + 0.4, corner_radius=0.1)
        tail = Triangle(fill_opacity=1, color=WHITE).scale(0.2).next_to(b, DOWN, buff=0)
        self.add(b, words, tail)
        self.wait(2)


class Clock(Scene):
    def construct(self):
        c = Circle(2)
        nums = VGroup(
            *[
                Text(str(h), font_size=24).move_to(1.7 * np.array([np.sin(h * PI / 6), np.cos(h * PI / 6), 0]))
                for h in range(1, 13)
            ]
        )
        hand = Line(ORIGIN, UP * 1.3)
        self.add(c, nums, hand)
        self.play(Rotate(hand, -PI, about_point=ORIGIN), run_time=3)
        self.wait()


class Progress(Scene):
    def construct(self):
        steps = VGroup(*[Text(f"step {i}", font_size=30) for i in range(1, 4)]).arrange(DOWN, buff=0.5)
        self.play(LaggedStart(*[FadeIn(s, shift=UP) for s in steps], lag_ratio=0.5))
        for s in steps:
            self.play(s.animate.set_color(YELLOW).scale(1.3), run_time=0.5)
            self.play(s.animate.set_color(WHITE).scale(1 / 1.3), run_time=0.5)
        self.play(Succession(*[FadeOut(s) for s in steps]))
        self.wait()


class Shrinks(Scene):
    def construct(self):
        t = MathTypst("E = m c^2", font_size=60)
        self.play(Write(t))
        self.play(t.animate.scale(0.3).to_corner(UL))
        self.play(FadeIn(Circle()))
        self.wait()


class TreeOfNodes(Scene):
    def construct(self):
        pos = {"root": UP * 2, "left": LEFT * 3, "right": RIGHT * 3}
        nodes = {
            k: VGroup(Circle(0.6, fill_color=BLACK, fill_opacity=1, color=TEAL), Text(k, font_size=22)).move_to(p)
            for k, p in pos.items()
        }
        edges = VGroup(*[Line(pos["root"], pos[k]) for k in ("left", "right")])
        self.add(edges)
        self.play(*[FadeIn(n) for n in nodes.values()])
        self.wait()


class WideBanner(Scene):
    def construct(self):
        bar = Rectangle(width=20, height=1.2, fill_color="#1f3a5f", fill_opacity=1, stroke_width=0).to_edge(
            DOWN, buff=0
        )
        t = Text("subscribe for more", font_size=30).move_to(bar)
        self.play(FadeIn(bar), Write(t))
        self.wait()


class RadialGlow(Scene):
    def construct(self):
        glow = VGroup(*[Circle(r, stroke_width=0, fill_color=BLUE, fill_opacity=0.05) for r in np.linspace(0.5, 3, 12)])
        self.add(glow, Text("glowing", font_size=48))
        self.wait(2)


class NumbersOnLine(Scene):
    def construct(self):
        nl = NumberLine(x_range=[0, 10, 1], length=10)
        t = Triangle(fill_opacity=1).scale(0.15).rotate(PI).next_to(nl.n2p(3), UP, buff=0.05)
        l = Text("3", font_size=26).next_to(t, UP, buff=0.05)
        b = BraceBetweenPoints(nl.n2p(3), nl.n2p(7), DOWN)
        bl = Text("difference", font_size=24).next_to(b, DOWN)
        self.add(nl, t, l, b, bl)
        self.wait()
        self.play(VGroup(t, l).animate.shift(RIGHT * 2), run_time=3)
        self.wait()


class Area(Scene):
    def construct(self):
        ax = Axes(x_range=[0, 4], y_range=[0, 5], x_length=6, y_length=4)
        c = ax.plot(lambda x: 0.3 * x**2 + 0.5, x_range=[0, 3.6])
        ar = ax.get_area(c, x_range=[1, 3], color=[BLUE, GREEN], opacity=0.6)
        l = Text("area", font_size=26).move_to(ax.c2p(2, 0.6))
        rects = ax.get_riemann_rectangles(c, x_range=[1, 3], dx=0.2, fill_opacity=0.6)
        self.play(Create(ax), Create(c))
        self.play(FadeIn(ar), FadeIn(l))
        self.wait()
        self.play(FadeOut(ar, l), Create(rects))
        self.wait()


class Rotated(Scene):
    def construct(self):
        names = VGroup(
            *[
                Text(n, font_size=22).rotate(PI / 4).move_to(RIGHT * i * 0.9 + LEFT * 3)
                for i, n in enumerate(["alpha", "beta", "gamma", "delta", "epsilon"])
            ]
        )
        self.add(names, Line(LEFT * 4, RIGHT * 2).shift(UP * 0.8))
        y = Text("vertical label", font_size=26).rotate(PI / 2).to_edge(LEFT)
        self.add(y)
        self.wait(2)


class Labelled(Scene):
    def construct(self):
        l = LabeledLine(Text("mid", font_size=24), start=LEFT * 3, end=RIGHT * 3)
        self.add(l)
        self.wait(2)


class CodeBlock(Scene):
    def construct(self):
        c = Code(
            code_string="# a comment line\nimport os\n\nclass A:\n    def f(self):\n        return 'text' + str(1)\n",
            language="python",
            formatter_style="monokai",
        )
        self.play(FadeIn(c))
        self.wait(2)
        self.play(c.animate.scale(0.7).to_edge(LEFT))
        out = Text("result: text1", font_size=28).next_to(c, RIGHT, buff=0.5)
        self.play(Write(out))
        self.wait()


class Narrated(Scene):
    def construct(self):
        self.next_section("a")
        self.play(FadeIn(Text("one picture")))
        self.wait(8)
        self.next_section("b")
        self.wait(8)
        self.add_subcaption("spoken", 8)
        self.wait(8)


class Sidebar(Scene):
    def construct(self):
        bar = Rectangle(width=3.5, height=8, fill_color="#222222", fill_opacity=1, stroke_width=1).to_edge(LEFT, buff=0)
        items = VGroup(*[Text(f"item {i}", font_size=26) for i in range(5)]).arrange(DOWN, buff=0.5).move_to(bar)
        self.add(bar, items)
        mark = Rectangle(width=3.3, height=0.6, color=YELLOW).move_to(items[0])
        self.play(Create(mark))
        for i in range(1, 3):
            self.play(mark.animate.move_to(items[i]))
        self.wait()


class Cards(Scene):
    def construct(self):
        front = VGroup(Rectangle(width=3, height=2, fill_color=BLUE_E, fill_opacity=1), Text("Q", font_size=50))
        back = VGroup(Rectangle(width=3, height=2, fill_color=GREEN_E, fill_opacity=1), Text("A", font_size=50))
        self.play(FadeIn(front))
        self.wait()
        self.play(front.animate.stretch(0.01, 0))
        self.remove(front)
        back.save_state()
        back.stretch(0.01, 0)
        self.add(back)
        self.play(Restore(back))
        self.wait()


class Waves(Scene):
    def construct(self):
        ax = Axes(x_range=[0, 10], y_range=[-2, 2], x_length=11, y_length=4)
        t = ValueTracker(0)
        w = always_redraw(lambda: ax.plot(lambda x: np.sin(x + t.get_value()), color=BLUE))
        l = Text("sin(x + t)", font_size=30).to_corner(UR)
        lam = BraceBetweenPoints(ax.c2p(0, 1.2), ax.c2p(2 * PI, 1.2), UP)
        lt = MathTypst("lambda", font_size=36).next_to(lam, UP, buff=0.1)
        self.add(ax, w, l, lam, lt)
        self.play(t.animate.set_value(6), run_time=6, rate_func=linear)
        d = DashedLine(ax.c2p(PI / 2, 0), ax.c2p(PI / 2, 1))
        self.play(Create(d))
        self.wait()


class Scatter(Scene):
    def construct(self):
        rng = np.random.default_rng(1)
        ax = Axes(x_range=[0, 10], y_range=[0, 10], x_length=6, y_length=5)
        pts = VGroup(*[Dot(ax.c2p(*p), radius=0.05) for p in rng.uniform(1, 9, (60, 2))])
        line = ax.plot(lambda x: x, color=RED)
        lab = Text("fit", font_size=26, color=RED).next_to(ax.c2p(10, 10), RIGHT)
        r2 = MathTypst("R^2 = 0.9", font_size=34).to_corner(UR)
        self.play(Create(ax), LaggedStart(*[FadeIn(p) for p in pts]), run_time=3)
        self.play(Create(line), FadeIn(lab, r2))
        self.wait()
