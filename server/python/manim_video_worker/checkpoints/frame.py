"""frame: what a scene shows once the statement at a line has run, run from the scene's beginning."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..channel import Channel
from ..check import CHECK_QUALITY, build
from ..layout.watch import watch_of
from ..messages import Frame
from ..playback import Playback
from ..problems import Failed
from ..scene_module import listing
from ..scene_run import load, no_scene, read_and_look
from .aims import FrameAt, scene_at
from .keeper import Keeper


def draw_frame_at(request: Frame, scratch: Path, media_folder: Path, channel: Channel) -> dict[str, Any]:
    """Answers a FrameResult, or raises Failed; a continuation of this run may have another aim."""
    loaded = load(read_and_look(request.code), media_folder, CHECK_QUALITY)
    tree, names = loaded.code.tree, list(loaded.scenes)
    name = scene_at(tree, names, request.line)
    if name is None:
        raise Failed(no_scene(loaded.code))
    channel.send("scenes", scenes=listing(names, loaded.code.nodes), rest=[])
    channel.send("scene", name=name)
    watch = watch_of(request.layout, loaded.code, name)
    aim = FrameAt(scratch, request.line, request.quality, request.run)
    keeper = Keeper(channel, loaded, name, Playback(), watch, aim)
    try:
        return keeper.aim.result(keeper, build(loaded, name, media_folder, watch, keeper), [])
    except Failed as failed:
        return keeper.aim.result(keeper, None, failed.problems)
