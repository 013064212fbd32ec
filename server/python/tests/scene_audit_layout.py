"""What a viewer would find wrong with the mobjects on screen at one moment, from their geometry alone.

Texts are Typst and MathTypst objects. A glyph knows the text it was made for (`mark_glyphs`), so parts taken out of a
formula, copied or moved on their own still count as text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

import numpy as np
from manim import Mobject, MovingCamera, Scene, SingleStringMathTex, Text, Typst
from manim.mobject.text.numbers import DecimalNumber
from manim.mobject.types.vectorized_mobject import VMobject

SAFE_X, SAFE_Y = 6.7, 3.75
SMALLEST_FONT = 24
HAIR = 0.03
ROUNDING = 0.02
# A shape with so few points that is larger than the frame is a deliberate background: a grid line, a cover.
SIMPLE_SHAPE_POINTS = 64
_serial = count()
_typst_init = Typst.__init__


def mark_glyphs() -> None:
    """From now on every glyph of a new text carries `audit_text`: the serial number and source of its text."""

    def marked_init(self: Typst, typst_code: str, *args: object, **kwargs: object) -> None:
        _typst_init(self, typst_code, *args, **kwargs)
        owner = (next(_serial), typst_code)
        for glyph in self.family_members_with_points():
            glyph.audit_text = owner
        self.audit_shape = self.width / self.height if self.height else 0.0

    Typst.__init__ = marked_init


@dataclass
class TextOnScreen:
    """The visible glyphs of one text: boxes as rows of left, bottom, right, top."""

    name: str
    mobject: Mobject | None
    boxes: np.ndarray

    @property
    def box(self) -> np.ndarray:
        return np.concatenate([self.boxes[:, :2].min(axis=0), self.boxes[:, 2:].max(axis=0)])


def short(source: str) -> str:
    """A text's source, short enough to name it in a finding."""
    plain = " ".join(source.split())
    return repr(plain if len(plain) <= 48 else plain[:45] + "...")


def is_visible(leaf: Mobject) -> bool:
    """Whether a mobject's own points can be seen at all."""
    if not isinstance(leaf, VMobject):
        return len(leaf.points) > 0
    if len(leaf.points) == 0:
        return False
    filled = float(np.max(leaf.get_fill_opacity())) > 0.02
    stroked = leaf.get_stroke_width() > 0 and float(np.max(leaf.get_stroke_opacity())) > 0.02
    return filled or stroked


