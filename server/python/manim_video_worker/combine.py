"""combine: the scenes' videos as one, with a thumbnail and a contact sheet, all in the run's folder."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

from .channel import Channel
from .joining import join
from .messages import Combine, is_run_name
from .pictures import write_contact_sheet, write_thumbnail
from .problems import Failed, problem, problem_of_os_error
from .videos import VideoFacts, examine

THUMBNAIL_SCENES = 2


def combine_videos(request: Combine, scratch: Path, _channel: Channel) -> dict[str, Any]:
    """Answers a CombineResult; raises Failed with combine-failed or the machine's problem."""
    folder = scratch / request.run
    try:
        inputs = [_input(folder, name) for name in request.videos]
        if not inputs:
            raise Failed(problem("combine-failed", "There are no videos to combine."))
        return _write(request.run, folder, inputs)
    except OSError as error:
        found = problem_of_os_error(error, "the scenes were combined")
        raise Failed(found or problem("combine-failed", f"The scenes could not be combined: {error}")) from None


def _input(folder: Path, name: str) -> tuple[Path, VideoFacts]:
    path = folder / name
    if not is_run_name(name) or not stat.S_ISREG(path.lstat().st_mode):
        raise Failed(problem("combine-failed", f"{name} is no video in the folder."))
    if name == "video.mp4":
        raise Failed(problem("combine-failed", "An input may not be called video.mp4, the name of the result."))
    return path, examine(path)


def _write(run: str, folder: Path, inputs: list[tuple[Path, VideoFacts]]) -> dict[str, Any]:
    video, thumbnail, sheet = folder / "video.mp4", folder / "thumbnail.png", folder / "contact-sheet.png"
    try:
        counts = join(inputs, video)
        facts = examine(video)
        if facts.frames != sum(counts):
            message = f"The combined video has {facts.frames} frames; its parts have {sum(counts)}."
            raise Failed(problem("combine-failed", message))
        write_thumbnail(video, facts, sum(counts[:THUMBNAIL_SCENES]) / float(facts.fps), thumbnail)
        write_contact_sheet(video, facts, sheet)
    except BaseException:
        for path in (video, thumbnail, sheet):
            path.unlink(missing_ok=True)
        raise
    return {
        "video": f"{run}/video.mp4",
        "thumbnail": f"{run}/thumbnail.png",
        "contactSheet": f"{run}/contact-sheet.png",
        "duration": facts.duration,
        "frames": facts.frames,
        "durations": [round(count / float(facts.fps), 6) for count in counts],
    }
