"""Texts too small to read.

ISO 9241-303 asks for capitals of at least 16 minutes of arc. A video is watched from about three heights of its
picture away, from where that is 6.8 of 480 rows of pixels; the lower-case letters beside such capitals are two thirds
as high. 480 is the smallest output, and as much of a larger one is seen from the same chair.
"""

from __future__ import annotations

from collections.abc import Iterator

from .camera import HEIGHT, PIXELS
from .glimpse import SMALL_TEXT, Glimpse, Look
from .screen import Text

LEAST_ROWS = 4.5
# Letters so low cannot even be recognised by one who has read them before: a text that is put aside as a reminder and
# shrunk to less reminds of nothing. Shrunk to a dot it is hidden on purpose.
UNRECOGNISABLE_ROWS, DOT_ROWS = 4.2, 0.5
FAINT = 0.3


def small_texts(look: Look) -> Iterator[Glimpse]:
    """Each text whose lower-case letters are too low, if it is never shown larger, or cannot be recognised any more."""
    for text in look.readable(FAINT):
        if look.picture.view.turned and not text.fixed:
            continue
        rows = rows_of(text)
        if rows is None or rows >= LEAST_ROWS:
            look.shows_well(SMALL_TEXT, text)
        else:
            detail = f"has letters only {rows:.1f} pixels high at {PIXELS}p (at least {LEAST_ROWS:g} are needed)"
            lost = DOT_ROWS < rows < UNRECOGNISABLE_ROWS and look.was_spoilt(SMALL_TEXT, text)
            yield Glimpse(SMALL_TEXT, text, detail, text.box, weight=1 / max(rows, 0.01), unless_better=not lost)


def rows_of(text: Text) -> float | None:
    """Pixels of height of a lower-case letter; None where that cannot be told."""
    return None if text.x_height is None else text.x_height / HEIGHT * PIXELS
