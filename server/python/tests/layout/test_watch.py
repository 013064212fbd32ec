"""A watch changes nothing that it watches, lives on in a fork, and tells what is wrong at any moment."""

from __future__ import annotations

import json
import os
import select
import signal

import pytest
from looking import CODES, in_construct
from manim import DOWN, UP, Dot, FadeIn, Scene, Square, Text, ValueTracker, tempconfig

from manim_video_worker.layout.watch import LayoutWatch, watch_of
from manim_video_worker.playback import Playback, attached
from manim_video_worker.syntax import read_code
from manim_video_worker.unrasterised import drawing_stopped

WANTED = frozenset(CODES)
# Counts calls, uses time and randomness, and is in long moves: what a look in between could disturb.
SENSITIVE = in_construct(
    "import random",
    "t, v, n = Text('moving', font_size=30), ValueTracker(0), [0]",
    "def count(m, dt):",
    "    n[0] += 1",
    "    v.increment_value(dt * random.random())",
    "t.add_updater(count)",
    "self.add(t)",
    "self.play(t.animate.shift(RIGHT), run_time=4)",
    "self.play(Succession(Rotate(Square()), Rotate(Circle())), run_time=5)",
    "self.play(LaggedStart(*[FadeIn(Dot()) for _ in range(9)]), run_time=4)",
    "self.wait(1 + n[0] / 30)",
    "self.wait(1 + v.get_value() / 30 + np.random.random())",
    "raise ValueError(str((n, v.get_value(), t.get_center().tolist(), len(self.mobjects), random.random())))",
)


def run(construct, tmp_path, after=lambda watch, playback, scene: None):
    """Runs a scene as a check does, in this process; answers the watch and what it found."""
    code = read_code("pass\n" * 200, __file__)
    watch, playback = LayoutWatch(WANTED, code, "Made"), Playback()
    with tempconfig({"media_dir": str(tmp_path), "dry_run": True, "disable_caching": True, "progress_bar": "none"}):
        scene = type("Made", (Scene,), {"construct": construct})()
        with drawing_stopped(playback), attached(playback), watch.watching(playback):
            scene.render()
        after(watch, playback, scene)
    assert watch.failures == []
    return watch.findings()


def noted_watches(patch: pytest.MonkeyPatch) -> list[LayoutWatch]:
    """The watches that are entered while the patch lasts."""
    watches: list[LayoutWatch] = []
    original = LayoutWatch.watching

    def watching(self, playback):
        watches.append(self)
        return original(self, playback)

    patch.setattr(LayoutWatch, "watching", watching)
    return watches


def test_the_same_happens_with_a_watch_as_without(worker):
    (without,), (watched, *more) = (worker.check(SENSITIVE, **asked)["problems"] for asked in ({}, {"layout": CODES}))
    assert "ValueError" in without["message"]
    assert watched == without
    assert more == []


def test_patches_are_taken_back(tmp_path):
    before = Scene.__dict__["_get_animation_time_progression"], Text.__init__, Text.shift
    run(lambda scene: scene.wait(), tmp_path)
    assert (Scene.__dict__["_get_animation_time_progression"], Text.__init__, Text.shift) == before


def test_no_watch_where_nothing_is_asked_for():
    assert watch_of((), read_code("", "a.py"), "Toy") is None


def test_findings_of_this_moment(tmp_path):
    now = []

    def construct(scene):
        title = Text("too high").shift(UP * 4)
        scene.play(FadeIn(title))
        scene.wait()

    def after(watch, playback, scene):
        now.extend(watch.findings_now(scene, playback.time))
        scene.clear()
        assert watch.findings_now(scene, playback.time) == []

    run(construct, tmp_path, after)
    (one,) = now
    assert (one["code"], one["time"], one["until"], one["scene"]) == ("layout-off-frame", 2.0, 2.0, "Made")


def test_nothing_is_looked_at_after_a_stop(tmp_path):
    def construct(scene):
        scene.play(FadeIn(Text("fine")))
        watches[0].stop()
        scene.play(FadeIn(Text("too low").shift(DOWN * 4)))
        scene.wait(30)

    with pytest.MonkeyPatch.context() as patch:
        watches = noted_watches(patch)
        assert run(construct, tmp_path) == []


def in_a_child(doing) -> object:
    """What a fork of this process answers, which ends whatever happens in it."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writer, json.dumps(doing()).encode())
        except BaseException as error:
            os.write(writer, json.dumps(repr(error)).encode())
        finally:
            os._exit(0)
    os.close(writer)
    try:
        assert select.select([reader], [], [], 60)[0], "the fork has not answered"
        return json.loads(os.read(reader, 1 << 16))
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(reader)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="checkpoints are forks")
def test_a_fork_of_a_scene_finds_what_its_parent_finds(tmp_path):
    forked = []

    def begin(scene):
        scene.low = Text("too low").shift(DOWN * 4)
        scene.play(FadeIn(scene.low))

    def go_on(scene):
        scene.play(scene.low.animate.shift(UP * 0.01), FadeIn(Dot()))
        scene.add(Square(3), ValueTracker(1))
        scene.wait(12)

    def construct(scene):
        begin(scene)
        (watch,) = watches

        def rest():
            go_on(scene)
            return watch.findings()

        forked.append(in_a_child(rest))
        go_on(scene)

    with pytest.MonkeyPatch.context() as patch:
        watches = noted_watches(patch)
        found = run(construct, tmp_path)
    assert [one["code"] for one in found] == ["layout-off-frame", "layout-still"]
    assert forked == [found]
