/** A scene as it should be: short, paced, in Typst, nothing touching. Rendered and looked at; it runs on Manim 0.22. */
export const workedExample = `from manim import *

TITLE = "Why the odd numbers add up to squares"
BACKGROUND = "#101418"
COLORS = [BLUE_C, TEAL_C, YELLOW, ORANGE]
SIDE = 1.1


def layer(k: int, corner) -> VGroup:
    """The 2k + 1 unit squares that turn a k by k square into the next one."""
    places = [(i, k) for i in range(k + 1)] + [(k, j) for j in range(k)]
    squares = [Square(SIDE, color=COLORS[k], fill_opacity=0.7, stroke_width=2).move_to(corner + SIDE * (x * RIGHT + y * UP)) for x, y in places]
    return VGroup(*squares)


class OddSquares(Scene):
    def construct(self):
        self.camera.background_color = BACKGROUND
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        corner = np.array([-5.0, -2.4, 0])
        layers = [layer(k, corner) for k in range(4)]

        self.next_section("first-odd-numbers")  # 6 s
        lines = VGroup(*[MathTypst(text, font_size=40) for text in ["1 = 1^2", "1 + 3 = 2^2", "1 + 3 + 5 = 3^2"]])
        lines.arrange(DOWN, buff=0.5, aligned_edge=LEFT).move_to([1.9, 0.8, 0])
        self.play(FadeIn(title), FadeIn(layers[0]), Write(lines[0]), run_time=1.5)
        for k in (1, 2):
            self.play(LaggedStart(*[GrowFromCenter(square) for square in layers[k]], lag_ratio=0.15), Write(lines[k]), run_time=1.5)
        self.wait(1.5)

        self.next_section("next-layer")  # 5 s
        total = MathTypst("{{ n^2 }} + {{ (2n + 1) : layer }} = (n + 1)^2", font_size=44)
        total.select("layer").set_color(COLORS[3])
        total.next_to(lines, DOWN, buff=0.7).align_to(lines, LEFT)
        frame = SurroundingRectangle(total, color=COLORS[3], buff=0.2)
        self.play(LaggedStart(*[FadeIn(square, shift=0.3 * DL) for square in layers[3]], lag_ratio=0.1), run_time=1.5)
        self.play(Write(total), lines.animate.set_opacity(0.5), run_time=1.5)
        self.play(Create(frame), run_time=0.8)
        self.wait(1.2)
`;
