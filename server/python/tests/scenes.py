"""Scene code for tests. In `in_construct` the code starts at line 4, column 9."""

HEAD = "from manim import *\nclass Toy(Scene):\n    def construct(self):\n"

TOY = (
    HEAD
    + """\
        c = Circle()
        self.next_section("draw")
        self.play(Create(c))
        self.next_section("move")
        self.play(c.animate.shift(RIGHT))
        self.wait()
"""
)

# Plays whose length in frames takes each of Manim's own roundings, at any frame rate.
ODD_TIMES = """\
from manim import *
class Odd(MovingCameraScene):
    def construct(self):
        self.play(FadeIn(Square()), run_time=0.33)
        self.next_section("one")
        t = ValueTracker(0)
        self.add(always_redraw(lambda: Dot([t.get_value(), 0, 0])))
        self.play(t.animate.set_value(3), run_time=1.23)
        self.wait(0.77)
        self.next_section("two")
        self.wait(0.01)
        s = Square()
        s.add_updater(lambda m, dt: m.shift(dt * RIGHT))
        self.add(s)
        self.wait(1.1)
        self.wait_until(lambda: s.get_x() > 2, max_time=7)
        self.next_section("skipped", skip_animations=True)
        self.wait(3)
        self.next_section("three")
        self.play(self.camera.frame.animate.scale(0.5), run_time=2 / 3)
        self.play(LaggedStart(*[FadeIn(Circle()) for _ in range(3)]), run_time=0.97)
        self.play(AnimationGroup(Create(Circle()), Wait(1.3)))
        self.pause(0.5)
"""


def in_construct(*lines: str) -> str:
    """A scene Toy whose construct has these lines."""
    return HEAD + "".join(f"        {line}\n" for line in lines)


def marked(source: str, problem: dict) -> str:
    """The text that a problem marks, read with its UTF-16 columns."""
    lines = source.split("\n")[problem["line"] - 1 : problem["endLine"]]
    encoded = [line.encode("utf-16-le") for line in lines]
    encoded[-1] = encoded[-1][: (problem["endColumn"] - 1) * 2]
    encoded[0] = encoded[0][(problem["column"] - 1) * 2 :]
    return "\n".join(line.decode("utf-16-le") for line in encoded)


def applied(source: str, fix: dict) -> str:
    """The source with a fix's edits made."""
    for edit in sorted(fix["edits"], key=lambda edit: (edit["line"], edit["column"]), reverse=True):
        lines = source.split("\n")
        before = "\n".join([*lines[: edit["line"] - 1], _cut(lines[edit["line"] - 1], None, edit["column"])])
        after = "\n".join([_cut(lines[edit["endLine"] - 1], edit["endColumn"], None), *lines[edit["endLine"] :]])
        source = before + edit["text"] + after
    return source


def _cut(line: str, start: int | None, end: int | None) -> str:
    data = line.encode("utf-16-le")
    return data[(start - 1) * 2 if start else 0 : (end - 1) * 2 if end else len(data)].decode("utf-16-le")
