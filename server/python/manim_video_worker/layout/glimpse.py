"""What one look at a picture finds: the shape that every detector answers in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from manim import Mobject

from .camera import Array
from .places import Place
from .screen import Picture, Text

OFF_FRAME, OVERLAP, CROSSING = "layout-off-frame", "layout-overlap", "layout-crossing"
SMALL_TEXT, CONTRAST, EMPTY, STILL = "layout-small-text", "layout-contrast", "layout-empty", "layout-still"
ALL = frozenset([OFF_FRAME, OVERLAP, CROSSING, SMALL_TEXT, CONTRAST, EMPTY, STILL])


TextKey = tuple[Place | None, str]


def text_key(text: Text) -> TextKey:
    """The same for a text that updaters make anew again and again."""
    return text.record.place, text.record.content


@dataclass
class Glimpse:
    """A flaw of one moment. `detail` ends its sentence; `other` is the text or shape that the text meets."""

    code: str
    text: Text
    detail: str
    box: Array
    other: Text | Mobject | None = None
    # Of several looks at the same flaw, the one that says most is told.
    weight: float = 1.0
    # Whether it is a flaw only if the text never shows well, in the same respect where there are several.
    unless_better: bool = False
    respect: object = None


@dataclass
class Look:
    """One moment with what detectors share about it."""

    picture: Picture
    # Texts by number that cannot be seen, with what hides each.
    hidden: dict[int, int]
    # What shows well: kind of flaw, text, and the respect in which it does.
    well: set[tuple[str, TextKey, object]] = field(default_factory=set)
    # What showed well at an earlier moment.
    earlier: frozenset[tuple[str, TextKey, object]] | set[tuple[str, TextKey, object]] = frozenset()
    # Whether a text looks as it does since the camera moved.
    by_camera: Callable[[Text], bool] = lambda _: False

    def shows_well(self, code: str, text: Text, respect: object = None) -> None:
        """Notes that a text has not this flaw."""
        self.well.add((code, text_key(text), respect))

    def was_spoilt(self, code: str, text: Text, respect: object = None) -> bool:
        """Whether the scene itself has made worse what showed well, rather than its camera."""
        return (code, text_key(text), respect) in self.earlier and not self.by_camera(text)

    def readable(self, faint: float) -> list[Text]:
        """The texts that can be seen and are more opaque than `faint`."""
        return [
            text
            for number, text in enumerate(self.picture.texts)
            if number not in self.hidden and text.opacity >= faint
        ]
