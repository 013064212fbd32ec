"""frame: the picture of a line, from the nearest snapshot, and of text that has not been checked before."""

import numpy as np
from edited_scenes import HEAD, WORK, scene
from kept import Kept
from PIL import Image

SOURCE = scene("c = Square(fill_opacity=1, color=RED).shift(3 * LEFT)", "self.add(c)", WORK, "self.wait(0.5)",
               "c.shift(6 * RIGHT)", WORK, "self.wait(0.5)", "self.later()", "c.set_color(BLUE)",
               after="    def later(self):\n        self.add(Square(fill_opacity=1, color=GREEN))\n        self.wait(0.1)\n        self.clear()\n",
               state=False)  # fmt: skip


def line_of(text: str, source: str = SOURCE) -> int:
    return source[: source.index(text)].count("\n") + 1


def picture(worker, answer) -> np.ndarray:
    assert answer["type"] == "done", answer
    with Image.open(worker.scratch / answer["result"]["output"]) as opened:
        return np.asarray(opened.convert("RGB")).astype(int)


def red_at(pixels: np.ndarray) -> list[bool]:
    height, width, _ = pixels.shape
    return [bool(pixels[height // 2, round(width * share), 0] > 150) for share in (0.5 - 3 / 14.2, 0.5 + 3 / 14.2)]


def test_frames_of_lines_before_and_after_a_move(worker):
    kept = Kept(worker, "frames")
    kept.check(SOURCE)
    for text, red, time in (
        ("self.add(c)", [True, False], 0.0),
        ("c.shift(6", [False, True], 0.466667),
        ("c = Square", [False, False], 0.0),
    ):
        answer = kept.frame(SOURCE, line_of(text), f"frame-{time}-{red[0]}")
        assert red_at(picture(worker, answer)) == red, text
        assert (answer["result"]["line"], answer["result"]["scene"]) == (line_of(text), "Toy")
        assert answer["result"]["problems"] == []
        assert answer["result"]["time"] == time
    kept.forget()


def test_size_is_that_of_the_quality(worker):
    kept = Kept(worker, "sizes")
    answer = kept.frame(SOURCE, line_of("self.add(c)"), "sized", quality="medium")
    assert picture(worker, answer).shape == (720, 1280, 3)
    assert (answer["result"]["width"], answer["result"]["height"]) == (1280, 720)
    assert red_at(picture(worker, answer)) == [True, False]
    kept.forget()


def test_a_line_of_a_helper(worker):
    kept = Kept(worker, "helper")
    for check_first in (False, True):
        if check_first:
            kept.check(SOURCE)
        pixels = picture(worker, kept.frame(SOURCE, line_of("self.wait(0.1)"), "in-helper"))
        assert pixels[pixels.shape[0] // 2, pixels.shape[1] // 2, 1] > 120
        pixels = picture(worker, kept.frame(SOURCE, line_of("c.set_color"), "after-helper"))
        assert pixels.max() < 40
    kept.forget()


def test_text_that_was_never_checked(worker):
    kept = Kept(worker, "edited")
    kept.check(SOURCE)
    edited = SOURCE.replace("c.shift(6 * RIGHT)", "# moved\n        c.shift(3 * RIGHT)")
    answer = kept.frame(edited, line_of("c.shift(3", edited), "edited")
    assert red_at(picture(worker, answer)) == [False, False]
    assert answer["result"]["line"] == line_of("c.shift(3", edited)
    # The check before is still of use.
    assert kept.check(SOURCE) == kept.whole(SOURCE)
    kept.forget()


def test_what_stopped_the_scene_is_told(worker):
    kept = Kept(worker, "stopped")
    broken = SOURCE.replace("self.wait(0.5)", "self.wiat(0.5)", 1)
    for source in (broken, SOURCE, broken):
        answer = kept.frame(source, line_of("c.shift(6"), "stopped")
        assert red_at(picture(worker, answer)) == [False, True]
        assert [found["code"] for found in answer["result"]["problems"]] == (
            ["unknown-attribute"] if source is broken else []
        )
    answer = kept.frame(SOURCE.replace("c = Square(", "c = Square("[:-1] + "(("), 7, "syntax")
    assert (answer["type"], answer["problem"]["code"]) == ("failed", "syntax-error")
    kept.forget()


def test_a_scene_that_cannot_be_cut_is_shown_at_its_end(worker):
    source = f"{HEAD}class Toy(Scene):\n    def construct(self):\n        super().construct()\n        c = Square(fill_opacity=1, color=RED).shift(3 * LEFT)\n        self.add(c)\n"
    kept = Kept(worker, "uncut")
    assert red_at(picture(worker, kept.frame(source, 7, "uncut"))) == [True, False]
    kept.forget()


def test_between_scenes_the_one_before(worker):
    source = (
        SOURCE
        + "\n\nclass Other(Scene):\n    def construct(self):\n        self.add(Square(fill_opacity=1, color=RED).shift(3 * RIGHT))\n        self.wait(0.2)\n"
    )
    kept = Kept(worker, "several")
    kept.check(source)
    assert kept.frame(source, line_of("class Other", source) - 1, "between")["result"]["scene"] == "Toy"
    answer = kept.frame(source, line_of("self.wait(0.2)", source), "second")
    assert answer["result"]["scene"] == "Other"
    assert red_at(picture(worker, answer)) == [False, True]
    kept.forget()


def test_where_there_is_no_fork(tmp_path):
    from worker_client import WorkerClient

    client = WorkerClient(tmp_path / "scratch", "--no-fork")
    answer = Kept(client).frame(SOURCE, line_of("c.shift(6"), "whole")
    assert red_at(picture(client, answer)) == [False, True]
    assert client.process.wait(10) == 0
    client.close()
