"""Changes to offer for a name, attribute or argument that does not exist, found without a model."""

from __future__ import annotations

import ast
import builtins
import difflib
import inspect
import types
from collections.abc import Iterable
from typing import Any

from .source_text import SourceText

Fix = dict[str, Any]

# Names of ManimGL and of Manim before 0.19 that are too far from today's for a comparison of letters.
RENAMED = {
    "ShowCreation": "Create",
    "ShowCreationThenDestruction": "ShowPassingFlash",
    "TextMobject": "Text",
    "TexMobject": "MathTex",
    "TexText": "Tex",
    "OldTex": "MathTex",
    "OldTexText": "Tex",
    "WiggleOutThenIn": "Wiggle",
    "FadeInFrom": "FadeIn",
    "FadeOutAndShift": "FadeOut",
    "CircleIndicate": "Circumscribe",
    "InteractiveScene": "Scene",
    "FRAME_WIDTH": "config.frame_width",
    "FRAME_HEIGHT": "config.frame_height",
    "get_graph": "plot",
    "scale_in_place": "scale",
}


def replacements(name: str, candidates: Iterable[str]) -> list[str]:
    """The likeliest intended names, best first."""
    offered = {candidate for candidate in candidates if candidate != name and not candidate.startswith("__")}
    if not name.startswith("_"):
        offered = {candidate for candidate in offered if not candidate.startswith("_")}
    renamed = RENAMED.get(name)
    best = [renamed] if renamed and renamed.split(".")[0] in offered else []
    best += [candidate for candidate in sorted(offered) if candidate.lower() == name.lower()]
    best += difflib.get_close_matches(name, sorted(offered), n=3, cutoff=0.66)
    return list(dict.fromkeys(best))[:3]


def fixes_for_name(text: SourceText, start: int, name: str, names: Iterable[str]) -> list[Fix]:
    """Changes of an undefined name at an offset: a near miss, or the import it lacks."""
    namespace = set(names)
    fixes = _change_to(text, start, name, replacements(name, namespace | set(dir(builtins))))
    return fixes + _missing_import(text, name, namespace)


def fixes_for_attribute(text: SourceText, start: int, name: str, owner: object) -> list[Fix]:
    """Changes of an attribute name at an offset."""
    try:
        names = dir(owner)
    except Exception:  # the scene's own __dir__
        return []
    return _change_to(text, start, name, replacements(name, names))


def fixes_for_argument(
    text: SourceText, call: ast.Call, keyword: ast.keyword, callee: object, taken: set[str]
) -> list[Fix]:
    """Changes of a keyword argument: a near miss among what the callee takes or passes on, or its removal."""
    name = keyword.arg or ""
    given = {other.arg for other in call.keywords if other.arg}
    known = parameters(callee) | taken
    start = text.offset(keyword.lineno, text.byte_column(keyword.lineno, keyword.col_offset))
    return _change_to(text, start, name, replacements(name, known - given)) + _removal(text, call, keyword)


def fixes_for_parameter(text: SourceText, start: int, name: str, taken: set[str]) -> list[Fix]:
    """Changes of a parameter's name that stands elsewhere than in a call, such as a key of axis_config."""
    return _change_to(text, start, name, replacements(name, taken))


def parameters(callee: object) -> set[str]:
    """Keyword parameters of a callable; for a class those of every class that its arguments are passed on to."""
    functions: list[object] = []
    if isinstance(callee, type):
        functions = [base.__dict__["__init__"] for base in callee.__mro__ if "__init__" in base.__dict__]
    elif callable(callee):
        functions = [callee]
    names: set[str] = set()
    for function in functions:
        try:
            signature = inspect.signature(function)  # type: ignore[arg-type]
        except (TypeError, ValueError):
            continue
        keyword_kinds = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
        names |= {parameter.name for parameter in signature.parameters.values() if parameter.kind in keyword_kinds}
    return names - {"self", "cls"}


def code_parameters(code: types.CodeType) -> set[str]:
    """Named parameters of a function that is running."""
    return set(code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]) - {"self", "cls"}


def _change_to(text: SourceText, start: int, name: str, candidates: list[str]) -> list[Fix]:
    if text.source[start : start + len(name)] != name:
        return []
    return [
        {"title": f"Change to `{candidate}`", "edits": [text.edit(start, start + len(name), candidate)]}
        for candidate in candidates
    ]


def _missing_import(text: SourceText, name: str, namespace: set[str]) -> list[Fix]:
    import manim

    if name in ("np", "numpy"):
        line = "import numpy as np" if name == "np" else "import numpy"
    elif name in ("math", "random", "itertools", "functools", "cmath", "collections", "statistics", "fractions", "re"):
        line = f"import {name}"
    elif name in vars(manim) and not name.startswith("_"):
        line = f"from manim import {name}" if "Scene" in namespace else "from manim import *"
    else:
        return []
    start = text.offset(_first_import_line(text.source), 0)
    return [{"title": f"Add `{line}`", "edits": [text.edit(start, start, line + "\n")]}]


def _first_import_line(source: str) -> int:
    """The line for a new import: after the docstring and future imports, which must stay first."""
    for node in ast.parse(source).body:
        is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if not is_docstring and not (isinstance(node, ast.ImportFrom) and node.module == "__future__"):
            return min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", []))])
    return 1


def _removal(text: SourceText, call: ast.Call, keyword: ast.keyword) -> list[Fix]:
    span = text.of_node(keyword)
    start, end = text.offset(span.line, span.start), text.offset(span.end_line, span.end)
    before = text.source[:start].rstrip()
    after = text.source[end:]
    if before.endswith(","):
        start = len(before) - 1
    elif after.lstrip().startswith(","):
        rest = after.lstrip()[1:]
        end = len(text.source) - len(rest.lstrip(" \t"))
    try:
        ast.parse(text.source[:start] + text.source[end:])
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    return [{"title": f"Remove `{keyword.arg}`", "edits": [text.edit(start, end, "")]}]
