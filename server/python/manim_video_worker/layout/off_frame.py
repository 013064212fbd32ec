"""Texts that the edge of the picture cuts off, or that lie beyond it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from .camera import PIXELS
from .glimpse import OFF_FRAME, Glimpse, Look

# Three pixels of the smallest output: less is nothing that a viewer misses.
TOLERANCE = 3 * 8 / PIXELS
FAINT = 0.3


def off_frame(look: Look) -> Iterator[Glimpse]:
    """A text beyond the frame by more than a hair; one wholly outside counts only if it never comes in."""
    view = look.picture.view
    edge = np.array([view.half_width, 4.0])
    for text in look.readable(FAINT):
        if view.turned and not text.fixed:
            continue
        low, high = text.box[:2], text.box[2:]
        beyond = {
            "left": -edge[0] - low[0], "right": high[0] - edge[0], "top": high[1] - edge[1], "bottom": -edge[1] - low[1]
        }  # fmt: skip
        side, most = max(beyond.items(), key=lambda item: item[1])
        outside = bool(np.any(low > edge) or np.any(high < -edge))
        if not outside:
            look.shows_well(OFF_FRAME, text)
        if most <= TOLERANCE:
            continue
        detail = (
            f"lies outside the frame, beyond its {side}"
            if outside
            else f"reaches {most / 8:.0%} of the frame's height beyond its {side} edge"
        )
        yield Glimpse(OFF_FRAME, text, detail, text.box, weight=float(most), unless_better=outside)
