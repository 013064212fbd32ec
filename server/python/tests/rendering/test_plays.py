"""A scene drawn in stretches by several processes is the scene drawn by one: the same frames, and the same problem."""

import math
import os
import signal
import struct
import time
import wave
from pathlib import Path

import pytest
from decoded import decoded
from scenes import ODD_TIMES, TOY, in_construct
from worker_client import WorkerClient

PROGRAM = Path(__file__).parent / "short_stretches"
TEMPLATES = Path(__file__).parents[4] / "media" / "templates"


@pytest.fixture(scope="module")
def cutter(tmp_path_factory):
    """A worker that cuts after each play, and encodes without loss."""
    client = WorkerClient(tmp_path_factory.mktemp("scratch"), program=PROGRAM)
    yield client
    assert client.close() == 0


@pytest.fixture
def own_cutter(tmp_path):
    client = WorkerClient(tmp_path / "scratch", program=PROGRAM)
    yield client
    client.close()


def both(worker, source, scene="Toy", **more):
    """The answers to a render by one process and by three."""
    run = f"run{next(worker.ids)}"
    whole = worker.render(source, scene, f"{run}.whole", **more)
    return whole, worker.render(source, scene, f"{run}.cut", processes=3, **more)


def same_video(worker, source, scene="Toy", **more):
    """How many stretches the cut render had, whose video has to be that of the whole one."""
    whole, cut = (answer.get("result") or pytest.fail(str(answer)) for answer in both(worker, source, scene, **more))
    one, other = (decoded(worker.scratch / result.pop("output")) for result in (whole, cut))
    assert one == other
    assert whole.pop("stretches") == 0
    stretches = cut.pop("stretches")
    assert whole == cut
    return stretches


def same_problem(worker, source, **more):
    whole, cut = (answer.get("problem") or pytest.fail(str(answer)) for answer in both(worker, source, **more))
    assert whole == cut
    return cut


SCENES = {
    "updaters": (
        "d = Dot()",
        "d.add_updater(lambda m, dt: m.shift(dt * RIGHT))",
        "self.add(d)",
        "self.wait(0.6)",
        "self.play(Create(Square()), run_time=0.5)",
        "self.wait(0.5)",
    ),
    "an updater of the scene": (
        "d = Dot()",
        "self.add(d)",
        "self.add_updater(lambda dt: d.shift(dt * UP))",
        "self.wait(0.4)",
        "self.play(FadeIn(Circle()), run_time=0.4)",
        "self.wait(0.4)",
    ),
    "redrawn": (
        "t = ValueTracker(0)",
        "self.add(always_redraw(lambda: Square(1 + t.get_value())))",
        "self.play(t.animate.set_value(1), run_time=0.5)",
        "self.wait(0.3)",
        "self.play(t.animate.set_value(2), run_time=0.5)",
    ),
    "random numbers": (
        "import random",
        "for _ in range(3):",
        "    at = [random.uniform(-3, 3), np.random.uniform(-3, 3), 0]",
        "    self.play(FadeIn(Dot(at)), run_time=0.3)",
        "self.add(always_redraw(lambda: Dot([random.random(), np.random.random(), 0])))",
        "self.wait(0.4)",
        "self.play(FadeIn(Dot([random.random(), 0, 0])), run_time=0.3)",
    ),
    "a trace": (
        "d = Dot()",
        "self.add(TracedPath(d.get_center), d)",
        "self.play(d.animate.shift(UP), run_time=0.4)",
        "self.play(Rotate(d, PI, about_point=ORIGIN), run_time=0.4)",
        "self.wait(0.2)",
    ),
    "an animation that adds up": (
        "s = Square()",
        "self.add(s)",
        "self.play(UpdateFromFunc(s, lambda m: m.rotate(0.1)), run_time=0.5)",
        "self.play(PhaseFlow(lambda p: 0.3 * p, s), run_time=0.5)",
        "self.play(ChangeSpeed(s.animate(run_time=1).shift(RIGHT), speedinfo={0: 1, 1: 2}))",
        "self.wait(0.2)",
    ),
    "groups of animations": (
        "a, b = Square(), Circle()",
        "self.play(LaggedStart(Create(a), Write(Text('lag')), lag_ratio=0.3), run_time=0.8)",
        "self.play(Succession(FadeIn(b), b.animate.shift(UP)), run_time=0.8)",
        "self.play(Transform(a, Triangle()), FadeOut(b), run_time=0.4)",
    ),
    "a section left out": (
        "self.play(Create(Circle()), run_time=0.4)",
        "self.next_section('out', skip_animations=True)",
        "self.play(FadeIn(Square()), run_time=0.4)",
        "self.next_section('in')",
        "self.play(FadeIn(Triangle()), run_time=0.4)",
        "self.wait(0.3)",
    ),
    "texts between plays": (
        "for word in ('one', 'two', 'three'):",
        "    self.play(Write(Text(word)), run_time=0.3)",
        "    self.clear()",
        "self.play(FadeIn(MathTypst('x^2')), run_time=0.3)",
    ),
    "a wait until": (
        "d = Dot()",
        "d.add_updater(lambda m, dt: m.shift(dt * RIGHT))",
        "self.add(d)",
        "self.wait_until(lambda: d.get_x() > 0.5, max_time=3)",
        "self.play(FadeOut(d), run_time=0.3)",
    ),
}


