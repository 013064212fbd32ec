"""The picture of one moment: every visible leaf with its box, colours and order, and the texts that leaves make up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from manim import Group, Mobject, PMobject, Scene, VDict, VGroup, VMobject
from manim.mobject.types.image_mobject import AbstractImageMobject
from manim.utils.iterables import list_update

from .camera import Array, View, fixed_leaves, is_flat, on_picture, view_of
from .origins import MARK, ORIGIN, TEXT_CLASSES, Origin, Record

_PLAIN = (VGroup, Group, VDict, VMobject, Mobject)
# Less opaque than this, a leaf counts as not there.
SEEN = 0.05
LEAVES_LIMIT = 20_000


@dataclass
class Text:
    """The visible glyphs of one text; `leaves` index the picture."""

    mobject: Mobject
    record: Record
    origin: Origin | None
    thing: Mobject
    fixed: bool
    leaves: list[int] = field(default_factory=list)
    box: Array = field(default_factory=lambda: np.zeros(4))
    opacity: float = 1.0
    # Height of a lower-case letter in the picture; None for what has become something else than was written.
    x_height: float | None = None
    # Whether it is a text of its own and not a part of one.
    whole: bool = True


@dataclass
class Picture:
    """What the camera shows at one moment. Rows of the arrays are leaves, in the order they are drawn."""

    view: View
    leaves: list[Mobject]
    things: list[Mobject]
    parents: list[Mobject | None]
    text_of: Array
    boxes: Array
    fill: Array
    stroke: Array
    stroke_width: Array
    background_stroke: Array
    flat: Array
    fixed: Array
    texts: list[Text]
    # Outlines that were asked for, by leaf, as drawn and as filled.
    outlines: dict[int, Array] = field(default_factory=dict)
    closed: dict[int, Array] = field(default_factory=dict)

    def same_as(self, other: Picture) -> bool:
        """Whether a viewer sees no difference."""
        return (
            self.view == other.view
            and len(self.leaves) == len(other.leaves)
            and np.array_equal(self.boxes, other.boxes)
            and np.array_equal(self.fill, other.fill)
            and np.array_equal(self.stroke, other.stroke)
            and np.array_equal(self.stroke_width, other.stroke_width)
        )


def picture_of(scene: Scene) -> Picture | None:
    """Takes the picture of this moment; None for a scene with more in it than can be looked at in time."""
    found: list[tuple[Mobject, Mobject, Mobject | None, Mobject | None]] = []
    seen: set[int] = set()
    for top in list_update(scene.mobjects, scene.foreground_mobjects):
        for entry in _walk(top):
            if id(entry[0]) not in seen:
                seen.add(id(entry[0]))
                found.append(entry)
        if len(found) > LEAVES_LIMIT:
            return None
    if any(entry[0].z_index for entry in found):
        found.sort(key=lambda entry: entry[0].z_index)
    view, fixed = view_of(scene), fixed_leaves(scene)
    boxes = _boxes(scene, view, [entry[0] for entry in found], fixed)
    fill, stroke, width, behind = _paint([entry[0] for entry in found])
    shown = (fill[:, 3] > SEEN) | ((stroke[:, 3] > SEEN) & (width > 0))
    edge = np.array([view.half_width, 4.0])
    # What lies far outside is kept for texts alone: it may be what is wrong with them.
    near = np.all(boxes[:, :2] <= edge, axis=1) & np.all(boxes[:, 2:] >= -edge, axis=1)
    keep = [
        index
        for index, (leaf, _, _, owner) in enumerate(found)
        if shown[index] and (near[index] or owner is not None or MARK in leaf.__dict__)
    ]
    kept = [found[index] for index in keep]
    leaves = [entry[0] for entry in kept]
    picture = Picture(
        view, leaves, [entry[1] for entry in kept], [entry[2] for entry in kept],
        np.full(len(kept), -1), boxes[keep], fill[keep], stroke[keep], width[keep], behind[keep],
        np.array([isinstance(leaf, VMobject) and is_flat(leaf) for leaf in leaves], dtype=bool),
        np.array([id(leaf) in fixed or not view.turned for leaf in leaves], dtype=bool), [],
    )  # fmt: skip
    _gather_texts(picture, [entry[3] for entry in kept])
    return picture


def _walk(top: Mobject) -> Iterator[tuple[Mobject, Mobject, Mobject | None, Mobject | None]]:
    """Leaves with what they belong to as a thing, their parent, and the text they are part of."""
    stack: list[tuple[Mobject, Mobject | None, Mobject | None, Mobject | None]] = [(top, None, None, None)]
    while stack:
        member, thing, parent, owner = stack.pop()
        if thing is None and type(member) not in _PLAIN and type(member).__module__.startswith("manim."):
            thing = member
        if owner is None and ORIGIN in member.__dict__ and isinstance(member, TEXT_CLASSES):
            owner = member
        if len(member.points):
            yield member, thing or member, parent, owner
        for child in reversed(member.submobjects):
            stack.append((child, thing, member, owner))


def _boxes(scene: Scene, view: View, leaves: list[Mobject], fixed: set[int]) -> Array:
    if not leaves:
        return np.zeros((0, 4))
    starts = np.cumsum([0] + [len(leaf.points) for leaf in leaves[:-1]])
    points = np.concatenate([leaf.points for leaf in leaves])
    if view.turned:
        points = np.concatenate(
            [leaf.points if id(leaf) in fixed else scene.camera.transform_points_pre_display(leaf, leaf.points)
             for leaf in leaves]
        )  # fmt: skip
    flat = on_picture(view, points)
    return np.hstack([np.minimum.reduceat(flat, starts, axis=0), np.maximum.reduceat(flat, starts, axis=0)])


def _paint(leaves: list[Mobject]) -> tuple[Array, Array, Array, Array]:
    """Fill and stroke as red, green, blue, opacity; the stroke's width; the opacity of a stroke behind the fill."""
    count = len(leaves)
    fill, stroke, width, behind = np.zeros((count, 4)), np.zeros((count, 4)), np.zeros(count), np.zeros(count)
    for index, leaf in enumerate(leaves):
        if isinstance(leaf, VMobject):
            rgbas = leaf.fill_rgbas
            fill[index] = rgbas[0] if len(rgbas) == 1 else rgbas.mean(axis=0)
            rgbas = leaf.stroke_rgbas
            stroke[index] = rgbas[0] if len(rgbas) == 1 else rgbas.mean(axis=0)
            width[index] = leaf.stroke_width
            if leaf.background_stroke_width > 0:
                behind[index] = leaf.background_stroke_rgbas[0, 3]
        elif isinstance(leaf, AbstractImageMobject | PMobject):
            fill[index] = (0.5, 0.5, 0.5, 1)
    return fill, stroke, width, behind


