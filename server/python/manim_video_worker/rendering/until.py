"""Where a scene that is rendered up to a line ends: the first time that the statement there has run."""

from __future__ import annotations

import ast
import builtins
import copy
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from manim.manager import Manager

from ..patching import patched
from ..syntax import ReadCode

# A name that no file can have: the code finds it among the builtins.
_REACHED = "the line is reached"
_Function = ast.FunctionDef | ast.AsyncFunctionDef


class ReachedError(BaseException):
    """The scene has come to its line. No `except Exception` of its own takes it for a failure."""


def ending_at(code: ReadCode, line: int) -> ReadCode:
    """The code, ending once the statement at this line of a scene's method has run, or the last one before it.

    Outside of every method nothing is cut. The tree stays the file's own, so problems keep their places.
    """
    tree = copy.deepcopy(code.tree)
    body = _method_body(tree, line)
    if body is None:
        return code
    _end_after(body, line)
    setattr(builtins, _REACHED, ReachedError)
    return replace(code, compiled=compile(ast.fix_missing_locations(tree), code.text.file, "exec", dont_inherit=True))


@contextmanager
def ending_is_no_failure() -> Iterator[None]:
    """Ends `construct` as usual where the line was reached."""
    original = Manager.construct

    def construct(self: Manager[Any]) -> None:
        try:
            original(self)
        except ReachedError:
            return

    with patched(Manager, construct=construct):
        yield


def _method_body(tree: ast.Module, line: int) -> list[ast.stmt] | None:
    owner = _last_before(tree.body, line)
    if not isinstance(owner, ast.ClassDef):
        return None
    method = _last_before(owner.body, line)
    return method.body if isinstance(method, _Function) else None


def _last_before(body: list[ast.stmt], line: int) -> ast.stmt | None:
    return next((statement for statement in reversed(body) if statement.lineno <= line), None)


def _end_after(body: list[ast.stmt], line: int) -> None:
    """Puts the end behind the statement at the line, in the block that it stands in."""
    statement = _last_before(body, line)
    inner = _block_with(statement, line) if statement else None
    if inner is not None:
        _end_after(inner, line)
        return
    index = body.index(statement) + 1 if statement else 0
    place = statement or body[0]
    end = ast.Raise(ast.Name(_REACHED, ast.Load()), None)
    body.insert(index, ast.copy_location(end, place))


def _block_with(statement: ast.stmt, line: int) -> list[ast.stmt] | None:
    """The block of a loop, condition, `with` or `try` that holds the line; a nested function is one statement."""
    if isinstance(statement, _Function | ast.ClassDef):
        return None
    holders = [statement, *getattr(statement, "handlers", []), *getattr(statement, "cases", [])]
    blocks = [getattr(holder, name, []) for holder in holders for name in ("body", "orelse", "finalbody")]
    started = [block for block in blocks if block and block[0].lineno <= line]
    return max(started, key=lambda block: block[0].lineno, default=None)
