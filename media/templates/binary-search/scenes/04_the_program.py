"""The program of binary search, the promise its loop keeps, and the search for a missing number."""

from manim import *

TITLE = "The program and its promise"

VALUES = [3, 8, 12, 17, 21, 26, 34, 41, 47, 52, 58, 65, 71, 79, 88]
MISSING = 50
CODE = [
    "lo, hi = 0, len(cards) - 1",
    "while lo <= hi:",
    "    mid = (lo + hi) // 2",
    "    if cards[mid] == target:",
    "        return mid",
    "    if cards[mid] < target:",
    "        lo = mid + 1",
    "    else:",
    "        hi = mid - 1",
    "return None",
]
COLUMNS = [1.5, 2.8, 4.1, 5.5]


def trace(values: list[int], target: int) -> list[tuple[int, int]]:
    """The pairs (lo, hi) at every test of the loop condition while the target is not met."""
    lo, hi = 0, len(values) - 1
    pairs = [(lo, hi)]
    while lo <= hi:
        mid = (lo + hi) // 2
        if values[mid] == target:
            break
        lo, hi = (mid + 1, hi) if values[mid] < target else (lo, mid - 1)
        pairs.append((lo, hi))
    return pairs


def trace_cells(values: list[int], lo: int, hi: int) -> list[str]:
    """One row of the trace; an empty range has no middle."""
    if lo > hi:
        return [str(lo), str(hi), "-", "-"]
    mid = (lo + hi) // 2
    return [str(lo), str(hi), str(mid), str(values[mid])]


def program() -> Typst:
    """The whole program in a fixed-width font; line n can be selected as "line<n>"."""
    indents = [len(text) - len(text.lstrip()) for text in CODE]
    lines = [f"#h({n} * 0.48em)#box[`{t.strip()}`] <line{i}>" for i, (n, t) in enumerate(zip(indents, CODE))]
    return Typst("#set par(leading: 0.85em)\n" + " \\\n".join(lines), font_size=40)


class TheProgram(Scene):
    def construct(self):
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        code = program().move_to([-6.3, -0.35, 0], aligned_edge=LEFT)
        lines = VGroup(*[code.select(f"line{i}") for i in range(len(CODE))])
        colours = {6: TEAL_C, 8: ORANGE, 4: GREEN_C}

        self.next_section("code")
        self.play(FadeIn(title))
        self.play(LaggedStart(*[FadeIn(line, shift=0.2 * RIGHT) for line in lines[:3]], lag_ratio=0.6), run_time=2.4)
        self.wait(1)
        self.play(FadeIn(lines[3:5], lag_ratio=0.3), run_time=1.4)
        self.play(lines[4].animate.set_color(colours[4]))
        self.wait(0.6)
        self.play(FadeIn(lines[5:7], lag_ratio=0.3), run_time=1.2)
        self.play(lines[6].animate.set_color(colours[6]))
        self.wait(0.6)
        self.play(FadeIn(lines[7:], lag_ratio=0.3), run_time=1.2)
        self.play(lines[8].animate.set_color(colours[8]))
        self.wait(0.5)

        self.next_section("invariant")
        loop = SurroundingRectangle(lines[1], color=YELLOW, buff=0.12, corner_radius=0.08)
        promise = VGroup(
            Typst("*The promise at every turn*", font_size=40, color=YELLOW),
            Typst("If the target is there,\\\nit lies between lo and hi.", font_size=40),
            Typst("The middle is dropped,\\\nso the range shrinks.", font_size=40),
        ).arrange(DOWN, buff=0.45, aligned_edge=LEFT)
        promise.move_to([1.0, 1.0, 0], aligned_edge=LEFT)
        self.play(Create(loop))
        self.play(FadeIn(promise[:2], shift=0.2 * LEFT))
        self.wait(4.6)
        self.play(FadeIn(promise[2], shift=0.2 * LEFT))
        self.play(Indicate(lines[6], color=TEAL_C), Indicate(lines[8], color=ORANGE), run_time=1.6)
        self.wait(4.4)

        self.next_section("absent")
        self.play(FadeOut(promise, loop))
        question = Typst(f"Find *{MISSING}*", font_size=40, color=YELLOW).move_to([3.5, 2.3, 0])
        header = VGroup(*[Typst(name, font_size=34, color=GREY_B) for name in ("lo", "hi", "mid", "card")])
        header[0].set_color(TEAL_C)
        header[1].set_color(ORANGE)
        for cell, x in zip(header, COLUMNS):
            cell.move_to([x, 1.5, 0])
        self.play(FadeIn(question), FadeIn(header))
        rows = VGroup()
        for number, (lo, hi) in enumerate(trace(VALUES, MISSING)):
            cells = [MathTypst(text, font_size=38) for text in trace_cells(VALUES, lo, hi)]
            for cell, x in zip(cells, COLUMNS):
                cell.move_to([x, 0.85 - 0.65 * number, 0])
            rows.add(VGroup(*cells))
            self.play(FadeIn(rows[-1], shift=0.15 * DOWN), run_time=0.7)
            self.wait(0.6)
        passed = SurroundingRectangle(rows[-1][:2], color=RED_C, buff=0.15, corner_radius=0.08)
        last_lo, last_hi = trace(VALUES, MISSING)[-1]
        verdict = MathTypst(f'{last_lo} > {last_hi} quad "nothing left"', font_size=38, color=RED_C)
        self.play(Create(passed), FadeIn(verdict.move_to([3.5, -2.7, 0])), lines[9].animate.set_color(RED_C))
        self.wait(1.7)

        self.next_section("closing")
        self.play(FadeOut(lines, question, header, rows, passed, verdict))
        summary = VGroup(
            Typst("Sorted data, halved at every look:", font_size=48),
            MathTypst('"looks" <= floor(log_2 n) + 1', font_size=64, color=GREEN_C),
        ).arrange(DOWN, buff=0.7)
        self.play(FadeIn(summary[0], shift=0.2 * UP))
        self.play(Write(summary[1]))
        self.wait(2.7)
