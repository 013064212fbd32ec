"""Places in the scene's file: of the call that is running, and of the statement around it."""

from __future__ import annotations

import ast
import itertools
import sys
import types
from collections.abc import Iterator
from typing import NamedTuple

from ..checkpoints.lines import real
from ..source_text import CharSpan
from ..syntax import ReadCode

_DEPTH_LIMIT = 200


class Place(NamedTuple):
    """A stretch as co_positions gives it: lines from 1, columns in UTF-8 bytes from 0, the end exclusive.

    Lines are those of compiled code, which in a process that goes on with an edited text may be from an earlier one.
    """

    line: int
    start: int
    end_line: int
    end: int

    def now(self) -> Place:
        """The same stretch where it stands in the newest text."""
        return Place(real(self.line), self.start, real(self.end_line), self.end)

    def span(self, code: ReadCode) -> CharSpan:
        """The same stretch in characters of the newest text."""
        return code.text.of_bytes(*self.now())


class Callers:
    """Finds the innermost call of the scene's file that is running."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._known: dict[tuple[str, int, int, int], Place | None] = {}

    def place(self, depth: int = 1) -> Place | None:
        """Where the file is, seen from `depth` frames up; None when none of its code is running."""
        frame: types.FrameType | None = sys._getframe(depth)
        file = self.file
        for _ in range(_DEPTH_LIMIT):
            if frame is None:
                return None
            code = frame.f_code
            if code.co_filename == file:
                return self._resolved(code, frame.f_lasti)
            frame = frame.f_back
        return None

    def _resolved(self, code: types.CodeType, at: int) -> Place | None:
        # The object itself is not kept: an edited text has other code with the same name.
        key = (code.co_qualname, code.co_firstlineno, hash(code), at)
        if key not in self._known:
            found = next(itertools.islice(code.co_positions(), at // 2, None), (None,) * 4)
            line, end_line, start, end = found
            whole = None not in found
            self._known[key] = Place(line, start, end_line, end) if whole else None  # type: ignore[arg-type]
            if not whole and line is not None:
                self._known[key] = Place(line, 0, line, 0)
        return self._known[key]


def running(file: str) -> Iterator[types.FrameType]:
    """The file's functions that are running, the innermost first."""
    frame: types.FrameType | None = sys._getframe(1)
    while frame is not None:
        if frame.f_code.co_filename == file:
            yield frame
        frame = frame.f_back


def statement_lines(nodes: list[ast.AST], line: int) -> tuple[int, int]:
    """First and last line of the simple statement around a line; of a compound one only its head."""
    found = (line, line)
    for node in nodes:
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or node.lineno):
            body = getattr(node, "body", None)
            last = body[0].lineno - 1 if isinstance(body, list) and body else node.end_lineno or node.lineno
            if line <= last or line == node.lineno:
                found = (node.lineno, max(last, node.lineno))
    return found


def assigned_name(nodes: list[ast.AST], place: Place) -> str | None:
    """`title` for a place inside `title = Text(...)`; None where the statement binds no single plain name."""
    for node in nodes:
        if (
            isinstance(node, ast.Assign)
            and len(node.targets) == 1
            and (node.lineno, node.col_offset) <= (place.line, place.start)
            and (place.end_line, place.end) <= (node.end_lineno or 0, node.end_col_offset or 0)
            and isinstance(node.targets[0], ast.Name | ast.Attribute)
            and _makes(node.value, place)
        ):
            return ast.unparse(node.targets[0])
    return None


def _makes(value: ast.expr, place: Place) -> bool:
    """Whether a value is the call at this place, or that call with methods called on it."""
    while isinstance(value, ast.Call):
        if (value.lineno, value.col_offset) == (place.line, place.start) and (
            (value.end_lineno, value.end_col_offset) == (place.end_line, place.end)
        ):
            return True
        if not isinstance(value.func, ast.Attribute):
            return False
        value = value.func.value
    return False
