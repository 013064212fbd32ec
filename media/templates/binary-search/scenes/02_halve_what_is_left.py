"""Binary search for 71 with the markers lo, mid and hi; every look adds a row to a table."""

from manim import *

TITLE = "Halve what is left"

VALUES = [3, 8, 12, 17, 21, 26, 34, 41, 47, 52, 58, 65, 71, 79, 88]
TARGET = 71
PITCH = 0.88
CARD_Y = 1.2
COLUMNS = [-5.9, -4.8, -3.7, -2.6, 0.1]


def binary_search_steps(values: list[int], target: int) -> list[tuple[int, int, int]]:
    """The triples (lo, hi, mid) of every look; the last one has found the target if it is there."""
    lo, hi, steps = 0, len(values) - 1, []
    while lo <= hi:
        mid = (lo + hi) // 2
        steps.append((lo, hi, mid))
        if values[mid] == target:
            break
        if values[mid] < target:
            lo = mid + 1
        else:
            hi = mid - 1
    return steps


def verdict(value: int, mid: int, target: int) -> str:
    """What a look tells, as Typst mathematics."""
    if value == target:
        return f'{value} = {target} quad "found"'
    if value < target:
        return f'{value} < {target} quad "lo" := {mid + 1}'
    return f'{value} > {target} quad "hi" := {mid - 1}'


def card_x(index: int) -> float:
    """The horizontal place of a card."""
    return (index - (len(VALUES) - 1) / 2) * PITCH


def marker(name: str, color: ManimColor, index: int) -> VGroup:
    """An arrow with its name: mid above the cards, lo and hi below them, left and right of the centre."""
    side = DOWN if name == "mid" else UP
    arrow = Arrow(ORIGIN, 0.55 * side, buff=0, color=color, max_tip_length_to_length_ratio=0.4)
    group = VGroup(arrow, Typst(name, font_size=34, color=color).next_to(arrow, -side, buff=0.1))
    offset = {"lo": -0.22, "mid": 0.0, "hi": 0.22}[name]
    edge = CARD_Y + 0.62 if name == "mid" else CARD_Y - 1.02
    return group.shift([card_x(index) + offset, edge, 0] - arrow.get_end())


def table_row(cells: list[str], y: float, color: ManimColor = WHITE) -> VGroup:
    """Cells of the table at the column places."""
    return VGroup(*[MathTypst(cell, font_size=36, color=color).move_to([x, y, 0]) for x, cell in zip(COLUMNS, cells)])


class HalveWhatIsLeft(Scene):
    def construct(self):
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        frames, numbers, indices = VGroup(), VGroup(), VGroup()
        for index, value in enumerate(VALUES):
            place = [card_x(index), CARD_Y, 0]
            frame = RoundedRectangle(width=0.76, height=1.1, corner_radius=0.1, stroke_color=BLUE_C, stroke_width=2)
            frames.add(frame.set_fill("#23415f", opacity=1).move_to(place))
            numbers.add(MathTypst(str(value), font_size=40).move_to(place))
            indices.add(MathTypst(str(index), font_size=28, color=GREY_B).move_to([card_x(index), CARD_Y - 0.78, 0]))

        steps = binary_search_steps(VALUES, TARGET)
        lo, hi, mid = marker("lo", TEAL_C, steps[0][0]), marker("hi", ORANGE, steps[0][1]), None

        def look(number: int) -> None:
            """Move mid, turn its card and write the first columns of the table row."""
            nonlocal mid
            left, right, middle = steps[number]
            target_marker = marker("mid", YELLOW, middle)
            self.play(FadeIn(target_marker, shift=0.2 * DOWN) if mid is None else mid.animate.move_to(target_marker))
            mid = mid or target_marker
            row = table_row(
                [str(number + 1), str(left), str(right), str(middle), verdict(VALUES[middle], middle, TARGET)],
                -1.75 - 0.53 * number,
            )
            found = VALUES[middle] == TARGET
            self.play(
                frames[middle].animate.set_fill("#1c232b").set_stroke(GREEN_C if found else YELLOW, width=4),
                FadeIn(numbers[middle]),
                FadeIn(row[:4]),
            )
            self.play(FadeIn(row[4].set_color(GREEN_C if found else WHITE)))

        def narrow(number: int) -> None:
            """Grey out what the look ruled out and move the marker concerned."""
            old, new, middle = steps[number][:2], steps[number + 1][:2], steps[number][2]
            gone = [i for i in range(old[0], old[1] + 1) if not new[0] <= i <= new[1]]
            self.play(
                *[frames[i].animate.set_fill("#15191e").set_stroke(GREY_D, width=2) for i in gone],
                numbers[middle].animate.set_color(GREY_B),
                lo.animate.move_to(marker("lo", TEAL_C, new[0])),
                hi.animate.move_to(marker("hi", ORANGE, new[1])),
                run_time=1.5,
            )

        self.next_section("first-look")
        self.play(FadeIn(title), FadeIn(frames, lag_ratio=0.05), FadeIn(indices, lag_ratio=0.05))
        self.play(FadeIn(lo, shift=0.2 * UP), FadeIn(hi, shift=0.2 * UP))
        self.wait(0.6)
        rule = MathTypst('"mid" = floor(("lo" + "hi") / 2)', font_size=44).move_to(2 * DOWN)
        rule.set_color(YELLOW)
        self.play(Write(rule))
        self.wait(1.4)
        header = table_row(['"look"', '"lo"', '"hi"', '"mid"', '"verdict"'], -1.2, GREY_B)
        self.play(FadeOut(rule), FadeIn(header))
        look(0)
        self.wait(1)
        narrow(0)
        self.wait(0.5)

        self.next_section("second-look")
        look(1)
        self.wait(1)
        narrow(1)
        self.wait(1.6)

        self.next_section("third-look")
        look(2)
        self.wait(1)
        narrow(2)
        self.wait(1.2)

        self.next_section("found")
        look(3)
        self.play(Indicate(VGroup(frames[steps[-1][2]], numbers[steps[-1][2]]), color=GREEN_C))
        unseen = len(VALUES) - len(steps)
        result = VGroup(
            Typst(f"found with {len(steps)} looks", font_size=44, color=GREEN_C),
            Typst(f"{unseen} cards never turned", font_size=36, color=GREY_B),
        ).arrange(DOWN, buff=0.35)
        self.play(FadeIn(result.move_to([4.5, -2.5, 0]), shift=0.2 * UP))
        self.wait(3.8)
