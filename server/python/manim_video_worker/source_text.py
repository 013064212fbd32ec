"""A source text and its columns.

Python counts UTF-8 bytes from 0 (ast, co_positions) or characters from 1 (SyntaxError); the contract wants lines and
columns from 1 in UTF-16 units, the end exclusive.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

_LINE_END = re.compile(r"\r\n|\r|\n")


def utf16_length(text: str) -> int:
    """UTF-16 code units of a text: characters beyond the basic plane count twice."""
    return len(text) + sum(character > "\uffff" for character in text)


@dataclass(frozen=True)
class CharSpan:
    """A stretch in characters: lines from 1, columns from 0, the end exclusive."""

    line: int
    start: int
    end_line: int
    end: int


class SourceText:
    """The text of one scene file with its lines as Python and the editor count them."""

    def __init__(self, source: str, file: str) -> None:
        self.source = source
        self.file = file
        # Not str.splitlines: neither Python nor an editor ends a line at a form feed or U+2028.
        self.lines = _LINE_END.split(source)

    def line(self, number: int) -> str:
        """The text of a line, empty beyond the last."""
        return self.lines[number - 1] if 1 <= number <= len(self.lines) else ""

    def byte_column(self, line: int, byte: int) -> int:
        """Turns a UTF-8 offset in a line into characters."""
        return len(self.line(line).encode("utf-8", "surrogatepass")[:byte].decode("utf-8", "replace"))

    def of_bytes(self, line: int, start: int, end_line: int, end: int) -> CharSpan:
        """A stretch given as ast and co_positions give it."""
        return CharSpan(line, self.byte_column(line, start), end_line, self.byte_column(end_line, end))

    def of_node(self, node: ast.AST) -> CharSpan:
        """The stretch of a node that has a place."""
        return self.of_bytes(node.lineno, node.col_offset, node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]

    def of_line(self, line: int) -> CharSpan:
        """A whole line without its indent and trailing blanks."""
        text = self.line(line)
        start = len(text) - len(text.lstrip())
        return CharSpan(line, start, line, max(start, len(text.rstrip())))

    def part(self, span: CharSpan) -> str:
        """The text of a stretch."""
        return self.source[self.offset(span.line, span.start) : self.offset(span.end_line, span.end)]

    def offset(self, line: int, column: int) -> int:
        """Characters from the start of the source."""
        position = 0
        for _ in range(line - 1):
            found = _LINE_END.search(self.source, position)
            if not found:
                return len(self.source)
            position = found.end()
        return min(position + column, len(self.source))

    def place(self, offset: int) -> tuple[int, int]:
        """Line and character column of an offset."""
        line, position = 1, 0
        for found in _LINE_END.finditer(self.source):
            if found.end() > offset:
                break
            line, position = line + 1, found.end()
        return line, offset - position

    def span(self, span: CharSpan) -> dict[str, int]:
        """The contract's Span, never empty where the line has anything to mark."""
        span = self._visible(span)
        return {
            "line": span.line,
            "column": utf16_length(self.line(span.line)[: span.start]) + 1,
            "endLine": span.end_line,
            "endColumn": utf16_length(self.line(span.end_line)[: span.end]) + 1,
        }

    def edit(self, start: int, end: int, text: str) -> dict[str, int | str]:
        """The contract's edit for a stretch given by offsets; may be empty (an insertion)."""
        (line, column), (end_line, end_column) = self.place(start), self.place(end)
        return {
            "line": line,
            "column": utf16_length(self.line(line)[:column]) + 1,
            "endLine": end_line,
            "endColumn": utf16_length(self.line(end_line)[:end_column]) + 1,
            "text": text,
        }

    def _visible(self, span: CharSpan) -> CharSpan:
        line = min(max(span.line, 1), len(self.lines))
        end_line = min(max(span.end_line, line), len(self.lines))
        start = min(max(span.start, 0), len(self.line(line)))
        end = min(max(span.end, 0), len(self.line(end_line)))
        if (end_line, end) > (line, start):
            return CharSpan(line, start, end_line, end)
        if start < len(self.line(line)):
            return CharSpan(line, start, line, start + 1)
        return CharSpan(line, max(0, start - 1), line, start)
