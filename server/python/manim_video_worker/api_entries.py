"""The public names of the installed Manim as entries: classes with their methods, functions, colours, constants."""

from __future__ import annotations

import enum
import inspect
import types
from collections.abc import Iterator
from typing import Any

import manim
import numpy as np
from manim import ManimColor
from manim.utils import rate_functions

from .api_text import examples_of, first_paragraph, signature_of

Entry = dict[str, Any]

_KEYWORDS = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)


def all_entries() -> Iterator[Entry]:
    """Every public name of `from manim import *`, in order, with the members of what it names."""
    for name, value in sorted(vars(manim).items()):
        if not name.startswith("_"):
            yield from _entries(name, value)
    for name, value in sorted(vars(rate_functions).items()):
        if inspect.isfunction(value) and not name.startswith("_") and not hasattr(manim, name):
            yield _function(f"rate_functions.{name}", value)
    for name, value in sorted(vars(type(manim.config)).items()):
        if isinstance(value, property) and not name.startswith("_"):
            yield _entry(f"config.{name}", "property", doc=value.__doc__)


def _entries(name: str, value: object) -> Iterator[Entry]:
    if isinstance(value, type):
        yield _class(name, value)
        yield from _members(name, value)
    elif isinstance(value, ManimColor):
        yield _entry(name, "colour", value=value.to_hex())
    elif isinstance(value, int | float | str | np.ndarray) and name.isupper():
        # Texts with spaces are messages of Manim's own command line.
        if " " not in str(value) or isinstance(value, np.ndarray):
            yield _entry(name, "constant", value=repr(value.tolist() if isinstance(value, np.ndarray) else value))
    elif callable(value) and not isinstance(value, types.ModuleType | types.UnionType):
        yield _function(name, value)


def _entry(name: str, kind: str, *, doc: str | None = None, **more: Any) -> Entry:
    made = {"name": name, "kind": kind, "doc": first_paragraph(doc), "examples": examples_of(doc), **more}
    return {key: value for key, value in made.items() if value not in ("", [], None)}


def _function(name: str, value: Any) -> Entry:
    doc, module = getattr(value, "__doc__", None), getattr(value, "__module__", None)
    return _entry(name, "function", doc=doc, signature=signature_of(value, bound=False), module=module)


def _class(name: str, value: type) -> Entry:
    doc = value.__dict__.get("__doc__")
    if issubclass(value, enum.Enum):
        return _entry(name, "class", doc=doc, module=value.__module__, members=list(value.__members__))
    own = vars(value).get("__init__")
    also = passed_on(value)
    return _entry(
        name,
        "class",
        doc=doc,
        module=value.__module__,
        signature=signature_of(value.__init__, bound=True) if own or also else "",
        bases=[base.__name__ for base in value.__mro__[1:] if base is not object and not base.__name__.startswith("_")],
        also=also,
    )


def passed_on(value: type) -> list[str]:
    """Keyword arguments that the class takes beyond its signature, since it passes them on to its bases."""
    names: list[str] = []
    own: set[str] = set()
    first = True
    for base in value.__mro__:
        function = base.__dict__.get("__init__")
        if function is None or base is object:
            continue
        try:
            parameters = inspect.signature(function).parameters.values()
        except (TypeError, ValueError):
            break
        words = [each.name for each in parameters if each.kind in _KEYWORDS and each.name not in ("self", "cls")]
        if first:
            own, first = set(words), False
        else:
            names += [word for word in words if word not in own and word not in names and word[0] != "_"]
        if not any(each.kind is inspect.Parameter.VAR_KEYWORD for each in parameters):
            break
    return names


def _members(owner: str, value: type) -> Iterator[Entry]:
    for name, member in sorted(vars(value).items()):
        if name.startswith("_"):
            continue
        inherited = any(name in vars(base) for base in value.__mro__[1:])
        function = member.__func__ if isinstance(member, classmethod | staticmethod) else member
        if isinstance(member, property):
            if not inherited:
                yield _entry(f"{owner}.{name}", "property", doc=member.__doc__)
        # One that only does its base's work in another way has no words of its own.
        elif inspect.isfunction(function) and (function.__doc__ or not inherited):
            bound = not isinstance(member, staticmethod)
            doc = function.__doc__ or inspect.getdoc(getattr(value, name))
            yield _entry(f"{owner}.{name}", "method", doc=doc, signature=signature_of(function, bound=bound))
