"""How a render's frames become video: Manim's own settings, or cheaper ones for a draft, and held frames made once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import av
import numpy as np
from av.video.reformatter import VideoReformatter
from manim.scene.scene_file_writer import SceneFileWriter
from manim.scene.video_segment_encoder import VideoSegmentEncoder

from ..patching import patched
from ..quality import QUALITIES

# Up to this many pixels one thread encodes as fast as Manim draws: more only cost the scenes that render beside.
_ONE_THREAD = QUALITIES["medium"].width * QUALITIES["medium"].height


def encoder_options(quality: str, *, draft: bool) -> dict[str, str]:
    """Options of the encoder beside Manim's own. A draft is cheaper to make, of the same size and frame rate."""
    size = QUALITIES[quality]
    threads = {"threads": "1"} if size.width * size.height <= _ONE_THREAD else {}
    return {**threads, **({"preset": "ultrafast"} if draft else {})}


class HoldingEncoder(VideoSegmentEncoder):
    """Converts a frame that is held, or equals the one before, once instead of each time. The video shows the same."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._pixels: Any = None
        self._frame: Any = None
        self._reformatter = VideoReformatter()

    def write_frame(self, pixels: Any, *, repeat: int = 1) -> None:
        """Encodes `pixels` as the next `repeat` frames."""
        self._validate_frame(pixels, repeat)
        try:
            if self._pixels is None or not np.array_equal(self._pixels, pixels):
                self._pixels, self._frame = pixels, self._converted(pixels)
            for _ in range(repeat):
                self._frame.pts = self._next_pts
                self._next_pts += 1
                for packet in self._stream.encode(self._frame):
                    self._container.mux(packet)
        except BaseException as error:
            raise self._operation_error("encode", error) from error

    def _converted(self, pixels: Any) -> Any:
        spec = self.spec
        frame = av.VideoFrame.from_ndarray(pixels, format="rgba")
        converted = self._reformatter.reformat(frame, spec.width, spec.height, spec.pixel_format)
        converted.time_base = 1 / spec.frame_rate
        return converted


@contextmanager
def held_frames_made_once() -> Iterator[None]:
    """Gives Manim this encoder for the length of a run."""

    def create(self: SceneFileWriter, target: Any) -> VideoSegmentEncoder:
        return HoldingEncoder(target=target, spec=self.video_encoder)

    with patched(SceneFileWriter, _create_segment_encoder=create):
        yield
