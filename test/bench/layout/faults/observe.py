"""Runs one scene in a fork and tells what it shows after each play and wait, from its pixels and its objects' boxes.

Nothing of the layout detector is used here: the injected faults are verified by what this sees.
"""

from __future__ import annotations

import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[4] / "server" / "python"))

from manim import Mobject, Scene, Text, VMobject, config
from manim.mobject.text.text_mobject import MarkupText, Paragraph
from manim.mobject.text.typst_mobject import Typst
from manim.renderer.cairo_renderer import CairoRenderer
from manim_video_worker.messages import SceneCode
from manim_video_worker.patching import patched
from manim_video_worker.playback import Playback, attached
from manim_video_worker.scene_run import load, play, read_and_look
from manim_video_worker.unrasterised import draw_frame, drawing_stopped

TEXTS = (Text, MarkupText, Paragraph, Typst)
FILE = "/corpus/scene.py"
Picture = np.ndarray[Any, Any]


@dataclass
class Thing:
    """An object that a local name of `construct` holds, as it is at one moment."""

    kind: str
    """"text", "texts" (a group of nothing else) or "shape"."""
    box: tuple[float, float, float, float]
    """Left, bottom, right, top in Manim's units."""
    glyph: float
    """Height of its tallest glyph in units; of a shape its height."""
    opacity: float
    leaves: frozenset[int]


@dataclass
class Moment:
    """The end of one play or wait."""

    index: int
    start: float
    end: float
    line: int
    """Line of `construct` that was running, 0 where it can't be told."""
    kind: str
    """"Scene.play"'s first animation class, "Wait" for a wait."""
    things: dict[str, Thing]
    updaters: bool
    background: tuple[int, int, int]
    picture: Picture | None = None
    probes: dict[str, Any] = field(default_factory=dict)


Probe = Callable[[Scene, "dict[str, Any]", Moment], dict[str, Any]]


def observe(source: str, *, pictures: bool = False, probe: Probe | None = None, seconds: int = 90) -> list[Moment]:
    """The moments of the file's first scene; raises RuntimeError with what stopped it."""
    with tempfile.NamedTemporaryFile(suffix=".pickle") as answer:
        child = os.fork()
        if child == 0:
            import signal

            signal.alarm(seconds)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            try:
                told: Any = _run(source, pictures, probe)
            except BaseException as error:
                told = repr(getattr(error, "problems", None) or error)
            Path(answer.name).write_bytes(pickle.dumps(told))
            os._exit(0)
        os.waitpid(child, 0)
        data = Path(answer.name).read_bytes()
    told = pickle.loads(data) if data else "it ran too long or died"  # noqa: S301 - our own fork wrote it
    if isinstance(told, str):
        raise RuntimeError(told)  # noqa: TRY004 - it is what stopped the scene
    return told


def _run(source: str, pictures: bool, probe: Probe | None) -> list[Moment]:
    with tempfile.TemporaryDirectory() as media:
        code = SceneCode(source=source, file=FILE, allowed_imports=frozenset())
        loaded = load(read_and_look(code), Path(media), "low")
        config.dry_run = True
        moments: list[Moment] = []
        playback = Playback()

        def perform(chosen: type[Scene]) -> Scene:
            scene = chosen()
            scene.render()
            return scene

        with drawing_stopped(playback), _recorded(moments, pictures, probe), attached(playback):
            play(loaded, next(iter(loaded.scenes)), playback, perform)
        return moments


@contextmanager
def _recorded(moments: list[Moment], pictures: bool, probe: Probe | None) -> Iterator[None]:
    counted = CairoRenderer.play

    def played(self: CairoRenderer, scene: Scene, *animations: Any, **options: Any) -> None:
        start = self.time
        counted(self, scene, *animations, **options)
        frame = construct_frame()
        names = dict(frame.f_locals) if frame else {}
        kind = type(scene.animations[0]).__name__ if scene.animations else "Wait"
        moment = Moment(len(moments), start, self.time, frame.f_lineno if frame else 0, kind, things(scene, names),
                        any(member.updaters for top in scene.mobjects for member in top.get_family()),
                        tuple(int(255 * part) for part in scene.camera.background_color.to_rgb()))  # fmt: skip
        if pictures:
            moment.picture = picture(scene)
        if probe is not None:
            moment.probes = probe(scene, names, moment)
        moments.append(moment)

    with patched(CairoRenderer, play=played):
        yield


def construct_frame() -> Any:
    """The running frame of the scene's own `construct`."""
    frame: Any = sys._getframe(1)
    while frame and not (frame.f_code.co_filename == FILE and frame.f_code.co_name == "construct"):
        frame = frame.f_back
    return frame


def picture(scene: Scene) -> Picture:
    """What the scene shows now, as RGB."""
    return np.array(draw_frame(scene)[:, :, :3])


def picture_without(scene: Scene, hidden: list[Mobject]) -> Picture:
    """What the scene would show without these objects."""
    leaves = [leaf for mobject in hidden for leaf in mobject.get_family() if isinstance(leaf, VMobject)]
    before = [(leaf, leaf.get_fill_rgbas().copy(), leaf.get_stroke_rgbas().copy(), leaf.get_stroke_rgbas(True).copy())
              for leaf in leaves]  # fmt: skip
    try:
        for leaf in leaves:
            leaf.set_fill(opacity=0, family=False).set_stroke(opacity=0, family=False)
            leaf.set_stroke(opacity=0, family=False, background=True)
        return picture(scene)
    finally:
        for leaf, fill, stroke, behind in before:
            leaf.fill_rgbas, leaf.stroke_rgbas, leaf.background_stroke_rgbas = fill, stroke, behind


def things(scene: Scene, names: dict[str, Any]) -> dict[str, Thing]:
    """What of the named objects is on screen."""
    shown = {id(leaf) for top in scene.mobjects for leaf in top.get_family()}
    found: dict[str, Thing] = {}
    for name, value in names.items():
        if name == "self" or not isinstance(value, VMobject):
            continue
        for path, part in [(name, value), *_texts_in(name, value)]:
            leaves = [leaf for leaf in part.get_family() if id(leaf) in shown and len(leaf.points)]
            if leaves:
                found[path] = _thing(part, leaves)
    return found


def _texts_in(path: str, group: VMobject, depth: int = 2) -> list[tuple[str, VMobject]]:
    """The texts in a group with the expressions that reach them."""
    if depth == 0 or isinstance(group, TEXTS) or len(group.submobjects) > 12:
        return []
    found = []
    for number, part in enumerate(group.submobjects):
        inner = f"{path}[{number}]"
        found += [(inner, part)] if isinstance(part, TEXTS) else _texts_in(inner, part, depth - 1)
    return found


def _thing(value: VMobject, leaves: list[Any]) -> Thing:
    points = np.concatenate([leaf.points for leaf in leaves])
    (left, bottom), (right, top) = points[:, :2].min(axis=0), points[:, :2].max(axis=0)
    if isinstance(value, TEXTS):
        kind = "text"
    elif value.submobjects and all(isinstance(part, TEXTS) for part in value.submobjects):
        kind = "texts"
    else:
        kind = "shape"
    opacity = max(max(leaf.get_fill_opacity(), leaf.get_stroke_opacity() * (leaf.get_stroke_width() > 0.3))
                  for leaf in leaves)  # fmt: skip
    glyph = max(float(np.ptp(leaf.points[:, 1])) for leaf in leaves)
    return Thing(kind, (left, bottom, right, top), glyph, float(opacity), frozenset(id(leaf) for leaf in leaves))
