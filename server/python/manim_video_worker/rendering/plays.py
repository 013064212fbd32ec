"""One scene drawn by several processes, cut between its plays; the video is the one that a single process makes.

The scene's own process goes through every frame as always but draws and encodes none of them. Where a stretch of plays
starts it forks a painter, which goes through the same frames, draws them, lets Manim encode them into the files that
the scene's process has on its list, and ends. So nothing has to be known of a scene for its cut to be right: updaters,
random numbers and times are those of a whole render in both. That nothing hung on pixels, clocks or chance is proved
at the end of each stretch, where both must have come to the same (seen.py); else the scene is rendered whole.
"""

from __future__ import annotations

import ast
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from manim import Scene
from manim.renderer.cairo_renderer import CairoRenderer
from manim.scene.scene_file_writer import SceneFileWriter
from tqdm import tqdm

from ..messages import Render
from ..patching import patched
from ..playback import Playback
from ..problems import Failed, problem
from ..syntax import ReadCode
from . import worth
from .painters import Painters, Sheet
from .seen import seen

# Attributes that answer with what was drawn.
_PIXELS = frozenset({"pixel_array", "get_image", "get_frame", "get_mobject_from_pixels", "static_image"})


class NotCutError(Failed):
    """The scene has to be rendered whole: its stretches were not those of a whole render."""

    def __init__(self) -> None:
        super().__init__(problem("internal-error", "The scene is not the same when it is drawn in stretches."))


class _StoppedError(BaseException):
    """Ends the scene's code; no `except Exception` of its own takes it for a failure."""


def cuttable(request: Render, read: ReadCode, channel: Any) -> bool:
    """Whether stretches may be drawn by others: asked for, in a run with a process of its own, blind to its pixels."""
    return (
        request.processes > 1
        and not request.still_only
        and not request.opengl
        and sys.platform in ("linux", "darwin")
        and isinstance(getattr(channel, "descriptor", None), int)
        and not any(isinstance(node, ast.Attribute) and node.attr in _PIXELS for node in read.nodes)
    )


class Cut:
    """How one scene is cut. `painting` holds in the processes that draw."""

    def __init__(self, request: Render, playback: Playback, channel: Any) -> None:
        self.painting: Sheet | None = None
        self._request = request
        self._playback = playback
        self._channel = channel
        self._painters = Painters()
        # Not before the first play can it be said whether the scene is one that can be cut.
        self._cut: bool | None = None
        self._scene: Any = None
        # Pixels of the stretch so far; None between two.
        self._drawn: float | None = None

    @property
    def stretches(self) -> int:
        """How many stretches were drawn by painters."""
        return len(self._painters)

    @contextmanager
    def told(self) -> Iterator[None]:
        """Around the playing of the scene with its faults told: raises the fault that comes first in the scene."""
        try:
            yield
        except Failed as failed:
            if self.painting:
                self.painting.end(problem=failed.problems[0])
            if not isinstance(failed, NotCutError):
                self._raise_first()
            raise
        finally:
            if self.painting:
                self.painting.fail()

    @contextmanager
    def applied(self) -> Iterator[None]:
        """Around the scene's own rendering."""
        update_frame, get_frame = CairoRenderer.update_frame, CairoRenderer.get_frame
        save_static, original_play = CairoRenderer.save_static_frame_data, CairoRenderer.play
        begin, end, finish = SceneFileWriter.begin_animation, SceneFileWriter.end_animation, SceneFileWriter.finish
        nothing = np.zeros((1, 1, 4), dtype=np.uint8)

        def play(renderer: CairoRenderer, scene: Scene, *arguments: Any, **options: Any) -> None:
            self._scene = scene
            original_play(renderer, scene, *arguments, **options)

        def begin_animation(writer: SceneFileWriter, allow_write: bool = False, **options: Any) -> None:
            self._begin(writer, allow_write, options["animation_index"])
            begin(writer, allow_write and self._draws, **options)

        def end_animation(writer: SceneFileWriter, allow_write: bool = False) -> None:
            end(writer, allow_write and self._draws)
            if self._drawn is not None and self._drawn >= worth.STRETCH_PIXELS:
                self._end_stretch(writer)
            elif self.painting:
                # Files of texts and formulas are made between plays: by the scene's process, and then read here.
                self.painting.wait_for(self._scene.renderer.num_plays + 1)

        def finished(writer: SceneFileWriter) -> None:
            if self._drawn is not None:
                self._end_stretch(writer)
            self._raise_first()
            finish(writer)

        def save_static_frame_data(renderer: CairoRenderer, *arguments: Any) -> Any:
            renderer.static_image = None
            return save_static(renderer, *arguments) if self._draws else None

        with (
            # Its thread would be there at a fork.
            patched(tqdm, monitor_interval=0),
            patched(SceneFileWriter, begin_animation=begin_animation, end_animation=end_animation, finish=finished),
            patched(
                CairoRenderer,
                play=play,
                update_frame=lambda *a, **k: update_frame(*a, **k) if self._draws else None,
                get_frame=lambda renderer: get_frame(renderer) if self._draws else nothing,
                save_static_frame_data=save_static_frame_data,
            ),
        ):
            try:
                yield
            except _StoppedError:
                self._raise_first()
                raise NotCutError from None

    @property
    def _draws(self) -> bool:
        return not self._cut or self.painting is not None

    def _begin(self, writer: SceneFileWriter, allow_write: bool, index: int) -> None:
        if self._cut is None:
            self._cut = _can_be_cut(self._scene)
        if not self._cut:
            return
        if self._drawn is None and allow_write:
            self._start_stretch()
        if self._drawn is None:
            return
        if not self.painting:
            self._painters.latest.sheet.begun(index)
        if allow_write:
            self._drawn += _pixels(self._scene)

    def _start_stretch(self) -> None:
        if threading.active_count() > 1 or self._painters.any_spoiled():
            raise _StoppedError
        self._drawn = 0.0
        self.painting = self._painters.start(self._request.processes)
        if self.painting:
            os.close(self._channel.descriptor)

    def _end_stretch(self, writer: SceneFileWriter) -> None:
        if self.painting:
            writer.join_all_encode_jobs()
            self.painting.end(seen=seen(self._scene, self._request.code.file, self._playback.frames))
        self._painters.latest.expected = seen(self._scene, self._request.code.file, self._playback.frames)
        self._painters.latest.sheet.begun()
        self._drawn = None

    def _raise_first(self) -> None:
        """Waits for the painters and raises what stopped the first that was stopped, if one was."""
        spoiled = self._painters.wait()
        if spoiled:
            raise Failed(spoiled.problem) if spoiled.problem else NotCutError


def _can_be_cut(scene: Scene) -> bool:
    """Whether Manim's own classes draw and write, and nothing runs beside the scene."""
    renderer = scene.renderer
    return (
        type(renderer) is CairoRenderer
        and type(renderer.file_writer) is SceneFileWriter
        and type(renderer.camera).__module__.startswith("manim.")
        and threading.active_count() == 1
    )


def _pixels(scene: Scene) -> float:
    frames = scene.duration * scene.renderer.camera.frame_rate
    drawn = 1 + frames * worth.HELD if scene.is_current_animation_frozen_frame() else frames
    return drawn * scene.renderer.camera.pixel_width * scene.renderer.camera.pixel_height
