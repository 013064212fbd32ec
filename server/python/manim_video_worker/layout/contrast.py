"""Texts whose colour is too near to what is behind them, by WCAG 2.2 (success criterion 1.4.3)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from .camera import Array
from .glimpse import CONTRAST, Glimpse, Look
from .outlines import encloses
from .screen import Picture, Text, middle
from .sizes import rows_of

NORMAL, LARGE = 4.5, 3.0
# Large is 24 pixels a line to WCAG, so 12 for a lower-case letter: at 720p, the quality of a video unless another is
# set, which are 8 of the 480 rows that sizes are counted in here.
LARGE_ROWS = 8.0
# More transparent texts are dimmed on purpose.
FAINT = 0.5
# A text in a colour so near to the ground is not dimmed but lost; in the ground's own it is hidden on purpose.
LOST, HIDDEN = 1.7, 1.05
LETTERS_LOOKED_AT = 8
Colour = tuple[float, float, float]
# Part of the letters that has to be hard to see.
SHARE = 0.3


def weak_contrasts(look: Look) -> Iterator[Glimpse]:
    """Each text of which a good part cannot be told from its background."""
    if look.picture.view.unknown_background:
        return
    picture = look.picture
    fills = np.flatnonzero((picture.fill[:, 3] > 0.05) & (picture.text_of < 0))
    for text in look.readable(FAINT):
        if text.fixed or not picture.view.turned:
            found = _weak(picture, text, fills)
            if found.detail:
                if HIDDEN < 1 / found.weight < LOST and look.was_spoilt(CONTRAST, text, found.respect):
                    found.unless_better = False
                yield found
            else:
                look.shows_well(CONTRAST, text, found.respect)


def _weak(picture: Picture, text: Text, fills: Array) -> Glimpse:
    """The text's contrast, with no detail when it is enough. A text that shows well on the same ground was dimmed."""
    leaves = text.leaves[:: -(-len(text.leaves) // LETTERS_LOOKED_AT)]
    grounds = _grounds(picture, leaves, fills)
    ratios = [
        ratio for leaf, ground in zip(leaves, grounds, strict=True)
        if ground is not None and (ratio := _contrast(picture, leaf, ground)) is not None
    ]  # fmt: skip
    rows = rows_of(text)
    least = LARGE if rows is None or rows >= LARGE_ROWS else NORMAL
    weak = [ratio for ratio in ratios if ratio < least]
    known = sorted(ground for ground in grounds if ground is not None)
    respect = tuple(round(part, 1) for part in known[len(known) // 2]) if known else None
    detail, ratio = "", 21.0
    if weak and len(weak) >= SHARE * len(ratios):
        ratio = middle(weak)
        detail = f"has a contrast of {ratio:.1f} to 1 with what is behind it (at least {least:g} to 1 is needed)"
    return Glimpse(CONTRAST, text, detail, text.box, weight=1 / ratio, unless_better=True, respect=respect)


def _contrast(picture: Picture, leaf: int, ground: Colour) -> float | None:
    """Of one letter; None where it does not matter."""
    if picture.background_stroke[leaf] >= 0.5:
        return None
    inks = [picture.fill[leaf].tolist()] if picture.fill[leaf, 3] > 0.3 else []
    if picture.stroke_width[leaf] > 0.5 and picture.stroke[leaf, 3] > 0.3:
        inks.append(picture.stroke[leaf].tolist())
    return max((ratio_of(_over(ink, ground), ground) for ink in inks), default=None)


def _grounds(picture: Picture, leaves: list[int], fills: Array) -> list[Colour | None]:
    """The colour behind the middle of each letter; None over pictures and solids, whose colours are not known."""
    boxes = picture.boxes[leaves]
    middles = (boxes[:, :2] + boxes[:, 2:]) / 2
    around = picture.boxes[fills][None]
    at = np.all(around[..., :2] <= middles[:, None], axis=2) & np.all(around[..., 2:] >= middles[:, None], axis=2)
    at &= fills[None] < np.array(leaves)[:, None]
    return [_ground(picture, middle, fills[hit]) for middle, hit in zip(middles, at, strict=True)]


def _ground(picture: Picture, middle: Array, shapes: Array) -> Colour | None:
    layers: list[list[float]] = []
    for shape in map(int, shapes[::-1]):
        if not picture.flat[shape]:
            return None
        if encloses(picture, shape, middle[None, :])[0]:
            layers.append(picture.fill[shape].tolist())
            if picture.fill[shape, 3] > 0.99:
                break
    colour = picture.view.background
    for layer in reversed(layers):
        colour = _over(layer, colour)
    return colour


def _over(ink: list[float], ground: Colour) -> Colour:
    red, green, blue, opacity = ink
    under = 1 - opacity
    return red * opacity + ground[0] * under, green * opacity + ground[1] * under, blue * opacity + ground[2] * under


def ratio_of(one: Colour, two: Colour) -> float:
    """WCAG's contrast ratio of two colours, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(two)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
