"""What an author framed: under which view of the camera each text was put where it is.

A camera that moves in on a detail cuts off and leaves out what is around it, and is meant to.
"""

from __future__ import annotations

from .camera import Array, View
from .glimpse import TextKey, text_key
from .screen import Picture, Text

# Units of the scene by which a text has to be moved to count as put anew.
MOVED = 0.02


class Framing:
    """Follows texts and views from picture to picture."""

    def __init__(self) -> None:
        self._put: dict[TextKey, tuple[View, Array]] = {}

    def follow(self, picture: Picture) -> None:
        """Takes note of the texts that are new or elsewhere than they were."""
        for text in picture.texts:
            key, box = text_key(text), _in_scene(picture.view, text)
            put = self._put.get(key)
            if put is None or float(abs(put[1] - box).max()) > MOVED:
                self._put[key] = (picture.view, box)

    def by_camera(self, picture: Picture, text: Text) -> bool:
        """Whether it is the camera that has moved since the text was put there."""
        put = self._put.get(text_key(text))
        return put is not None and not put[0].shows_same_part(picture.view)


def _in_scene(view: View, text: Text) -> Array:
    return text.box / view.scale + (*view.centre, *view.centre)
