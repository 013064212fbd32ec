"""Columns: bytes, characters and UTF-16 units."""

import pytest

from manim_video_worker.source_text import CharSpan, SourceText


@pytest.mark.parametrize(
    ("line", "start", "end", "columns"),
    [("abc", 1, 2, (2, 3)), ("é = x", 5, 6, (5, 6)), ("😀 = x", 7, 8, (6, 7)), ("'é😀' + x", 11, 12, (9, 10))],
)
def test_bytes_become_utf16_units(line, start, end, columns):
    text = SourceText(line, "x.py")
    span = text.span(text.of_bytes(1, start, 1, end))
    assert (span["column"], span["endColumn"]) == columns


def test_spans_are_never_empty_and_stay_in_the_text():
    text = SourceText("ab\n\ncd", "x.py")
    assert text.span(CharSpan(1, 2, 1, 2)) == {"line": 1, "column": 2, "endLine": 1, "endColumn": 3}
    assert text.span(CharSpan(9, 9, 9, 9)) == {"line": 3, "column": 2, "endLine": 3, "endColumn": 3}
    assert text.span(CharSpan(2, 0, 2, 0)) == {"line": 2, "column": 1, "endLine": 2, "endColumn": 1}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_offsets_and_places_are_inverse(end):
    text = SourceText(end.join(["ab", "", "c😀d", "\x0c\u2028x"]), "x.py")
    for line, content in enumerate(text.lines, 1):
        for column in range(len(content) + 1):
            assert text.place(text.offset(line, column)) == (line, column)
