"""An exception of scene code as a problem: its code, its exact place, what caused it, what to change."""

from __future__ import annotations

import ast
import os
import re
import sys
import traceback
import types
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from manim import VMobject

from . import narrowing
from .checkpoints.lines import real
from .near_misses import (
    code_parameters,
    fixes_for_argument,
    fixes_for_attribute,
    fixes_for_name,
    fixes_for_parameter,
    parameters,
)
from .problems import Problem, problem, problem_of_os_error
from .source_text import CharSpan
from .syntax import ReadCode

_LATEX_PROGRAMS = frozenset(["latex", "pdflatex", "xelatex", "lualatex", "luatex", "dvisvgm"])
_UNEXPECTED = re.compile(r"got an unexpected keyword argument '(\w+)'")
# Manim makes up get_x() and set_x() for any x, so a method that does not exist fails by its arguments.
_MADE_UP_METHOD = re.compile(r"__getattr__\.<locals>\.[gs]etter\(\)")
_NO_NAME_IN_MODULE = re.compile(r"cannot import name '(\w+)' from")
_QUOTED = re.compile(r"'(\w+)'")
RELATED_LIMIT = 6
_OURS = os.path.dirname(__file__) + os.sep


@dataclass(frozen=True)
class Place:
    """One frame of the traceback that lies in the user's file."""

    span: CharSpan
    frame: types.FrameType
    function: str


@dataclass(frozen=True)
class Fault:
    """What was being done when an exception came."""

    code: ReadCode
    scene: str | None = None
    time: float | None = None


def problem_of(error: BaseException, fault: Fault) -> Problem:
    """The problem for an exception that scene code let through."""
    places = list(_places(error.__traceback__, fault.code))
    found = _classified(error, places, fault.code)
    span = found.span or (places[-1].span if places else _scene_span(fault))
    return problem(
        found.code,
        found.message or describe(error),
        fault.code.text.span(span) if span else None,
        scene=fault.scene,
        time=fault.time,
        related=_related(error, places, fault.code, found.code != "latex-missing"),
        fixes=found.fixes,
    )


def describe(error: BaseException) -> str:
    """`ZeroDivisionError: division by zero`."""
    try:
        text = str(error).strip()
    except Exception:  # the scene's own exception class
        text = ""
    name = type(error).__name__
    return f"{name}: {text}" if text else name


@dataclass
class _Found:
    code: str
    span: CharSpan | None = None
    fixes: list[dict[str, Any]] | None = None
    message: str | None = None


def _classified(error: BaseException, places: list[Place], code: ReadCode) -> _Found:
    match error:
        case SystemExit() | KeyboardInterrupt() | GeneratorExit():
            return _Found("scene-exit", message=f"The scene ends Python with {describe(error)}.")
        case MemoryError():
            return _Found("scene-memory", message=_memory_message(error))
        case NameError():
            return _name(error, places, code)
        case AttributeError():
            return _attribute(error, places, code)
        case ImportError():
            return _import(error, places, code)
        case TypeError() if _UNEXPECTED.search(describe(error)):
            return _argument(error, places, code)
        case TypeError() if _MADE_UP_METHOD.search(describe(error)):
            return _made_up_method(places, code)
        case FileNotFoundError() if str(error.filename) in _LATEX_PROGRAMS:
            return _Found(
                "latex-missing", message=f"This needs LaTeX, but the program {error.filename} is not installed."
            )
    machine = _machine_problem(error)
    return _Found(machine["code"], message=machine["message"]) if machine else _Found("scene-exception")


def _machine_problem(error: BaseException | None) -> Problem | None:
    """A full disk or a file beyond its limit, which Manim wraps in errors of its own."""
    for _ in range(10):
        if isinstance(error, OSError):
            found = problem_of_os_error(error, "the scene ran")
            if found:
                return found
        error = error.__cause__ if error else None
    return None


def _memory_message(error: BaseException) -> str:
    text = describe(error)
    return "The scene needs more memory than it may use" + (f" ({text})." if ":" in text else ".")


def _name(error: NameError, places: list[Place], code: ReadCode) -> _Found:
    # Python gives no name for a local variable that is not set yet.
    quoted = _QUOTED.search(describe(error))
    name = error.name or (quoted[1] if quoted else "")
    node = narrowing.name(code, places[-1].span, name) if places and name else None
    if not node:
        # A name that only a library lacks is no misspelling of the user's.
        return _Found("scene-exception")
    span, frame = code.text.of_node(node), places[-1].frame
    names = {**frame.f_globals, **frame.f_locals}
    return _Found(
        "undefined-name", span, fixes_for_name(code.text, code.text.offset(span.line, span.start), name, names)
    )


def _attribute(error: AttributeError, places: list[Place], code: ReadCode) -> _Found:
    name = error.name or ""
    node = narrowing.attribute(code, places[-1].span, name) if places and name else None
    if not node and places and name:
        # Manim makes up a getter for any attribute, and then fails for the attribute.
        name = f"get_{name}"
        node = narrowing.attribute(code, places[-1].span, name)
    if not node:
        return _Found("scene-exception")
    end = code.text.of_node(node)
    span = CharSpan(end.end_line, end.end - len(name), end.end_line, end.end)
    start = code.text.offset(span.line, span.start)
    fixes = fixes_for_attribute(code.text, start, name, error.obj) if error.obj is not None else []
    return _Found("unknown-attribute", span, fixes)


