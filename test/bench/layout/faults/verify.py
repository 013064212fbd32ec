"""Says by pixels and plain boxes whether an injected fault is there and when, without the layout detector."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import Scene, config
from manim import VMobject as Shape
from observe import Moment, observe, picture, picture_without
from propose import HALF_HEIGHT, HALF_WIDTH, PIXELS_PER_UNIT, Fault, ratio

LEAST_SECONDS = 0.5
RULES = {
    "off-frame": "30 to 95 % of the text's box is outside the frame and some of its ink is cut off at the edge",
    "overlap": "the boxes share at least 20 % of the smaller one, the inks touch, both are seen and opaque",
    "crossing": "the shape's edge runs through the middle of the text's box and touches its ink, both are seen",
    "small-text": "the tallest glyph is below 8 pixels at 480p, and the text is seen",
    "contrast": "ratio of the text's colour to what is behind it below 2.5, at least 3 in the clean scene",
    "empty": "every pixel of the picture has one colour for at least 5 s",
    "still": "a picture with something in it does not change for at least 20 s",
}


def verified(fault: Fault, source: str) -> tuple[float, float, dict[str, Any]] | None:
    """From when to when the fault shows, with what was measured; None when it does not show clearly."""
    whole = fault.kind in ("empty", "still")
    seen: dict[Any, dict[str, Any]] = {}
    moments = observe(source, pictures=whole, probe=None if whole else lambda s, n, m: _probe(fault, s, n, m, seen))
    if whole:
        return _whole(fault, moments)
    holding = [moment for moment in moments if moment.probes.get("holds")]
    if not holding:
        return None
    run = [holding[0]]
    for moment in holding[1:]:
        if moment.index == run[-1].index + 1:
            run.append(moment)
    start, end = run[0].end, run[-1].end
    nexts = [moment for moment in moments if moment.index == run[-1].index + 1]
    seconds = (end - start) if len(run) > 1 else 0.0
    if seconds < LEAST_SECONDS and not (run[0].kind == "Wait" and run[0].end - run[0].start >= LEAST_SECONDS):
        return None
    start = run[0].start if run[0].kind == "Wait" else start
    return start, (nexts[0].start if nexts else end), run[0].probes["measured"]


def _whole(fault: Fault, moments: list[Moment]) -> tuple[float, float, dict[str, Any]] | None:
    long = [m for m in moments if m.kind == "Wait" and abs(m.end - m.start - fault.facts["seconds"]) < 0.2]
    for moment in long:
        blank = moment.picture is not None and int(np.ptp(moment.picture.reshape(-1, 3), axis=0).max()) <= 6
        if blank == (fault.kind == "empty") and not moment.updaters:
            return moment.start, moment.end, {"seconds": round(moment.end - moment.start, 2)}
    return None


def _probe(fault: Fault, scene: Scene, names: dict[str, Any], moment: Moment, seen: dict[Any, Any]) -> dict[str, Any]:
    try:
        text = eval(fault.subject, {}, names)  # noqa: S307 - an expression that propose.py made
        other = eval(fault.other, {}, names) if fault.other else None  # noqa: S307
    except (NameError, IndexError, TypeError, AttributeError):
        return {}
    shown = {id(leaf) for top in scene.mobjects for leaf in top.get_family()}
    leaves = [leaf for leaf in text.get_family() if id(leaf) in shown and len(leaf.points)]
    if len(leaves) < max(1, len([leaf for leaf in text.get_family() if len(leaf.points)])):
        return {}
    if max(leaf.get_fill_opacity() for leaf in leaves) < 0.5:
        return {}
    check = {
        "off-frame": _off_frame,
        "overlap": _overlap,
        "crossing": _crossing,
        "small-text": _small,
        "contrast": _contrast,
    }
    if other is not None and not any(id(leaf) in shown for leaf in other.get_family() if len(leaf.points)):
        return {}
    same = tuple((np.round(_box(one), 3).tobytes(), *np.round([*one.family_members_with_points()[0].get_fill_rgbas()[0],
                  *one.family_members_with_points()[0].get_stroke_rgbas()[0]], 2)) for one in (text, other)
                 if one is not None)  # fmt: skip
    if same not in seen:
        measured = check[fault.kind](scene, text, other)
        seen[same] = {"holds": True, "measured": measured} if measured else {}
    return seen[same]


def _box(mobject: Shape) -> tuple[float, float, float, float]:
    points = np.concatenate([leaf.points for leaf in mobject.get_family() if len(leaf.points)])[:, :2]
    (left, bottom), (right, top) = points.min(axis=0), points.max(axis=0)
    return float(left), float(bottom), float(right), float(top)


def _area(box: tuple[float, float, float, float]) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _common(
    one: tuple[float, float, float, float], two: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    return max(one[0], two[0]), max(one[1], two[1]), min(one[2], two[2]), min(one[3], two[3])


def _ink(scene: Scene, mobject: Shape) -> tuple[Any, Any, Any]:
    """Where an object is seen, with the picture with and without it."""
    there, without = picture(scene), picture_without(scene, [mobject])
    return np.abs(there.astype(int) - without).max(axis=2) > 10, there, without


def _grown(mask: Any, by: int) -> Any:
    grown = mask.copy()
    for _ in range(by):
        grown[1:] |= grown[:-1].copy()
        grown[:-1] |= grown[1:].copy()
        grown[:, 1:] |= grown[:, :-1].copy()
        grown[:, :-1] |= grown[:, 1:].copy()
    return grown


def _still_camera() -> bool:
    return abs(config.frame_height - 2 * HALF_HEIGHT) < 1e-6 and abs(config.frame_width - 2 * HALF_WIDTH) < 0.05


def _off_frame(scene: Scene, text: Shape, _other: Any) -> dict[str, Any] | None:
    box = _box(text)
    outside = 1 - _area(_common(box, (-HALF_WIDTH, -HALF_HEIGHT, HALF_WIDTH, HALF_HEIGHT))) / max(_area(box), 1e-9)
    if not 0.3 <= outside <= 0.95 or not _still_camera():
        return None
    ink, _, _ = _ink(scene, text)
    border = ink[:3].any() or ink[-3:].any() or ink[:, :3].any() or ink[:, -3:].any()
    return {"outside": round(outside, 2)} if border and ink.sum() > 30 else None


def _overlap(scene: Scene, text: Shape, other: Shape) -> dict[str, Any] | None:
    one, two = _box(text), _box(other)
    share = _area(_common(one, two)) / max(min(_area(one), _area(two)), 1e-9)
    if share < 0.2 or max(leaf.get_fill_opacity() for leaf in other.get_family()) < 0.5:
        return None
    first, _, _ = _ink(scene, text)
    second, _, _ = _ink(scene, other)
    touching = int((_grown(first, 2) & second).sum())
    return (
        {"share": round(share, 2), "touching": touching}
        if touching >= 25 and first.sum() > 30 and second.sum() > 30
        else None
    )


def _crossing(scene: Scene, text: Shape, other: Shape) -> dict[str, Any] | None:
    ink, _, _ = _ink(scene, text)
    edge, _, _ = _ink(scene, other)
    if ink.sum() < 30 or edge.sum() < 30:
        return None
    rows, columns = np.where(ink)
    top, bottom, left, right = rows.min(), rows.max(), columns.min(), columns.max()
    trim = max(1, (bottom - top) // 5)
    middle = edge[top + trim : bottom - trim + 1, left : right + 1]
    through = int(middle.any(axis=1).sum()) / max(1, middle.shape[0])
    along = int(middle.any(axis=0).sum()) / max(1, middle.shape[1])
    cover = float(middle.mean()) if middle.size else 1.0
    touching = int((_grown(ink, 1) & edge).sum())
    if max(through, along) >= 0.6 and cover < 0.5 and touching >= 12:
        return {"through": round(max(through, along), 2), "touching": touching}
    return None


def _small(scene: Scene, text: Shape, _other: Any) -> dict[str, Any] | None:
    leaves = [leaf for leaf in text.get_family() if len(leaf.points)]
    glyph = max(float(np.ptp(leaf.points[:, 1])) for leaf in leaves) * PIXELS_PER_UNIT
    if len(leaves) < 3 or glyph >= 8 or not _still_camera():
        return None
    ink, _, _ = _ink(scene, text)
    return {"pixels": round(glyph, 1)} if ink.sum() > 12 else None


def _contrast(scene: Scene, text: Shape, _other: Any) -> dict[str, Any] | None:
    there, without = picture(scene), picture_without(scene, [text])
    apart = np.abs(there.astype(int) - without).max(axis=2)
    if apart.max() < 4:
        return None
    core = apart >= 0.85 * apart.max()
    found = ratio(np.median(there[core], axis=0), np.median(without[core], axis=0))
    return {"ratio": round(found, 2)} if found < 2.5 and core.sum() > 20 else None
