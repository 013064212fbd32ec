"""Flaws over video time: one that is seen at one moment after another is one finding, from the first to the last."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from manim import Mobject

from .camera import Array
from .glimpse import CROSSING, Glimpse, TextKey, text_key
from .places import Place
from .screen import Picture, Text

# A flaw that lasts no longer is one of passing, which nobody reads anything in.
LEAST_SECONDS = 0.6
# Something that travels over the picture and stops on a text only to leave again is on its way.
REST_SECONDS = 0.5
# In widths or heights of the frame; the backend takes a larger number for no answer at all.
AREA_LIMIT = 1000.0

Key = tuple[str, TextKey, object]


@dataclass
class Track:
    """One flaw, from when it starts to hold."""

    code: str
    text: TextKey
    start: float
    until: float | None
    sentence: str
    weight: float
    area: dict[str, float]
    # Where to mark it, and the other places that have to do with it, with what was done there.
    place: Place | None
    others: list[tuple[Place, str]] = field(default_factory=list)
    # The first and the last moment at which it was seen at rest.
    seen_from: float = 0.0
    seen_until: float = 0.0
    unless_better: bool = False
    respect: object = None


def key_of(glimpse: Glimpse) -> Key:
    """The same flaw at another moment has the same key."""
    other: object = None
    if isinstance(glimpse.other, Text):
        other = text_key(glimpse.other)
    elif isinstance(glimpse.other, Mobject):
        other = type(glimpse.other).__name__
    return glimpse.code, text_key(glimpse.text), other


@dataclass(frozen=True)
class Moment:
    """The end of a play: when what it changed began to show, since when the picture has been as it is, and now."""

    change: float
    rests_since: float
    now: float


class Tracks:
    """The flaws of one scene so far."""

    def __init__(self) -> None:
        self._open: dict[Key, Track] = {}
        self._closed: list[Track] = []
        # What was shown without a flaw at some time.
        self.well: set[tuple[str, TextKey, object]] = set()

    def saw(self, glimpses: list[Glimpse], moment: Moment, made: Callable[[Glimpse], Track]) -> None:
        """Takes the flaws of one moment: new ones began with the play that led to it, others have ended with it."""
        seen: dict[Key, Glimpse] = {}
        for glimpse in glimpses:
            key = key_of(glimpse)
            if key not in seen or seen[key].weight < glimpse.weight:
                seen[key] = glimpse
        for key in [key for key in self._open if key not in seen]:
            track = self._open.pop(key)
            track.until = moment.change
            self._closed.append(track)
        for key, glimpse in seen.items():
            track = self._open.get(key)
            if track is None:
                track = self._open[key] = made(glimpse)
                track.start, track.seen_from = moment.change, moment.rests_since
            elif glimpse.weight > track.weight * 1.05:
                worse = self._open[key] = made(glimpse)
                worse.start, worse.seen_from = track.start, track.seen_from
                track = worse
            track.seen_until = moment.now

    def passed(self, glimpses: list[Glimpse], start: float, until: float, made: Callable[[Glimpse], Track]) -> None:
        """Takes the flaws of the middle of a move, which hold for a part of it."""
        for glimpse in glimpses:
            if key_of(glimpse) not in self._open:
                track = made(glimpse)
                track.start, track.until = start, until
                track.seen_from, track.seen_until = start, until
                self._closed.append(track)

    def lasting(self, now: float) -> list[Track]:
        """What is to be told, those that still hold until `now`."""
        return [
            track for track in [*self._closed, *self._open.values()] if _lasts(track, now) and not self.excused(track)
        ]

    def excused(self, track: Track) -> bool:
        """Whether the text shows well at another time: a flaw that its author wanted, such as greying it out."""
        return track.unless_better and (track.code, track.text, track.respect) in self.well


def _lasts(track: Track, now: float) -> bool:
    if track.until is None:
        return now - track.start >= LEAST_SECONDS or now - track.seen_from < 1e-6
    if track.code == CROSSING and track.seen_until - track.seen_from < REST_SECONDS:
        return False
    return track.until - track.start >= LEAST_SECONDS


def area_of(box: Array, picture: Picture) -> dict[str, float]:
    """The contract's FrameArea of a box of the picture; what is far outside is told no further than it may be."""
    half = picture.view.half_width
    left, bottom, right, top = map(float, box)
    return {
        "left": _part((left + half) / (2 * half)),
        "top": _part((4 - top) / 8),
        "right": _part((right + half) / (2 * half)),
        "bottom": _part((4 - bottom) / 8),
    }


def _part(value: float) -> float:
    return 0.0 if math.isnan(value) else round(min(max(value, -AREA_LIMIT), AREA_LIMIT), 4)
