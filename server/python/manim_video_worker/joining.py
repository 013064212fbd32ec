"""Joining videos into one file with exact, even timestamps: by copying packets, or by encoding where they differ."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from .videos import VideoFacts

# Ticks of a frame in the joined file: fine enough for any player, exact for any frame rate.
TICKS = 1024
_OPTIONS = {"movflags": "+faststart"}


def join(inputs: list[tuple[Path, VideoFacts]], target: Path) -> list[int]:
    """Writes the inputs one after the other; answers the frames that each of them has in the target."""
    first = inputs[0][1]
    if all(facts.joins_with == first.joins_with for _, facts in inputs):
        _copy([path for path, _ in inputs], first, target)
        return [facts.frames for _, facts in inputs]
    return _encode(inputs, first, target)


def _copy(paths: list[Path], facts: VideoFacts, target: Path) -> None:
    orders = [_frame_order(path) for path in paths]
    # Frames that are stored before ones shown earlier need a lead of decoding over showing, the same in all parts.
    lead = max(index - rank for order in orders for index, rank in enumerate(order))
    tick = Fraction(1, 1) / (facts.fps * TICKS)
    shown = 0
    with av.open(str(target), "w", options=_OPTIONS) as output:
        stream = None
        for path, order in zip(paths, orders, strict=True):
            with av.open(str(path)) as source:
                if stream is None:
                    stream = output.add_stream_from_template(source.streams.video[0])
                    stream.time_base = tick
                packets = (packet for packet in source.demux(source.streams.video[0]) if packet.size > 0)
                for index, (packet, rank) in enumerate(zip(packets, order, strict=True)):
                    packet.stream = stream
                    packet.time_base = tick
                    packet.pts = (shown + rank) * TICKS
                    packet.dts = (shown + index - lead) * TICKS
                    packet.duration = TICKS
                    output.mux(packet)
            shown += len(order)


def _frame_order(path: Path) -> list[int]:
    """For each stored frame, its place in the order of showing."""
    with av.open(str(path)) as source:
        times = [packet.pts for packet in source.demux(source.streams.video[0]) if packet.size > 0]
    if None in times or len(set(times)) != len(times):
        return list(range(len(times)))
    order = sorted(range(len(times)), key=lambda index: times[index])
    ranks = [0] * len(times)
    for rank, index in enumerate(order):
        ranks[index] = rank
    return ranks


def _encode(inputs: list[tuple[Path, VideoFacts]], first: VideoFacts, target: Path) -> list[int]:
    written = []
    width, height = first.width - first.width % 2, first.height - first.height % 2
    with av.open(str(target), "w", options=_OPTIONS) as output:
        stream = output.add_stream("libx264", rate=first.fps, options={"crf": "20"})
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.time_base = stream.codec_context.time_base = 1 / first.fps
        for path, facts in inputs:
            before = sum(written)
            count = max(1, round(facts.frames * first.fps / facts.fps))
            for number, frame in enumerate(_resampled(path, facts, first.fps, count)):
                fitted = _fitted(frame, width, height)
                fitted.pts, fitted.time_base = before + number, 1 / first.fps
                output.mux(stream.encode(fitted))
            written.append(count)
        output.mux(stream.encode())
    return written


def _resampled(path: Path, facts: VideoFacts, fps: Fraction, count: int) -> Iterator[av.VideoFrame]:
    """`count` frames at another rate: each is the frame that was being shown at its time."""
    given, last = 0, None
    with av.open(str(path)) as source:
        for number, frame in enumerate(source.decode(video=0)):
            last = frame
            while given < count and given / fps < (number + 1) / facts.fps:
                yield frame
                given += 1
    while last is not None and given < count:
        yield last
        given += 1


def _fitted(frame: av.VideoFrame, width: int, height: int) -> av.VideoFrame:
    """The whole picture at this size, with black bars where the shapes differ."""
    scale = min(width / frame.width, height / frame.height)
    inner = max(1, round(frame.width * scale)), max(1, round(frame.height * scale))
    picture = frame.reformat(width=inner[0], height=inner[1], format="rgb24").to_ndarray()
    canvas = np.zeros((height, width, 3), dtype=np.uint8)
    top, left = (height - inner[1]) // 2, (width - inner[0]) // 2
    canvas[top : top + inner[1], left : left + inner[0]] = picture
    return av.VideoFrame.from_ndarray(canvas, format="rgb24").reformat(format="yuv420p")
