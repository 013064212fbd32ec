"""Facts of a video file, read from the file itself."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av


@dataclass(frozen=True)
class VideoFacts:
    """What a video holds; frames are counted, not taken from its header."""

    frames: int
    fps: Fraction
    width: int
    height: int
    codec: str
    pixel_format: str
    extradata: bytes

    @property
    def duration(self) -> float:
        """Seconds that its frames are shown."""
        return round(float(self.frames / self.fps), 6)

    @property
    def joins_with(self) -> tuple[object, ...]:
        """What must agree for packets of two videos to follow each other in one stream."""
        return self.fps, self.width, self.height, self.codec, self.pixel_format, self.extradata


def examine(path: Path) -> VideoFacts:
    """Opens a video and counts its frames; raises OSError when it is none."""
    try:
        with av.open(str(path)) as container:
            if not container.streams.video:
                raise OSError(f"{path.name} holds no video")
            stream = container.streams.video[0]
            # The average rate is off by what Manim's own joining of parts rounds.
            context, rate = stream.codec_context, stream.guessed_rate
            frames = sum(packet.size > 0 for packet in container.demux(stream))
            if not frames or not rate:
                raise OSError(f"{path.name} holds no frames")
            return VideoFacts(frames, rate, context.width, context.height, context.name,
                              str(context.pix_fmt), bytes(context.extradata or b""))  # fmt: skip
    except av.error.FFmpegError as error:
        raise OSError(f"{path.name}: {error}") from None
