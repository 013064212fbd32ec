"""Which line of the file is seen when: each play and wait of a scene with its place and its seconds of video."""

from __future__ import annotations

import functools
import sys
import types
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from manim import Scene
from manim.renderer.cairo_renderer import CairoRenderer

from ..layout.places import Callers
from ..patching import patched
from ..playback import Playback

# The contract's bounds: plays of a scene, and calls around one of them.
PLAYS_LIMIT = 10_000
_CALLERS_LIMIT = 8
_DEPTH_LIMIT = 200


class Timeline:
    """Of one scene. A play that takes no video time, as in a skipped section, is not on it."""

    def __init__(self, file: str) -> None:
        self.plays: list[dict[str, Any]] = []
        self._file = file
        self._callers = Callers(file)

    @contextmanager
    def recording(self, playback: Playback, renderer: type[Any] = CairoRenderer) -> Iterator[None]:
        """Makes Manim tell of plays. To be entered inside playback.attached, which counts them."""
        original, recorder = renderer.play, self

        @functools.wraps(original)
        def play(self: Any, scene: Scene, *arguments: Any, **options: Any) -> None:
            start, place, lines = playback.time, recorder._callers.place(1), recorder._lines()
            original(self, scene, *arguments, **options)
            if place and playback.time > start and len(recorder.plays) < PLAYS_LIMIT:
                recorder.plays.append(
                    {
                        "start": start,
                        "end": playback.time,
                        "line": place.line,
                        "endLine": max(place.line, place.end_line),
                        "callers": lines[1 : 1 + _CALLERS_LIMIT],
                    }
                )

        with patched(renderer, play=play):
            yield

    def _lines(self) -> list[int]:
        """Where the file's running functions are, the innermost first."""
        frame: types.FrameType | None = sys._getframe(1)
        found: list[int] = []
        for _ in range(_DEPTH_LIMIT):
            if frame is None:
                break
            if frame.f_code.co_filename == self._file:
                found.append(frame.f_lineno)
            frame = frame.f_back
        return found
