"""Frames become video: held ones converted once and to what Manim makes of them, drafts cheaper at the same timing."""

from fractions import Fraction

import av
import numpy as np
import pytest
from decoded import LOSSLESS, decoded
from manim._config.video_encoder import VideoEncoderSpec
from manim.scene.video_segment_encoder import VideoSegmentEncoder
from scenes import ODD_TIMES, TOY

from manim_video_worker.quality import QUALITIES
from manim_video_worker.rendering.encoding import HoldingEncoder, encoder_options


def pictures():
    generator = np.random.default_rng(0)
    moving = [generator.integers(0, 255, (48, 64, 4), dtype=np.uint8) for _ in range(4)]
    # One frame, a long hold, an equal frame that is another array, and one that differs in a single byte.
    nearly = moving[2].copy()
    nearly[47, 63, 0] ^= 1
    return [(moving[0], 1), (moving[1], 40), (moving[1].copy(), 2), (moving[2], 3), (nearly, 1), (moving[3], 7)]


@pytest.mark.parametrize("options", [{}, {"threads": "1"}, {"preset": "ultrafast", "threads": "1"}])
def test_the_frames_are_those_that_manim_writes(tmp_path, options):
    spec = VideoEncoderSpec("mp4", "libx264", "yuv420p", 64, 48, Fraction(15), tuple((LOSSLESS | options).items()))
    for encoder_class in (VideoSegmentEncoder, HoldingEncoder):
        encoder = encoder_class(target=tmp_path / f"{encoder_class.__name__}.mp4", spec=spec)
        for pixels, repeat in pictures():
            encoder.write_frame(pixels, repeat=repeat)
        encoder.finish()
    manims, ours = (decoded(tmp_path / f"{name}.mp4") for name in ("VideoSegmentEncoder", "HoldingEncoder"))
    assert ours == manims
    assert len(ours) == sum(repeat for _, repeat in pictures())
    assert len({digest for _, _, digest in ours}) == 5


def test_a_frame_of_another_size_is_refused(tmp_path):
    spec = VideoEncoderSpec("mp4", "libx264", "yuv420p", 64, 48, Fraction(15), ())
    encoder = HoldingEncoder(target=tmp_path / "video.mp4", spec=spec)
    with pytest.raises(ValueError, match="shape"):
        encoder.write_frame(np.zeros((10, 10, 4), dtype=np.uint8))
    encoder.abort()
    assert not (tmp_path / "video.mp4").exists()


def test_large_frames_keep_all_threads_of_the_encoder():
    assert {quality: "threads" in encoder_options(quality, draft=False) for quality in QUALITIES} == {
        "low": True, "medium": True, "high": False, "4k": False,
    }  # fmt: skip


@pytest.mark.parametrize(("source", "scene"), [(TOY, "Toy"), (ODD_TIMES, "Odd")])
def test_a_draft_has_the_timing_of_the_final(worker, source, scene):
    final = worker.render(source, scene, f"final-{scene}")["result"]
    draft = worker.render(source, scene, f"draft-{scene}", draft=True)["result"]
    assert {**draft, "output": ""} == {**final, "output": ""}
    with av.open(str(worker.scratch / draft["output"])) as a, av.open(str(worker.scratch / final["output"])) as b:
        for ours, manims in zip(a.decode(video=0), b.decode(video=0), strict=True):
            difference = ours.to_ndarray(format="gray").astype(int) - manims.to_ndarray(format="gray")
            assert abs(difference).mean() < 2
