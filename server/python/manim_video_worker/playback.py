"""What a scene plays: frames of video so far, plays, and the beats that next_section marks.

Manim's own renderer time also counts sections that are skipped and rounds each play to its run time; video time is
frames written divided by frames per second, so it is counted here, the same way for a check and a render.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from manim import Scene, config
from manim.manager import Manager
from manim.renderer.cairo_renderer import CairoRenderer

from .patching import patched

AUTOCREATED = "autocreated"
# Seconds of one scene; the contract takes no more.
LONGEST = 86_400.0
_NAME_LIMIT = 200


class NothingShownError(Exception):
    """The scene has neither played nor added anything."""


class Playback:
    """The one scene that this process plays."""

    def __init__(self) -> None:
        self.frames = 0
        self.plays = 0
        self.fps = 1.0
        self._marks: list[tuple[str, int]] = []
        self._early_play = False

    @property
    def time(self) -> float:
        """Seconds of video so far."""
        return round(self.frames / self.fps, 6)

    def mark(self, name: str) -> None:
        """A beat starts here."""
        self._marks.append((name[:_NAME_LIMIT], self.frames))

    def played(self) -> None:
        """A play has ended."""
        self.plays += 1
        self._early_play = self._early_play or not self._marks

    def sections(self) -> list[dict[str, Any]]:
        """The contract's SectionMark list; what is played before the first beat has Manim's name for it."""
        early = [(AUTOCREATED, 0)] if self._early_play else []
        return [{"name": name, "start": round(frames / self.fps, 6)} for name, frames in early + self._marks]


@contextmanager
def attached(
    playback: Playback, on_play: Callable[[], None] | None = None, renderer: type[Any] = CairoRenderer
) -> Iterator[None]:
    """Makes Manim tell of beats and plays, and gives a scene that only adds objects a second of video to show them."""
    original_section, original_play, original_construct = Manager.next_section, renderer.play, Manager.construct

    @functools.wraps(original_section)
    def next_section(self: Manager[Any], name: str = "unnamed", *arguments: Any, **options: Any) -> None:
        original_section(self, name, *arguments, **options)
        playback.mark(str(name))

    @functools.wraps(original_play)
    def play(self: Any, scene: Scene, *arguments: Any, **options: Any) -> None:
        # The camera of the OpenGL renderer has a rate of its own that it does not keep.
        playback.fps = float(self.camera.frame_rate if renderer is CairoRenderer else config.frame_rate)
        original_play(self, scene, *arguments, **options)
        playback.played()
        if playback.time > LONGEST:
            raise ValueError(f"the scene is {playback.time:.0f} s long by now; a scene can have {LONGEST:.0f} s")
        if on_play:
            on_play()

    @functools.wraps(original_construct)
    def construct(self: Manager[Any]) -> None:
        original_construct(self)
        if not self.num_plays and not self.scene.mobjects:
            raise NothingShownError
        if not self.num_plays:
            self.scene.wait(1)

    with patched(Manager, next_section=next_section, construct=construct), patched(renderer, play=play):
        yield
