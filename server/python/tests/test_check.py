"""check: what is answered for scenes that work, and for files with none or several."""

import time

from scenes import HEAD, ODD_TIMES, TOY, in_construct


def test_scene_that_works(worker):
    result = worker.check(TOY)
    assert result["problems"] == []
    (scene,) = result["scenes"]
    assert scene == {
        "name": "Toy", "line": 2, "endLine": 9, "duration": 3.0, "plays": 3,
        "sections": [{"name": "draw", "start": 0.0}, {"name": "move", "start": 1.0}],
    }  # fmt: skip


def test_formulas_need_no_latex_and_little_time(worker):
    lines = [f"self.add(MathTypst('a^{n} + b'))" for n in range(20)]
    started = time.monotonic()
    assert worker.check(in_construct(*lines))["problems"] == []
    assert time.monotonic() - started < 3


def test_leaves_no_files(worker):
    worker.check(in_construct('self.add(Text("a"), MathTypst("a^2"))'))
    worker.check(in_construct("1/0"))
    assert [path for path in worker.scratch.iterdir() if path.name.startswith(".check")] == []


def test_plays_before_the_first_section_get_manims_name(worker):
    (scene,) = worker.check(in_construct("self.wait()", "self.next_section('b')", "self.wait()"))["scenes"]
    assert scene["sections"] == [{"name": "autocreated", "start": 0.0}, {"name": "b", "start": 1.0}]


def test_sections_without_plays_are_kept_at_their_time(worker):
    (scene,) = worker.check(in_construct("self.next_section('a')", "self.next_section('b')", "self.wait(2)"))["scenes"]
    assert scene["sections"] == [{"name": "a", "start": 0.0}, {"name": "b", "start": 0.0}]


def test_scene_that_only_adds_gets_a_second(worker):
    (scene,) = worker.check(in_construct("self.add(Circle())"))["scenes"]
    assert scene["duration"] == 1.0


def test_several_scenes_do_not_hide_each_other(worker):
    source = HEAD + (
        "        self.wait()\n"
        "class Fails(Scene):\n    def construct(self):\n        1/0\n"
        "class Hangs(Scene):\n    def construct(self):\n        while True: pass\n"
        "class Dies(Scene):\n    def construct(self):\n        raise SystemExit\n"
        "class Last(Scene):\n    def construct(self):\n        self.wait(2)\n"
    )
    result = worker.check(source, limits={"seconds": 1})
    assert [scene["name"] for scene in result["scenes"]] == ["Toy", "Fails", "Hangs", "Dies", "Last"]
    assert [scene.get("duration") for scene in result["scenes"]] == [1.0, None, None, None, 2.0]
    assert [(p["scene"], p["code"]) for p in result["problems"]] == [
        ("Fails", "scene-exception"), ("Hangs", "scene-timeout"), ("Dies", "scene-exit"),
    ]  # fmt: skip


def test_asked_scenes_only(worker):
    source = TOY + TOY.replace("Toy", "Second").replace("from manim import *\n", "")
    result = worker.check(source, scenes=["Second"])
    assert [scene["name"] for scene in result["scenes"]] == ["Second"]
    assert result["problems"] == []


def test_missing_scene_names_the_near_one(worker):
    result = worker.check(TOY, scenes=["Tyo", "Toy"])
    assert [scene["name"] for scene in result["scenes"]] == ["Toy"]
    assert result["problems"][0]["code"] == "scene-missing"
    assert "Did you mean Toy?" in result["problems"][0]["message"]


def test_base_class_without_construct_is_no_scene(worker):
    source = (
        "from manim import *\nclass Base(Scene):\n    def show(self): self.wait()\n"
        "class Real(Base):\n    def construct(self): self.show()\n"
    )
    assert [scene["name"] for scene in worker.check(source)["scenes"]] == ["Real"]


def test_no_scene(worker):
    assert worker.problem("x = 1\n")["code"] == "no-scene"
    assert worker.problem("")["code"] == "no-scene"


def test_empty_scene(worker):
    problem = worker.problem(in_construct("pass"))
    assert (problem["code"], problem["scene"], problem["line"]) == ("scene-empty", "Toy", 2)


def test_module_failure_is_reported_once_with_the_scenes_of_the_file(worker):
    result = worker.check(TOY + "class Two(Scene):\n    def construct(self): self.wait()\n1/0\n")
    assert [problem["code"] for problem in result["problems"]] == ["scene-exception"]
    assert [scene["name"] for scene in result["scenes"]] == ["Toy", "Two"]


def test_fault_that_shows_only_in_drawing(worker):
    result = worker.check(in_construct("m = ImageMobject(np.zeros((4, 4, 4), dtype=np.uint8))",
                                       "m.pixel_array = m.pixel_array.astype(object)", "self.add(m)", "self.wait()"))  # fmt: skip
    assert [problem["code"] for problem in result["problems"]] == ["scene-exception"]


def test_module_namespace_is_fresh_and_registered(worker):
    source = (
        "from __future__ import annotations\nimport copy\nfrom dataclasses import dataclass\nfrom manim import *\n"
        "@dataclass\nclass Spot:\n    x: float\n" + TOY + "        copy.deepcopy(Spot(1))\n"
    )
    assert worker.check(source)["problems"] == []
    assert worker.problem(in_construct("Spot(1)"))["code"] == "undefined-name"


def test_randomness_is_the_same_in_every_run(worker):
    source = "import random\n" + in_construct("self.wait(1 + 5 * random.random() + 5 * np.random.random())")
    assert len({worker.check(source)["scenes"][0]["duration"] for _ in range(3)}) == 1


def test_settings_of_a_scene_do_not_reach_the_next(worker):
    assert worker.check("from manim import *\nconfig.frame_rate = 5\n" + TOY)["problems"] == []
    result = worker.render(TOY, "Toy", "after-settings")["result"]
    assert (result["frames"], result["width"]) == (45, 854)


def test_times_are_those_of_the_render(worker):
    (checked,) = worker.check(ODD_TIMES)["scenes"]
    rendered = worker.render(ODD_TIMES, "Odd", "odd-times")["result"]
    assert checked["sections"] == rendered["sections"]
    assert checked["duration"] == rendered["duration"]
    assert checked["plays"] == rendered["plays"]
    other = worker.render(ODD_TIMES, "Odd", "odd-times-medium", quality="medium")["result"]
    for mark, other_mark in zip(checked["sections"], other["sections"], strict=True):
        assert mark["name"] == other_mark["name"]
        assert abs(mark["start"] - other_mark["start"]) <= 2 / 15


def test_images_are_drawn(worker):
    # Pillow 13 has dropped what Manim 0.22 makes them with.
    lines = ["pixels = np.uint8([[0, 100], [30, 200]])", "self.add(ImageMobject(pixels))", "self.wait()"]
    assert worker.check(in_construct(*lines))["problems"] == []


def test_a_scene_that_takes_days_is_told_at_the_play(worker):
    problem = worker.problem(in_construct("c = Circle()", "self.play(Create(c), run_time=10**9)"))
    assert (problem["code"], problem["line"]) == ("scene-exception", 5)
    assert "a scene can have 86400 s" in problem["message"]


def test_names_are_held_within_the_contract(worker):
    long = "A" * 201
    result = worker.check(TOY + f"class {long}(Toy):\n    def construct(self): self.wait()\n")
    assert [scene["name"] for scene in result["scenes"]] == ["Toy"]
    (scene,) = worker.check(in_construct("self.next_section('s' * 300)", "self.wait()"))["scenes"]
    assert scene["sections"] == [{"name": "s" * 200, "start": 0.0}]
