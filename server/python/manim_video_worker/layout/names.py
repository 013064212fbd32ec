"""What an author calls an object: the variable that holds it, else what it says, else its class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from manim import Mobject, Scene

from ..syntax import ReadCode
from .places import assigned_name, running
from .screen import Text

# Attributes of a scene that hold mobjects for Manim's own sake.
_MANIMS = frozenset(["mobjects", "foreground_mobjects", "moving_mobjects", "static_mobjects", "animations"])
_ITEMS_LIMIT = 200
_SHOWN = 40


def name_of_text(text: Text, code: ReadCode) -> str:
    """`title ("The sum of…")`."""
    made = text.record.place
    name = variable_of(text.mobject, code) or (assigned_name(code.nodes, made.now()) if made else None)
    said = shown(text.record.content)
    if name and said:
        return f"{name} ({said})"
    return name or (f"the text {said}" if said else f"a {type(text.mobject).__name__}")


def name_of_thing(thing: Mobject, code: ReadCode) -> str:
    """`arrow (Arrow)`, or `a Circle`."""
    kind = type(thing).__name__
    name = variable_of(thing, code)
    if name:
        return f"{name} ({kind})"
    return f"{'an' if kind[0] in 'AEIOU' else 'a'} {kind}"


def shown(content: str) -> str:
    """A text's words in quotes, short enough for a message."""
    plain = " ".join(content.split())
    return f'"{plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1] + "…"}"' if plain else ""


def variable_of(mobject: Mobject, code: ReadCode) -> str | None:
    """The variable of the running scene code that holds an object; an item of a list or group has its index."""
    best: str | None = None
    for namespace, prefix in _namespaces(code.text.file):
        for name, value in list(namespace.items()):
            if name.startswith("_") or (prefix and name in _MANIMS):
                continue
            if value is mobject:
                return prefix + name
            index = _index_in(value, mobject) if best is None else None
            if index is not None:
                best = f"{prefix}{name}[{index}]"
    return best


def _namespaces(file: str) -> Iterator[tuple[Mapping[str, Any], str]]:
    outermost = None
    for frame in running(file):
        yield frame.f_locals, ""
        outermost = frame
        own = frame.f_locals.get("self")
        if isinstance(own, Scene):
            yield vars(own), "self."
    if outermost is not None and outermost.f_globals is not outermost.f_locals:
        yield outermost.f_globals, ""


def _index_in(value: object, mobject: Mobject) -> str | None:
    if isinstance(value, dict):
        pairs = list(value.items())[:_ITEMS_LIMIT]
        return next((repr(key)[:_SHOWN] for key, item in pairs if item is mobject), None)
    items = value.submobjects if isinstance(value, Mobject) else value if isinstance(value, list | tuple) else ()
    return next((str(index) for index, item in enumerate(items[:_ITEMS_LIMIT]) if item is mobject), None)