@pytest.mark.parametrize("name", SCENES)
def test_the_video_is_that_of_one_process(cutter, name):
    assert same_video(cutter, in_construct(*SCENES[name])) >= 2


def test_a_camera_that_moves_and_odd_times(cutter):
    assert same_video(cutter, ODD_TIMES, "Odd") == 10


def test_three_dimensions_and_a_zoom(cutter):
    turning = in_construct(
        "self.set_camera_orientation(phi=1)",
        "self.add(ThreeDAxes(), Sphere(resolution=(6, 6)))",
        "self.begin_ambient_camera_rotation(rate=0.5)",
        "self.wait(0.3)",
        "self.move_camera(phi=0.5, run_time=0.4)",
        "label = Text('fixed')",
        "self.add_fixed_in_frame_mobjects(label)",
        "self.play(FadeIn(label), run_time=0.2)",
    ).replace("Scene)", "ThreeDScene)")
    assert same_video(cutter, turning) == 3
    zoomed = in_construct(
        "self.add(Circle())",
        "self.activate_zooming(animate=True)",
        "self.play(self.zoomed_camera.frame.animate.shift(UP), run_time=0.4)",
        "self.wait(0.2)",
    ).replace("Scene)", "ZoomedScene)")
    # The zoomed picture is drawn into an object of the scene, so it may be taken for one that hangs on its drawing.
    same_video(cutter, zoomed)


def test_sounds_fall_where_they_did(cutter):
    (cutter.scratch / "tone.wav").parent.mkdir(exist_ok=True)
    with wave.open(str(cutter.scratch / "tone.wav"), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(b"".join(struct.pack("<h", int(9000 * math.sin(n / 3))) for n in range(2400)))
    tone = f"self.add_sound({str(cutter.scratch / 'tone.wav')!r})"
    lines = ("self.play(Create(Circle()), run_time=0.5)", tone, "self.wait(0.4)", tone, "self.wait(0.4)")
    assert same_video(cutter, in_construct(*lines)) == 3


@pytest.mark.parametrize("path", ["eigenvectors/scenes/01_directions.py", "unit-circle/scenes/02_wave.py"])
def test_templates(cutter, path):
    source = (TEMPLATES / path).read_text()
    name = source.split("class ")[1].split("(")[0]
    assert same_video(cutter, source, name, limits={"seconds": 120}) > 5


def test_the_video_up_to_a_line_and_a_draft_are_cut_and_a_still_is_not(cutter):
    source = in_construct(*["self.play(FadeIn(Dot()), run_time=0.2)"] * 5)
    assert same_video(cutter, source, until=6) == 3
    assert same_video(cutter, source, draft=True) == 5
    assert cutter.render(source, "Toy", "still", stillOnly=True, processes=3)["result"]["stretches"] == 0


def test_a_short_scene_is_not_worth_a_fork(worker):
    result = worker.render(TOY, "Toy", "one-stretch", processes=4)["result"]
    assert result["stretches"] == 1


DRAWN = """\
from manim import *
class Odd(Square):
    drawn = 0
    def get_stroke_width(self, background=False):
        Odd.drawn += 1
        {what}
        return super().get_stroke_width(background)
class Toy(Scene):
    def construct(self):
        self.play(FadeIn(Dot()), run_time=0.3)
        self.wait(0.2)
        odd = Odd()
        self.play(FadeIn(odd), run_time=0.3)
        {then}
        self.play(FadeOut(odd), run_time=0.3)
        self.wait(0.2)
"""


def test_a_scene_that_hangs_on_its_drawing_is_rendered_whole(cutter):
    counting = DRAWN.format(what="pass", then="odd.shift(Odd.drawn * 0.01 * RIGHT)")
    assert same_video(cutter, counting) == 0
    randomly = DRAWN.format(what="np.random.random()", then="odd.shift(np.random.random() * RIGHT)")
    assert same_video(cutter, randomly) == 0


def test_a_scene_that_reads_its_pixels_is_never_cut(cutter):
    reading = in_construct(
        "self.play(FadeIn(Square(fill_opacity=1)), run_time=0.3)",
        "seen = self.camera.pixel_array.mean() / 100",
        "self.play(FadeIn(Dot(seen * RIGHT)), run_time=0.3)",
    )
    assert same_video(cutter, reading) == 0


@pytest.mark.parametrize(
    ("what", "then", "code", "line"),
    [
        ("1 / 0", "pass", "scene-exception", 6),  # only who draws can find it
        ("if Odd.drawn > 2: 1 / 0", "pass", "scene-exception", 6),
        ("pass", "1 / 0", "scene-exception", 14),
        ("1 / 0", "undefined", "scene-exception", 6),  # the first of two
        ("pass", "self.play(1)", "scene-exception", 14),
        ("pass", "raise SystemExit(3)", "scene-exit", 14),
    ],
)
def test_a_failure_is_told_as_without_cutting(cutter, what, then, code, line):
    problem = same_problem(cutter, DRAWN.format(what=what, then=then))
    assert problem["code"] == code
    assert problem["line"] == line


def test_a_failing_updater_is_told_at_its_frame(cutter):
    source = in_construct(
        "self.wait(0.4)",
        "d = Dot()",
        "d.add_updater(lambda m, dt: [m.shift(dt * RIGHT), 1 // int(m.get_x() < 0.5)])",
        "self.add(d)",
        "self.wait(2)",
    )
    problem = same_problem(cutter, source)
    assert problem["code"] == "scene-exception"
    assert problem["line"] == 6
    assert problem["time"] > 0.8


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ("ctypes.string_at(0)", "scene-crashed"),
        ("os._exit(3)", "scene-exit"),
        ("os.kill(os.getpid(), 9)", "scene-memory"),
    ],
)
def test_a_painter_that_dies_is_told_as_the_scene_itself(cutter, what, code):
    source = "import ctypes, os\n" + DRAWN.format(what=what, then="pass")
    problem = same_problem(cutter, source, allowed=["ctypes", "os"])
    assert problem["code"] == code


