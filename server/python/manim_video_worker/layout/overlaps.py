"""Texts that lie over each other, glyph on glyph."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from .camera import Array
from .glimpse import OVERLAP, Glimpse, Look
from .outlines import filled_between
from .screen import Picture, Text

# Glyphs have to share this much in both directions, and this part of a usual glyph's area, to be hard to read.
DEPTH = 0.04
SHARE = 0.25
FAINT = 0.3


def overlaps(look: Look) -> Iterator[Glimpse]:
    """Each pair of texts that hide parts of each other; the one drawn later comes first."""
    texts = look.readable(FAINT)
    if len(texts) < 2:
        return
    boxes = np.array([text.box for text in texts])
    common = np.minimum(boxes[:, None, 2:], boxes[None, :, 2:]) - np.maximum(boxes[:, None, :2], boxes[None, :, :2])
    for first, second in np.argwhere(np.triu(np.all(common > DEPTH, axis=2), 1)):
        lower, upper = sorted((texts[first], texts[second]), key=lambda text: text.leaves[0])
        if lower.fixed != upper.fixed or (look.picture.view.turned and not lower.fixed):
            continue
        if not _related(lower, upper):
            found = _overlap(look.picture, lower, upper)
            if found:
                yield found


def _related(one: Text, two: Text) -> bool:
    """Parts of one text, of one object that the library lays out, or a copy that lies on its original."""
    if one.thing is two.thing or (one.record is two.record and not (one.whole and two.whole)):
        return True
    alike = one.record is two.record or one.record.content == two.record.content
    return alike and bool(np.abs(one.box - two.box).max() < 0.15 * (one.box[3] - one.box[1]) + 0.02)


def _overlap(picture: Picture, lower: Text, upper: Text) -> Glimpse | None:
    low, high = picture.boxes[lower.leaves], picture.boxes[upper.leaves]
    corner = np.maximum(low[:, None, :2], high[None, :, :2])
    sides = np.minimum(low[:, None, 2:], high[None, :, 2:]) - corner
    hits = np.all(sides > DEPTH, axis=2)
    if not hits.any():
        return None
    shared = float(np.prod(sides[hits], axis=1).sum())
    if shared < SHARE * min(_usual_area(low), _usual_area(high)):
        return None
    box = np.concatenate([corner[hits].min(axis=0), (corner + sides)[hits].max(axis=0)])
    if filled_between(picture, lower.leaves[-1], upper.leaves[0], box):
        return None
    return Glimpse(OVERLAP, upper, "overlaps", box, lower, shared)


def _usual_area(boxes: Array) -> float:
    return float(np.median(np.prod(boxes[:, 2:] - boxes[:, :2], axis=1)))
