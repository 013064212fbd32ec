"""Thumbnail and contact sheet of a video."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from .videos import VideoFacts

COLUMNS = 4
TILE_WIDTH = 400
GAP = 12
LABEL_HEIGHT = 30
_PAPER, _INK = (24, 24, 27), (228, 228, 231)
# Samples for the thumbnail, and the share of a picture's border colour from which a pixel counts as drawn.
SAMPLES = 24
_DIFFERENCE = 40


def write_thumbnail(video: Path, facts: VideoFacts, seconds: float, target: Path) -> None:
    """Writes the fullest of some frames of the first seconds, at full size."""
    last = max(1, min(facts.frames, round(seconds * facts.fps)))
    numbers = sorted({round((index + 0.5) * last / SAMPLES) for index in range(SAMPLES)} | {last - 1})
    best, fullest = None, -1.0
    for picture in frames_at(video, facts, [number for number in numbers if number < last]):
        share = filled_share(picture)
        if share > fullest:
            best, fullest = picture, share
    if best is None:
        raise OSError(f"no frame of {video.name} can be read")
    best.save(target)


def write_contact_sheet(video: Path, facts: VideoFacts, target: Path) -> None:
    """Writes a grid of evenly spaced frames, each with its time."""
    count = max(1, min(facts.frames, 16 if facts.duration >= 30 else 12))
    numbers = [int((index + 0.5) * facts.frames / count) for index in range(count)]
    tile_height = round(TILE_WIDTH * facts.height / facts.width)
    columns = min(COLUMNS, count)
    rows = -(-count // columns)
    step_x, step_y = TILE_WIDTH + GAP, tile_height + LABEL_HEIGHT + GAP
    sheet = Image.new("RGB", (columns * step_x + GAP, rows * step_y + GAP), _PAPER)
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(size=18)
    for index, (number, picture) in enumerate(zip(numbers, frames_at(video, facts, numbers), strict=True)):
        left, top = GAP + index % columns * step_x, GAP + index // columns * step_y
        sheet.paste(picture.resize((TILE_WIDTH, tile_height), Image.Resampling.LANCZOS), (left, top))
        draw.text((left + 2, top + tile_height + 5), time_label(number / float(facts.fps)), _INK, font)
    sheet.save(target)


def time_label(seconds: float) -> str:
    """`1:05` and, where a sheet is short enough for it to matter, tenths: `0:03.4`."""
    minutes, rest = divmod(seconds, 60)
    whole, tenths = int(rest), int(rest * 10) % 10
    return f"{int(minutes)}:{whole:02d}.{tenths}"


def frames_at(video: Path, facts: VideoFacts, numbers: list[int]) -> Iterator[Image.Image]:
    """Frames by number, ascending; seeks over stretches that nobody asked for."""
    with av.open(str(video)) as container:
        stream = container.streams.video[0]
        decoded = _numbered(container, stream, facts)
        current = next(decoded, None)
        for number in numbers:
            if current and number - current[0] > float(facts.fps) * 2:
                container.seek(round(number / facts.fps / stream.time_base), stream=stream)
                decoded = _numbered(container, stream, facts)
                current = next(decoded, None)
            while current and current[0] < number:
                following = next(decoded, None)
                if following is None:
                    break
                current = following
            if current:
                yield current[1].to_image()


def _numbered(
    container: av.container.InputContainer, stream: av.VideoStream, facts: VideoFacts
) -> Iterator[tuple[int, av.VideoFrame]]:
    for frame in container.decode(stream):
        yield round((frame.pts or 0) * stream.time_base * facts.fps), frame


def filled_share(picture: Image.Image) -> float:
    """The share of a picture that differs from its border's usual colour."""
    pixels = np.asarray(picture.resize((160, 90), Image.Resampling.BILINEAR), dtype=np.int16)
    border = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    background = np.median(border, axis=0)
    return float((np.abs(pixels - background).max(axis=2) > _DIFFERENCE).mean())
