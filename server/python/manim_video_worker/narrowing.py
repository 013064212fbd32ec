"""Finding, inside the stretch that Python blames, the very name, attribute, argument or import that is at fault."""

from __future__ import annotations

import ast
import builtins
import types
from collections.abc import Iterator
from typing import TypeVar

from .source_text import CharSpan
from .syntax import ReadCode

_Node = TypeVar("_Node", bound=ast.expr)


def name(code: ReadCode, span: CharSpan, wanted: str) -> ast.Name | None:
    """The use of an undefined name."""
    return next((node for node in _inside(code, span, ast.Name) if node.id == wanted), None)


def attribute(code: ReadCode, span: CharSpan, wanted: str) -> ast.Attribute | None:
    """The access of a missing attribute; the last one, as `a.x.x` fails at the second where the first exists."""
    found = [node for node in _inside(code, span, ast.Attribute) if node.attr == wanted]
    ending = [node for node in found if _end(code, node) == (span.end_line, span.end)]
    return (ending or found or [None])[-1]


def called_method(code: ReadCode, span: CharSpan) -> ast.Attribute | None:
    """The method in the call that makes up a stretch."""
    for call in _inside(code, span, ast.Call):
        if _end(code, call) == (span.end_line, span.end) and isinstance(call.func, ast.Attribute):
            return call.func
    return None


def keyword(code: ReadCode, span: CharSpan, wanted: str) -> tuple[ast.Call | None, ast.keyword | None]:
    """The call at this stretch that writes down a keyword argument, and the argument."""
    calls = sorted(_inside(code, span, ast.Call), key=lambda call: _end(code, call), reverse=True)
    for call in calls:
        for argument in call.keywords:
            if argument.arg == wanted:
                return call, argument
    return None, None


def dict_key(code: ReadCode, span: CharSpan, wanted: str) -> ast.expr | None:
    """The key of a dictionary of arguments, such as axis_config={"stroke_with": 2}."""
    for node in _inside(code, span, ast.Dict):
        for key in node.keys:
            if isinstance(key, ast.Constant) and key.value == wanted:
                return key
    return None


def alias(code: ReadCode, span: CharSpan, wanted: str) -> ast.AST | None:
    """The part of an import statement that names what cannot be imported."""
    for node in code.nodes:
        if isinstance(node, ast.Import | ast.ImportFrom) and node.lineno == span.line:
            for part in node.names:
                if part.name == wanted or part.name.startswith(wanted + "."):
                    return part
            return node
    return None


def class_name(code: ReadCode, scene: str) -> CharSpan | None:
    """The name in the class statement of a scene."""
    nodes = [node for node in code.nodes if isinstance(node, ast.ClassDef) and node.name == scene]
    if not nodes:
        return None
    line = code.text.line(nodes[-1].lineno)
    start = line.find(scene, line.find("class") + 5)
    return (
        CharSpan(nodes[-1].lineno, start, nodes[-1].lineno, start + len(scene))
        if start > 0
        else code.text.of_line(nodes[-1].lineno)
    )


def value_of(node: ast.expr, frame: types.FrameType) -> object:
    """What a plain name or chain of attributes stands for in a frame; None for anything that would have to be run."""
    if isinstance(node, ast.Name):
        for namespace in (frame.f_locals, frame.f_globals, vars(builtins)):
            if node.id in namespace:
                return namespace[node.id]
    if isinstance(node, ast.Attribute):
        owner = value_of(node.value, frame)
        try:
            return getattr(owner, node.attr, None)
        except Exception:  # the scene's own __getattr__
            return None
    return None


def _inside(code: ReadCode, span: CharSpan, kind: type[_Node]) -> Iterator[_Node]:
    first, last = (span.line, span.start), (span.end_line, span.end)
    for node in code.nodes:
        # Columns have to be counted, lines have not.
        if isinstance(node, kind) and span.line <= node.lineno and (node.end_lineno or 0) <= span.end_line:
            place = code.text.of_node(node)
            if first <= (place.line, place.start) and (place.end_line, place.end) <= last:
                yield node


def _end(code: ReadCode, node: ast.AST) -> tuple[int, int]:
    place = code.text.of_node(node)
    return place.end_line, place.end
