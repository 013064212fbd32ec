"""What tests of layout findings share: the codes, checking with them, and a stretch of a source."""

from __future__ import annotations

from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CODES = [
    "layout-off-frame", "layout-overlap", "layout-crossing", "layout-small-text", "layout-contrast", "layout-empty",
    "layout-still",
]  # fmt: skip
HEAD = "from manim import *\nclass Toy(Scene):\n    def construct(self):\n"


def in_construct(*lines: str) -> str:
    return HEAD + "".join(f"        {line}\n" for line in lines)


def findings(worker: Any, source: str, codes: list[str] = CODES, **more: Any) -> list[dict[str, Any]]:
    """The layout findings of some code; other problems are left out."""
    return [found for found in worker.check(source, layout=codes, **more)["problems"] if "layout" in found["code"]]


def marked(source: str, found: dict[str, Any]) -> str:
    """What a finding marks, on one line of plain ASCII."""
    assert found["line"] == found["endLine"]
    return source.split("\n")[found["line"] - 1][found["column"] - 1 : found["endColumn"] - 1]
