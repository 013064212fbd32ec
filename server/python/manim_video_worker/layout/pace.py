"""Stretches in which the picture is empty, or stands still for longer than there is to read or to hear."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from .camera import HEIGHT
from .glimpse import EMPTY, STILL, TextKey, text_key
from .places import Place
from .screen import Picture

# A pause between two chapters is a second or two; after three a viewer thinks that the video has ended.
EMPTY_SECONDS = 3.0
# Attention to a picture that does not change is lost within about ten seconds, unless there is more to read.
STILL_SECONDS = 10.0
WORDS_PER_SECOND = 2.5
LOOKING_SECONDS = 3.0


@dataclass
class Stretch:
    """A stretch of video time with the waits it is made of."""

    code: str
    start: float
    until: float
    waits: list[tuple[float, Place | None]] = field(default_factory=list)
    allowed: float = 0.0
    beat: int = 0

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return self.until - self.start

    @property
    def place(self) -> Place | None:
        """The longest of its waits."""
        return max(self.waits, key=lambda wait: wait[0])[1] if self.waits else None


class Pace:
    """Follows a scene from play to play."""

    def __init__(self) -> None:
        self._open: dict[str, Stretch] = {}
        self._closed: list[Stretch] = []
        self._read: set[TextKey] = set()
        # When a viewer who reads each text as it comes has read them all.
        self._reading_until = 0.0

    def played(
        self, start: float, until: float, place: Place | None, picture: Picture, unmoved: bool, beat: int
    ) -> None:
        """A play or wait is over; `unmoved`: a wait in which nothing moved. `beat` counts the beats so far."""
        empty = unmoved and not shows_anything(picture)
        self._follow(EMPTY, empty, start, until, place, EMPTY_SECONDS, 0)
        # Narration that goes on is told by the beats: each may stand still as long as a scene without any.
        self._read_on(picture, start)
        reading = self._reading_until - start + LOOKING_SECONDS
        self._follow(STILL, unmoved and not empty, start, until, place, max(STILL_SECONDS, reading), beat)

    def _read_on(self, picture: Picture, since: float) -> None:
        for text in picture.texts:
            key = text_key(text)
            if key not in self._read:
                self._read.add(key)
                seconds = words_of(text.record.content) / WORDS_PER_SECOND
                self._reading_until = max(self._reading_until, since) + seconds

    def _follow(
        self, code: str, holds: bool, start: float, until: float, place: Place | None, allowed: float, beat: int
    ) -> None:
        stretch = self._open.get(code)
        if stretch and (not holds or stretch.beat != beat):
            self._closed.append(self._open.pop(code))
            stretch = None
        if holds and not stretch:
            stretch = self._open[code] = Stretch(code, start, start, beat=beat)
        if holds and stretch:
            stretch.until = until
            stretch.waits.append((until - start, place))
            stretch.allowed = max(stretch.allowed, allowed)

    def stretches(self) -> list[Stretch]:
        """Those that last too long, the one that is still going on included."""
        return [
            stretch for stretch in [*self._closed, *self._open.values()] if stretch.seconds > stretch.allowed + 1e-6
        ]


def shows_anything(picture: Picture) -> bool:
    """Whether anything lies within the frame."""
    edge = np.array([picture.view.half_width, HEIGHT / 2])
    near = np.all(picture.boxes[:, :2] < edge, axis=1) & np.all(picture.boxes[:, 2:] > -edge, axis=1)
    return bool(near.any())


def words_of(content: str) -> int:
    """Words that there are to read: what has a letter in it."""
    return sum(any(map(str.isalpha, word)) for word in content.split())
