"""Which line of the file is seen when: each play and wait of a scene with its place and its seconds of video."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from manim import Scene
from manim.renderer.cairo_renderer import CairoRenderer

from ..layout.places import Callers, running
from ..patching import patched
from ..playback import Playback

# The contract's bounds: plays of a scene, and calls around one of them.
PLAYS_LIMIT = 10_000
_CALLERS_LIMIT = 8


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
            start, place, lines = playback.time, recorder._callers.place(), recorder._lines()
            original(self, scene, *arguments, **options)
            if place and playback.time > start and len(recorder.plays) < PLAYS_LIMIT:
                recorder.plays.append(
                    {
                        "start": start,
                        "end": playback.time,
                        "line": place.line,
                        "endLine": max(place.line, place.end_line),
                        "callers": lines[1:],
                    }
                )

        with patched(renderer, play=play):
            yield

    def _lines(self) -> list[int]:
        """Where the file's innermost running function is, and where those are that called it."""
        return [frame.f_lineno for frame in itertools.islice(running(self._file), 1 + _CALLERS_LIMIT)]