def box_of(leaf: Mobject) -> np.ndarray:
    """Left, bottom, right, top of a mobject's own points; outlines, not handles, for curves."""
    points = leaf.points
    if isinstance(leaf, VMobject) and len(points) <= 400:
        start, first, second, end = points[0::4], points[1::4], points[2::4], points[3::4]
        count_ = min(map(len, (start, first, second, end)))
        t = np.linspace(0, 1, 5)[:, None, None]
        a, b, c, d = (part[:count_] for part in (start, first, second, end))
        curve = (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d
        points = curve.reshape(-1, 3) if count_ else points
    return np.concatenate([points[:, :2].min(axis=0), points[:, :2].max(axis=0)])


def _walk(mobject: Mobject, owner: Typst | None) -> Iterator[tuple[Mobject, Typst | None]]:
    owner = mobject if isinstance(mobject, Typst) else owner
    if len(mobject.points):
        yield mobject, owner
    for child in mobject.submobjects:
        yield from _walk(child, owner)


def on_screen(scene: Scene) -> tuple[list[TextOnScreen], list[Mobject]]:
    """The visible texts, each once, and the visible leaves that are no text."""
    glyphs: dict[object, list[np.ndarray]] = {}
    about: dict[object, tuple[str, Mobject | None]] = {}
    shapes, seen = [], set()
    for top in [*scene.mobjects, *scene.foreground_mobjects]:
        for leaf, owner in _walk(top, None):
            if id(leaf) in seen or not is_visible(leaf):
                continue
            seen.add(id(leaf))
            mark = getattr(leaf, "audit_text", None)
            box = box_of(leaf)
            if mark is None:
                shapes.append(leaf)
            elif max(box[2:] - box[:2]) > 0.001:
                key = id(owner) if owner is not None else mark[0]
                glyphs.setdefault(key, []).append(box)
                about.setdefault(key, (short(owner.typst_code if owner is not None else mark[1]), owner))
    return [TextOnScreen(*about[key], np.array(boxes)) for key, boxes in glyphs.items()], shapes


def frame_of(scene: Scene) -> tuple[np.ndarray, float, float]:
    """Centre, width and height of what the camera shows."""
    camera = scene.camera
    if isinstance(camera, MovingCamera):
        return camera.frame.get_center()[:2], camera.frame.width, camera.frame.height
    return np.asarray(camera.frame_center)[:2], camera.frame_width, camera.frame_height


def outside(scene: Scene, texts: list[TextOnScreen], shapes: list[Mobject]) -> Iterator[tuple[str, str]]:
    """Texts beyond the safe area and shapes cut off by the frame."""
    centre, width, height = frame_of(scene)
    safe = np.array([SAFE_X * width / 14.222, SAFE_Y * height / 8]) + ROUNDING
    edge = np.array([width, height]) / 2 + ROUNDING
    for text in texts:
        low, high = text.box[:2] - centre, text.box[2:] - centre
        if np.any(low < -safe) or np.any(high > safe):
            yield "text-outside", f"{text.name} reaches x {low[0]:.2f}..{high[0]:.2f}, y {low[1]:.2f}..{high[1]:.2f}"
    for shape in shapes:
        box = box_of(shape)
        low, high = box[:2] - centre, box[2:] - centre
        background = len(shape.points) <= SIMPLE_SHAPE_POINTS and np.any(high - low > 2 * edge)
        beyond = np.any(low > edge) or np.any(high < -edge)
        if (np.any(low < -edge) or np.any(high > edge)) and not background and not beyond:
            where = f"x {low[0]:.2f}..{high[0]:.2f}, y {low[1]:.2f}..{high[1]:.2f}"
            yield "shape-outside", f"{type(shape).__name__} reaches {where}"


def overlaps(texts: list[TextOnScreen]) -> Iterator[tuple[str, str]]:
    """Pairs of texts of which some glyph boxes overlap by more than a hair."""
    for index, one in enumerate(texts):
        for two in texts[index + 1 :]:
            if np.any(np.minimum(one.box[2:], two.box[2:]) - np.maximum(one.box[:2], two.box[:2]) <= HAIR):
                continue
            a, b = one.boxes[:, None, :], two.boxes[None, :, :]
            common = np.minimum(a[..., 2:], b[..., 2:]) - np.maximum(a[..., :2], b[..., :2])
            hits = np.all(common > HAIR, axis=-1)
            if hits.any():
                i, j = np.argwhere(hits)[0]
                x, y = np.maximum(one.boxes[i, :2], two.boxes[j, :2])
                yield "text-overlap", f"{one.name} and {two.name} overlap near ({x:.2f}, {y:.2f})"


def too_small(texts: list[TextOnScreen]) -> Iterator[tuple[str, str]]:
    """Texts whose size on screen is below the smallest that reads well; morphed ones have no font size of their own."""
    for text in texts:
        mobject = text.mobject
        if mobject is None or not mobject.height or not getattr(mobject, "audit_shape", 0):
            continue
        unchanged = abs(mobject.width / mobject.height / mobject.audit_shape - 1) < 0.02
        if unchanged and mobject.font_size < SMALLEST_FONT - 0.5:
            yield "text-small", f"{text.name} has font size {mobject.font_size:.0f}"


def foreign_text(scene: Scene) -> Iterator[tuple[str, str]]:
    """Text that depends on the machine's fonts or on LaTeX."""
    for mobject in scene.get_mobject_family_members():
        if isinstance(mobject, (Text, SingleStringMathTex, DecimalNumber)):
            yield "text-kind", f"{type(mobject).__name__} is not Typst"
