"""An edited scene is answered from its checkpoints as a whole run answers it: state, random numbers, problems, times."""

from pathlib import Path

import pytest
from edited_scenes import EDITS, WORK, scene
from kept import Kept, found, same

SCENES = sorted((Path(__file__).parents[4] / "media" / "templates").glob("*/scenes/*.py"))


@pytest.mark.parametrize("name", EDITS)
def test_each_edit_is_answered_as_by_a_whole_run(worker, name):
    source, edits = EDITS[name]
    kept = Kept(worker, name)
    same(kept.check(source), kept.whole(source))
    for old, new in edits:
        assert old in source
        edited = source.replace(old, new)
        same(kept.check(edited), kept.whole(edited))
    # Edits that follow each other, without a look at the first text in between.
    same(kept.check(source), kept.whole(source))
    kept.forget()


def test_there_are_enough_edits():
    assert sum(len(edits) for _, edits in EDITS.values()) >= 50


@pytest.mark.parametrize("path", SCENES[1::9], ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_templates_with_a_fault_put_in(worker, path):
    source = path.read_text()
    kept = Kept(worker, path.parent.parent.name)
    same(kept.check(source), kept.whole(source))
    lines = source.split("\n")
    places = [at for at, line in enumerate(lines) if line.startswith("        self.") and at > len(lines) / 4]
    for at, line in ((places[len(places) // 2], "self.wiat(1)"), (places[-1], "self.wait(np.random.random())")):
        edited = "\n".join([*lines[:at], f"        {line}", *lines[at:]])
        same(kept.check(edited), kept.whole(edited))
    kept.forget()


def test_random_numbers_are_those_of_a_whole_run(worker):
    lines = ["self.wait(1 + random.random() + np.random.random())", WORK] * 6
    source = scene(*lines)
    kept = Kept(worker, "randomness")
    kept.check(source)
    edited = source.replace("[type(m)", "[1 for m in self.mobjects] + [type(m)")
    answer = kept.check(edited)
    assert answer == kept.whole(edited)
    assert len({mark["start"] for mark in answer["scenes"][0]["sections"]}) == len(answer["scenes"][0]["sections"])


def test_edits_follow_each_other_without_end(worker):
    source = scene("self.wait(0.1)", WORK, WORK, "self.wait(0.2)")
    kept = Kept(worker, "typing")
    for number in range(25):
        edited = source.replace("self.wait(0.2)", f"self.wait(0.2{number})" + "\n" * (number % 3))
        answer = kept.check(edited)
    assert answer == kept.whole(edited)


def test_only_what_follows_an_edit_runs_again(worker):
    source = scene(WORK, "import time", "time.sleep(0.6)", "self.wait(0.1)", "self.wait(0.2)")
    kept = Kept(worker, "rest", allowed=["time"])
    assert kept.check(source)["problems"] == []
    request = worker.post_check(
        source.replace("self.wait(0.2)", "1 / 0", 1),
        keep={"session": "rest", "memory": 1 << 30},
        layout=kept.more["layout"],
        allowed=["time"],
    )
    import time

    started = time.monotonic()
    worker.wait(request)
    assert time.monotonic() - started < 0.6
    assert [problem["message"] for problem in found(worker, request)] == ["ZeroDivisionError: division by zero"]
