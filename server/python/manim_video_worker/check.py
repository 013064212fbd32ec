"""check: builds one scene without rasterising, draws its last frame, and reports every problem."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from manim import Scene

from . import settings
from .channel import Channel
from .layout.watch import LayoutWatch, watch_of
from .messages import Check
from .playback import Playback, attached
from .problems import Failed, Problem
from .scene_module import likely_scenes, listing
from .scene_run import LoadedCode, load, missing_scene, no_scene, play, read_and_look
from .unrasterised import draw_frame, drawing_stopped

if TYPE_CHECKING:
    from .checkpoints.keeper import Keeper

CHECK_QUALITY = "low"
SCENES_LIMIT = 100
# An answer with more is none to the backend.
PROBLEMS_LIMIT = 1000


def check_scene(request: Check, only: str | None, media_folder: Path, channel: Channel) -> dict[str, Any]:
    """Checks the scene `only`, or the first that was asked for after telling the channel of all of them.

    Answers {"scene": CheckedScene or None, "problems": [...]}. A module that fails is reported by the first run alone.
    """
    try:
        read = read_and_look(request.code)
        if only is None:
            # Should the module fail or hang, these are what the file is about.
            channel.send("scenes", scenes=listing(likely_scenes(read.tree), read.nodes), rest=[])
        loaded = load(read, media_folder, CHECK_QUALITY)
    except Failed as failed:
        return {"scene": None, "problems": failed.problems}
    problems = []
    if only is None:
        wanted = list(loaded.scenes) if request.scenes is None else list(dict.fromkeys(request.scenes))
        there = [name for name in wanted if name in loaded.scenes or isinstance(loaded.namespace.get(name), type)]
        problems = [missing_scene(name, list(loaded.scenes)) for name in wanted if name not in there]
        there = there[:SCENES_LIMIT]
        channel.send("scenes", scenes=listing(there, read.nodes), rest=there[1:])
        if not there:
            return {"scene": None, "problems": problems or [no_scene(read)]}
        only = there[0]
    channel.send("scene", name=only)
    watch = watch_of(request.layout, loaded.code, only)
    scene = None
    keeper = _keeper(channel, loaded, only, watch)
    try:
        scene = build(loaded, only, media_folder, watch, keeper)
    except Failed as failed:
        problems += failed.problems
    if keeper:
        return keeper.aim.result(keeper, scene, problems)
    return {"scene": scene, "problems": problems + (watch.findings() if watch else [])}


def answer(scenes: list[dict[str, Any]], checked: dict[str, dict[str, Any]], problems: list[Problem]) -> dict[str, Any]:
    """The CheckResult of all runs together: `checked` has the CheckedScene of those scenes that came to their end."""
    told = [{**scene, **checked.get(str(scene.get("name")), {})} for scene in scenes]
    return {"scenes": told, "problems": problems[:PROBLEMS_LIMIT]}


def build(
    loaded: LoadedCode, name: str, media_folder: Path, watch: LayoutWatch | None, keeper: Keeper | None
) -> dict[str, Any]:
    """Runs one scene to its end; answers its CheckedScene, or raises Failed. A keeper leaves snapshots on the way."""
    settings.enforce_run(media_folder, {"dry_run": True})
    playback = keeper.playback if keeper else Playback()

    def perform(chosen: type[Scene]) -> Scene:
        if keeper:
            keeper.start()
        scene = chosen()
        if keeper:
            keeper.shown = scene
        scene.render()
        draw_frame(scene)
        return scene

    with drawing_stopped(playback), attached(playback), watch.watching(playback) if watch else nullcontext():
        play(loaded, name, playback, perform)
    return {"name": name, "duration": playback.time, "plays": playback.plays, "sections": playback.sections()}


def _keeper(channel: Channel, loaded: LoadedCode, name: str, watch: LayoutWatch | None) -> Keeper | None:
    """What leaves snapshots of this run, if the worker has asked for them."""
    if getattr(channel, "registration", None) is None:
        return None
    # Needs fork.
    from .checkpoints.aims import WholeScene
    from .checkpoints.keeper import Keeper

    return Keeper(channel, loaded, name, Playback(), watch, WholeScene())
