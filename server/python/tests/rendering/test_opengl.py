"""Rendering by Manim's OpenGL renderer, here on Mesa's software one."""

import av
import pytest
from scenes import in_construct

PLAIN = in_construct(
    "self.camera.background_color = BLACK",
    'self.next_section("draw")',
    "dot = Circle(2, color=RED, fill_opacity=1)",
    "self.play(FadeIn(dot), run_time=1)",
    'self.next_section("move")',
    "self.play(dot.animate.shift(RIGHT * 3), run_time=1)",
    "self.wait(0.4)",
)


def _pixel(path, x, y):
    with av.open(str(path)) as video:
        last = list(video.decode(video=0))[-1]
        return tuple(int(part) for part in last.to_ndarray(format="rgb24")[y, x])


def test_video_has_the_same_frames_and_beats(worker):
    plain = worker.render(PLAIN, "Toy", "cairo")["result"]
    drawn = worker.render(PLAIN, "Toy", "opengl", opengl=True)["result"]
    same = ("frames", "duration", "width", "height", "plays", "sections", "timeline")
    assert {key: drawn[key] for key in same} == {key: plain[key] for key in same}
    red, black = (575, 240), (300, 240)
    for result in (plain, drawn):
        assert _pixel(worker.scratch / result["output"], *red)[0] > 180
        assert max(_pixel(worker.scratch / result["output"], *black)) < 40


def test_progress_is_told(worker):
    worker.kept.clear()
    request = worker.post_render(PLAIN, "Toy", "opengl-progress", opengl=True)
    assert worker.wait(request)["type"] == "done"
    times = [answer["time"] for answer in worker.kept if answer.get("id") == request]
    assert times == sorted(times)
    assert times


@pytest.mark.parametrize(
    ("line", "name"),
    [("self.add(Square().set_stroke(width=2, family=False))", "unknown"), ("raise ValueError('mine')", "own")],
)
def test_what_it_cannot_draw_fails_and_leaves_the_worker_as_it_was(worker, line, name):
    answer = worker.render(in_construct(line, "self.wait(0.2)"), "Toy", f"opengl-{name}", opengl=True)
    assert answer["type"] == "failed"
    assert worker.render(PLAIN, "Toy", f"after-{name}")["type"] == "done"
