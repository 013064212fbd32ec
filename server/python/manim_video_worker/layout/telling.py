"""Findings as the contract's problems."""

from __future__ import annotations

from ..problems import Problem, problem
from ..syntax import ReadCode
from .glimpse import EMPTY
from .ignored import Ignored
from .pace import Stretch
from .places import Place
from .tracks import Track

FINDINGS_LIMIT = 60
RELATED_LIMIT = 4


def told(tracks: list[Track], now: float, code: ReadCode, scene: str, ignored: Ignored) -> list[Problem]:
    """A problem for each line and kind: what a loop makes wrong many times is told once, with how many there are."""
    groups: dict[tuple[str, object], list[Track]] = {}
    for track in sorted(tracks, key=lambda track: track.start):
        if not ignored.switched_off(track.code, scene, [track.place, *(place for place, _ in track.others)]):
            groups.setdefault((track.code, track.place.now() if track.place else track.text), []).append(track)
    return [_told(group, now, code, scene) for group in list(groups.values())[:FINDINGS_LIMIT]]


def _told(group: list[Track], now: float, code: ReadCode, scene: str) -> Problem:
    first = group[0]
    more = len({track.sentence for track in group}) - 1
    untils = [now if track.until is None else track.until for track in group]
    message = first.sentence + (f" {more} more from this line do so too." if more else "")
    related = [
        {"message": what[0].upper() + what[1:] + ".", **code.text.span(place.span(code))}
        for place, what in first.others[:RELATED_LIMIT]
    ]
    return problem(
        first.code, message, _span(first.place, code), scene=scene, time=round(first.start, 3),
        until=round(max(untils), 3), area=first.area, related=related,
    )  # fmt: skip


def told_stretch(stretch: Stretch, code: ReadCode, scene: str) -> Problem:
    """An empty or a still stretch, at the longest wait of it."""
    what = "Nothing is on screen" if stretch.code == EMPTY else "Nothing moves"
    message = f"{what} for {stretch.seconds:.1f} seconds (more than {stretch.allowed:.0f} are too long)."
    return problem(stretch.code, message, _span(stretch.place, code), scene=scene, time=round(stretch.start, 3),
                   until=round(stretch.until, 3))  # fmt: skip


def _span(place: Place | None, code: ReadCode) -> dict[str, int] | None:
    return code.text.span(place.span(code)) if place else None
