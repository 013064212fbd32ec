"""The timeline of a render: which line is seen when, through helpers, loops and skipped sections."""

from scenes import ODD_TIMES, in_construct

# Lines 4 to 21.
SCENE = (
    in_construct(
        "c = Circle()",  # 4
        "self.play(Create(c))",  # 5
        "self.play(",  # 6
        "    c.animate.shift(RIGHT),",  # 7
        "    run_time=2,",  # 8
        ")",  # 9
        "for _ in range(2):",  # 10
        "    self.wait(0.2)",  # 11
        "self.outer()",  # 12
        'self.next_section("left out", skip_animations=True)',  # 13
        "self.wait(5)",  # 14
        'self.next_section("end")',  # 15
        "show(self, c)",  # 16
    )
    + """\
    def outer(self):
        self.inner()
    def inner(self):
        self.wait(0.4)
def show(scene, what):
    scene.play(FadeOut(what), run_time=0.6)
"""
)


def test_each_play_has_its_seconds_and_its_innermost_call(worker):
    result = worker.render(SCENE, "Toy", "timeline")["result"]
    found = [(one["start"], one["end"], one["line"], one["endLine"], one["callers"]) for one in result["timeline"]]
    assert found == [
        (0.0, 1.0, 5, 5, []),
        (1.0, 3.0, 6, 9, []),
        (3.0, 3.2, 11, 11, []),
        (3.2, 3.4, 11, 11, []),
        (3.4, 3.8, 20, 20, [18, 12]),
        (3.8, 4.4, 22, 22, [16]),
    ]
    assert result["timeline"][-1]["end"] == result["duration"]


def test_what_manim_plays_for_a_scene_is_told_at_the_scenes_own_call(worker):
    code = in_construct("self.add(Dot())", "self.move_camera(phi=1, run_time=0.4)").replace("Scene)", "ThreeDScene)")
    result = worker.render(code, "Toy", "library")["result"]
    assert [(one["line"], one["end"]) for one in result["timeline"]] == [(5, 0.4)]


def test_a_scene_that_only_adds_plays_nothing_of_its_own(worker):
    result = worker.render(in_construct("self.add(Dot())"), "Toy", "no-plays")["result"]
    assert result["timeline"] == []


def test_a_scene_with_odd_times_has_plays_without_gaps(worker):
    result = worker.render(ODD_TIMES, "Odd", "odd")["result"]
    plays = result["timeline"]
    assert [one["start"] for one in plays[1:]] == [one["end"] for one in plays[:-1]]
    assert plays[-1]["end"] == result["duration"]