def _gather_texts(picture: Picture, owners: list[Mobject | None]) -> None:
    texts: dict[tuple[int, int], Text] = {}
    for index, (leaf, owner) in enumerate(zip(picture.leaves, owners, strict=True)):
        mark = leaf.__dict__.get(MARK)
        if mark is None:
            continue
        parent = owner or picture.parents[index] or leaf
        key = (id(parent), 0 if owner is not None else id(mark.record))
        if key not in texts:
            origin = owner.__dict__[ORIGIN] if owner is not None else None
            texts[key] = Text(parent, origin.record if origin else mark.record, origin, picture.things[index],
                              bool(picture.fixed[index]), whole=owner is not None)  # fmt: skip
        texts[key].leaves.append(index)
    heights = _x_heights(picture)
    ink = np.maximum(picture.fill[:, 3], picture.stroke[:, 3]).tolist()
    for text in texts.values():
        boxes = picture.boxes[text.leaves]
        text.box = np.concatenate([boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)])
        text.opacity = middle([ink[leaf] for leaf in text.leaves])
        known = [heights[leaf] for leaf in text.leaves if heights[leaf] > 0]
        text.x_height = middle(known) if known else None
        picture.text_of[text.leaves] = len(picture.texts)
        picture.texts.append(text)


def middle(values: list[float]) -> float:
    """The median, or the upper of two."""
    return sorted(values)[len(values) // 2]


def _x_heights(picture: Picture) -> list[float]:
    """For each glyph how high a lower-case letter of its text is now; 0 where that cannot be told."""
    marks = [leaf.__dict__.get(MARK) for leaf in picture.leaves]
    sizes = [(mark.record.x_height, mark.width, mark.height) if mark else (0.0, 0.0, 0.0) for mark in marks]
    made = np.array(sizes).reshape(-1, 3)
    now = picture.boxes[:, 2:] - picture.boxes[:, :2]
    # By the longer side: a minus sign has no height to speak of.
    before, after = made[:, 1:].max(axis=1), now.max(axis=1)
    turned = np.abs(now[:, 0] * made[:, 2] - now[:, 1] * made[:, 1]) > 0.15 * before * after
    known = (before > 1e-6) & ~turned
    heights = np.where(known, made[:, 0] * after / np.where(known, before, 1), 0)
    return [float(height) for height in heights]
