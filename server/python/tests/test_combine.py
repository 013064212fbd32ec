"""combine: one video with exact timestamps, and its pictures."""

import shutil

import av
import pytest
from PIL import Image
from scenes import ODD_TIMES, TOY, in_construct
from worker_client import LIMITS


def combine(worker, run, *videos):
    return worker.wait(worker.post(op="combine", run=run, videos=list(videos), limits=LIMITS))


def moov_comes_first(path):
    data = path.read_bytes()
    return 0 < data.find(b"moov") < data.find(b"mdat")


def timestamps(path):
    with av.open(str(path)) as video:
        stream = video.streams.video[0]
        packets = [(packet.dts, packet.pts) for packet in video.demux(stream) if packet.size]
        assert [dts for dts, _ in packets] == sorted({dts for dts, _ in packets})
        step = 1 / (stream.guessed_rate * stream.time_base)
        return [pts / step for pts in sorted(pts for _, pts in packets)]


@pytest.fixture(scope="module")
def folder(worker):
    """Rendered scenes: two alike, one of another size and rate."""
    target = worker.scratch / "combining"
    target.mkdir()
    red = in_construct("self.add(Square(6, fill_opacity=1, color=RED))", "self.wait(1)", "self.clear()", "self.wait(1)")
    for name, source, scene, quality in [("toy", TOY, "Toy", "low"), ("odd", ODD_TIMES, "Odd", "low"), ("red", red, "Toy", "low"),
                                         ("medium", TOY, "Toy", "medium")]:  # fmt: skip
        result = worker.render(source, scene, f"parts/{name}", quality=quality)["result"]
        shutil.copy(worker.scratch / result["output"], target / f"{name}.mp4")
    return target


def test_joins_without_encoding(worker, folder):
    result = combine(worker, "combining", "red.mp4", "odd.mp4", "toy.mp4")["result"]
    assert result["video"] == "combining/video.mp4"
    assert result["frames"] == round(sum(result["durations"]) * 15) == 30 + 45 + round(result["durations"][1] * 15)
    assert result["durations"][0] == 2.0
    path = worker.scratch / result["video"]
    assert timestamps(path) == list(range(result["frames"]))
    assert moov_comes_first(path)
    with av.open(str(path)) as video:
        frames = list(video.decode(video=0))
    assert len(frames) == result["frames"]
    assert not list(folder.glob("*.part*"))


def test_thumbnail_is_the_fullest_frame_and_the_sheet_a_grid(worker, folder):
    result = combine(worker, "combining", "red.mp4", "toy.mp4")["result"]
    with Image.open(worker.scratch / result["thumbnail"]) as picture:
        assert picture.size == (854, 480)
        assert picture.convert("RGB").getpixel((427, 240))[0] > 200
    with Image.open(worker.scratch / result["contactSheet"]) as sheet:
        assert sheet.width > 4 * 400
        assert sheet.convert("RGB").getpixel((200, 120))[0] > 200


def test_different_videos_take_the_first_ones_format(worker, folder):
    result = combine(worker, "combining", "toy.mp4", "medium.mp4")["result"]
    assert (result["durations"], result["frames"]) == ([3.0, 3.0], 90)
    assert timestamps(worker.scratch / result["video"]) == list(range(90))
    with av.open(str(worker.scratch / result["video"])) as video:
        assert video.streams.video[0].width == 854


def test_one_video_of_one_frame(worker, folder):
    rendered = worker.render(in_construct("self.add(Circle())", "self.wait(0.01)"), "Toy", "parts/short")["result"]
    assert rendered["frames"] == 1
    shutil.copy(worker.scratch / rendered["output"], folder / "short.mp4")
    assert combine(worker, "combining", "short.mp4")["result"]["frames"] == 1


@pytest.mark.parametrize(
    "videos", [[], ["nothing.mp4"], ["../toy.mp4"], ["bad.mp4"], ["toy.mp4", "cut.mp4"], ["link.mp4"], ["/etc/passwd"]]
)
def test_failures_leave_no_result(worker, folder, videos):
    (folder / "bad.mp4").write_bytes(b"no video" * 1000)
    (folder / "cut.mp4").write_bytes((folder / "toy.mp4").read_bytes()[:3000])
    (folder / "link.mp4").unlink(missing_ok=True)
    (folder / "link.mp4").symlink_to(folder / "toy.mp4")
    (folder / "video.mp4").unlink(missing_ok=True)
    answer = combine(worker, "combining", *videos)
    assert (answer["type"], answer["problem"]["code"]) == ("failed", "combine-failed")
    assert not (folder / "video.mp4").exists()
