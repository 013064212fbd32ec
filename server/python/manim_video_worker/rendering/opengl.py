"""One scene as a video by Manim's OpenGL renderer.

It knows fewer objects than the usual one: a failure here is no fault of the code's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from manim import Scene
from manim.renderer.opengl_renderer import OpenGLRenderer
from manim.scene.scene_file_writer import SceneFileWriter

from .. import settings
from ..channel import Channel, Progress
from ..messages import Render
from ..patching import patched
from ..playback import Playback, attached
from ..scene_run import load, play, read_and_look, scene_class
from .encoding import encoder_options, held_frames_made_once
from .timeline import Timeline

_OPENGL = {"renderer": "opengl"}


def render_by_opengl(request: Render, folder: Path, channel: Channel) -> tuple[Path, Playback, Timeline]:
    """Renders into `folder`; answers the file that Manim reports and what was played. Raises Failed."""
    read = read_and_look(request.code)
    # The classes that the module defines have other bases then: the renderer is chosen before it runs.
    loaded = load(read, folder, request.quality, _OPENGL)
    scene_class(loaded, request.scene)
    encoder = encoder_options(request.quality, draft=request.draft)
    settings.enforce_run(folder, {**_OPENGL, "dry_run": False, "format": "mp4", "video_encoder_options": encoder})
    playback, progress, timeline = Playback(), Progress(channel), Timeline(request.code.file)

    def tell() -> None:
        progress.tell(playback.plays, playback.time)

    def perform(chosen: type[Scene]) -> Scene:
        scene = chosen()
        scene.render()
        return scene

    with (
        _counted_frames(playback, tell),
        held_frames_made_once(),
        attached(playback, tell, OpenGLRenderer),
        timeline.recording(playback, OpenGLRenderer),
    ):
        scene = play(loaded, request.scene, playback, perform)
    return Path(getattr(scene.renderer.file_writer, "final_file_path", "")), playback, timeline


@contextmanager
def _counted_frames(playback: Playback, tell: Callable[[], None]) -> Iterator[None]:
    original = SceneFileWriter.write_frame

    def write_frame(self: SceneFileWriter, pixels: Any, *, repeat: int = 1) -> None:
        original(self, pixels, repeat=repeat)
        playback.frames += repeat
        tell()

    with patched(SceneFileWriter, write_frame=write_frame):
        yield
