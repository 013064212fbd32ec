"""Texts crossed by something that has nothing to do with them: a line, an edge, another object drawn over or under."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from manim import (
    Axes,
    BackgroundRectangle,
    CoordinateSystem,
    Cross,
    Mobject,
    NumberLine,
    NumberPlane,
    PolarPlane,
    ScreenRectangle,
    SurroundingRectangle,
    TracedPath,
    Underline,
    VectorField,
)

from .camera import Array
from .glimpse import CROSSING, Glimpse, Look
from .outlines import OPAQUE, encloses, filled_between, lengths_within, outline
from .screen import Picture, Text

# Drawn about texts on purpose.
DELIBERATE = (SurroundingRectangle, BackgroundRectangle, Cross, Underline, ScreenRectangle, TracedPath)
BACKGROUNDS = (NumberPlane, PolarPlane, VectorField)
FAINT = 0.3
# A stroke this faint or this thin disappears behind a text; fills are judged by their edge.
VISIBLE_STROKE, THIN, VISIBLE_FILL = 0.3, 0.6, 0.35
# Least difference from the background, in one of red, green and blue, for a shape to be seen at all.
DIFFERENCE = 0.12
# So many alike make a pattern behind the text.
PATTERN = 8
# Part of the letters that a fill over them has to hide.
COVERED = 0.15
# How much outline inside the letters, in heights of a letter, is more than a touch.
CROSSED = 0.6


def crossings(look: Look) -> Iterator[Glimpse]:
    """For each text what crosses it most."""
    picture = look.picture
    if not len(picture.leaves):
        return
    shapes = _shapes(picture)
    for text in look.readable(FAINT):
        if picture.view.turned and not text.fixed:
            continue
        near = (
            shapes
            & np.all(picture.boxes[:, :2] < text.box[2:], axis=1)
            & np.all(picture.boxes[:, 2:] > text.box[:2], axis=1)
            & (picture.fixed == text.fixed)
        )
        worst: Glimpse | None = None
        for things in _by_thing(picture, np.flatnonzero(near), text).values():
            found = _crossing(picture, text, things)
            if found and (worst is None or found.weight > worst.weight):
                worst = found
        if worst:
            yield worst
    yield from hidden(look)


def _shapes(picture: Picture) -> Array:
    """Leaves that are no text and whose outline can be seen."""
    background = np.array(picture.view.background)
    stroked = (
        (picture.stroke[:, 3] >= VISIBLE_STROKE)
        & (picture.stroke_width > THIN)
        & (np.abs(picture.stroke[:, :3] - background).max(axis=1) * picture.stroke[:, 3] > DIFFERENCE)
    )
    filled = (picture.fill[:, 3] >= VISIBLE_FILL) & (
        np.abs(picture.fill[:, :3] - background).max(axis=1) * picture.fill[:, 3] > DIFFERENCE
    )
    return (picture.text_of < 0) & picture.flat & (stroked | filled)


def _by_thing(picture: Picture, leaves: Array, text: Text) -> dict[int, list[int]]:
    """The leaves that may cross the text, those of one object (a dashed line, an arrow with its tip) together."""
    found: dict[int, list[int]] = {}
    for leaf in map(int, leaves):
        thing = picture.things[leaf]
        if thing is text.thing or isinstance(thing, DELIBERATE) or isinstance(picture.leaves[leaf], DELIBERATE):
            continue
        if (_is_label_of_scale(text) or text.mobject.updaters) and picture.fill[leaf, 3] < VISIBLE_FILL:
            continue
        if leaf < text.leaves[0] and isinstance(thing, BACKGROUNDS):
            continue
        found.setdefault(id(thing), []).append(leaf)
    return found


def _is_label_of_scale(text: Text) -> bool:
    """Numbers on axes are crossed by curves in every plot, as labels are that follow something about."""
    return text.thing is not text.mobject and isinstance(text.thing, CoordinateSystem | NumberLine)


def _crossing(picture: Picture, text: Text, leaves: list[int]) -> Glimpse | None:
    letters = picture.boxes[text.leaves]
    height = float(np.percentile(letters[:, 3] - letters[:, 1], 75))
    if height <= 0:
        return None
    length, box = 0.0, None
    core = _core(letters, height)
    for leaf in leaves:
        if _is_annotation(picture, leaf, text, height) or _is_pattern(picture, leaf, text):
            continue
        if _is_ring(picture, leaf, text, letters):
            continue
        inside = lengths_within(_edge(picture, leaf, text.box), core)
        if inside.sum() < 0.02:
            continue
        hit = core[inside.sum(axis=0) > 0]
        if _is_behind(picture, leaf, text, hit):
            continue
        length += float(inside.sum())
        around = np.concatenate([hit[:, :2].min(axis=0), hit[:, 2:].max(axis=0)])
        box = (
            around
            if box is None
            else np.concatenate([np.minimum(box[:2], around[:2]), np.maximum(box[2:], around[2:])])
        )
    if box is None or length < CROSSED * height:
        return _covering(picture, text, leaves)
    return Glimpse(CROSSING, text, "is crossed by", box, _told_thing(picture, leaves[0]), length / height)


def _told_thing(picture: Picture, leaf: int) -> Mobject:
    thing: Mobject = picture.things[leaf]
    return picture.leaves[leaf] if isinstance(thing, Axes) else thing


def _covering(picture: Picture, text: Text, leaves: list[int]) -> Glimpse | None:
    """A fill drawn over whole letters of a text, its edge passing between them."""
    letters = picture.boxes[text.leaves]
    middles = (letters[:, :2] + letters[:, 2:]) / 2
    for leaf in leaves:
        if leaf > text.leaves[-1] and picture.fill[leaf, 3] >= OPAQUE:
            under = encloses(picture, leaf, middles)
            if COVERED <= under.mean() < 1:
                box = np.concatenate([letters[under, :2].min(axis=0), letters[under, 2:].max(axis=0)])
                return Glimpse(
                    CROSSING, text, "is partly covered by", box, _told_thing(picture, leaf), float(under.mean())
                )
    return None


def hidden(look: Look) -> Iterator[Glimpse]:
    """The texts that something opaque is drawn over: a flaw if they never show."""
    for text in look.readable(FAINT):
        look.shows_well(CROSSING, text, "hidden")
    for number, leaf in look.hidden.items():
        text = look.picture.texts[number]
        if text.opacity >= FAINT and (text.fixed or not look.picture.view.turned):
            yield Glimpse(CROSSING, text, "is hidden behind", text.box, _told_thing(look.picture, leaf),
                          unless_better=True, respect="hidden")  # fmt: skip


def _core(letters: Array, height: float) -> Array:
    """The letters without their rims, and with the gaps between them."""
    core = letters + np.array([-0.08, 0, 0.08, 0]) * height
    rim = np.minimum(0.15 * (letters[:, 3] - letters[:, 1]), 0.12 * height)
    core[:, 1] += rim
    core[:, 3] -= rim
    return core


def _edge(picture: Picture, leaf: int, box: Array) -> Array:
    lines = outline(picture, leaf)
    low, high = np.minimum(lines[:, :2], lines[:, 2:]), np.maximum(lines[:, :2], lines[:, 2:])
    return lines[np.all(low <= box[2:], axis=1) & np.all(high >= box[:2], axis=1)]


def _is_annotation(picture: Picture, leaf: int, text: Text, height: float) -> bool:
    """A line on the text that ends where the text, or the part of it that is struck out or underlined, ends."""
    shape, reach = _whole_box(picture, leaf), 0.8 * height
    filled = picture.fill[leaf, 3] >= VISIBLE_FILL
    if filled and shape[3] - shape[1] > 0.3 * height:
        return False
    within = bool(np.all(shape[:2] >= text.box[:2] - reach) and np.all(shape[2:] <= text.box[2:] + reach))
    whole = bool(shape[2] - shape[0] >= 0.7 * (text.box[2] - text.box[0]))
    return within and (whole or (not filled and leaf > text.leaves[-1]))


def _whole_box(picture: Picture, leaf: int) -> Array:
    """The box of the object that a leaf is a part of: of a dashed line, not of a dash."""
    thing = picture.things[leaf]
    if thing is picture.leaves[leaf]:
        return picture.boxes[leaf]
    boxes = picture.boxes[[index for index, other in enumerate(picture.things) if other is thing]]
    return np.concatenate([boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)])


def _is_ring(picture: Picture, leaf: int, text: Text, letters: Array) -> bool:
    """A curve drawn around a part of the text to point it out."""
    if leaf < text.leaves[0] or picture.fill[leaf, 3] >= VISIBLE_FILL:
        return False
    shape, sides = picture.boxes[leaf], text.box[2:] - text.box[:2]
    middle = (shape[:2] + shape[2:]) / 2
    near = bool(np.all(middle >= text.box[:2]) and np.all(middle <= text.box[2:]))
    if not near or shape[3] - shape[1] > 2.5 * sides[1]:
        return False
    inside = np.all(letters[:, :2] >= shape[:2], axis=1) & np.all(letters[:, 2:] <= shape[2:], axis=1)
    return bool(encloses(picture, leaf, (letters[inside, :2] + letters[inside, 2:]) / 2).any())


def _is_pattern(picture: Picture, leaf: int, text: Text) -> bool:
    """One of many alike that lie behind the text: a grid that the author has drawn by hand."""
    parent = picture.parents[leaf]
    if leaf > text.leaves[0] or parent is None or picture.fill[leaf, 3] >= VISIBLE_FILL:
        return False
    kind = type(picture.leaves[leaf])
    return sum(type(sibling) is kind for sibling in parent.submobjects) >= PATTERN and not _is_one_object(parent)


def _is_one_object(parent: Any) -> bool:
    return type(parent).__name__ in ("DashedLine", "DashedVMobject", "DashedArrow")


def _is_behind(picture: Picture, leaf: int, text: Text, hit: Array) -> bool:
    """Whether the text stands out from a shape under it: by a stroke of its own, or by something filled in between."""
    if leaf > text.leaves[0]:
        return False
    if float(np.median(picture.background_stroke[text.leaves])) >= 0.5:
        return True
    low = np.maximum(hit[:, :2].min(axis=0), text.box[:2])
    high = np.minimum(hit[:, 2:].max(axis=0), text.box[2:])
    return filled_between(picture, leaf, text.leaves[0], np.concatenate([low, high]))
