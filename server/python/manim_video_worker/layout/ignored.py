"""`# layout: ignore` in a scene: on the line that makes or moves an object, alone above it, or on the class line."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterable

from ..syntax import ReadCode
from .places import Place, statement_lines

_COMMENT = re.compile(r"#.*?\blayout:\s*ignore\b([^#]*)")
_CODE = re.compile(r"layout-[a-z-]+")
_EVERYTHING = frozenset(["*"])


class Ignored:
    """The comments of one text."""

    def __init__(self, code: ReadCode) -> None:
        self._code = code
        self._codes, self._alone = _comments(code.text.source) if "layout:" in code.text.source else ({}, set())
        self._classes = [node for node in code.nodes if isinstance(node, ast.ClassDef)] if self._codes else []

    def switched_off(self, finding: str, scene: str, places: Iterable[Place | None]) -> bool:
        """Whether a comment at one of these places, or at the scene's class, is about this finding."""
        if not self._codes:
            return False
        lines: set[int] = set()
        for node in self._classes:
            if node.name == scene:
                lines.update(self._around(node.lineno, node.body[0].lineno - 1 if node.body else node.lineno))
        for place in places:
            if place is not None:
                lines.update(self._around(*statement_lines(self._code.nodes, place.now().line)))
        return any(finding in codes or codes is _EVERYTHING for line in lines if (codes := self._codes.get(line)))

    def _around(self, first: int, last: int) -> Iterable[int]:
        yield from range(first, max(first, last) + 1)
        above = first - 1
        while above in self._alone:
            yield above
            above -= 1


def _comments(source: str) -> tuple[dict[int, frozenset[str]], set[int]]:
    """What each line's comment switches off, and the lines on which nothing but a comment stands."""
    codes: dict[int, frozenset[str]] = {}
    alone: set[int] = set()
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.COMMENT:
                if not token.line[: token.start[1]].strip():
                    alone.add(token.start[0])
                found = _COMMENT.match(token.string)
                if found:
                    codes[token.start[0]] = frozenset(_CODE.findall(found[1])) or _EVERYTHING
    except (tokenize.TokenError, SyntaxError):  # what Python runs can be read; its tokens may still puzzle this reader
        return codes, alone
    return codes, alone
