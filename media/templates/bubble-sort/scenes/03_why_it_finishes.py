"""Arcs join the wrong pairs of the row; every swap of neighbours takes exactly one arc away."""

from itertools import combinations

from manim import *

TITLE = "Why it must finish"

VALUES = [5, 2, 6, 1, 4, 3]
PITCH = 2.0
ROW_Y = -1.35


def wrong_pairs(row: list[int]) -> list[tuple[int, int]]:
    """The pairs (left, right) that stand the wrong way round: inversions."""
    return [(left, right) for left, right in combinations(row, 2) if left > right]


def swaps(values: list[int]) -> list[tuple[int, int]]:
    """The pairs (left, right) that bubble sort swaps, in its order."""
    row, done = list(values), []
    for end in range(len(row) - 1, 0, -1):
        for i in range(end):
            if row[i] > row[i + 1]:
                done.append((row[i], row[i + 1]))
                row[i], row[i + 1] = row[i + 1], row[i]
    return done


def slot(index: int) -> np.ndarray:
    """The centre of a place in the row."""
    return np.array([(index - (len(VALUES) - 1) / 2) * PITCH, ROW_Y, 0])


def pair_arc(row: list[int], pair: tuple[int, int]) -> ArcBetweenPoints:
    """The arc over a pair; wider pairs rise higher."""
    start, end = (slot(row.index(value)) + 0.55 * UP for value in pair)
    return ArcBetweenPoints(start, end, angle=-0.62 * PI, color=RED_C, stroke_width=5)


def count_text(count: int) -> Typst:
    """The number of wrong pairs."""
    return Typst(f"Wrong pairs: {count}", font_size=46, color=RED_C if count else GREEN_C).move_to([-4.4, 2.3, 0])


class WhyItFinishes(Scene):
    def construct(self):
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        row = list(VALUES)
        tiles = {}
        for index, value in enumerate(row):
            disc = Circle(0.5, stroke_color=BLUE_C, stroke_width=3).set_fill("#1c2a38", opacity=1)
            tiles[value] = VGroup(disc, MathTypst(str(value), font_size=48)).move_to(slot(index))
        arcs = {pair: pair_arc(row, pair) for pair in wrong_pairs(row)}
        count = count_text(len(arcs))

        def swap(left: int, right: int, seconds: float) -> None:
            """Swap two neighbours: their own arc vanishes, the others follow their ends."""
            i = row.index(left)
            row[i], row[i + 1] = right, left
            gone = arcs.pop((left, right))
            self.play(gone.animate.set_color(YELLOW), run_time=0.4 * seconds)
            count.become(count_text(len(arcs)))
            self.play(
                FadeOut(gone),
                tiles[left].animate(path_arc=2 * PI / 3).move_to(slot(i + 1)),
                tiles[right].animate(path_arc=2 * PI / 3).move_to(slot(i)),
                *[Transform(arc, pair_arc(row, pair)) for pair, arc in arcs.items()],
                run_time=seconds,
            )

        self.next_section("wrong-pairs")
        self.play(FadeIn(title))
        self.play(LaggedStart(*[FadeIn(tiles[v], scale=0.6) for v in row], lag_ratio=0.15), run_time=1.6)
        self.wait(1)
        self.play(LaggedStart(*[Create(arc) for arc in arcs.values()], lag_ratio=0.4), run_time=4)
        self.play(FadeIn(count))
        self.wait(2.5)

        self.next_section("one-less")
        order = swaps(VALUES)
        law = Typst("Swapping wrong neighbours mends exactly one wrong pair.", font_size=42).move_to(3.0 * DOWN)
        self.wait(1)
        swap(*order[0], seconds=2.4)
        self.wait(0.6)
        self.play(FadeIn(law))
        self.wait(5.9)

        self.next_section("none-left")
        for left, right in order[1:]:
            swap(left, right, seconds=0.55)
        total = Typst(
            f"{len(order)} wrong pairs at the start, {len(order)} swaps", font_size=42, color=GREEN_C
        ).move_to(3.0 * DOWN)
        self.play(
            *[tile[0].animate.set_stroke(GREEN_C).set_fill("#1d3a22") for tile in tiles.values()],
            FadeOut(law),
        )
        self.play(FadeIn(total))
        self.wait(0.5)
