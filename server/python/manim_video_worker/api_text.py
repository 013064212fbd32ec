"""Signatures and docstrings as few plain words: what a reader of a prompt needs of them, the same at every run."""

from __future__ import annotations

import enum
import inspect
import re
import textwrap
from typing import Any

import manim
import numpy as np
from manim import ManimColor

DOC_LIMIT = 320
ANNOTATION_LIMIT = 40
DEFAULT_LIMIT = 48
EXAMPLE_LIMIT = 3000
EXAMPLES_LIMIT = 2

_ROLE = re.compile(r":[\w:]+:`~?\.?([^`<]*?)(?:\s*<[^`]*>)?`(?:\\?\s(s)\b)?")
_EXAMPLE = re.compile(r"^(?P<indent>[ \t]*)\.\. manim::.*\n(?P<body>(?:(?P=indent)[ \t]+.*\n|[ \t]*\n)*)", re.MULTILINE)
# Scenes are drawn by Cairo here.
_OPENGL = re.compile(r"\s*\|\s*OpenGL\w+|OpenGL\w+\s*\|\s*")
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")


def signature_of(function: object, *, bound: bool) -> str:
    """`(a, b=1, **kwargs)`, without the first parameter of a method; empty where Python knows none."""
    try:
        parameters = list(inspect.signature(function).parameters.values())  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return ""
    if bound:
        parameters = parameters[1:]
    return f"({', '.join(_written(parameters))})"


def _written(parameters: list[inspect.Parameter]) -> list[str]:
    words: list[str] = []
    starred = False
    for parameter in parameters:
        if parameter.kind is inspect.Parameter.VAR_POSITIONAL:
            starred = True
        elif parameter.kind is inspect.Parameter.KEYWORD_ONLY and not starred:
            words.append("*")
            starred = True
        words.append(_parameter(parameter))
    return words


def _parameter(parameter: inspect.Parameter) -> str:
    stars = {inspect.Parameter.VAR_POSITIONAL: "*", inspect.Parameter.VAR_KEYWORD: "**"}.get(parameter.kind)
    if stars:
        return stars + parameter.name
    if parameter.default is not inspect.Parameter.empty:
        return f"{parameter.name}={value_text(parameter.default)}"
    # A type is told where there is no default to guess it from.
    if parameter.annotation is inspect.Parameter.empty:
        return parameter.name
    annotation = parameter.annotation
    text = annotation if isinstance(annotation, str) else getattr(annotation, "__name__", str(annotation))
    text = _OPENGL.sub("", text)
    return f"{parameter.name}: {text}" if len(text) <= ANNOTATION_LIMIT else parameter.name


def value_text(value: object) -> str:
    """A value as scene code would write it; an ellipsis where that would be long."""
    named = _named(value)
    if named:
        return named
    if isinstance(value, enum.Enum):
        return f"{type(value).__name__}.{value.name}"
    if isinstance(value, type) or inspect.isroutine(value):
        return getattr(value, "__name__", "…")
    if isinstance(value, ManimColor):
        return repr(value.to_hex())
    if isinstance(value, tuple | list) and value:
        inside = ", ".join(value_text(item) for item in value)
        text = f"[{inside}]" if isinstance(value, list) else f"({inside}{',' if len(value) == 1 else ''})"
        return text if len(text) <= DEFAULT_LIMIT else "…"
    if value is None or isinstance(value, bool | int | float | str | tuple | list | dict | np.ndarray):
        text = _ADDRESS.sub("", repr(value.tolist() if isinstance(value, np.ndarray) else value))
        return text if len(text) <= DEFAULT_LIMIT else "…"
    return "…"


def _named(value: object) -> str | None:
    if isinstance(value, float):
        angles = {"TAU": manim.TAU, "PI": manim.PI, "PI / 2": manim.PI / 2, "PI / 4": manim.PI / 4}
        return next((name for name, angle in angles.items() if value == angle), None)
    if isinstance(value, ManimColor | np.ndarray):
        return _constants().get(id(value)) or _constants().get(_key(value))
    return None


_names: dict[int | str, str] = {}


def _constants() -> dict[int | str, str]:
    """Manim's own names of its colours and directions, by identity and by value; the shortest first."""
    if not _names:
        for name, value in sorted(vars(manim).items(), key=lambda item: (len(item[0]), item[0])):
            if name.isupper() and isinstance(value, ManimColor | np.ndarray):
                _names.setdefault(id(value), name)
                _names.setdefault(_key(value), name)
    return _names


def _key(value: Any) -> str:
    return value.to_hex() if isinstance(value, ManimColor) else repr(np.asarray(value, dtype=float).tolist())


def first_paragraph(doc: str | None) -> str:
    """What the docstring says first, in one line and without the marks of reStructuredText."""
    paragraph = re.split(r"\n\s*\n", inspect.cleandoc(doc or ""), maxsplit=1)[0]
    plain = " ".join(_ROLE.sub(r"\1\2", paragraph).replace("``", "").split())
    # What starts with a directive, or a table of parameters, is no sentence.
    if plain.startswith((".. ", "Parameters -")):
        return ""
    return plain if len(plain) <= DOC_LIMIT else plain[: DOC_LIMIT - 1].rstrip() + "…"


def examples_of(doc: str | None) -> list[str]:
    """The code of the docstring's `.. manim::` blocks."""
    found = []
    for match in _EXAMPLE.finditer(inspect.cleandoc(doc or "") + "\n"):
        lines = textwrap.dedent(match["body"]).strip("\n").split("\n")
        while lines and (not lines[0].strip() or re.match(r"\s*:\w+:", lines[0])):
            lines.pop(0)
        code = textwrap.dedent("\n".join(lines)).strip()
        if code and len(code) <= EXAMPLE_LIMIT:
            found.append(code)
    return found[:EXAMPLES_LIMIT]
