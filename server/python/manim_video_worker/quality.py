"""Pixel size and frames per second of each quality: qualitySizes of protocol/settings.ts (a test compares them)."""

from __future__ import annotations

from typing import NamedTuple


class Size(NamedTuple):
    """What a quality means for a render."""

    width: int
    height: int
    fps: int


QUALITIES = {
    "low": Size(854, 480, 15),
    "medium": Size(1280, 720, 30),
    "high": Size(1920, 1080, 60),
    "4k": Size(3840, 2160, 60),
}