def _made_up_method(places: list[Place], code: ReadCode) -> _Found:
    called = narrowing.called_method(code, places[-1].span) if places else None
    if not called:
        return _Found("scene-exception")
    whole, name = code.text.of_node(called), called.attr
    span = CharSpan(whole.end_line, whole.end - len(name), whole.end_line, whole.end)
    owner = _owner(called, places[-1])
    fixes = fixes_for_attribute(code.text, code.text.offset(span.line, span.start), name, owner)
    return _Found("unknown-attribute", span, fixes, f"AttributeError: there is no method {name}")


def _owner(called: ast.Attribute, place: Place) -> object:
    """The object whose method was called; where it would have to be made, a class that tells by its call's name."""
    maker = called.value.func if isinstance(called.value, ast.Call) else called.value
    value = narrowing.value_of(maker, place.frame)
    return VMobject if value is None else value


def _argument(error: TypeError, places: list[Place], code: ReadCode) -> _Found:
    unexpected = _UNEXPECTED.search(describe(error))
    name = unexpected[1] if unexpected else ""
    taken = _taken_on_the_way(error, code)
    # The call that wrote the argument down may lie outside the innermost one, which passes **kwargs on.
    for place in reversed(places):
        call, keyword = narrowing.keyword(code, place.span, name)
        if call and keyword:
            callee = narrowing.value_of(call.func, place.frame)
            fixes = fixes_for_argument(code.text, call, keyword, callee, taken)
            return _Found("unknown-argument", code.text.of_node(keyword), fixes)
        key = narrowing.dict_key(code, place.span, name)
        if key:
            span = code.text.of_node(key)
            start = code.text.offset(span.line, span.start) + 1
            return _Found("unknown-argument", span, fixes_for_parameter(code.text, start, name, taken))
    return _Found("unknown-argument")


def _taken_on_the_way(error: TypeError, code: ReadCode) -> set[str]:
    """Parameters of every library function that passed the argument on, and of the one that refused it."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    taken = {
        name for frame in frames if frame.f_code.co_filename != code.text.file for name in code_parameters(frame.f_code)
    }
    refusing = frames[-1].f_globals.get(str(error).split(".")[0].split("(")[0]) if frames else None
    return taken | parameters(refusing)


def _import(error: ImportError, places: list[Place], code: ReadCode) -> _Found:
    missing = _NO_NAME_IN_MODULE.search(describe(error))
    name = missing[1] if missing else (error.name or "")
    alias = narrowing.alias(code, places[-1].span, name) if places else None
    if not alias:
        return _Found("import-failed")
    span = code.text.of_node(alias)
    module = sys.modules.get(error.name or "") if missing else None
    start = code.text.offset(span.line, span.start)
    fixes = fixes_for_attribute(code.text, start, name, module) if module else []
    # Python adds the path of the module's file, which says nothing to the reader.
    return _Found("import-failed", span, fixes, re.sub(r" \([^()]*\)$", "", describe(error)))


def _places(trace: types.TracebackType | None, code: ReadCode) -> Iterator[Place]:
    while trace:
        frame = trace.tb_frame
        if frame.f_code.co_filename == code.text.file:
            yield Place(_instruction_span(trace, code), frame, frame.f_code.co_name)
        trace = trace.tb_next


def _instruction_span(trace: types.TracebackType, code: ReadCode) -> CharSpan:
    positions = list(trace.tb_frame.f_code.co_positions())
    index = trace.tb_lasti // 2
    line, end_line, start, end = positions[index] if 0 <= index < len(positions) else (None, None, None, None)
    if line is None or end_line is None or start is None or end is None:
        return code.text.of_line(real(trace.tb_lineno or 1))
    return code.text.of_bytes(real(line), start, real(end_line), end)


def _scene_span(fault: Fault) -> CharSpan | None:
    return narrowing.class_name(fault.code, fault.scene) if fault.scene else None


def _related(error: BaseException, places: list[Place], code: ReadCode, found_in_library: bool) -> list[dict[str, Any]]:
    related: list[dict[str, Any]] = []
    for place in reversed(places[:-1][-3:]):
        caller = {"message": f"called from here, in {place.function}", **code.text.span(place.span)}
        if caller not in related and place.span != places[-1].span:
            related.append(caller)
    # traceback.extract_tb would read the file of each frame.
    steps = [(frame.f_code, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    last, line = next(((of, at) for of, at in reversed(steps) if not of.co_filename.startswith(_OURS)), (None, None))
    if places and last and last.co_filename != code.text.file and found_in_library:
        related.append({"message": f"raised in {_short(last.co_filename)}, line {line}, in {last.co_name}"})
    seen = {id(error)}
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    while earlier and id(earlier) not in seen and len(related) < RELATED_LIMIT:
        seen.add(id(earlier))
        inner = list(_places(earlier.__traceback__, code))
        related.append(
            {"message": f"after {describe(earlier)[:300]}", **(code.text.span(inner[-1].span) if inner else {})}
        )
        earlier = earlier.__cause__ or (None if earlier.__suppress_context__ else earlier.__context__)
    return related


def _short(path: str) -> str:
    """A library's file from its package on, without the machine's folders."""
    parts = re.split(r"[\\/]", path)
    return "/".join(parts[parts.index("site-packages") + 1 :]) if "site-packages" in parts else "/".join(parts[-2:])
