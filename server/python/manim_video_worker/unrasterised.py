"""Running a scene without drawing its frames: everything happens as in a render, except the pixels and the encoding.

Manim's own dry run still draws every frame, which is nearly all of its time.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from manim import Scene, config
from manim.renderer.cairo_renderer import CairoRenderer

from .patching import patched
from .playback import Playback

_update_frame = CairoRenderer.update_frame


@contextmanager
def drawing_stopped(playback: Playback) -> Iterator[None]:
    """Replaces drawing by counting the frames that a render would write."""
    original_play, original_status = CairoRenderer.play, CairoRenderer.update_skipping_status
    original_times = Scene.get_time_progression
    blank = np.zeros((config.pixel_height, config.pixel_width, 4), dtype=np.uint8)
    steps = 0

    def update_skipping_status(self: CairoRenderer) -> None:
        original_status(self)
        self.skip_animations = True

    def times(self: Scene, run_time: float, description: str, *arguments: Any, **options: Any) -> Any:
        # One step to the time of the last frame: updaters then see as much time pass as in a render.
        progression = original_times(self, run_time, description, *arguments, **options)
        if isinstance(progression.iterable, list) and not self.renderer.file_writer.sections[-1].skip_animations:
            progression.iterable = [(_frames_of_time(run_time) - 1) / config["frame_rate"]]
        return progression

    def render(self: CairoRenderer, *_: Any) -> None:
        nonlocal steps
        steps += 1

    def play(self: CairoRenderer, scene: Scene, *arguments: Any, **options: Any) -> None:
        nonlocal steps
        steps, before = 0, self.time
        original_play(self, scene, *arguments, **options)
        if not self.file_writer.sections[-1].skip_animations:
            if not scene.is_current_animation_frozen_frame():
                scene.update_mobjects(0)
            frames = _frames_of_play(scene, steps)
            self.time = before + frames / self.camera.frame_rate
            playback.frames += frames

    with (
        patched(Scene, get_time_progression=times),
        patched(
            CairoRenderer,
            update_frame=lambda *_, **__: None,
            get_frame=lambda _: blank,
            save_static_frame_data=lambda *_: None,
            update_skipping_status=update_skipping_status,
            render=render,
            play=play,
        ),
    ):
        yield


def draw_frame(scene: Scene) -> np.ndarray[Any, Any]:
    """Draws what the scene shows now, since some faults appear only in drawing."""
    renderer = scene.renderer
    renderer.static_image = None
    _update_frame(renderer, scene)
    return renderer.camera.pixel_array


def _frames_of_play(scene: Scene, steps: int) -> int:
    """Frames that CairoRenderer writes for the play just run: the same sums as Manim's, rounding included."""
    frame = 1 / scene.renderer.camera.frame_rate
    if scene.is_current_animation_frozen_frame():
        return int(scene.duration / frame)
    if scene.stop_condition is not None:
        return steps
    return _frames_of_time(scene.duration)


def _frames_of_time(seconds: float) -> int:
    """The length of np.arange(0, seconds, 1 / frame_rate)."""
    return math.ceil(seconds / (1 / config["frame_rate"]))
