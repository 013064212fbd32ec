"""Pythagoras on the unit circle: the squares of sine and cosine always add up to one."""

import numpy as np
from manim import *

TITLE = "Always one"

THETA, FAR = 1.0, 2.5  # radians
RADIUS = 2.6  # length of 1 on screen
CENTRE = np.array([-3.0, -0.4, 0])
BAR_LEFT, BAR_WIDTH, BAR_LEVEL = 0.9, 5.2, -1.6
HEIGHT = 0.6  # a sine of which the cosine is wanted


def place(angle: float) -> np.ndarray:
    """Where the point at an angle lies on screen."""
    return CENTRE + RADIUS * np.array([np.cos(angle), np.sin(angle), 0])


def cosines(sine: float) -> tuple[float, float]:
    """Both cosines that an angle with this sine can have, the positive one first."""
    root = float(np.sqrt(1 - sine**2))
    return root, -root


def parts(angle: float) -> tuple[float, float]:
    """The squares of the cosine and of the sine."""
    return float(np.cos(angle) ** 2), float(np.sin(angle) ** 2)


class Identity(Scene):
    def construct(self):
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        reach = RADIUS + 0.35
        axes = VGroup(
            *[Line(CENTRE - reach * d, CENTRE + reach * d, color=GREY_B, stroke_width=2) for d in (RIGHT, UP)]
        )
        circle = Circle(RADIUS, color=GREY_B, stroke_width=3).move_to(CENTRE)
        angle = ValueTracker(THETA)

        def triangle() -> VGroup:
            tip = place(angle.get_value())
            foot = np.array([tip[0], CENTRE[1], 0])
            return VGroup(
                Line(CENTRE, tip, color=WHITE),
                Line(CENTRE, foot, color=YELLOW, stroke_width=7),
                Line(foot, tip, color=BLUE_C, stroke_width=7),
                Dot(tip, color=WHITE, radius=0.1),
            )

        self.next_section("pythagoras")
        drawn = always_redraw(triangle)
        tip, foot = place(THETA), np.array([place(THETA)[0], CENTRE[1], 0])
        names = VGroup(
            MathTypst("1", font_size=36).next_to((CENTRE + tip) / 2, UP + LEFT, buff=0.08),
            MathTypst("cos theta", font_size=32, color=YELLOW).next_to((CENTRE + foot) / 2, DOWN),
            MathTypst("sin theta", font_size=32, color=BLUE_C).next_to((foot + tip) / 2, RIGHT, buff=0.12),
        )
        law = MathTypst("{{ cos^2 theta : cos }} + {{ sin^2 theta : sin }} = 1", font_size=60).move_to([3.5, 1.2, 0])
        law.select("cos").set_color(YELLOW)
        law.select("sin").set_color(BLUE_C)
        self.play(FadeIn(title), Create(axes), Create(circle))
        self.play(FadeIn(drawn, names))
        self.wait(2)
        self.play(Write(law), run_time=2)
        self.wait(4)

        self.next_section("always")

        def bar() -> VGroup:
            widths = [BAR_WIDTH * part for part in parts(angle.get_value())]
            boxes = VGroup()
            for width, left, color in zip(widths, (0, widths[0]), (YELLOW, BLUE_C), strict=True):
                box = Rectangle(width=max(width, 1e-3), height=0.7, stroke_width=0, fill_color=color, fill_opacity=0.8)
                boxes.add(box.move_to([BAR_LEFT + left, BAR_LEVEL, 0], LEFT))
            return boxes

        def sums() -> MathTypst:
            cosine, sine = parts(angle.get_value())
            squares = f"{{{{ {cosine:.2f} : cos }}}} + {{{{ {sine:.2f} : sin }}}}"
            text = MathTypst(f"{squares} = {cosine + sine:.2f}", font_size=52)
            text.select("cos").set_color(YELLOW)
            text.select("sin").set_color(BLUE_C)
            return text.move_to([3.5, -0.2, 0])

        whole = Rectangle(width=BAR_WIDTH, height=0.7, color=WHITE).move_to([BAR_LEFT, BAR_LEVEL, 0], LEFT)
        amount, stacked = always_redraw(sums), always_redraw(bar)
        one = MathTypst("1", font_size=40).next_to(whole, DOWN, buff=0.2)
        self.play(FadeOut(names), FadeIn(amount, stacked, whole, one))
        self.play(angle.animate.set_value(FAR), run_time=4)
        self.play(angle.animate.set_value(PI / 2), run_time=2)
        self.wait(1)

        self.next_section("use")
        self.play(FadeOut(amount, stacked, whole, one, drawn))
        right, left = cosines(HEIGHT)
        level = CENTRE + RADIUS * HEIGHT * UP
        cut = DashedLine(level + reach * LEFT, level + reach * RIGHT, color=BLUE_C)
        dots = [Dot(CENTRE + RADIUS * np.array([x, HEIGHT, 0]), color=YELLOW, radius=0.1) for x in (right, left)]
        drops = [DashedLine(d.get_center(), [d.get_x(), CENTRE[1], 0], color=GREY_B) for d in dots]
        labels = [
            MathTypst(f"{x:.1f}", font_size=32, color=YELLOW).next_to([d.get_x(), CENTRE[1], 0], DOWN, buff=0.15)
            for x, d in zip((right, left), dots, strict=True)
        ]
        steps = VGroup(
            MathTypst(f"sin theta = {HEIGHT}", font_size=48, color=BLUE_C),
            MathTypst(f"cos^2 theta = 1 - {HEIGHT**2:.2f} = {1 - HEIGHT**2:.2f}", font_size=48),
            MathTypst(f"cos theta = plus.minus {right:.1f}", font_size=48, color=YELLOW),
        )
        for row, step in enumerate(steps):
            step.move_to([1.2, 0 - 1.05 * row, 0], LEFT)
        self.play(Create(cut), FadeIn(steps[0]))
        self.wait(1.5)
        self.play(Write(steps[1]))
        self.wait(1.5)
        self.play(Write(steps[2]), *[FadeIn(d) for d in dots])
        self.play(*[Create(d) for d in drops], *[FadeIn(label) for label in labels])
        self.wait(2.4)

        self.next_section("summary")
        self.play(FadeOut(*[m for m in self.mobjects if m not in (title, law)]))
        point = MathTypst("P = ({{ cos theta : cos }}, {{ sin theta : sin }})", font_size=72).move_to([0, 1.5, 0])
        point.select("cos").set_color(YELLOW)
        point.select("sin").set_color(BLUE_C)
        self.play(law.animate.scale(1.2).move_to([0, -0.1, 0]))
        self.play(Write(point), run_time=1.2)
        frame = SurroundingRectangle(VGroup(point, law), color=WHITE, buff=0.4, corner_radius=0.15)
        moral = Typst("The unit circle turns an angle into two coordinates.", font_size=40).move_to([0, -2.2, 0])
        self.play(Create(frame))
        self.play(FadeIn(moral, shift=0.2 * UP))
        self.wait(2.5)
