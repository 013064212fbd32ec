"""The middle of a long move, looked at without disturbing the scene.

Animations that are functions of their progress alone are set to the middle; the play then goes on to its end, as a
render does after many such steps. Updaters are not run: nothing that counts their calls, or the time between them, may
see a difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from manim import AnimationGroup, MaintainPositionRelativeTo, Mobject, Scene, Succession, Wait
from manim.animation.animation import Animation
from manim.animation.speedmodifier import ChangeSpeed
from manim.animation.updaters.update import UpdateFromFunc

from .glimpse import Glimpse, Look, TextKey, text_key
from .off_frame import off_frame
from .outlines import hidden_texts
from .overlaps import overlaps
from .screen import Picture, Text, picture_of

# What passes over a text or out of the frame in less time is meant to: nobody reads in it.
LONG_SECONDS = 3.0
_STATEFUL = (Succession, ChangeSpeed, UpdateFromFunc, MaintainPositionRelativeTo)


@dataclass
class MidPlay:
    """What the middle of a play showed."""

    picture: Picture
    glimpses: list[Glimpse]


def middle_of(scene: Scene, animations: list[Animation], duration: float) -> MidPlay | None:
    """Looks at the middle of a play that has just begun; None where it is short or cannot be set to its middle."""
    every = list(_every(animations))
    if duration < LONG_SECONDS or not all(map(_is_pure, every)) or all(isinstance(one, Wait) for one in every):
        return None
    if any(
        mobject.has_updaters() for mobject in scene.get_mobject_family_members() if hasattr(mobject, "has_updaters")
    ):
        return None
    moving = {id(member) for one in every for member in one.mobject.get_family()}
    for animation in animations:
        animation.interpolate(duration / 2 / animation.run_time)
    picture = picture_of(scene)
    return MidPlay(picture, list(_flaws(picture, moving))) if picture else None


def inside(picture: Picture) -> set[TextKey]:
    """The texts that lie wholly in the frame."""
    half = picture.view.half_width
    return {
        text_key(text)
        for text in picture.texts
        if text.box[0] >= -half and text.box[2] <= half and text.box[1] >= -4 and text.box[3] <= 4
    }


def moved(before: Picture | None, after: Picture) -> set[TextKey]:
    """The texts that lie elsewhere than before."""
    boxes = {text_key(text): text.box for text in before.texts} if before else {}
    return {
        key for text in after.texts
        if (key := text_key(text)) in boxes and float(abs(text.box - boxes[key]).max()) > 0.05
    }  # fmt: skip


def animated(animations: list[Animation], after: Picture) -> set[TextKey]:
    """The texts that a play moved or changed, rather than brought in."""
    changing = [one for one in _every(animations) if not one.is_introducer() and isinstance(one.mobject, Mobject)]
    members = {id(member) for one in changing for member in one.mobject.get_family()}
    return {text_key(text) for text in after.texts if id(after.leaves[text.leaves[0]]) in members}


def _flaws(picture: Picture, moving: set[int]) -> Iterator[Glimpse]:
    look = Look(picture, hidden_texts(picture))
    # What is fading is not being read.
    yield from (one for one in off_frame(look) if _solid(one.text) and not one.unless_better)
    for one in overlaps(look):
        if isinstance(one.other, Text) and _solid(one.text) and _solid(one.other):
            both = _moves(picture, one.text, moving) and _moves(picture, one.other, moving)
            if not both:
                yield one


def _solid(text: Text) -> bool:
    return text.opacity > 0.95


def _moves(picture: Picture, text: Text, moving: set[int]) -> bool:
    return id(picture.leaves[text.leaves[0]]) in moving


def _every(animations: list[Animation]) -> Iterator[Animation]:
    for animation in animations:
        yield animation
        yield from _every(list(getattr(animation, "animations", ())))


def _is_pure(animation: Animation) -> bool:
    """Manim's own and without a state of its own; a scene's own classes may do anything."""
    known = type(animation).__module__.startswith("manim.") and isinstance(animation.mobject, Mobject)
    return known and not isinstance(animation, _STATEFUL) and (
        not isinstance(animation, AnimationGroup) or type(animation).interpolate is AnimationGroup.interpolate
    )  # fmt: skip
