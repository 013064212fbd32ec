"""render: the file that Manim reports, what is said of it, progress and stills."""

import av
import pytest
from PIL import Image
from scenes import TOY, in_construct


def test_video_is_what_the_answer_says(worker):
    answer = worker.render(TOY, "Toy", "one/video")
    result = answer["result"]
    assert result["sections"] == [{"name": "draw", "start": 0.0}, {"name": "move", "start": 1.0}]
    assert {key: result[key] for key in ("frames", "duration", "width", "height", "plays")} == {
        "frames": 45, "duration": 3.0, "width": 854, "height": 480, "plays": 3,
    }  # fmt: skip
    assert result["output"].startswith("one/video/")
    with av.open(str(worker.scratch / result["output"])) as video:
        frames = list(video.decode(video=0))
    assert (len(frames), frames[0].width) == (45, 854)


@pytest.mark.parametrize(("quality", "size"), [("medium", (1280, 720, 30)), ("high", (1920, 1080, 60))])
def test_qualities(worker, quality, size):
    result = worker.render(
        in_construct("self.add(Dot())", "self.wait(0.5)"), "Toy", f"quality-{quality}", quality=quality
    )["result"]
    assert (result["width"], result["height"], result["frames"]) == (*size[:2], size[2] // 2)


def test_progress(worker):
    worker.kept.clear()
    request = worker.post_render(
        in_construct("for _ in range(4): self.play(Create(Circle()), run_time=2)"), "Toy", "progress"
    )
    assert worker.wait(request)["type"] == "done"
    progress = [answer for answer in worker.kept if answer.get("id") == request]
    assert progress
    times = [answer["time"] for answer in progress]
    assert times == sorted(times)
    assert times[-1] <= 8
    worker.kept.clear()


def test_still_is_the_last_frame(worker):
    code = in_construct("s = Square(4, fill_opacity=1, color=RED)", "self.play(FadeIn(s), run_time=20)", "self.wait()")
    result = worker.render(code, "Toy", "still", stillOnly=True)["result"]
    assert (result["frames"], result["duration"]) == (1, 21.0)
    with Image.open(worker.scratch / result["output"]) as picture:
        assert picture.size == (854, 480)
        assert picture.getpixel((427, 240))[0] > 200


def test_still_before_anything_is_played(worker):
    result = worker.render(
        in_construct("self.add(Square(4, fill_opacity=1, color=RED))"), "Toy", "still2", stillOnly=True
    )["result"]
    with Image.open(worker.scratch / result["output"]) as picture:
        assert picture.getpixel((427, 240))[0] > 200


def test_scene_that_only_adds_becomes_a_video(worker):
    result = worker.render(in_construct("self.add(Circle())"), "Toy", "adds")["result"]
    assert result["output"].endswith(".mp4")
    assert result["frames"] == 15


@pytest.mark.parametrize(
    ("source", "scene", "code"),
    [
        (in_construct("pass"), "Toy", "scene-empty"),
        (TOY, "Missing", "scene-missing"),
        (in_construct("x = (1 2)"), "Toy", "syntax-error"),
        (in_construct("import os"), "Toy", "unsafe-code"),
        (in_construct("self.play(Wriite())"), "Toy", "undefined-name"),
    ],
)
def test_failures(worker, source, scene, code):
    answer = worker.render(source, scene, "failure")
    assert (answer["type"], answer["problem"]["code"]) == ("failed", code)


@pytest.mark.parametrize("run", ["..", "../x", "/tmp/x", "a/../../b", "", ".hidden", "a//b", "a\\b", "a\n"])
def test_folders_outside_are_refused(worker, run):
    answer = worker.render(TOY, "Toy", run)
    assert answer["problem"]["code"] == "internal-error"


def test_two_renders_at_once_do_not_meet(worker):
    code = in_construct(
        "self.play(Write(MathTypst('a^2 + b^2')), run_time=0.5)", "self.add(Text('same'))", "self.wait(0.5)"
    )
    requests = [worker.post_render(code, "Toy", f"twin-{number}") for number in range(2)]
    outputs = {worker.wait(request)["result"]["output"] for request in requests}
    assert len(outputs) == 2
