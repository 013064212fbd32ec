"""Outlines of shapes in the picture: what they enclose, what they cross, what hides what."""

from __future__ import annotations

import numpy as np

from .camera import Array, on_picture
from .screen import Picture

# From this opacity on, a fill hides what is behind it well enough to read what is before it.
OPAQUE = 0.6
_FEW_CURVES, _FINE, _COARSE = 60, 8, 3


def outline(picture: Picture, leaf: int) -> Array:
    """A leaf's outline as rows of x0, y0, x1, y1."""
    if leaf not in picture.outlines:
        picture.outlines[leaf] = _outline(picture, leaf)
    return picture.outlines[leaf]


def _outline(picture: Picture, leaf: int) -> Array:
    points = on_picture(picture.view, picture.leaves[leaf].points)
    count = len(points) // 4
    if not count:
        return np.zeros((0, 4))
    curves = points[: count * 4].reshape(count, 4, 2)
    steps = _FINE if count <= _FEW_CURVES else _COARSE
    t = np.linspace(0, 1, steps + 1)[:, None, None]
    a, b, c, d = (curves[:, part] for part in range(4))
    samples = (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d
    return np.concatenate([samples[:-1], samples[1:]], axis=2).reshape(-1, 4)


def _closed(picture: Picture, leaf: int) -> Array:
    """The outline with the straight lines by which a fill closes its open parts."""
    if leaf not in picture.closed:
        points = on_picture(picture.view, picture.leaves[leaf].points)
        count = len(points) // 4
        starts, ends = points[0 : count * 4 : 4], points[3 : count * 4 : 4]
        breaks = np.flatnonzero(np.abs(ends[:-1] - starts[1:]).max(axis=1) > 1e-4) + 1
        firsts, lasts = np.concatenate([[0], breaks]), np.concatenate([breaks - 1, [count - 1]])
        closings = np.hstack([ends[lasts], starts[firsts]])
        picture.closed[leaf] = np.concatenate([outline(picture, leaf), closings])
    return picture.closed[leaf]


def encloses(picture: Picture, leaf: int, points: Array) -> Array:
    """Which points lie inside a leaf's fill, by the even-odd rule."""
    if not len(picture.leaves[leaf].points) // 4:
        return np.zeros(len(points), dtype=bool)
    x, y = points[:, :1], points[:, 1:]
    x0, y0, x1, y1 = _closed(picture, leaf).T
    across = (y0 > y) != (y1 > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        at = x0 + (y - y0) / (y1 - y0) * (x1 - x0)
    return (np.sum(across & (x < at), axis=1) % 2).astype(bool)


def lengths_within(lines: Array, boxes: Array) -> Array:
    """How much of each line (rows) lies inside each box (columns)."""
    start, along = lines[:, None, :2], (lines[:, 2:] - lines[:, :2])[:, None, :]
    with np.errstate(divide="ignore", invalid="ignore"):
        one, two = (boxes[None, :, :2] - start) / along, (boxes[None, :, 2:] - start) / along
    low, high = np.minimum(one, two), np.maximum(one, two)
    # A line parallel to an axis is inside for all of its length or for none.
    level = np.abs(along) < 1e-9
    inside = (start >= boxes[None, :, :2]) & (start <= boxes[None, :, 2:])
    low = np.where(level, np.where(inside, -np.inf, np.inf), low)
    high = np.where(level, np.where(inside, np.inf, -np.inf), high)
    span = np.minimum(high.min(axis=2), 1) - np.maximum(low.max(axis=2), 0)
    return np.maximum(span, 0) * np.linalg.norm(along, axis=2)


def filled_between(picture: Picture, low: int, high: int, box: Array) -> bool:
    """Whether something drawn after leaf `low` and before leaf `high` is filled and spans this box."""
    between = np.arange(low + 1, high)
    if not len(between):
        return False
    boxes = picture.boxes[between]
    spans = np.all(boxes[:, :2] <= box[:2] + 0.02, axis=1) & np.all(boxes[:, 2:] >= box[2:] - 0.02, axis=1)
    filled = (picture.fill[between, 3] >= OPAQUE) & (picture.text_of[between] < 0)
    centre = (box[None, :2] + box[None, 2:]) / 2
    return any(
        not picture.flat[leaf] or bool(encloses(picture, int(leaf), centre)[0]) for leaf in between[spans & filled]
    )


def hidden_texts(picture: Picture) -> dict[int, int]:
    """Texts that something filled is drawn over, with the leaf that hides each."""
    found = {}
    opaque = (picture.fill[:, 3] >= 0.9) & (picture.text_of < 0) & picture.flat
    for number, text in enumerate(picture.texts):
        above = np.flatnonzero(opaque[text.leaves[-1] + 1 :]) + text.leaves[-1] + 1
        if not len(above):
            continue
        boxes = picture.boxes[above]
        over = np.all(boxes[:, :2] <= text.box[:2], axis=1) & np.all(boxes[:, 2:] >= text.box[2:], axis=1)
        corners = text.box[[[0, 1], [2, 1], [2, 3], [0, 3]]]
        for leaf in above[over]:
            if encloses(picture, int(leaf), corners).all():
                found[number] = int(leaf)
                break
    return found
