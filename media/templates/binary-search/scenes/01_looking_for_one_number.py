"""Fifteen sorted cards: searched one by one, then with a single look in the middle."""

from manim import *

TITLE = "Looking for one number"

VALUES = [3, 8, 12, 17, 21, 26, 34, 41, 47, 52, 58, 65, 71, 79, 88]
TARGET = 71
PITCH = 0.88


def linear_looks(values: list[int], target: int) -> int:
    """Looks that a search from left to right needs; all cards if the target is missing."""
    return values.index(target) + 1 if target in values else len(values)


def ruled_out_by_middle(values: list[int], target: int) -> list[int]:
    """Indices that cannot hold the target once the middle card is known."""
    middle = (len(values) - 1) // 2
    if values[middle] == target:
        return [i for i in range(len(values)) if i != middle]
    return list(range(middle + 1)) if values[middle] < target else list(range(middle, len(values)))


def card(value: int) -> VGroup:
    """A card face: a rounded frame and its number."""
    frame = RoundedRectangle(width=0.76, height=1.3, corner_radius=0.1, stroke_color=GREY_B, stroke_width=2)
    frame.set_fill("#1c232b", opacity=1)
    return VGroup(frame, MathTypst(str(value), font_size=40))


def back(face: VGroup) -> RoundedRectangle:
    """The back of a card, lying exactly over its face."""
    cover = RoundedRectangle(width=0.76, height=1.3, corner_radius=0.1, stroke_color=BLUE_C, stroke_width=2)
    return cover.set_fill("#23415f", opacity=1).move_to(face)


def looks_text(looks: int) -> Typst:
    """The counter below the cards."""
    return Typst(f"Looks: {looks}", font_size=48, color=YELLOW).move_to(1.3 * DOWN)


class LookingForOneNumber(Scene):
    def construct(self):
        self.camera.background_color = "#101418"
        title = Typst(TITLE, font_size=40).to_edge(UP, buff=0.45)
        task = Typst(f"Find *{TARGET}*", font_size=48, color=YELLOW).move_to(1.95 * UP)
        faces = VGroup(*[card(value) for value in VALUES])
        for index, face in enumerate(faces):
            face.move_to([(index - (len(VALUES) - 1) / 2) * PITCH, 0.3, 0])
        backs = VGroup(*[back(face) for face in faces])

        self.next_section("sorted-cards")
        self.play(FadeIn(title))
        self.play(LaggedStart(*[FadeIn(face, shift=0.3 * UP) for face in faces], lag_ratio=0.12), run_time=2)
        ends = Typst("smallest first, largest last", font_size=36, color=GREY_B).move_to(0.9 * DOWN)
        self.play(FadeIn(ends))
        self.wait(2.3)
        self.play(FadeOut(ends), LaggedStart(*[FadeIn(b) for b in backs], lag_ratio=0.08), run_time=1.8)
        self.play(Write(task))
        self.wait(2.5)

        self.next_section("one-by-one")
        counter = looks_text(0)
        self.play(FadeIn(counter))
        for index in range(linear_looks(VALUES, TARGET)):
            counter.become(looks_text(index + 1))
            found = VALUES[index] == TARGET
            self.play(
                FadeOut(backs[index]),
                faces[index][0].animate.set_stroke(GREEN_C if found else RED_C, width=4 if found else 2),
                run_time=0.45,
            )
        worst = MathTypst('"With" n "cards, the worst case is" n "looks."', font_size=42).move_to(2.4 * DOWN)
        self.play(Indicate(faces[VALUES.index(TARGET)], color=GREEN_C), FadeIn(worst))
        self.wait(2)

        self.next_section("use-the-order")
        turned = [backs[index] for index in range(linear_looks(VALUES, TARGET))]
        self.play(FadeOut(worst), FadeOut(counter), *[FadeIn(b) for b in turned])
        for face in faces:
            face[0].set_stroke(GREY_B, width=2)
        self.wait(1.4)
        middle = (len(VALUES) - 1) // 2
        pointer = Arrow(ORIGIN, 0.7 * UP, buff=0, color=YELLOW).next_to(faces[middle], DOWN, buff=0.12)
        self.play(GrowArrow(pointer))
        self.play(FadeOut(backs[middle]), faces[middle][0].animate.set_stroke(YELLOW, width=4))
        verdict = MathTypst(f"{VALUES[middle]} < {TARGET}", font_size=48).next_to(pointer, DOWN, buff=0.2)
        self.play(Write(verdict))
        self.wait(2.3)
        gone = ruled_out_by_middle(VALUES, TARGET)
        kept = [i for i in range(len(VALUES)) if i not in gone]
        braces = VGroup(
            Brace(VGroup(*[faces[i] for i in gone]), DOWN, color=RED_C, buff=0.15),
            Brace(VGroup(*[faces[i] for i in kept]), DOWN, color=GREEN_C, buff=0.15),
        )
        labels = VGroup(
            Typst(f"{len(gone)} cards too small", font_size=40, color=RED_C).next_to(braces[0], DOWN, buff=0.2),
            Typst(f"{len(kept)} cards still possible", font_size=40, color=GREEN_C).next_to(braces[1], DOWN, buff=0.2),
        )
        self.play(
            *[backs[i].animate.set_fill("#15191e").set_stroke(GREY_D) for i in gone if i != middle],
            faces[middle][0].animate.set_stroke(GREY_B, width=2),
            FadeOut(pointer),
            verdict.animate.set_y(-2.6),
        )
        self.play(GrowFromCenter(braces[0]), FadeIn(labels[0]))
        self.wait(1.6)
        self.play(GrowFromCenter(braces[1]), FadeIn(labels[1]))
        self.wait(1.4)
