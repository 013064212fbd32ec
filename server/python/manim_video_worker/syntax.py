"""Reading scene code: a tree and a code object, or one syntax-error at its exact place."""

from __future__ import annotations

import ast
import functools
import re
import types
import warnings
from dataclasses import dataclass

from .nodes import every
from .problems import Failed, Problem, problem
from .source_text import CharSpan, SourceText

_FENCE = re.compile(r"^[ \t]*```[^\r\n]*(?:\r\n|\r|\n)?", re.MULTILINE)


@dataclass(frozen=True)
class ReadCode:
    """Scene code that Python accepts."""

    text: SourceText
    tree: ast.Module
    compiled: types.CodeType

    @functools.cached_property
    def nodes(self) -> list[ast.AST]:
        """Every node of the tree."""
        return every(self.tree)


def read_code(source: str, file: str) -> ReadCode:
    """Parses and compiles; raises Failed with a syntax-error."""
    text = SourceText(source, file)
    unreadable = re.search("[\0\ud800-\udfff]", source)
    if unreadable:
        message = f"SyntaxError: the character U+{ord(unreadable[0]):04X} cannot stand in Python code"
        raise Failed(problem("syntax-error", message, _span_at(text, unreadable.start())))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(source, file)
        except SyntaxError as error:
            raise Failed(_syntax_problem(text, error, from_parser=True)) from None
        except (RecursionError, MemoryError):
            raise Failed(
                problem("syntax-error", "SyntaxError: the code is nested too deeply", _span_at(text, 0))
            ) from None
        try:
            return ReadCode(text, tree, compile(tree, file, "exec", dont_inherit=True))
        except SyntaxError as error:
            raise Failed(_syntax_problem(text, error, from_parser=False)) from None
        except (RecursionError, MemoryError):
            raise Failed(
                problem("syntax-error", "SyntaxError: the code is nested too deeply", _span_at(text, 0))
            ) from None


def _span_at(text: SourceText, offset: int) -> dict[str, int]:
    line, column = text.place(offset)
    return text.span(CharSpan(line, column, line, column + 1))


def _syntax_problem(text: SourceText, error: SyntaxError, *, from_parser: bool) -> Problem:
    line = min(error.lineno or len(text.lines), len(text.lines))
    # An error at the end of the file is given on a line after the last: mark the end of the last line with text.
    while line > 1 and not text.line(line).strip():
        line -= 1
    beyond = error.lineno is None or line != error.lineno
    start = len(text.line(line)) if beyond else (error.offset or 1) - 1
    end_line = line if beyond or not error.end_lineno or error.end_lineno < line else error.end_lineno
    end = start if beyond or not error.end_offset or error.end_offset < 1 else error.end_offset - 1
    # The parser counts characters; the later passes count UTF-8 bytes (CPython 3.11 to 3.14).
    span = CharSpan(line, start, end_line, end) if from_parser else text.of_bytes(line, start, end_line, end)
    if end_line == line and span.end <= span.start:
        span = _token_at(text, line, span.start)
    fence = next((found for found in _FENCE.finditer(text.source) if text.place(found.start())[0] == line), None)
    if fence:
        fixes = [
            {
                "title": "Remove the Markdown fence",
                "edits": [text.edit(*found.span(), "") for found in _FENCE.finditer(text.source)],
            }
        ]
        return problem(
            "syntax-error", "SyntaxError: a Markdown fence is not Python", text.span(text.of_line(line)), fixes=fixes
        )
    return problem("syntax-error", f"SyntaxError: {_message(error, text.part(span))}", text.span(span))


def _token_at(text: SourceText, line: int, start: int) -> CharSpan:
    found = re.compile(r"\w+|[^\w\s]+").match(text.line(line), start)
    return CharSpan(line, start, line, found.end() if found else start)


def _message(error: SyntaxError, token: str) -> str:
    message = error.msg or "invalid syntax"
    named = message == "invalid syntax" and token.strip() and "\n" not in token and len(token) <= 40
    return f"{message} at `{token.strip()}`" if named else message
