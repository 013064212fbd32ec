"""LayoutWatch: looks at a scene after every play and in the middle of long moves, and tells what it has found.

It lives in the process that plays the scene, and on in each fork of it. All it keeps of a text is copied or shared
with the text, so a fork's watch goes on from where its scene stands.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from manim import Mobject, MovingCamera, Scene, Wait
from manim.animation.animation import Animation
from manim.renderer.cairo_renderer import CairoRenderer

from ..patching import patched
from ..playback import Playback
from ..problems import Problem
from ..syntax import ReadCode
from .contrast import weak_contrasts
from .crossings import crossings
from .framing import Framing
from .glimpse import CONTRAST, CROSSING, OFF_FRAME, OVERLAP, SMALL_TEXT, Glimpse, Look, text_key
from .ignored import Ignored
from .moves import MidPlay, animated, inside, middle_of, moved
from .names import name_of_text, name_of_thing
from .off_frame import off_frame
from .origins import Origins
from .outlines import hidden_texts
from .overlaps import overlaps
from .pace import Pace
from .pins import pinned
from .places import Place
from .screen import Picture, Text, picture_of
from .sizes import small_texts
from .telling import told, told_stretch
from .tracks import Moment, Track, Tracks, area_of

_DETECTORS = {
    OFF_FRAME: off_frame, OVERLAP: overlaps, CROSSING: crossings, SMALL_TEXT: small_texts, CONTRAST: weak_contrasts,
}  # fmt: skip


class LayoutWatch:
    """Of one scene. `code` may be set to a newer text with the same beginning: places are told in it."""

    def __init__(self, wanted: frozenset[str], code: ReadCode, scene: str) -> None:
        self.wanted = wanted
        self.code = code
        self.scene = scene
        self.origins = Origins(code.text.file)
        self.tracks = Tracks()
        self.pace = Pace()
        self.framing = Framing()
        # Moments that could not be looked at, as the scene's objects are not what Manim makes of them.
        self.failures: list[str] = []
        self._now = 0.0
        self._latest: Picture | None = None
        self._glimpses: list[Glimpse] = []
        self._middle: MidPlay | None = None
        self._stopped = False

    def stop(self) -> None:
        """Looks at nothing from here on: a statement has failed, and what follows is not the scene that was meant."""
        self._stopped = True

    @contextmanager
    def watching(self, playback: Playback) -> Iterator[None]:
        """Makes Manim tell of texts, moves and plays. To be entered inside playback.attached."""
        original_play, original_progression = CairoRenderer.play, Scene._get_animation_time_progression

        @functools.wraps(original_play)
        def play(renderer: CairoRenderer, scene: Scene, *arguments: Any, **options: Any) -> None:
            start, place = playback.time, self.origins.callers.place(1)
            self._middle = None
            if isinstance(scene.camera, MovingCamera):
                self._attempt(self._framed, scene)
            original_play(renderer, scene, *arguments, **options)
            self._attempt(self._played, scene, start, playback, place)

        @functools.wraps(original_progression)
        def progression(scene: Scene, animations: list[Animation], duration: float) -> Any:
            # The animations have begun and not moved yet.
            self._attempt(self._halfway, scene, animations, duration)
            return original_progression(scene, animations, duration)

        with ExitStack() as stack:
            stack.enter_context(patched(CairoRenderer, play=play))
            stack.enter_context(patched(Scene, _get_animation_time_progression=progression))
            stack.enter_context(self.origins.recording())
            yield

    def _attempt(self, looking: Any, *arguments: Any) -> None:
        """A scene may hold objects of its own that no geometry can be read of: it is checked all the same."""
        if self._stopped:
            return
        try:
            looking(*arguments)
        except Exception as error:
            self.failures.append(f"{type(error).__name__}: {error}")

    def _framed(self, scene: Scene) -> None:
        """The play may move the camera: what is there by now was put there before."""
        picture = picture_of(scene)
        if picture:
            self.framing.follow(picture)

    def _halfway(self, scene: Scene, animations: list[Animation], duration: float) -> None:
        self._middle = middle_of(scene, animations, duration) if self.wanted & {OFF_FRAME, OVERLAP} else None

    def _played(self, scene: Scene, start: float, playback: Playback, place: Place | None) -> None:
        animations = scene.animations or []
        self.origins.settle(animations, place)
        now = playback.time
        if now <= start:
            return  # a section that is left out of the video
        picture = picture_of(scene)
        if picture is None:
            return
        waited = len(animations) == 1 and isinstance(animations[0], Wait)
        same = self._latest is not None and picture.same_as(self._latest)
        frozen = waited and (scene.is_current_animation_frozen_frame() or same)
        # Beats of narration are told by sections or by subcaptions.
        beats = len(playback.sections()) + len(getattr(scene.renderer.file_writer, "subcaptions", ()))
        self.pace.played(start, now, place, picture, bool(frozen), beats)
        if not same:
            self._glimpses = self._glimpsed(picture)
            if not waited:
                # What an animation moves about outside the frame is on its way in or out.
                travelled = moved(self._latest, picture) | animated(animations, picture)
                self.tracks.well |= {(OFF_FRAME, key, None) for key in travelled}
        before, self._latest, self._now = self._latest, picture, now
        moment = Moment(start, start, now) if waited else Moment((start + now) / 2, now, now)
        self.tracks.saw(self._glimpses, moment, lambda glimpse: self._track(glimpse, picture))
        if self._middle:
            self._passed(self._middle, before, picture, start, now)

    def _passed(self, middle: MidPlay, before: Picture | None, after: Picture, start: float, now: float) -> None:
        quarter = (now - start) / 4
        # What comes in from outside, or leaves, crosses the frame's edge on its way.
        stays = inside(before) & inside(after) if before else set()
        glimpses = [
            glimpse
            for glimpse in middle.glimpses
            if glimpse.code in self.wanted and (glimpse.code != OFF_FRAME or text_key(glimpse.text) in stays)
        ]
        self.tracks.passed(
            glimpses, start + quarter, now - quarter, lambda glimpse: self._track(glimpse, middle.picture)
        )

    def _glimpsed(self, picture: Picture) -> list[Glimpse]:
        """What is wrong with a picture, and notes which texts are shown well."""
        self.framing.follow(picture)
        look = Look(
            picture,
            hidden_texts(picture),
            earlier=self.tracks.well,
            by_camera=lambda text: self.framing.by_camera(picture, text),
        )
        found = [glimpse for code, detector in _DETECTORS.items() if code in self.wanted for glimpse in detector(look)]
        self.tracks.well |= look.well
        return [one for one in found if one.code != OFF_FRAME or not self.framing.by_camera(picture, one.text)]

    def _track(self, glimpse: Glimpse, picture: Picture) -> Track:
        place, others = pinned(glimpse)
        return Track(
            glimpse.code, text_key(glimpse.text), 0.0, None, self._sentence(glimpse), glimpse.weight,
            area_of(glimpse.box, picture), place, others,
            unless_better=glimpse.unless_better, respect=glimpse.respect,
        )  # fmt: skip

    def _sentence(self, glimpse: Glimpse) -> str:
        words = f"{name_of_text(glimpse.text, self.code)} {glimpse.detail}"
        if isinstance(glimpse.other, Text):
            words += f" {name_of_text(glimpse.other, self.code)}"
        elif isinstance(glimpse.other, Mobject):
            words += f" {name_of_thing(glimpse.other, self.code)}"
        return words[0].upper() + words[1:] + "." if words.startswith(("a ", "an ", "the text")) else words + "."

    def findings(self) -> list[Problem]:
        """What the scene shows so far, as problems in the order of video time."""
        ignored = Ignored(self.code)
        found = told(self.tracks.lasting(self._now), self._now, self.code, self.scene, ignored)
        for stretch in self.pace.stretches():
            if stretch.code in self.wanted and not ignored.switched_off(stretch.code, self.scene, [stretch.place]):
                found.append(told_stretch(stretch, self.code, self.scene))
        return sorted(found, key=lambda one: (one.get("time", 0.0), one.get("line", 0)))

    def findings_now(self, scene: Scene, time: float) -> list[Problem]:
        """What is wrong with what the scene shows at this moment."""
        try:
            self.origins.settle([], None)
            picture = picture_of(scene)
            glimpses = self._glimpsed(picture) if picture else []
            tracks = [self._track(glimpse, picture) for glimpse in glimpses if picture]
        except Exception as error:  # as in _attempt
            self.failures.append(f"{type(error).__name__}: {error}")
            return []
        shown = [track for track in tracks if not self.tracks.excused(track)]
        for track in shown:
            track.start = track.until = time
        return told(shown, time, self.code, self.scene, Ignored(self.code))


def watch_of(wanted: tuple[str, ...], code: ReadCode, scene: str) -> LayoutWatch | None:
    """A watch for the findings asked for; None when none is."""
    return LayoutWatch(frozenset(wanted), code, scene) if wanted else None
