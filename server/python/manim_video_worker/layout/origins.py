"""Where objects come from: the call that made each, the call that moved it last, and of texts what they say.

Every object but a glyph carries an Origin, which copies with it; every glyph a mark of its text, so that parts taken
out of a formula still count as text.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from manim import Code, DecimalNumber, MarkupText, Mobject, Paragraph, SingleStringMathTex, Text, VMobject
from manim.animation.animation import Animation
from manim.animation.transform import Transform
from manim.mobject.svg.svg_mobject import VMobjectFromSVGPath
from manim.mobject.text.tex_mobject import MathTex, Tex

from ..patching import patched
from .places import Callers, Place

try:
    from manim import Typst
except ImportError:  # Manim without its typst extra
    Typst = SingleStringMathTex  # type: ignore[assignment,misc]

TEXT_CLASSES: tuple[type[Mobject], ...] = (
    Text, MarkupText, SingleStringMathTex, Typst, DecimalNumber, Paragraph, Code,
)  # fmt: skip
_WRITTEN = (Text, MarkupText, SingleStringMathTex, Typst)
_PATCHED = tuple(
    dict.fromkeys([Text, MarkupText, SingleStringMathTex, MathTex, Tex, Typst, DecimalNumber, Paragraph, Code])
)
# Height of a lower-case x for a font size of 1, as measured: Pango's points are larger than TeX's and Typst's.
_PANGO_X, _TYPESET_X = 0.3461 / 48, 0.2165 / 48
ORIGIN, MARK = "_layout_origin", "_layout_mark"


class Mark:
    """Of a glyph: its text, and its width and height when the text was made. Copies share it."""

    __slots__ = ("height", "record", "width")

    def __init__(self, record: Record, width: float, height: float) -> None:
        self.record, self.width, self.height = record, width, height

    def __deepcopy__(self, _: object) -> Mark:
        return self


Note = tuple[Mobject, Place, int]


class Record:
    """What is known of an object since it was made. Copies share it; what is no text has no content."""

    __slots__ = ("content", "place", "x_height")

    def __init__(self, content: str, place: Place | None, x_height: float) -> None:
        self.content = content
        self.place = place
        # Of a lower-case x when the text was made, in units of the scene.
        self.x_height = x_height

    def __deepcopy__(self, _: object) -> Record:
        return self


class Origin:
    """Of one object: its record, and where it was moved, scaled and coloured last."""

    __slots__ = ("coloured", "made_at", "moved", "moved_at", "record", "scaled")

    def __init__(self, record: Record, made_at: int) -> None:
        self.record = record
        # Counted in what happened to any object, as moved_at is.
        self.made_at = made_at
        self.moved: Place | None = None
        self.moved_at = 0
        self.coloured: Place | None = None
        self.scaled: Place | None = None

    def __deepcopy__(self, _: object) -> Origin:
        copied = Origin(self.record, self.made_at)
        copied.take(self)
        return copied

    def take(self, other: Origin) -> None:
        """Becomes what a transformation has made of the object."""
        self.record, self.moved, self.moved_at = other.record, other.moved, other.moved_at
        self.coloured, self.scaled = other.coloured, other.scaled


class Origins:
    """Watches objects being made and moved while `recording` lasts."""

    def __init__(self, file: str) -> None:
        self.callers = Callers(file)
        self._moves: dict[int, Note] = {}
        self._colours: dict[int, Note] = {}
        self._scales: dict[int, Note] = {}
        # What has happened to objects so far, and how much of that had when the last play ended.
        self._count = 0
        self._settled = 0

    @contextmanager
    def recording(self) -> Iterator[None]:
        """Makes Manim's classes tell of texts and moves."""
        with ExitStack() as stack:
            stack.enter_context(patched(Mobject, __init__=self._beginning(Mobject.__init__)))
            for kind in _PATCHED:
                stack.enter_context(patched(kind, __init__=self._making(kind.__init__)))
            for name in ("shift", "apply_points_function_about_point"):
                stack.enter_context(patched(Mobject, **{name: self._noting(getattr(Mobject, name), self._moves)}))
            for kind in (Mobject, VMobject):
                stack.enter_context(patched(kind, scale=self._noting(kind.scale, self._scales)))
            stack.enter_context(patched(VMobject, set_color=self._noting(VMobject.set_color, self._colours)))
            yield

    def _beginning(self, original: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(original)
        def begun(mobject: Mobject, *arguments: Any, **options: Any) -> None:
            original(mobject, *arguments, **options)
            if type(mobject) is not VMobjectFromSVGPath:
                mobject.__dict__[ORIGIN] = Origin(Record("", self.callers.place(2), 0.0), self._next())

        return begun

    def _next(self) -> int:
        self._count += 1
        return self._count

    def _making(self, original: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(original)
        def made(text: Mobject, *arguments: Any, **options: Any) -> None:
            original(text, *arguments, **options)
            self._mark(text, self.callers.place(2))

        return made

    def _noting(self, original: Callable[..., Any], notes: dict[int, Note]) -> Callable[..., Any]:
        place = self.callers.place

        @functools.wraps(original)
        def changed(mobject: Mobject, *arguments: Any, **options: Any) -> Any:
            if mobject.submobjects or ORIGIN in mobject.__dict__:
                where = place(2)
                if where is not None:
                    notes.pop(id(mobject), None)
                    notes[id(mobject)] = (mobject, where, self._next())
            return original(mobject, *arguments, **options)

        return changed

    def _mark(self, text: Mobject, place: Place | None) -> None:
        written = isinstance(text, _WRITTEN)
        x_height = _x_height(text) if written else 0.0
        record = Record(content_of(text), place, x_height)
        setattr(text, ORIGIN, Origin(record, self._next()))
        for glyph in text.family_members_with_points():
            if written or (isinstance(text, Paragraph) and MARK not in glyph.__dict__):
                points = glyph.points
                width, height, _ = points.max(axis=0) - points.min(axis=0)
                setattr(glyph, MARK, Mark(record, float(width), float(height)))

    def settle(self, animations: list[Animation], play: Place | None) -> None:
        """Takes note of what moved since the last call, the play that has just ended included."""
        for mobject, place, count in self._moves.values():
            for origin in _origins(mobject):
                if count > origin.moved_at:
                    origin.moved, origin.moved_at = place, count
        for mobject, place, _ in self._colours.values():
            for origin in _origins(mobject):
                origin.coloured = place
        for mobject, place, _ in self._scales.values():
            for origin in _origins(mobject):
                origin.scaled = place
        for notes in (self._moves, self._colours, self._scales):
            notes.clear()
        for animation in animations:
            self._settle_transform(animation, play)
        self._settled = self._next()

    def _settle_transform(self, animation: Animation, play: Place | None) -> None:
        for part in getattr(animation, "animations", ()):
            self._settle_transform(part, play)
        target = getattr(animation, "target_mobject", None)
        if not isinstance(animation, Transform) or not isinstance(target, Mobject) or not _stays(animation):
            return
        _become(animation)
        here, there = list(_origins(animation.mobject)), list(_origins(target))
        if len(here) != len(there):
            return
        for origin, other in zip(here, there, strict=True):
            if origin is not other:
                origin.take(other)
                if other.moved_at <= self._settled:
                    origin.moved, origin.moved_at = play, self._next()


def _stays(animation: Transform) -> bool:
    """Whether a transformation leaves its mobject as its target is: Indicate and FadeOut do not."""
    return not animation.is_remover() and animation.rate_func(1.0) > 0.5


def _become(animation: Transform) -> None:
    """A shape that has become a text is one from now on, and a text that has become a shape is none."""
    aligned = getattr(animation, "target_copy", None)
    if not isinstance(aligned, Mobject) or aligned is animation.mobject:
        return
    for member, other in zip(animation.mobject.get_family(), aligned.get_family(), strict=False):
        mark = other.__dict__.get(MARK)
        if mark is not None:
            setattr(member, MARK, mark)
        else:
            member.__dict__.pop(MARK, None)


def _origins(mobject: Mobject) -> Iterator[Origin]:
    stack = [mobject]
    while stack:
        member = stack.pop()
        origin = member.__dict__.get(ORIGIN)
        if origin is not None:
            yield origin
        stack.extend(reversed(member.submobjects))


def content_of(text: Mobject) -> str:
    """What a text says, as its author wrote it."""
    match text:
        case Text() | MarkupText():
            return str(getattr(text, "original_text", ""))
        case DecimalNumber():
            return str(getattr(text, "number", ""))
        case Paragraph():
            return str(getattr(getattr(text, "lines_text", None), "original_text", ""))
        case Code():
            return "code"
    for name in ("typst_code", "tex_string"):
        if isinstance(getattr(text, name, None), str):
            # MathTypst puts its formula between dollar signs.
            return str(getattr(text, name)).strip("$ ")
    return ""


def _x_height(text: Mobject) -> float:
    try:
        size = float(text.font_size)
    except (AttributeError, ZeroDivisionError, TypeError, ValueError):
        return 0.0
    return size * (_PANGO_X if isinstance(text, Text | MarkupText) else _TYPESET_X)
