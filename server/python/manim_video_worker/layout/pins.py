"""Where a flaw is marked: of the calls that made, moved and coloured its objects, at the one that brought it about."""

from __future__ import annotations

from manim import Mobject

from .camera import HEIGHT, PIXELS
from .glimpse import CONTRAST, OFF_FRAME, SMALL_TEXT, Glimpse
from .origins import ORIGIN, Origin
from .places import Place
from .screen import Text
from .sizes import LEAST_ROWS

WIDTH_TO_HEIGHT = 16 / 9
# A text this much larger than it was made has been scaled.
SCALED = 1.05

Pinned = tuple[Place | None, list[tuple[Place, str]]]


def pinned(glimpse: Glimpse) -> Pinned:
    """The place to mark, and the others that have to do with the flaw with what was done there."""
    text, other = glimpse.text, glimpse.other
    made_so = _made_so(glimpse)
    own, others = _places(text.record.place, text.origin, made_so, glimpse.code), []
    if isinstance(other, Text):
        others = _places(other.record.place, other.origin, False, glimpse.code)
    elif isinstance(other, Mobject) and (origin := other.__dict__.get(ORIGIN)):
        others = _places(origin.record.place, origin, False, glimpse.code)
    name = "the other text" if isinstance(other, Text) else "what is in its way"
    # Of two objects that meet, the one that came there last.
    if others and _changed_at(other) > _changed_at(text):
        own, others, name = others, own, "the text"
    places = own + [(place, f"{name} is {what}") for place, what in others]
    return (places[0][0], places[1:]) if places else (None, [])


def _made_so(glimpse: Glimpse) -> bool:
    """Whether a text has had its flaw since it was made, wherever it was moved to."""
    text = glimpse.text
    if glimpse.code == SMALL_TEXT:
        return text.record.x_height / HEIGHT * PIXELS < LEAST_ROWS
    if glimpse.code == OFF_FRAME:
        left, bottom, right, top = text.box
        scaled = text.x_height is not None and text.x_height > SCALED * text.record.x_height
        return not scaled and bool(top - bottom > HEIGHT or right - left > HEIGHT * WIDTH_TO_HEIGHT)
    return glimpse.code == CONTRAST


def _places(made: Place | None, origin: Origin | None, made_so: bool, code: str) -> list[tuple[Place, str]]:
    """Places of one object, the one to mark first."""
    found = [(made, "made here")] if made else []
    if origin is None:
        return found
    culprits = {"moved here": origin.moved}
    if code == SMALL_TEXT and not made_so:
        culprits = {"scaled here": origin.scaled}
    elif code == CONTRAST:
        culprits, made_so = {"coloured here": origin.coloured}, False
    for what, place in culprits.items():
        if place and _another(place, made):
            found.insert(len(found) if made_so else 0, (place, what))
    return found


def _changed_at(found: Text | Mobject | None) -> int:
    origin = found.origin if isinstance(found, Text) else found.__dict__.get(ORIGIN) if found else None
    return max(origin.made_at, origin.moved_at) if origin else 0


def _another(place: Place, made: Place | None) -> bool:
    """Whether a place is another statement than the one that made the text, and not a call chained to it."""
    if made is None:
        return True
    starts_before = (place.line, place.start) <= (made.line, made.start)
    return not (starts_before and (made.end_line, made.end) <= (place.end_line, place.end))
