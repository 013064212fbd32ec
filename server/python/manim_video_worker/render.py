"""render: one scene as a video, or its last frame as a picture, by Manim's own renderer into the run's folder."""

from __future__ import annotations

import gc
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from manim import Scene
from manim.renderer.cairo_renderer import CairoRenderer
from manim.renderer.opengl_renderer import OpenGLRenderer
from manim.scene.scene_file_writer import SceneFileWriter
from PIL import Image

from . import settings
from .channel import Channel, Progress
from .messages import Render
from .patching import patched
from .playback import Playback, attached
from .problems import Failed, problem, problem_of_os_error
from .rendering.encoding import encoder_options, held_frames_made_once
from .rendering.plays import Cut, NotCutError, cuttable
from .rendering.timeline import Timeline
from .rendering.until import ending_at, ending_is_no_failure
from .scene_run import load, play, read_and_look, scene_class
from .unrasterised import drawing_stopped
from .videos import examine

# Copies of mobjects are many objects and little garbage: looking for it at Python's own pace is a tenth of a render.
_COLLECTED_EVERY = 50_000


def render_scene(request: Render, scratch: Path, channel: Channel) -> dict[str, Any]:
    """Renders into scratch/<run>: a RenderResult, {"whole": True} to be asked without a cut, or Failed raised."""
    folder = scratch / request.run
    folder.mkdir(parents=True, exist_ok=True)
    gc.set_threshold(_COLLECTED_EVERY)
    read = read_and_look(request.code)
    # The OpenGL one knows fewer objects: what fails by it is no fault of the code. The classes that the module defines
    # have other bases then, so it is chosen before the module runs.
    renderer, named = (OpenGLRenderer, {"renderer": "opengl"}) if request.opengl else (CairoRenderer, {})
    loaded = load(ending_at(read, request.until) if request.until else read, folder, request.quality, named)
    scene_class(loaded, request.scene)
    output_format = "png" if request.still_only else "mp4"
    encoder = encoder_options(request.quality, draft=request.draft)
    output = {"dry_run": False, "format": output_format, "video_encoder_options": encoder}
    settings.enforce_run(folder, {**named, **output})
    playback, progress, timeline = Playback(), Progress(channel), Timeline(request.code.file)

    cut = Cut(request, playback, channel) if cuttable(request, read, channel) else None

    def tell() -> None:
        if not (cut and cut.painting):
            progress.tell(playback.plays, playback.time)

    def perform(chosen: type[Scene]) -> Scene:
        scene = chosen()
        with cut.applied() if cut else nullcontext():
            scene.render()
        return scene

    # A still needs no frame but the last: what comes before is only counted.
    counting = _counted_plays(playback) if request.still_only else _counted_frames(playback, tell)
    with (
        counting,
        held_frames_made_once(),
        ending_is_no_failure(),
        attached(playback, tell, renderer),
        timeline.recording(playback, renderer),
    ):
        try:
            with cut.told() if cut else nullcontext():
                scene = play(loaded, request.scene, playback, perform)
        except NotCutError:
            return {"whole": True}
    made = Path(getattr(scene.renderer.file_writer, "final_file_path", ""))
    stretches = cut.stretches if cut else 0
    return {**_result(request, made, scratch, playback), "timeline": timeline.plays, "stretches": stretches}


@contextmanager
def _counted_frames(playback: Playback, tell: Callable[[], None]) -> Iterator[None]:
    original = SceneFileWriter.write_frame

    def write_frame(self: SceneFileWriter, pixels: Any, *, repeat: int = 1) -> None:
        original(self, pixels, repeat=repeat)
        playback.frames += repeat
        tell()

    with patched(SceneFileWriter, write_frame=write_frame):
        yield


@contextmanager
def _counted_plays(playback: Playback) -> Iterator[None]:
    """Counts without drawing until the scene is over, when Manim draws the frame that it saves."""
    update_frame, get_frame = CairoRenderer.update_frame, CairoRenderer.get_frame
    scene_finished = CairoRenderer.scene_finished

    def finish(self: CairoRenderer, scene: Scene) -> None:
        with patched(CairoRenderer, update_frame=update_frame, get_frame=get_frame):
            scene_finished(self, scene)

    with drawing_stopped(playback), patched(CairoRenderer, scene_finished=finish):
        yield


def _result(request: Render, output: Path, scratch: Path, playback: Playback) -> dict[str, Any]:
    try:
        inside = output.resolve().relative_to((scratch / request.run).resolve())
        regular = stat.S_ISREG(output.lstat().st_mode)
    except (OSError, ValueError):
        inside, regular = None, False
    if inside is None or not regular:
        raise Failed(problem("render-failed", "Manim reported no file for the scene.", scene=request.scene))
    common = {
        "output": f"{request.run}/{inside.as_posix()}",
        "sections": playback.sections(),
        "plays": playback.plays,
    }
    try:
        if request.still_only:
            with Image.open(output) as picture:
                picture.load()
                return {
                    **common,
                    "duration": playback.time,
                    "frames": 1,
                    "width": picture.width,
                    "height": picture.height,
                }
        video = examine(output)
    except OSError as error:
        found = problem_of_os_error(error, "the video was read")
        raise Failed(
            found or problem("render-failed", f"The rendered file cannot be read: {error}", scene=request.scene)
        ) from None
    if video.frames != playback.frames:
        message = f"The video has {video.frames} frames, but Manim wrote {playback.frames}."
        raise Failed(problem("render-failed", message, scene=request.scene))
    return {**common, "duration": video.duration, "frames": video.frames, "width": video.width, "height": video.height}
