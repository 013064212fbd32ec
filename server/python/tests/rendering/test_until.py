"""A render up to a line: what the video has of a scene, wherever the line stands."""

import pytest
from scenes import in_construct

# Lines 4 to 19: each wait has a length of its own.
SCENE = in_construct(
    "self.add(Dot())",  # 4
    "self.wait(1)",  # 5
    "for _ in range(3):",  # 6
    "    self.wait(2)",  # 7
    "    self.wait(4)",  # 8
    "if True:",  # 9
    "    self.wait(8)",  # 10
    "    x = (1 +",  # 11
    "         1)",  # 12
    "else:",  # 13
    "    self.wait(100)",  # 14
    "self.later()",  # 15
    "self.wait(",  # 16
    "    32)",  # 17
    "undefined",  # 18
) + ("    def later(self):\n        self.wait(16)\n        self.play(FadeIn(Dot()), run_time=0.2)\n\n\nother = 1\n")

WHOLE_LOOP = 1 + 3 * 6


@pytest.mark.parametrize(
    ("line", "seconds"),
    [
        (4, 1),  # nothing played: what is on screen is shown for a second, as in a scene that only adds
        (5, 1),
        (6, WHOLE_LOOP),
        (7, 3),  # in the loop's first round
        (8, 7),
        (9, WHOLE_LOOP + 8),
        (10, WHOLE_LOOP + 8),
        (12, WHOLE_LOOP + 8),
        (15, WHOLE_LOOP + 8 + 16.2),
        (16, WHOLE_LOOP + 8 + 16.2 + 32),
        (17, WHOLE_LOOP + 8 + 16.2 + 32),
        (20, WHOLE_LOOP + 8 + 16),  # in the helper, when it is called
    ],
)
def test_video_until_a_line(worker, line, seconds):
    result = worker.render(SCENE, "Toy", f"until-{line}", until=line, draft=True)["result"]
    assert result["duration"] == pytest.approx(seconds)
    assert result["output"].endswith(".mp4")


def test_what_comes_after_does_not_run(worker):
    assert worker.render(SCENE, "Toy", "all")["problem"]["code"] == "undefined-name"
    assert worker.render(SCENE, "Toy", "to-it", until=18)["problem"] == worker.render(SCENE, "Toy", "all")["problem"]


def test_a_failure_before_the_line_is_told_at_its_place(worker):
    source = in_construct("self.wait()", "1 / 0", "self.wait()")
    problem = worker.render(source, "Toy", "before", until=6)["problem"]
    assert (problem["code"], problem["line"], problem["time"]) == ("scene-exception", 5, 1.0)


def test_a_line_outside_of_the_scene_cuts_nothing(worker):
    source = "LENGTH = 2\n" + in_construct("self.add(Dot())", "self.wait(LENGTH)")
    assert worker.render(source, "Toy", "outside", until=1)["result"]["duration"] == 2.0
    assert worker.render(source + "\n\n\n", "Toy", "behind", until=9)["result"]["duration"] == 2.0


def test_a_scene_that_catches_everything_ends_as_well(worker):
    source = in_construct(
        "self.add(Dot())", "try:", "    self.wait()", "except Exception:", "    pass", "finally:", "    self.add(Dot())",
        "self.wait(5)",
    )  # fmt: skip
    assert worker.render(source, "Toy", "caught", until=6)["result"]["duration"] == 1.0


def test_an_updater_is_one_statement(worker):
    source = in_construct(
        "dot = Dot()", "def move(mobject, dt):", "    mobject.shift(dt * RIGHT)", "dot.add_updater(move)",
        "self.add(dot)", "self.wait(2)",
    )  # fmt: skip
    answer = worker.render(source, "Toy", "updater", until=6)
    assert answer["problem"]["code"] == "scene-empty"


def test_still_at_a_line(worker):
    result = worker.render(SCENE, "Toy", "still-until", until=8, stillOnly=True)["result"]
    assert (result["duration"], result["frames"]) == (7.0, 1)
    assert result["output"].endswith(".png")


@pytest.mark.parametrize("until", [0, -1, "7", True, None])
def test_a_line_that_is_none_is_refused(worker, until):
    assert worker.render(SCENE, "Toy", "refused", until=until)["problem"]["code"] == "internal-error"
