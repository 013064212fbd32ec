"""Copies of text and formulas share the outlines they were read from.

Manim animates copies, and copying the parsed SVG path of each glyph, which is never looked at again, is nine tenths of
the time of copying a text.
"""

from __future__ import annotations

from typing import Any

from manim import VMobject
from manim.mobject.svg.svg_mobject import VMobjectFromSVGPath


def share_outlines() -> None:
    """Once in the worker, before it forks."""
    copy_any = VMobject.__deepcopy__

    def copy_sharing(self: VMobjectFromSVGPath, memo: dict[int, Any]) -> VMobjectFromSVGPath:
        outline = self.__dict__.get("path_obj")
        if outline is not None:
            memo[id(outline)] = outline
        return copy_any(self, memo)

    VMobjectFromSVGPath.__deepcopy__ = copy_sharing  # type: ignore[method-assign]