def test_files_that_grow_too_large_are_told(cutter):
    source = in_construct(*["self.play(Write(Text('many words')), run_time=1)"] * 3)
    assert same_problem(cutter, source, limits={"fileSize": 1000})["code"] in ("scene-output", "scene-exception")


def processes_of(client):
    """Numbers of the worker's processes, its own among them."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if str(client.scratch).encode() in path.read_bytes():
                found.append(int(path.parent.name))
        except OSError:
            continue
    return found


def wait_until(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


# Each play is slow to draw, for the painters alone.
SLOW = (
    "import time\n"
    + in_construct(*["self.play(FadeIn(Slow()), run_time=1)"] * 4)
    + (
        "class Slow(Square):\n    def get_stroke_width(self, background=False):\n        time.sleep(0.2)\n        return 1\n"
    )
)


def test_no_more_painters_than_asked_for_at_once(own_cutter):
    request = own_cutter.post_render(SLOW, "Toy", "many", processes=2, allowed=["time"])
    wait_until(lambda: len(processes_of(own_cutter)) == 4)
    most = 0
    for _ in range(60):
        most = max(most, len(processes_of(own_cutter)))
        time.sleep(0.02)
    # The worker, the scene's own process, and two that draw.
    assert most == 4
    own_cutter.post(op="cancel", target=request)
    assert own_cutter.wait(request)["problem"]["code"] == "cancelled"
    wait_until(lambda: len(processes_of(own_cutter)) == 1)


def test_painters_end_with_their_run_and_with_the_worker(own_cutter):
    own_cutter.post_render(SLOW, "Toy", "killed", processes=3, allowed=["time"])
    wait_until(lambda: len(processes_of(own_cutter)) >= 4)
    os.kill(own_cutter.process.pid, signal.SIGKILL)
    wait_until(lambda: not processes_of(own_cutter))


def test_painters_have_no_descriptors_of_the_worker(own_cutter):
    own_cutter.post_render(SLOW, "Toy", "descriptors", processes=2, allowed=["time"])
    wait_until(lambda: len(processes_of(own_cutter)) == 4)
    run = next(pid for pid in processes_of(own_cutter) if parent_of(pid) == own_cutter.process.pid)
    painters = [pid for pid in processes_of(own_cutter) if parent_of(pid) == run]
    assert len(painters) == 2
    for pid in painters:
        links = [str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir() if int(link.name) > 0]
        assert [link for link in links if link != "/dev/null" and not link.endswith(".mp4")] == []


def parent_of(pid):
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def test_a_time_limit_ends_painters_too(own_cutter):
    answer = own_cutter.render(SLOW, "Toy", "late", processes=2, allowed=["time"], limits={"seconds": 3})
    assert answer["problem"]["code"] == "scene-timeout"
    wait_until(lambda: len(processes_of(own_cutter)) == 1)
